namespace SecSharp.Configuration.Printing;

/// <summary>Parentheses that stand for themselves. sec(1), PARSING ISSUES.</summary>
internal static class Masking
{
    /// <summary>The text with a backslash before each parenthesis, one character a byte.</summary>
    public static string Mask(ByteString text) =>
        text.ToString().Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal);
}
