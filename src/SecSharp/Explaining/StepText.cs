using System.Buffers;
using System.Text;

namespace SecSharp.Explaining;

/// <summary>Steps for people: one a line, indented by what it lies in.</summary>
/// <param name="hasColours">Whether escape sequences of terminals tell what has matched and what not.</param>
internal sealed class StepText(bool hasColours)
{
    /// <summary>Time that moves with the lines is shown when it has changed.</summary>
    private long? _time;

    /// <summary>The text of a step, whole lines, in UTF-8.</summary>
    public byte[] Write(Step step)
    {
        var text = new StringBuilder();
        if (step.Properties.FirstOrDefault(static property => property.Name == "time").Value is long time && time != _time)
        {
            _time = time;
            text.Append(DateTimeOffset.FromUnixTimeSeconds(time).ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture)).Append('\n');
        }

        Append(text, step, 0);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private void Append(StringBuilder text, Step step, int depth)
    {
        text.Append(' ', 2 * depth);
        var colour = !hasColours ? "" : step.Outcome switch
        {
            StepOutcome.Yes => "\e[32m",
            StepOutcome.No => "\e[31m",
            StepOutcome.Aside => "\e[2m",
            _ => depth == 0 ? "\e[1m" : "",
        };
        text.Append(colour).Append(Visible(step.Text)).Append(colour.Length > 0 ? "\e[0m" : "").Append('\n');
        foreach (var inner in step.Steps)
        {
            Append(text, inner, depth + 1);
        }
    }

    /// <summary>
    /// Lines come from anywhere: control characters, and bytes that are no UTF-8, are shown and not sent to the terminal.
    /// </summary>
    private static string Visible(string latin1)
    {
        if (latin1.All(static letter => letter is >= ' ' and < '\x7f'))
        {
            return latin1;
        }

        var text = new StringBuilder();
        ReadOnlySpan<byte> rest = Encoding.Latin1.GetBytes(latin1);
        while (!rest.IsEmpty)
        {
            var isCharacter = Rune.DecodeFromUtf8(rest, out var rune, out var length) == OperationStatus.Done;
            if (isCharacter && !Rune.IsControl(rune))
            {
                text.Append(rune.ToString());
                rest = rest[length..];
                continue;
            }

            foreach (var part in rest[..length])
            {
                text.Append(part switch
                {
                    (byte)'\n' => "\\n",
                    (byte)'\t' => "\\t",
                    _ => $"\\x{(int)part:x2}",
                });
            }

            rest = rest[length..];
        }

        return text.ToString();
    }
}
