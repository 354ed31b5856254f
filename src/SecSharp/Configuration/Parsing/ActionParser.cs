using System.Collections.Immutable;
using SecSharp.Configuration.Reading;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Configuration.Parsing;

/// <summary>Parses what follows the keyword of one action.</summary>
internal sealed class ActionParser(RuleReport report, ActionListParser lists, ActionShape shape)
{
    private readonly ImmutableArray<ByteString>.Builder _arguments = ImmutableArray.CreateBuilder<ByteString>();
    private ActionListSyntax? _body;
    private bool _isValid = true;

    private static ByteString Description { get; } = ByteString.Utf8("%s");

    /// <summary>Parses the parameters by the action's shape; null, with a report, where they do not fit.</summary>
    public ActionSyntax? Parse(FieldSlice rest)
    {
        foreach (var parameter in shape.Parameters)
        {
            if (_isValid)
            {
                Take(parameter, ref rest);
            }
        }

        if (_isValid && !rest.IsEmpty)
        {
            Fail(rest, $"unexpected '{rest}'");
        }

        if (_isValid && shape.NeedsPerl)
        {
            _isValid = PerlCode.Check(rest, report);
        }

        return _isValid ? new ActionSyntax(shape.Kind, _arguments.ToImmutable()) { Body = _body } : null;
    }

    /// <summary>Parses <c>if</c> and <c>while</c>.</summary>
    public ActionSyntax? ParseConditional(FieldSlice rest)
    {
        var variable = FieldSlice.TakeWord(ref rest);
        if (!TakeVariable(variable))
        {
            return null;
        }

        if (rest.IsEmpty || rest[0] != '(')
        {
            return Fail(rest, "an action list in parentheses is missing");
        }

        var close = Parentheses.Close(rest, 0);
        var after = rest[(close + 1)..];
        var body = lists.Parse(rest[1..close]);
        ActionListSyntax? otherwise = null;
        if (shape.Kind == ActionKind.If && !after.IsEmpty)
        {
            var list = after;
            var isElse = FieldSlice.IsWhiteSpace(after[0]) && FieldSlice.TakeWord(ref list).Is("else");
            if (!isElse || list.IsEmpty || list[0] != '(' || Parentheses.Close(list, 0) != list.Length - 1)
            {
                return Fail(after, $"unexpected '{after.Trim()}'");
            }

            otherwise = lists.Parse(list[1..^1]);
            _isValid &= otherwise is not null;
        }
        else if (!after.IsEmpty)
        {
            return Fail(after, $"unexpected '{after.Trim()}'");
        }

        if (body is null || !_isValid)
        {
            return null;
        }

        if (body.Actions.IsEmpty && otherwise is null or { Actions.IsEmpty: true })
        {
            return Fail(rest, "the action list is empty");
        }

        return new ActionSyntax(shape.Kind, _arguments.ToImmutable())
        {
            Body = body,
            Else = otherwise is { Actions.IsEmpty: false } ? otherwise : null,
        };
    }

    /// <summary>Parses <c>lcall</c>.</summary>
    public ActionSyntax? ParseLocalCall(FieldSlice rest)
    {
        if (!TakeVariable(FieldSlice.TakeWord(ref rest)))
        {
            return null;
        }

        var arrow = rest.Span.IndexOf("->");
        var colon = rest.Span.IndexOf(":>");
        var at = arrow < 0 || (colon >= 0 && colon < arrow) ? colon : arrow;
        if (at < 0)
        {
            return Fail(rest, "-> or :> is missing");
        }

        var code = Parentheses.StripOuter(rest[(at + 2)..].Trim());
        if (PerlCode.Compile(code, Parentheses.Unmask(code), report) is not { } function)
        {
            return null;
        }

        _arguments.Add(Parentheses.Unmask(code));
        _arguments.AddRange(Parentheses.StripOuter(rest[..at].Trim()).Words().Select(static word => Parentheses.Unmask(word)));
        return new ActionSyntax(shape.Kind, _arguments.ToImmutable()) { CacheReferences = at == colon, Function = function };
    }

