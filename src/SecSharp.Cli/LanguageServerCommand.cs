using SecSharp.Cli.Options;
using SecSharp.LanguageServer;

namespace SecSharp.Cli;

/// <summary><c>sec lsp</c>: helps editors with rule files.</summary>
internal static class LanguageServerCommand
{
    /// <summary>The command.</summary>
    public static Command Command { get; } = new("lsp", "help editors with rule files, as a language server", "[OPTION]...", OptionTable.LanguageServer, Run)
    {
        Details = """
            A language server: an editor starts it and speaks with it over standard input and output, in the Language Server
            Protocol. docs/editors.md says how to set up editors.
            Status: 0 after the editor has asked for a shutdown, otherwise 1.

            """,
    };

    private static int Run(IReadOnlyList<string> arguments)
    {
        var values = OptionParser.Parse(arguments, OptionTable.LanguageServer);
        if (Command.ShowsAbout(values))
        {
            return 0;
        }

        if (values.Arguments.Count > 0)
        {
            throw new UsageException($"'{values.Arguments[0]}' is not expected: editors say which files they have open; --conf=PATTERN names the rule base");
        }

        var options = new LanguageServerOptions
        {
            Files = values.Texts("conf") is { Count: > 0 } patterns ? patterns : null,
            CompilesPerl = values.Flag("compile-perl") == true,
        };
        return new RuleLanguageServer(Console.OpenStandardInput(), Console.OpenStandardOutput(), Console.Error, options).Run();
    }
}
