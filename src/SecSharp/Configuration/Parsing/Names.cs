namespace SecSharp.Configuration.Parsing;

/// <summary>What names and numbers in rule files look like.</summary>
internal static class Names
{
    /// <summary>Names of cache entries, mapped variables and action list variables: a letter, then letters, digits, underscores.</summary>
    public static bool IsName(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || !char.IsAsciiLetter(text[0]))
        {
            return false;
        }

        foreach (var value in text)
        {
            if (!char.IsAsciiLetterOrDigit(value) && value != '_')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether all characters are decimal digits; true for an empty text.</summary>
    public static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
