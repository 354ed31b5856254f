using System.Text;

namespace SecSharp.Formatting;

/// <summary>Prints the fields of a rule file, one character a byte; a backslash at the end of a line continues it.</summary>
internal sealed class LayoutPrinter
{
    /// <summary>Columns of a line; longer action lists and context expressions are put on several lines.</summary>
    public const int Width = 100;

    private readonly StringBuilder _text = new();

    /// <summary>Columns of the current line so far.</summary>
    public int Column { get; private set; }

    /// <summary>Whether nothing has been printed.</summary>
    public bool IsEmpty => _text.Length == 0;

    /// <summary>Columns of a text: its bytes but for those that continue a character of UTF-8.</summary>
    public static int WidthOf(string text) => text.Count(static letter => (letter & 0xc0) != 0x80);

    public void Append(string text)
    {
        _text.Append(text);
        Column += WidthOf(text);
    }

    /// <summary>Goes on in the next line where white space does not matter.</summary>
    public void Continue(int indentation)
    {
        _text.Append(" \\\n").Append(' ', indentation);
        Column = indentation;
    }

    /// <summary>Goes on in the next line within a text, without adding white space.</summary>
    public void ContinueText()
    {
        _text.Append("\\\n");
        Column = 0;
    }

    /// <summary>Ends the line.</summary>
    public void End()
    {
        _text.Append('\n');
        Column = 0;
    }

    public override string ToString() => _text.ToString();
}
