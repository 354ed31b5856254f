using SecSharp.Cli.Options;
using SecSharp.Perl;

namespace SecSharp.Cli;

/// <summary>The program: its first argument says what it is.</summary>
internal static class Program
{
    /// <summary>What the program can be besides a daemon.</summary>
    public static IReadOnlyList<Command> Commands { get; } =
    [
        ReplayCommand.Command,
        CheckCommand.Command,
        TestCommand.Command,
        ExplainCommand.Command,
        FormatCommand.Command,
        LanguageServerCommand.Command,
        GenerateCommand.Command,
    ];

    /// <summary>Name and version, with the version of the reference that the behaviour is compatible with.</summary>
    public static string VersionText =>
        $"SecSharp {typeof(Program).Assembly.GetName().Version!.ToString(3)} (compatible with SEC 2.9.4)";

    private static int Main(string[] arguments)
    {
        try
        {
            if (arguments.Length == 0 || arguments[0].StartsWith('-'))
            {
                return DaemonCommand.Command.Run(arguments);
            }

            return Commands.FirstOrDefault(command => command.Name == arguments[0]) is { } command
                ? command.Run(arguments[1..])
                : throw new UsageException(
                    $"there is no command '{arguments[0]}': there is {string.Join(", ", Commands.Select(static command => command.Name))}; without a command sec is a daemon whose options begin with --");
        }
        catch (PerlExitException exit)
        {
            return exit.Code;
        }
        catch (UsageException exception)
        {
            Console.Error.WriteLine($"sec: {exception.Message}");
            return 2;
        }
    }
}
