namespace SecSharp.RuleTests;

/// <summary>Patterns of test files: <c>*</c> stands for any text, everything else for itself.</summary>
internal static class Wildcard
{
    public static bool IsMatch(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> text)
    {
        var star = -1;
        var restart = 0;
        var at = 0;
        var next = 0;
        while (next < text.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                star = at++;
                restart = next;
            }
            else if (at < pattern.Length && pattern[at] == text[next])
            {
                at++;
                next++;
            }
            else if (star >= 0)
            {
                at = star + 1;
                next = ++restart;
            }
            else
            {
                return false;
            }
        }

        return !pattern[at..].ContainsAnyExcept((byte)'*');
    }
}
