using System.Collections.Immutable;
using SecSharp.Configuration.Parsing;
using SecSharp.Configuration.Reading;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Configuration.Outlining;

/// <summary>Outlines one action; what it takes for valid is what <see cref="ActionParser"/> takes.</summary>
internal sealed class ActionOutliner
{
    private readonly ActionShape _shape;
    private readonly ImmutableArray<ActionPart>.Builder _parts = ImmutableArray.CreateBuilder<ActionPart>();
    private FieldSlice _rest;

    private ActionOutliner(ActionShape shape, FieldSlice rest)
    {
        _shape = shape;
        _rest = rest;
    }

    public static ActionOutline Read(FieldSlice text)
    {
        var rest = text;
        var keyword = FieldSlice.TakeWord(ref rest);
        if (ActionShape.Find(keyword.ToString()) is not { } shape)
        {
            return new ActionOutline(text, keyword, null, [], IsValid: false);
        }

        var outliner = new ActionOutliner(shape, rest);
        var isValid = outliner.Read();
        return new ActionOutline(text, keyword, shape, outliner._parts.ToImmutable(), isValid);
    }

    private bool Read()
    {
        switch (_shape.Kind)
        {
            case ActionKind.If or ActionKind.While:
                return TakeVariable(_shape.ParameterNames[0]) && TakeConditional();
            case ActionKind.LCall:
                return TakeVariable(_shape.ParameterNames[0]) && TakeLocalCall();
        }

        for (var index = 0; index < _shape.Parameters.Length; index++)
        {
            if (!Take(_shape.Parameters[index], _shape.ParameterNames[index]))
            {
                return false;
            }
        }

        return _rest.IsEmpty;
    }

    private bool TakeConditional()
    {
        const string list = "LIST";
        if (_rest.IsEmpty || _rest[0] != '(')
        {
            return false;
        }

        var close = Parentheses.Close(_rest, 0);
        if (close < 0)
        {
            AddBlock(list, _rest, isClosed: false);
            return false;
        }

        var after = _rest[(close + 1)..];
        if (!AddBlock(list, _rest[..(close + 1)]) || after.IsEmpty)
        {
            return after.IsEmpty && _parts[^1].List!.IsValid;
        }

        _rest = after;
        var otherwise = FieldSlice.TakeWord(ref _rest);
        if (_shape.Kind != ActionKind.If || !FieldSlice.IsWhiteSpace(after[0]) || !otherwise.Is("else") || _rest.IsEmpty || _rest[0] != '(')
        {
            return false;
        }

        _parts.Add(new ActionPart("else", IsText: false, otherwise));
        close = Parentheses.Close(_rest, 0);
        return AddBlock(list, _rest, isClosed: close >= 0) && close == _rest.Length - 1;
    }

    private bool TakeLocalCall()
    {
        var arrow = _rest.Span.IndexOf("->");
        var colon = _rest.Span.IndexOf(":>");
        var at = arrow < 0 || (colon >= 0 && colon < arrow) ? colon : arrow;
        if (at < 0)
        {
            AddText("PARAMETERS", _rest);
            return false;
        }

        AddText(at == colon ? "ENTRIES" : "PARAMETERS", _rest[..at].Trim());
        _parts.Add(new ActionPart("->", IsText: false, _rest[at..(at + 2)]));
        AddText("CODE", _rest[(at + 2)..].Trim());
        return true;
    }

    /// <summary>Takes a parameter; false where it does not fit.</summary>
    private bool Take(ParameterKind parameter, string role)
    {
        switch (parameter)
        {
            case ParameterKind.Word or ParameterKind.Text or ParameterKind.Arguments or ParameterKind.Code when _rest.IsEmpty:
                return false;
            case ParameterKind.OptionalWord or ParameterKind.WordOrDescription or ParameterKind.OptionalVariable or ParameterKind.OptionalList when _rest.IsEmpty:
                return true;
            case ParameterKind.Word or ParameterKind.OptionalWord or ParameterKind.WordOrDescription:
                _parts.Add(new ActionPart(role, IsText: false, FieldSlice.TakeWord(ref _rest)));
                return true;
            case ParameterKind.Variable or ParameterKind.OptionalVariable:
                return TakeVariable(role);
            case ParameterKind.Offset or ParameterKind.OptionalOffset or ParameterKind.OptionalNumber:
                return TakeNumber(parameter, role);
            case ParameterKind.Quoted:
                return TakeQuoted(role);
            case ParameterKind.OptionalList:
                return TakeList(role);
            default:
                AddText(role, _rest);
                _rest = _rest[_rest.Length..];
                return true;
        }
    }

    private bool TakeVariable(string role)
    {
        var word = FieldSlice.TakeWord(ref _rest);
        if (!word.IsEmpty)
        {
            _parts.Add(new ActionPart(role, IsText: false, word));
        }

        return word.Length > 1 && word[0] == '%' && Names.IsName(word.Span[1..]);
    }

    private bool TakeNumber(ParameterKind parameter, string role)
    {
        var after = _rest;
        var word = FieldSlice.TakeWord(ref after);
        var digits = parameter != ParameterKind.OptionalNumber && word.Length > 0 && word[0] is '+' or '-' ? word.Span[1..] : word.Span;
        if (digits.IsEmpty || !digits.ContainsOnlyDigits())
        {
            return parameter != ParameterKind.Offset;
        }

        _parts.Add(new ActionPart(role, IsText: false, word));
        _rest = after;
        return true;
    }

    private bool TakeQuoted(string role)
    {
        var end = _rest.Length > 0 && _rest[0] == '\'' ? _rest.Span[1..].IndexOf('\'') + 1 : 0;
        if (end == 0 || (end + 1 < _rest.Length && !FieldSlice.IsWhiteSpace(_rest[end + 1])))
        {
            return false;
        }

        AddText(role, _rest[..(end + 1)]);
        _rest = _rest[(end + 1)..].Trim();
        return true;
    }

    private bool TakeList(string role)
    {
        var text = _rest;
        _rest = _rest[_rest.Length..];
        if (text[0] == '(')
        {
            return AddBlock(role, text, isClosed: text[^1] == ')' && text.Length > 1);
        }

        var list = ActionListOutline.Read(text);
        _parts.Add(new ActionPart(role, IsText: false, text) { List = list });
        return list.IsValid;
    }

    private void AddText(string role, FieldSlice text)
    {
        if (!text.IsEmpty)
        {
            _parts.Add(new ActionPart(role, IsText: true, text));
        }
    }

    /// <summary>Adds a list with its parentheses; false where it is not valid.</summary>
    private bool AddBlock(string role, FieldSlice text, bool isClosed = true)
    {
        var list = ActionListOutline.Read((isClosed ? text[1..^1] : text[1..]).Trim());
        _parts.Add(new ActionPart(role, IsText: false, text) { List = list, IsBlock = true });
        return isClosed && list.IsValid;
    }
}
