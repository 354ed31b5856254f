using SecSharp.Actions;
using SecSharp.Configuration.Parsing;
using SecSharp.Configuration.Reading;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Formatting;

/// <summary>
/// Lays out action lists: one blank between words, one action a line where they don't go on one line or have lines of their
/// own in the file. Texts, command lines and Perl code are left as they are.
/// </summary>
internal static class ActionListFormatter
{
    /// <summary>Null for a list that is not valid.</summary>
    public static ListLayout? Format(FieldSlice text)
    {
        if (Parentheses.Unbalanced(text) is not null)
        {
            return null;
        }

        var parts = ActionListParser.Split(text);
        var items = new List<Layout>();
        var isBroken = false;
        for (var index = 0; index < parts.Count; index++)
        {
            if (Action(parts[index]) is not { } item)
            {
                return null;
            }

            items.Add(item);
            isBroken |= index > 0 && parts[index - 1].LastLine != parts[index].FirstLine;
        }

        return new ListLayout(items, [.. Enumerable.Repeat(";", Math.Max(0, items.Count - 1))], isBroken);
    }

    private static RowLayout? Action(FieldSlice text)
    {
        var rest = text;
        var keyword = FieldSlice.TakeWord(ref rest);
        if (ActionShape.Find(keyword.ToString()) is not { } shape)
        {
            return null;
        }

        var words = new List<Layout> { new TextLayout(ActionNames.Of(shape.Kind)) };
        return shape.Kind switch
        {
            ActionKind.If or ActionKind.While => Conditional(shape.Kind, rest, words),
            ActionKind.LCall => LocalCall(rest, words),
            _ => shape.Parameters.All(parameter => Take(parameter, ref rest, words)) && rest.IsEmpty ? Row(words) : null,
        };
    }

    private static RowLayout? Conditional(ActionKind kind, FieldSlice rest, List<Layout> words)
    {
        if (!TakeVariable(ref rest, words) || rest.IsEmpty || rest[0] != '(')
        {
            return null;
        }

        var close = Parentheses.Close(rest, 0);
        var after = rest[(close + 1)..];
        if (!AddBlock(rest[..(close + 1)], words))
        {
            return null;
        }

        if (after.IsEmpty)
        {
            return Row(words);
        }

        var list = after;
        if (kind != ActionKind.If || !FieldSlice.IsWhiteSpace(after[0]) || !FieldSlice.TakeWord(ref list).Is("else")
            || list.IsEmpty || list[0] != '(' || Parentheses.Close(list, 0) != list.Length - 1)
        {
            return null;
        }

        words.Add(new TextLayout("else"));
        return AddBlock(list, words) ? Row(words) : null;
    }

    private static RowLayout? LocalCall(FieldSlice rest, List<Layout> words)
    {
        if (!TakeVariable(ref rest, words))
        {
            return null;
        }

        var arrow = rest.Span.IndexOf("->");
        var colon = rest.Span.IndexOf(":>");
        var at = arrow < 0 || (colon >= 0 && colon < arrow) ? colon : arrow;
        if (at < 0)
        {
            return null;
        }

        TakeText(rest[..at].Trim(), words);
        words.Add(new TextLayout(at == colon ? ":>" : "->"));
        TakeText(rest[(at + 2)..].Trim(), words);
        return Row(words);
    }

    /// <summary>Takes a parameter; false where it does not fit.</summary>
    private static bool Take(ParameterKind parameter, ref FieldSlice rest, List<Layout> words)
    {
        switch (parameter)
        {
            case ParameterKind.Word when rest.IsEmpty:
                return false;
            case ParameterKind.OptionalWord or ParameterKind.WordOrDescription or ParameterKind.OptionalVariable or ParameterKind.OptionalList when rest.IsEmpty:
                return true;
            case ParameterKind.Word or ParameterKind.OptionalWord or ParameterKind.WordOrDescription:
                words.Add(new TextLayout(FieldSlice.TakeWord(ref rest).ToString()));
                return true;
            case ParameterKind.Variable or ParameterKind.OptionalVariable:
                return TakeVariable(ref rest, words);
            case ParameterKind.Offset or ParameterKind.OptionalOffset or ParameterKind.OptionalNumber:
                return TakeNumber(parameter, ref rest, words);
            case ParameterKind.Quoted:
                return TakeQuoted(ref rest, words);
            case ParameterKind.OptionalList:
                return TakeList(ref rest, words);
            case ParameterKind.Text or ParameterKind.Arguments or ParameterKind.Code when rest.IsEmpty:
                return false;
            default:
                TakeText(rest, words);
                rest = rest[rest.Length..];
                return true;
        }
    }

    private static bool TakeVariable(ref FieldSlice rest, List<Layout> words)
    {
        var word = FieldSlice.TakeWord(ref rest);
        words.Add(new TextLayout(word.ToString()));
        return word.Length > 1 && word[0] == '%' && Names.IsName(word.Span[1..]);
    }

    private static bool TakeNumber(ParameterKind parameter, ref FieldSlice rest, List<Layout> words)
    {
        var after = rest;
        var word = FieldSlice.TakeWord(ref after);
        var digits = parameter != ParameterKind.OptionalNumber && word.Length > 0 && word[0] is '+' or '-' ? word.Span[1..] : word.Span;
        if (digits.IsEmpty || !digits.ContainsOnlyDigits())
        {
            return parameter != ParameterKind.Offset;
        }

        words.Add(new TextLayout(word.ToString()));
        rest = after;
        return true;
    }

    private static bool TakeQuoted(ref FieldSlice rest, List<Layout> words)
    {
        var end = rest.Length > 0 && rest[0] == '\'' ? rest.Span[1..].IndexOf('\'') + 1 : 0;
        if (end == 0 || (end + 1 < rest.Length && !FieldSlice.IsWhiteSpace(rest[end + 1])))
        {
            return false;
        }

        TakeText(rest[..(end + 1)], words);
        rest = rest[(end + 1)..].Trim();
        return true;
    }

    private static bool TakeList(ref FieldSlice rest, List<Layout> words)
    {
        var list = rest;
        rest = rest[rest.Length..];
        if (list[0] == '(' && list[^1] == ')')
        {
            return AddBlock(list, words);
        }

        if (Format(list) is not { } layout)
        {
            return false;
        }

        words.Add(layout);
        return true;
    }

    private static void TakeText(FieldSlice text, List<Layout> words)
    {
        if (!text.IsEmpty)
        {
            words.Add(new TextLayout([.. text.Source.LinesOf(text).Select(static line => line.ToString())]));
        }
    }

    /// <summary>Adds a list with its parentheses; false where it is not valid.</summary>
    private static bool AddBlock(FieldSlice block, List<Layout> words)
    {
        var content = block[1..^1].Trim();
        if (Format(content) is not { } list)
        {
            return false;
        }

        words.Add(new BlockLayout(list, !content.IsEmpty && (content.FirstLine != block.FirstLine || content.LastLine != block.LastLine)));
        return true;
    }

    private static RowLayout Row(List<Layout> words) => new(
        [.. words.SelectMany(static (word, index) => index == 0 ? [word] : new Layout[] { new TextLayout(" "), word })]);
}