    private void Take(ParameterKind parameter, ref FieldSlice rest)
    {
        switch (parameter)
        {
            case ParameterKind.Word:
                TakeWord(ref rest);
                break;
            case ParameterKind.OptionalWord when rest.IsEmpty:
            case ParameterKind.OptionalVariable when rest.IsEmpty:
                break;
            case ParameterKind.OptionalWord:
                AddUnlessEmpty(FieldSlice.TakeWord(ref rest));
                break;
            case ParameterKind.WordOrDescription when rest.IsEmpty:
                _arguments.Add(Description);
                break;
            case ParameterKind.WordOrDescription:
                TakeWord(ref rest);
                break;
            case ParameterKind.Variable or ParameterKind.OptionalVariable:
                TakeVariable(FieldSlice.TakeWord(ref rest));
                break;
            case ParameterKind.Offset or ParameterKind.OptionalOffset:
                TakeOffset(ref rest, parameter == ParameterKind.OptionalOffset);
                break;
            case ParameterKind.OptionalNumber:
                TakeNumber(ref rest);
                break;
            case ParameterKind.Quoted:
                TakeQuoted(ref rest);
                break;
            case ParameterKind.OptionalList:
                TakeList(ref rest);
                break;
            default:
                TakeRest(parameter, rest);
                rest = rest[rest.Length..];
                break;
        }
    }

    private void TakeWord(ref FieldSlice rest)
    {
        var place = rest;
        var word = Parentheses.StripOuter(FieldSlice.TakeWord(ref rest));
        if (word.IsEmpty)
        {
            Fail(place, "a parameter is missing");
            return;
        }

        _arguments.Add(Parentheses.Unmask(word));
    }

    private bool TakeVariable(FieldSlice word)
    {
        if (word.Length > 1 && word[0] == '%' && Names.IsName(word.Span[1..]))
        {
            _arguments.Add(word[1..].ToBytes());
            return true;
        }

        Fail(word, word.IsEmpty ? "an action list variable is missing" : $"'{word}' is no action list variable");
        return false;
    }

    private void TakeOffset(ref FieldSlice rest, bool isOptional)
    {
        var after = rest;
        var word = FieldSlice.TakeWord(ref after);
        var digits = word.Length > 0 && word[0] is '+' or '-' ? word.Span[1..] : word.Span;
        if (!digits.IsEmpty && digits.ContainsOnlyDigits())
        {
            _arguments.Add(word.ToBytes());
            rest = after;
        }
        else if (!isOptional)
        {
            Fail(word, $"'{word}' is no rule offset: N, +N or -N");
        }
    }

    private void TakeNumber(ref FieldSlice rest)
    {
        var after = rest;
        var word = FieldSlice.TakeWord(ref after);
        if (!word.IsEmpty && word.Span.ContainsOnlyDigits())
        {
            _arguments.Add(word.ToBytes());
            rest = after;
        }
    }

    private void TakeQuoted(ref FieldSlice rest)
    {
        var end = rest.Length > 0 && rest[0] == '\'' ? rest.Span[1..].IndexOf('\'') + 1 : 0;
        if (end == 0 || (end + 1 < rest.Length && !FieldSlice.IsWhiteSpace(rest[end + 1])))
        {
            Fail(rest, "a text between single quotes is missing");
            return;
        }

        var text = Parentheses.StripOuter(rest[1..end]);
        _arguments.Add(text.IsEmpty ? Description : Parentheses.Unmask(text));
        rest = rest[(end + 1)..].Trim();
    }

    private void TakeList(ref FieldSlice rest)
    {
        if (rest.IsEmpty)
        {
            return;
        }

        var list = lists.Parse(Parentheses.StripOuter(rest));
        _isValid &= list is not null;
        _body = list is { Actions.IsEmpty: false } ? list : null;
        rest = rest[rest.Length..];
    }

    private void TakeRest(ParameterKind parameter, FieldSlice rest)
    {
        var text = Parentheses.StripOuter(rest);
        if (!text.IsEmpty)
        {
            if (parameter is ParameterKind.Arguments or ParameterKind.OptionalArguments)
            {
                _arguments.AddRange(text.Words().Select(static word => Parentheses.Unmask(word)));
            }
            else
            {
                _arguments.Add(Parentheses.Unmask(text));
            }
        }
        else if (parameter == ParameterKind.TextOrDescription)
        {
            _arguments.Add(Description);
        }
        else if (parameter is ParameterKind.Text or ParameterKind.Arguments)
        {
            Fail(rest, "a command line is missing");
        }
        else if (parameter == ParameterKind.Code)
        {
            // Parentheses around nothing are an empty program, as in the reference.
            if (rest.IsEmpty)
            {
                Fail(rest, "Perl code is missing");
            }

            _arguments.Add(ByteString.Empty);
        }
    }

    private void AddUnlessEmpty(FieldSlice word)
    {
        var text = Parentheses.StripOuter(word);
        if (!text.IsEmpty)
        {
            _arguments.Add(Parentheses.Unmask(text));
        }
    }

    private ActionSyntax? Fail(FieldSlice place, string message)
    {
        report.Error(place, $"action {Actions.ActionNames.Of(shape.Kind)}: {message}", shape.Synopsis);
        _isValid = false;
        return null;
    }
}
