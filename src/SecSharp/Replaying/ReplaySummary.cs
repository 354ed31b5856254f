using System.Globalization;
using SecSharp.Correlation;
using SecSharp.Scheduling;

namespace SecSharp.Replaying;

/// <summary>What is said at the end of a replay: how much was replayed, what was odd about it, and what each rule made of it.</summary>
internal sealed class ReplaySummary(Engine engine, ReplayCounts counts, TimeSpan elapsed)
{
    private readonly LocalTime _localTime = new();

    /// <summary>Writes the summary, lines ending in a newline each.</summary>
    public void WriteTo(TextWriter output)
    {
        WriteEvents(output);
        WriteOddities(output);
        WriteLine(output, $"operations: {engine.Operations.Started:N0} started, {engine.Operations.Count:N0} still live");
        WriteLine(output, $"contexts: {engine.Contexts.Created:N0} created, {engine.Contexts.Count:N0} still live");
        WriteRules(output);
        output.Flush();
    }

    private void WriteEvents(TextWriter output)
    {
        var seconds = elapsed.TotalSeconds;
        var speed = seconds > 0 ? string.Create(CultureInfo.InvariantCulture, $", {counts.Events / seconds:N0} events/s") : "";
        var synthetic = engine.LinesProcessed - counts.Events;
        WriteLine(output, $"replayed {counts.Events:N0} events in {seconds:F3} s{speed}");
        if (synthetic > 0)
        {
            WriteLine(output, $"synthetic and internal events: {synthetic:N0}");
        }

        WriteLine(output, $"event time: {Moment(counts.FirstTime)} to {Moment(counts.LastTime)} ({Span(counts.LastTime - counts.FirstTime)})");
    }

    private void WriteOddities(TextWriter output)
    {
        WriteCount(output, "late lines", counts.Late, $"by up to {Span(counts.LatestBy)}; delivered at the time reached");
        WriteCount(
            output,
            "lines without timestamp",
            counts.WithoutTime,
            counts.WithoutTime == counts.Lines ? "no line has one: is --timestamps right?" : "delivered at the time reached");
        WriteCount(output, "malformed lines", counts.Malformed, "no time at the beginning; left out");
        WriteCount(output, "lines cut", counts.Cut, "after 64 MiB; the rest of each was dropped");
        WriteCount(output, "logs not read to their end", counts.Unreadable, "what came before is replayed");
        WriteCount(output, "bytes of standard output lost", engine.Outputs.StandardOutput.BytesLost, "writing failed");
    }

    private void WriteRules(TextWriter output)
    {
        var rules = engine.Rules.Files.SelectMany(static file => file.Rules.Select(rule => (file.Path, Rule: rule))).ToList();
        var matched = rules.Where(static entry => entry.Rule.MatchCount > 0).OrderByDescending(static entry => entry.Rule.MatchCount).ToList();
        var silent = rules.Where(static entry => entry.Rule.MatchCount == 0).ToList();
        if (matched.Count > 0)
        {
            WriteLine(output, $"matches by rule:");
            var width = Math.Max(8, Number(matched[0].Rule.MatchCount).Length + 2);
            foreach (var (path, rule) in matched)
            {
                output.Write($"{Number(rule.MatchCount).PadLeft(width)}  {Describe(path, rule)}\n");
            }
        }

        if (silent.Count > 0)
        {
            WriteLine(output, $"rules that never matched: {silent.Count:N0} of {rules.Count:N0}");
            foreach (var (path, rule) in silent)
            {
                output.Write($"  {Describe(path, rule)}\n");
            }
        }
    }

    private static string Describe(string path, Rule rule)
    {
        var text = rule.DescriptionText.ToDisplay();
        var printable = string.Create(text.Length, text, static (characters, source) =>
        {
            for (var index = 0; index < characters.Length; index++)
            {
                characters[index] = char.IsControl(source[index]) ? '?' : source[index];
            }
        });
        return $"{path}:{rule.Line} {rule.Type} {printable}".TrimEnd();
    }

    private static void WriteCount(TextWriter output, string what, long count, string remark)
    {
        if (count > 0)
        {
            WriteLine(output, $"{what}: {count:N0} ({remark})");
        }
    }

    private static void WriteLine(TextWriter output, FormattableString text) =>
        output.Write(text.ToString(CultureInfo.InvariantCulture) + "\n");

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private string Moment(long seconds) => _localTime.At(seconds).ToText();

    private static string Span(long seconds)
    {
        var (days, rest) = Math.DivRem(seconds, 86_400);
        var clock = $"{rest / 3600:00}:{rest / 60 % 60:00}:{rest % 60:00}";
        return days switch
        {
            0 => clock,
            1 => $"1 day {clock}",
            _ => string.Create(CultureInfo.InvariantCulture, $"{days:N0} days {clock}"),
        };
    }
}
