using SecSharp.Configuration.Reading;

namespace SecSharp.Configuration.Parsing;

/// <summary>Parentheses in context expressions and action lists; one behind a backslash does not count. sec(1), PARSING ISSUES.</summary>
internal static class Parentheses
{
    /// <summary>Most parentheses within each other, and most negations before each other.</summary>
    public const int MostLevels = 100;

    /// <summary>1 for an opening parenthesis at <paramref name="at"/>, -1 for a closing one, otherwise 0.</summary>
    public static int Step(FieldSlice text, int at) =>
        at > 0 && text[at - 1] == '\\' ? 0 : text[at] switch { '(' => 1, ')' => -1, _ => 0 };

    /// <summary>The first closing parenthesis without an opening one, or else the innermost opening one that is never closed; null when all have counterparts.</summary>
    public static FieldSlice? Unbalanced(FieldSlice text)
    {
        var open = new Stack<int>();
        for (var at = 0; at < text.Length; at++)
        {
            var step = Step(text, at);
            if (step > 0)
            {
                open.Push(at);
            }
            else if (step < 0 && !open.TryPop(out _))
            {
                return text[at..];
            }
        }

        return open.TryPop(out var last) ? text[last..] : null;
    }

    /// <summary>The first parenthesis that opens one level too many; null when none does.</summary>
    public static FieldSlice? TooDeep(FieldSlice text)
    {
        var depth = 0;
        for (var at = 0; at < text.Length; at++)
        {
            depth += Step(text, at);
            if (depth > MostLevels)
            {
                return text[at..];
            }
        }

        return null;
    }

    /// <summary>Where the parenthesis opened at <paramref name="open"/> is closed; the text is balanced.</summary>
    public static int Close(FieldSlice text, int open)
    {
        var depth = 0;
        for (var at = open; at < text.Length; at++)
        {
            depth += Step(text, at);
            if (depth == 0)
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>Whether any parenthesis counts.</summary>
    public static bool Any(FieldSlice text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (Step(text, at) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes away the first and the last character where they are parentheses, and white space inside.</summary>
    public static FieldSlice StripOuter(FieldSlice text) =>
        text.Length >= 2 && text[0] == '(' && text[^1] == ')' ? text[1..^1].Trim() : text;

    /// <summary>The text without the backslashes before parentheses.</summary>
    public static ByteString Unmask(FieldSlice text) => ByteString.Latin1(
        text.ToString().Replace("\\(", "(", StringComparison.Ordinal).Replace("\\)", ")", StringComparison.Ordinal));
}
