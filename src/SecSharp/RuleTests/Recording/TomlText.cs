using System.Globalization;
using System.Text;

namespace SecSharp.RuleTests.Recording;

/// <summary>Texts as TOML writes them, without escaping wherever that is possible.</summary>
internal static class TomlText
{
    /// <summary>A text of one line.</summary>
    public static string Line(string text) =>
        !text.Contains('\'', StringComparison.Ordinal) && IsLiteral(text) ? $"'{text}'" : $"\"{Escape(text)}\"";

    /// <summary>A text of several lines, the closing quotes on a line of their own.</summary>
    public static string Block(IEnumerable<string> lines)
    {
        var text = string.Concat(lines.Select(static line => line + "\n"));
        return text.Length == 0 ? "''"
            : IsLiteral(text.Replace("\n", "", StringComparison.Ordinal)) && !text.Contains("'''", StringComparison.Ordinal)
                ? $"'''\n{text}'''"
                : $"\"\"\"\n{string.Join('\n', text.Split('\n').Select(Escape))}\"\"\"";
    }

    private static bool IsLiteral(string text) => !text.Any(static letter => letter != '\t' && IsControl(letter));

    private static bool IsControl(char letter) => letter is < ' ' or '\u007f';

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var letter in text)
        {
            switch (letter)
            {
                case '"' or '\\':
                    escaped.Append('\\').Append(letter);
                    break;
                case '\t':
                    escaped.Append(letter);
                    break;
                case '\r':
                    escaped.Append("\\r");
                    break;
                case '\n':
                    escaped.Append("\\n");
                    break;
                case var _ when IsControl(letter):
                    escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
                    break;
                default:
                    escaped.Append(letter);
                    break;
            }
        }

        return escaped.ToString();
    }
}
