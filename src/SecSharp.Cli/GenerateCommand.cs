using SecSharp.Cli.Documentation;
using SecSharp.Cli.Options;

namespace SecSharp.Cli;

/// <summary><c>sec generate</c>: what packages need besides the program, made from its table of options.</summary>
internal static class GenerateCommand
{
    private static readonly Dictionary<string, Func<string>> Outputs = new()
    {
        ["man"] = ManualPage.Text,
        ["rules"] = RuleReference.ManualPage,
        ["bash"] = BashCompletion.Text,
        ["zsh"] = ZshCompletion.Text,
        ["fish"] = FishCompletion.Text,
    };

    /// <summary>The command.</summary>
    public static Command Command { get; } = new("generate", "print a manual page, sec(1) or sec-rules(5), or the completions for a shell", "man|rules|bash|zsh|fish", OptionTable.Generate, Run)
    {
        Operands = [.. Outputs.Keys],
        Details = """
            To complete options in the present shell: source <(sec generate bash)

            """,
    };

    private static int Run(IReadOnlyList<string> arguments)
    {
        var values = OptionParser.Parse(arguments, OptionTable.Generate);
        if (Command.ShowsAbout(values))
        {
            return 0;
        }

        if (values.Arguments is not [var name] || !Outputs.TryGetValue(name, out var output))
        {
            throw new UsageException($"say what to generate: one of {string.Join(", ", Outputs.Keys)}");
        }

        Console.Out.Write(output());
        return 0;
    }
}
