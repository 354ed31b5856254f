namespace SecSharp.Formatting;

/// <summary>A part of a field's value, as it is to be printed.</summary>
internal abstract class Layout
{
    /// <summary>Whether it stands on several lines, whatever room there is.</summary>
    public abstract bool IsBroken { get; }

    /// <summary>Its columns where it stands on one line.</summary>
    public abstract int Width { get; }

    /// <summary>Whether the last thing it prints is a backslash.</summary>
    public abstract bool EndsInBackslash { get; }

    /// <summary>Prints it from the printer's column on.</summary>
    public abstract void Print(LayoutPrinter printer);

    /// <summary>Whether it has to stand on several lines when it begins at the printer's column.</summary>
    protected bool Breaks(LayoutPrinter printer) => IsBroken || printer.Column + Width > LayoutPrinter.Width;
}

/// <summary>Text that is printed as it is; where it goes over several lines, the white space at their beginnings belongs to it.</summary>
/// <param name="lines">The text, one entry a line.</param>
internal sealed class TextLayout(params IReadOnlyList<string> lines) : Layout
{
    public override bool IsBroken => lines.Count > 1;

    public override bool EndsInBackslash => lines.Count > 0 && lines[^1].EndsWith('\\');

    public override int Width { get; } = lines.Sum(LayoutPrinter.WidthOf);

    public override void Print(LayoutPrinter printer)
    {
        for (var index = 0; index < lines.Count; index++)
        {
            if (index > 0)
            {
                printer.ContinueText();
            }

            printer.Append(lines[index]);
        }
    }
}

/// <summary>Parts behind each other; when there is not room for all of them, those in parentheses are broken.</summary>
internal sealed class RowLayout(IReadOnlyList<Layout> parts) : Layout
{
    public override bool IsBroken => parts.Any(static part => part.IsBroken);

    public override bool EndsInBackslash => parts[^1].EndsInBackslash;

    public override int Width { get; } = parts.Sum(static part => part.Width);

    public override void Print(LayoutPrinter printer)
    {
        var breaks = Breaks(printer);
        var indentation = printer.Column;
        foreach (var part in parts)
        {
            if (part is BlockLayout block)
            {
                block.Print(printer, breaks, indentation);
            }
            else
            {
                part.Print(printer);
            }
        }
    }
}

/// <summary>Items with separators, all on one line or each on a line of its own.</summary>
/// <param name="items">The items.</param>
/// <param name="separators">What stands behind each item but the last.</param>
/// <param name="isBroken">Whether each has a line of its own in the file.</param>
internal sealed class ListLayout(IReadOnlyList<Layout> items, IReadOnlyList<string> separators, bool isBroken) : Layout
{
    public bool IsEmpty => items.Count == 0;

    public override bool IsBroken => isBroken || items.Any(static item => item.IsBroken);

    public override bool EndsInBackslash => !IsEmpty && items[^1].EndsInBackslash;

    public override int Width { get; } = items.Sum(static item => item.Width) + separators.Sum(static separator => separator.Length + 1);

    public override void Print(LayoutPrinter printer) => Print(printer, Breaks(printer));

    /// <summary>Prints it, each item on a line of its own if <paramref name="breaks"/>.</summary>
    public void Print(LayoutPrinter printer, bool breaks)
    {
        var indentation = printer.Column;
        for (var index = 0; index < items.Count; index++)
        {
            items[index].Print(printer);
            if (index == separators.Count)
            {
                break;
            }

            printer.Append(separators[index]);
            if (breaks)
            {
                printer.Continue(indentation);
            }
            else
            {
                printer.Append(" ");
            }
        }
    }
}

/// <summary>An action list in parentheses: <c>( a; b )</c>, or its actions on lines of their own between the parentheses.</summary>
/// <param name="list">The list.</param>
/// <param name="isBroken">Whether it begins or ends on another line than its parentheses.</param>
internal sealed class BlockLayout(ListLayout list, bool isBroken) : Layout
{
    private const int Step = 2;

    public override bool IsBroken => !list.IsEmpty && (isBroken || list.IsBroken);

    public override bool EndsInBackslash => false;

    public override int Width { get; } = list.IsEmpty ? 2 : list.Width + 4;

    public override void Print(LayoutPrinter printer) => Print(printer, Breaks(printer), printer.Column);

    /// <summary>Prints it.</summary>
    /// <param name="printer">The printer.</param>
    /// <param name="breaks">Whether on several lines.</param>
    /// <param name="indentation">Columns before the closing parenthesis on its line.</param>
    public void Print(LayoutPrinter printer, bool breaks, int indentation)
    {
        if (list.IsEmpty)
        {
            printer.Append("()");
        }
        else if (breaks)
        {
            printer.Append("(");
            printer.Continue(indentation + Step);
            list.Print(printer, breaks);
            printer.Continue(indentation);
            printer.Append(")");
        }
        else
        {
            printer.Append("( ");
            list.Print(printer);
            printer.Append(" )");
        }
    }
}

/// <summary>A part of a context expression in parentheses.</summary>
internal sealed class GroupLayout(Layout content) : Layout
{
    public override bool IsBroken => content.IsBroken;

    public override bool EndsInBackslash => false;

    public override int Width { get; } = content.Width + 2;

    public override void Print(LayoutPrinter printer)
    {
        printer.Append("(");
        content.Print(printer);

        // Behind a backslash the parenthesis would stand for itself.
        printer.Append(content.EndsInBackslash ? " )" : ")");
    }
}
