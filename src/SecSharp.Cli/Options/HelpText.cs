using System.Text;

namespace SecSharp.Cli.Options;

/// <summary>The text of --help, made from the option table.</summary>
internal static class HelpText
{
    private const int Column = 34;
    private const int Width = 100;

    /// <summary>Usage, options and their defaults.</summary>
    public static string Of(string usage, IEnumerable<Option> options, string epilogue = "")
    {
        var text = new StringBuilder("Usage: ").Append(usage).Append("\n\nOptions:\n");
        foreach (var option in options)
        {
            Append(text, option);
        }

        if (epilogue.Length > 0)
        {
            text.Append('\n').Append(epilogue);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Option option)
    {
        var names = option switch
        {
            { Kind: OptionKind.Flag } => $"--{option.Name}, --no{option.Name}",
            { Kind: OptionKind.Command, Synonym: { } synonym } => $"--{option.Name}, -{synonym}",
            { TakesValue: true } => $"--{option.Name}={option.ValueName}{(option.IsRepeatable ? " ..." : "")}",
            _ => $"--{option.Name}",
        };
        var value = option switch
        {
            { Kind: OptionKind.Flag, Default: null } when option.Name == "jointbuf" => null,
            { Kind: OptionKind.Flag } => $"--{option.Default ?? "no" + option.Name}",
            _ => option.Default,
        };
        var line = new StringBuilder("  ").Append(names);
        if (line.Length >= Column - 1)
        {
            text.Append(line).Append('\n');
            line.Clear();
        }

        line.Append(' ', Column - line.Length);
        foreach (var word in $"{option.Help}{(value is null ? "" : $" (default: {value})")}".Split(' '))
        {
            if (line.Length + word.Length > Width)
            {
                text.Append(line.ToString().TrimEnd()).Append('\n');
                line.Clear().Append(' ', Column);
            }

            line.Append(word).Append(' ');
        }

        text.Append(line.ToString().TrimEnd()).Append('\n');
    }
}
