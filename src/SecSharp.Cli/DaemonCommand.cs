using SecSharp.Actions;
using SecSharp.Cli.Life;
using SecSharp.Cli.Options;
using SecSharp.Configuration;
using SecSharp.Outputs;
using SecSharp.Reporting;

namespace SecSharp.Cli;

/// <summary>The drop-in daemon: the program without a subcommand. sec(1), OPTIONS.</summary>
internal static class DaemonCommand
{
    /// <summary>The daemon.</summary>
    public static Command Command { get; } = new("", "read lines as they come and run the rules on them", "[OPTION]...", OptionTable.Daemon, Run);

    private static int Run(IReadOnlyList<string> arguments)
    {
        var values = OptionParser.Parse(ResourceFile.Extend(arguments), OptionTable.Daemon);
        if (Command.ShowsAbout(values))
        {
            return 0;
        }

        try
        {
            if (values.Flag("testonly") == true)
            {
                return TestRules(values);
            }

            // A service manager that waits to be notified has detached the program already, and would take the end of this
            // process for that of the service.
            return values.Flag("detach") == true && Detachment.ReportDescriptor is null && !ServiceManager.WaitsForNotice
                ? Detachment.Start()
                : Run(arguments, values);
        }
        catch (StartupException exception)
        {
            Console.Error.WriteLine($"sec: {exception.Message}");
            return 1;
        }
    }

    private static int TestRules(OptionValues values)
    {
        using var destinations = Destinations(values, Console.Error);
        var log = Log(values, destinations);
        using var perl = EngineSettings.PerlFrom(values, virtualTime: false);
        var loaded = new RuleLoader(new ActionVariables(), log, perl) { BufferLines = EngineSettings.From(values).BufferSize }.Load(RuleLoader.Find(values.Texts("conf")));
        return loaded.HasErrors || loaded.Rules.Files.All(static file => file.Rules.IsEmpty) ? 1 : 0;
    }

    private static int Run(IReadOnlyList<string> arguments, OptionValues values)
    {
        Detachment.Hide();
        ChangeIdentity(values);
        using var destinations = Destinations(values, Console.IsErrorRedirected ? null : new StreamWriter(new StandardStream(2)) { AutoFlush = true });
        var log = Log(values, destinations);
        try
        {
            if (Detachment.ReportDescriptor is not null)
            {
                log.WorkingDirectoryChanged();
                Directory.SetCurrentDirectory("/");
            }

            using var daemon = new Daemon(arguments, values, destinations, log);
            ServiceManager.Hide();
            if (values.Text("pid") is { } path)
            {
                PidFile.Write(path);
            }

            if (Detachment.ReportDescriptor is not null)
            {
                Detachment.Complete();
                log.Detached();
            }

            daemon.Run();
            return 0;
        }
        catch (StartupException exception)
        {
            log.CannotGoOn(exception.Message);
            throw;
        }
    }

    private static void ChangeIdentity(OptionValues values)
    {
        if (values.Text("umask") is { } mask)
        {
            FileModeMask.Set(mask);
        }

        if (values.Text("user") is { } user)
        {
            Privileges.Drop(user, values.Texts("group"));
        }
        else if (values.IsGiven("group"))
        {
            throw new UsageException("option --group needs --user too");
        }
    }

    private static LogDestinations Destinations(OptionValues values, TextWriter? console) =>
        new(values.Text("log"), console, LevelOf(values), TimeProvider.System)
        {
            Syslog = values.Text("syslog") is { } facility ? new SyslogDestination(facility, TimeProvider.System) : null,
        };

    private static EngineLog Log(OptionValues values, LogDestinations destinations)
    {
        var log = new EngineLog(destinations.IsUsed ? destinations.Write : null, LevelOf(values));
        log.Starting(Program.VersionText);
        foreach (var argument in values.Arguments)
        {
            log.UnknownArgument(argument);
        }

        return log;
    }

    private static LogLevel LevelOf(OptionValues values) => (LogLevel)values.Number("debug", (long)LogLevel.Debug);
}
