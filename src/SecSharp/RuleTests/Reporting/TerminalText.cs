using System.Globalization;
using System.Text;

namespace SecSharp.RuleTests.Reporting;

/// <summary>Texts for a terminal, in colours if it is one.</summary>
/// <param name="hasColours">Whether colours are wanted.</param>
internal sealed class TerminalText(bool hasColours)
{
    public string Good(string text) => Colour("32", text);

    public string Bad(string text) => Colour("31", text);

    public string Faint(string text) => Colour("2", text);

    public string Strong(string text) => Colour("1", text);

    /// <summary>A text of a test as people can see it: control characters, and blanks at its end, as \x and their number.</summary>
    public static string Visible(string text)
    {
        var end = text.AsSpan().TrimEnd(" \t").Length;
        var visible = new StringBuilder();
        for (var index = 0; index < text.Length; index++)
        {
            var letter = text[index];
            if ((char.IsControl(letter) && letter != '\t') || index >= end)
            {
                visible.Append(CultureInfo.InvariantCulture, $"\\x{(int)letter:x2}");
            }
            else
            {
                visible.Append(letter);
            }
        }

        return visible.ToString();
    }

    private string Colour(string code, string text) => hasColours ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
