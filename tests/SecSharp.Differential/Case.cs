using System.Collections.Immutable;
using System.Text;

namespace SecSharp.Differential;

/// <summary>A rule file of a case.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">Its text, a character for each byte (Latin-1).</param>
internal sealed record RuleFileText(string Name, string Text);

/// <summary>Rules, options and a trace, without what must come out. All texts are Latin-1.</summary>
/// <param name="Options">Further options of sec(1).</param>
/// <param name="Files">Rule files in the order of their loading.</param>
/// <param name="Trace">Lines for <c>--timestamps=prefix</c>.</param>
internal sealed record Case(ImmutableArray<string> Options, ImmutableArray<RuleFileText> Files, ImmutableArray<string> Trace)
{
    /// <summary>The case as a file of tests/behaviour, with what the reference wrote.</summary>
    public string Format(string output)
    {
        var text = new StringBuilder();
        if (!Options.IsEmpty)
        {
            text.Append("%% options\n").AppendJoin('\n', Options).Append('\n');
        }

        foreach (var file in Files)
        {
            text.Append("%% rules ").Append(file.Name).Append('\n').Append(file.Text);
        }

        return text.Append("%% trace\n").AppendJoin('\n', Trace).Append("\n%% output\n").Append(output).ToString();
    }

    /// <summary>Reads a file of tests/behaviour.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="output">Its output section.</param>
    public static Case Parse(string text, out string output)
    {
        var options = new StringBuilder();
        var trace = new StringBuilder();
        var expected = new StringBuilder();
        var files = new SortedDictionary<string, StringBuilder>(StringComparer.Ordinal);
        StringBuilder? section = null;
        foreach (var line in text.Split('\n'))
        {
            if (!line.StartsWith("%% ", StringComparison.Ordinal))
            {
                section?.Append(line).Append('\n');
                continue;
            }

            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            section = words[1] switch
            {
                "options" => options,
                "trace" => trace,
                "output" => expected,
                "rules" => files[words.Length > 2 ? words[2] : "a.sec"] = new StringBuilder(),
                _ => throw new FormatException($"Unknown section '{words[1]}': options, rules, trace and output are known."),
            };
        }

        output = expected.Length > 0 ? expected.ToString(0, expected.Length - 1) : "";
        return new Case(
            [.. Lines(options.ToString())],
            [.. files.Select(static file => new RuleFileText(file.Key, file.Value.ToString()))],
            [.. Lines(trace.ToString())]);
    }

    private static string[] Lines(string text) => text.Length == 0 ? [] : text[..^1].Split('\n');
}
