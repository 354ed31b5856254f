using SecSharp.Configuration.Reading;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Configuration.Parsing;

/// <summary>
/// Parses context expressions. sec(1), CONTEXTS AND CONTEXT EXPRESSIONS. A parenthesis behind a backslash is an ordinary
/// character (PARSING ISSUES).
/// </summary>
internal sealed class ContextExpressionParser(RuleReport report)
{
    private const string Remedy = "operands are context names, 'varset ENTRY' and Perl code, joined with &&, || and !, grouped with ( )";

    /// <summary>Null, with a report, for an expression that is not valid.</summary>
    public ContextExpressionSyntax? Parse(FieldSlice text)
    {
        var before = text.Length >= 2 && text[0] == '[' && text[^1] == ']';
        var expression = before ? text[1..^1] : text;
        if (Parentheses.Unbalanced(expression) is { } place)
        {
            report.Error(place, "unbalanced parentheses", "a parenthesis without counterpart is written behind a backslash");
            return null;
        }

        if (Parentheses.TooDeep(expression) is { } level)
        {
            report.Error(level, $"parentheses are nested more than {Parentheses.MostLevels} deep", "remove those that are not needed");
            return null;
        }

        return ParseExpression(expression) is { } root ? new ContextExpressionSyntax(root, before) : null;
    }

    private ContextNode? ParseExpression(FieldSlice text)
    {
        var (operands, operators) = Split(text);
        var nodes = operands.Select(ParseOperand).ToArray();
        return nodes.Contains(null) ? null : Join(operands, nodes!, operators);
    }

    /// <summary>
    /// Joins operands from left to right. Where || is followed by &amp;&amp; without parentheses, the reference takes
    /// <c>a || b &amp;&amp; c</c> for <c>a &amp;&amp; b</c>; so do we, with a warning.
    /// </summary>
    private ContextNode Join(List<FieldSlice> operands, ContextNode[] nodes, List<bool> isAnd)
    {
        var result = nodes[0];
        for (var index = 0; index < isAnd.Count; index++)
        {
            if (!isAnd[index] && index + 1 < isAnd.Count && isAnd[index + 1])
            {
                report.Warning(
                    operands[index + 1], "&& behind || without parentheses: as in the reference, the || counts as && and the operand behind the && is dropped",
                    "put parentheses around what belongs together");
                result = new AndNode(result, nodes[index + 1]);
                index++;
            }
            else
            {
                result = isAnd[index] ? new AndNode(result, nodes[index + 1]) : new OrNode(result, nodes[index + 1]);
            }
        }

        return result;
    }

    /// <summary>Splits at &amp;&amp; and || outside of parentheses.</summary>
    internal static (List<FieldSlice> Operands, List<bool> IsAnd) Split(FieldSlice text)
    {
        var operands = new List<FieldSlice>();
        var isAnd = new List<bool>();
        var depth = 0;
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            depth += Parentheses.Step(text, at);
            if (depth == 0 && at + 1 < text.Length && text[at] is '&' or '|' && text[at + 1] == text[at])
            {
                operands.Add(text[start..at].Trim());
                isAnd.Add(text[at] == '&');
                start = at + 2;
                at++;
            }
        }

        operands.Add(text[start..].Trim());
        return (operands, isAnd);
    }

    private ContextNode? ParseOperand(FieldSlice text)
    {
        if (text.IsEmpty)
        {
            return Fail(text, "an operand is missing");
        }

        if (text[0] == '!')
        {
            if (Negations(text) > Parentheses.MostLevels)
            {
                return Fail(text, $"more than {Parentheses.MostLevels} negations");
            }

            return ParseOperand(text[1..].Trim()) is { } operand ? new NotNode(operand) : null;
        }

        if (text[0] == '=')
        {
            return PerlCode.Check(text[1..].Trim(), report) ? new PerlExpressionNode(text[1..].Trim().ToBytes()) : null;
        }

        if (FindArrow(text) is { } arrow)
        {
            return ParsePerlFunction(text[..arrow].Trim(), text[(arrow + 2)..].Trim(), text[arrow] == ':');
        }

        if (text[0] == '(')
        {
            return Parentheses.Close(text, 0) == text.Length - 1
                ? ParseExpression(text[1..^1])
                : Fail(text, $"'{text}' is no operand");
        }

        var rest = text;
        if (FieldSlice.TakeWord(ref rest).Span.SequenceEqual("varset") && !rest.IsEmpty)
        {
            rest = Parentheses.StripOuter(rest);
            return rest.WordLength() == rest.Length && !rest.IsEmpty
                ? new VarSetNode(rest.ToBytes())
                : Fail(rest, $"varset takes the name of one match cache entry, not '{rest}'");
        }

        if (text.WordLength() < text.Length)
        {
            return Fail(text[text.WordLength()..], $"a context name can't contain white space: '{text}'");
        }

        return Parentheses.Any(text)
            ? Fail(text, $"unexpected parentheses in '{text}'")
            : new ContextNameNode(Parentheses.Unmask(text));
    }

    /// <summary>Number of ! at the beginning, with white space between them or not.</summary>
    internal static int Negations(FieldSlice text)
    {
        var count = 0;
        foreach (var value in text.Span)
        {
            if (value == '!')
            {
                count++;
            }
            else if (!FieldSlice.IsWhiteSpace(value))
            {
                break;
            }
        }

        return count;
    }

    private PerlFunctionNode? ParsePerlFunction(FieldSlice parameters, FieldSlice code, bool cacheReferences)
    {
        code = Parentheses.StripOuter(code);
        return PerlCode.Compile(code, Parentheses.Unmask(code), report) is { } function
            ? new PerlFunctionNode(
                [.. Parentheses.StripOuter(parameters).Words().Select(static word => Parentheses.Unmask(word))],
                Parentheses.Unmask(code), cacheReferences) { Function = function }
            : null;
    }

    /// <summary>Where -> or :> stands outside of parentheses with something behind it, or null.</summary>
    internal static int? FindArrow(FieldSlice text)
    {
        var depth = 0;
        for (var at = 0; at + 2 < text.Length; at++)
        {
            depth += Parentheses.Step(text, at);
            if (depth == 0 && text[at] is '-' or ':' && text[at + 1] == '>')
            {
                return at;
            }
        }

        return null;
    }

    private ContextNode? Fail(FieldSlice place, string message)
    {
        report.Error(place, message, Remedy);
        return null;
    }
}
