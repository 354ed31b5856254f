namespace SecSharp.RuleTests.Recording;

/// <summary>Writes texts with their times so that <see cref="Reading.TimedLines"/> reads them again.</summary>
internal static class TimedText
{
    /// <summary>The lines of a block, texts in one column.</summary>
    /// <param name="entries">
    /// Each time, or <c>*</c>, with its text; further lines of a text are put under it. Null: a time alone.
    /// </param>
    public static IEnumerable<string> Lines(IReadOnlyList<(string Time, string? Text)> entries)
    {
        var width = entries.Select(static entry => entry.Time.Length).DefaultIfEmpty().Max();
        foreach (var (time, text) in entries)
        {
            if (text is null)
            {
                yield return time;
                continue;
            }

            var lines = text.Split('\n');
            yield return time.PadRight(width) + (NeedsBar(lines[0]) ? Bar(lines[0]) : "  " + lines[0]);
            foreach (var line in lines[1..])
            {
                yield return new string(' ', width) + Bar(line);
            }
        }
    }

    private static string Bar(string text) => text.Length == 0 ? " |" : " | " + text;

    private static bool NeedsBar(string text) => text is "" or [' ' or '\t' or '|', ..];
}
