using System.Collections.Immutable;
using System.Text;

namespace SecSharp.Differential;

/// <summary>
/// Makes a failing case smaller: drops files, rules, options, trace lines, fields and actions for as long as it still fails.
/// </summary>
internal sealed class Shrinker(Func<Case, bool> fails)
{
    private static readonly string[] _lists = ["action", "count", "init", "end", "slide"];

    public Case Shrink(Case which)
    {
        for (var before = -1; before != Size(which);)
        {
            before = Size(which);
            which = DropTrace(which);
            which = DropEach(which, which.Files.Length, static (c, index) => c with { Files = c.Files.RemoveAt(index) });
            which = DropEach(which, which.Options.Length, static (c, index) => c with { Options = c.Options.RemoveAt(index) });
            which = ShrinkFiles(which, "\n\n");
            which = ShrinkFiles(which, "\n");
            which = ShrinkActions(which);
        }

        return which;
    }

    private static int Size(Case which) => which.Trace.Length + which.Options.Length + which.Files.Sum(static file => file.Text.Length + 1);

    private Case DropEach(Case which, int count, Func<Case, int, Case> drop)
    {
        for (var index = count - 1; index >= 0; index--)
        {
            var smaller = drop(which, index);
            if (fails(smaller))
            {
                which = smaller;
            }
        }

        return which;
    }

    private Case DropTrace(Case which)
    {
        for (var size = which.Trace.Length / 2; size > 0; size /= 2)
        {
            for (var start = which.Trace.Length - size; start >= 0; start -= size)
            {
                var smaller = which with { Trace = which.Trace.RemoveRange(start, Math.Min(size, which.Trace.Length - start)) };
                if (fails(smaller))
                {
                    which = smaller;
                    start = Math.Min(start, which.Trace.Length);
                }
            }
        }

        return which;
    }

    /// <summary>Drops what lies between separators in rule files: rules, then single fields.</summary>
    private Case ShrinkFiles(Case which, string separator)
    {
        for (var number = 0; number < which.Files.Length; number++)
        {
            var file = which.Files[number];
            var parts = file.Text.TrimEnd('\n').Split(separator).ToImmutableArray();
            for (var index = parts.Length - 1; index >= 0; index--)
            {
                var fewer = parts.RemoveAt(index);
                var smaller = With(which, number, string.Join(separator, fewer) + "\n");
                if (parts[index].Length > 0 && fails(smaller))
                {
                    parts = fewer;
                    which = smaller;
                }
            }
        }

        return which;
    }

    private Case ShrinkActions(Case which)
    {
        for (var number = 0; number < which.Files.Length; number++)
        {
            var lines = which.Files[number].Text.Split('\n');
            for (var line = 0; line < lines.Length; line++)
            {
                var parts = HoldsActions(lines[line]) ? SplitActions(lines[line]) : [];
                for (var index = parts.Count - 1; index >= 0 && parts.Count > 1; index--)
                {
                    var dropped = parts[index];
                    parts.RemoveAt(index);
                    var kept = lines[line];
                    lines[line] = string.Concat(parts);
                    var smaller = With(which, number, string.Join('\n', lines));
                    if (!lines[line].Contains("()") && fails(smaller))
                    {
                        which = smaller;
                    }
                    else
                    {
                        parts.Insert(index, dropped);
                        lines[line] = kept;
                    }
                }
            }
        }

        return which;
    }

    /// <summary>Pieces of a line that end with a semicolon or lie between parentheses, at any depth.</summary>
    private static List<string> SplitActions(string line)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        foreach (var character in line)
        {
            if (character is ')' && part.Length > 0)
            {
                parts.Add(part.ToString());
                part.Clear();
            }

            part.Append(character);
            if (character is ';' or '(' or '=' or ')')
            {
                parts.Add(part.ToString());
                part.Clear();
            }
        }

        parts.Add(part.ToString());
        return [.. parts.Where(static text => text.Length > 0)];
    }

    private static bool HoldsActions(string line) =>
        _lists.Any(field => line.StartsWith(field, StringComparison.Ordinal));

    private static Case With(Case which, int number, string text) =>
        which with { Files = which.Files.SetItem(number, which.Files[number] with { Text = text }) };
}
