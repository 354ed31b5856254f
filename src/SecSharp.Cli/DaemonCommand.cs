using SecSharp.Actions;
using SecSharp.Cli.Options;
using SecSharp.Configuration;
using SecSharp.Hosting;
using SecSharp.Inputs;
using SecSharp.Outputs;
using SecSharp.Polling;
using SecSharp.Reporting;

namespace SecSharp.Cli;

/// <summary>The drop-in daemon: the program without a subcommand. sec(1), OPTIONS.</summary>
internal static class DaemonCommand
{
    private const string Usage = "sec [OPTION]...\n       sec replay [OPTION]... FILE...";

    /// <summary>Runs the daemon; returns the exit status.</summary>
    public static int Run(IReadOnlyList<string> arguments)
    {
        var values = OptionParser.Parse(arguments, OptionTable.Daemon);
        if (values.Flag("help") == true)
        {
            Console.Out.Write(HelpText.Of(Usage, OptionTable.Daemon));
            return 0;
        }

        if (values.Flag("version") == true)
        {
            Console.Out.WriteLine(Program.VersionText);
            return 0;
        }

        var isTest = values.Flag("testonly") == true;
        var level = (LogLevel)values.Number("debug", (long)LogLevel.Debug);
        var console = isTest || !Console.IsErrorRedirected ? Console.Error : null;
        using var destinations = new LogDestinations(values.Text("log"), console, level, TimeProvider.System);
        var log = new EngineLog(destinations.IsUsed ? destinations.Write : null, level);
        log.Starting(Program.VersionText);
        foreach (var argument in values.Arguments)
        {
            log.UnknownArgument(argument);
        }

        var variables = new ActionVariables();
        using var perl = EngineSettings.PerlFrom(values, virtualTime: false);
        var loaded = new RuleLoader(variables, log, perl).Load(RuleLoader.Find(values.Texts("conf")));
        var rules = loaded.Rules;
        if (isTest)
        {
            return loaded.HasErrors || rules.Files.All(static file => file.Rules.IsEmpty) ? 1 : 0;
        }

        using var outputs = new OutputSet(Console.OpenStandardOutput(), log);
        var host = new ProgramHost(log);
        var polls = new PollSet();
        using var engine = new Engine(rules, variables, EngineSettings.From(values), TimeProvider.System, outputs, host, log) { Perl = perl };
        using var inputs = new InputSet(EngineSettings.InputsFrom(values), engine, polls, TimeProvider.System, log);
        host.Inputs = inputs;
        inputs.Open();
        engine.Start();
        new EventLoop(polls, TimeProvider.System) { Engine = engine, Inputs = inputs }.Run();
        engine.Shutdown();
        return 0;
    }
}
