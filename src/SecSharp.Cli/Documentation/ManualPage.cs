using System.Text;
using SecSharp.Cli.Options;

namespace SecSharp.Cli.Documentation;

/// <summary>The manual page sec(1): the prose of <c>sec.1.in</c> with what the table of options says.</summary>
internal static class ManualPage
{
    /// <summary>The daemon and all commands.</summary>
    public static IEnumerable<Command> AllCommands => [DaemonCommand.Command, .. Program.Commands];

    /// <summary>The page in the language of man(7).</summary>
    public static string Text()
    {
        using var resource = typeof(ManualPage).Assembly.GetManifestResourceStream("sec.1.in")!;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd()
            .Replace("@VERSION@", Program.VersionText, StringComparison.Ordinal)
            .Replace("@SYNOPSIS@\n", Synopsis(), StringComparison.Ordinal)
            .Replace("@COMMANDS@\n", Commands(), StringComparison.Ordinal)
            .Replace("@OPTIONS@\n", Options(DaemonCommand.Command.Options), StringComparison.Ordinal)
            .Replace("@COMMAND OPTIONS@\n", CommandOptions(), StringComparison.Ordinal);
    }

    private static string Synopsis() => string.Concat(AllCommands.Select(static command => $".br\n{Escape(command.Usage)}\n"));

    private static string Commands() => string.Concat(Program.Commands.Select(static command =>
        $".TP\n.B {Escape("sec " + command.Name)}\n{Escape(command.Sentence)}\n"));

    private static string CommandOptions()
    {
        var text = new StringBuilder();
        foreach (var command in Program.Commands)
        {
            text.Append($".SH OPTIONS OF SEC {command.Name.ToUpperInvariant()}\n.B {Escape(command.Usage)}\n.PP\n{Escape(command.Sentence)}\n");
            if (command.Details.Length > 0)
            {
                text.Append($".PP\n.nf\n{Escape(command.Details)}.fi\n");
            }

            text.Append(Options(command.Options));
        }

        return text.ToString();
    }

    private static string Options(IEnumerable<Option> options)
    {
        var text = new StringBuilder();
        foreach (var option in options)
        {
            text.Append($".TP\n.B {Escape(option.Signature)}\n{Escape(option.HelpWithDefault)}\n");
            if (option.Choices.Count > 0)
            {
                text.Append($"Possible values: {Escape(string.Join(", ", option.Choices))}.\n");
            }
        }

        return text.ToString();
    }

    /// <summary>A text with Markdown's marks for code and emphasis.</summary>
    public static string FromMarkdown(string text)
    {
        var parts = Escape(text).Split('`');
        for (var part = 1; part < parts.Length; part += 2)
        {
            parts[part] = $"\\fB{parts[part]}\\fP";
        }

        return string.Concat(parts).Replace("*not*", "not", StringComparison.Ordinal);
    }

    /// <summary>A text in which troff(1) finds no request and no escape sequence; dashes stay what one types.</summary>
    public static string Escape(string text)
    {
        var escaped = text.Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal);
        return string.Join('\n', escaped.Split('\n').Select(static line => line.StartsWith('.') || line.StartsWith('\'') ? "\\&" + line : line));
    }
}
