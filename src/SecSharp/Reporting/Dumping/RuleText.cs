using System.Globalization;
using SecSharp.Configuration.Syntax;
using SecSharp.Patterns;

namespace SecSharp.Reporting.Dumping;

/// <summary>Parts of rules as the dump shows them: what the reference keeps of them, in its notation.</summary>
internal static class RuleText
{
    /// <summary>What stands for compiled Perl code, of which the reference shows the address.</summary>
    public static ReadOnlySpan<byte> Code => "CODE"u8;

    /// <summary>The rule's description, or for rules without one their type and pattern.</summary>
    public static byte[] Description(RuleSyntax rule)
    {
        if (rule.Description.Length > 0 || rule is not EventRuleSyntax { Match: var match })
        {
            return rule.Description.Array;
        }

        var text = new ByteBuilder();
        text.Append(ByteString.Utf8(rule.TypeName).Span);
        text.Append(match.Pattern.Negated ? " rule with negative pattern: "u8 : " rule with pattern: "u8);
        AppendPatternText(text, match.Pattern, TextOf(match.Pattern));
        return text.ToArray();
    }

    /// <summary>A pattern with its type, such as <c>regexp for 1 line(s): (?^:text)</c>.</summary>
    public static byte[] Pattern(PatternSyntax pattern) => Pattern(pattern, TextOf(pattern));

    /// <summary>The same for a second pattern into which values have been substituted.</summary>
    public static byte[] Pattern(PatternSyntax pattern, ReadOnlySpan<byte> substituted)
    {
        var text = new ByteBuilder();
        var type = pattern.Kind switch
        {
            PatternKind.SubStr => "substring",
            PatternKind.RegExp => "regexp",
            PatternKind.PerlFunc => "perlfunc",
            PatternKind.Cached => "cached match",
            _ => "truth value",
        };
        var lines = pattern.Kind is PatternKind.Cached or PatternKind.TValue
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" for {pattern.Lines} line(s)");
        text.Append(ByteString.Utf8($"{(pattern.Negated ? "negative " : "")}{type}{lines}: ").Span);
        AppendPatternText(text, pattern, substituted);
        return text.ToArray();
    }

    /// <summary>A point of continue.</summary>
    public static string Continue(ContinueSyntax point) => point.Kind switch
    {
        ContinueKind.DontCont => "don't continue",
        ContinueKind.EndMatch => "end matching",
        ContinueKind.TakeNext => "take next",
        _ => string.Create(CultureInfo.InvariantCulture, $"goto rule {point.Target + 1}"),
    };

    /// <summary>A context expression; empty for none.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="scope">Which match variables have values already.</param>
    /// <param name="values">These values.</param>
    public static byte[] Context(ContextExpressionSyntax? expression, VariableScope scope, IMatchVariables values)
    {
        var text = new ByteBuilder();
        if (expression is not null)
        {
            Append(text, expression.Root, expression.BeforePattern ? VariableScope.None : scope, values);
        }

        return text.ToArray();
    }

    private static ReadOnlySpan<byte> TextOf(PatternSyntax pattern) =>
        pattern is { Kind: PatternKind.SubStr, Constant: { } constant } ? constant.Span : pattern.Text.Span;

    private static void AppendPatternText(ByteBuilder text, PatternSyntax pattern, ReadOnlySpan<byte> substituted)
    {
        switch (pattern.Kind)
        {
            case PatternKind.RegExp:
                text.Append("(?^:"u8);
                text.Append(substituted);
                text.Append((byte)')');
                break;
            case PatternKind.PerlFunc:
                text.Append(Code);
                break;
            default:
                text.Append(substituted);
                break;
        }
    }

    private static void Append(ByteBuilder text, ContextNode node, VariableScope scope, IMatchVariables values)
    {
        switch (node)
        {
            case ContextNameNode name:
                AppendText(text, name.Name, scope, values);
                break;
            case VarSetNode variables:
                text.Append("varset "u8);
                text.Append(variables.Entry.Span);
                break;
            case NotNode not:
                text.Append((byte)'!');
                AppendOperand(text, not.Operand, not.Operand is AndNode or OrNode, scope, values);
                break;
            case AndNode and:
                AppendOperand(text, and.Left, and.Left is OrNode, scope, values);
                text.Append(" && "u8);
                AppendOperand(text, and.Right, and.Right is AndNode or OrNode, scope, values);
                break;
            case OrNode or:
                Append(text, or.Left, scope, values);
                text.Append(" || "u8);
                AppendOperand(text, or.Right, or.Right is AndNode or OrNode, scope, values);
                break;
            case PerlFunctionNode function:
                foreach (var parameter in function.Parameters)
                {
                    AppendText(text, parameter, scope, values);
                    text.Append((byte)' ');
                }

                text.Append(function.CacheReferences ? ":> "u8 : "-> "u8);
                text.Append(Code);
                break;
            case PerlExpressionNode expression:
                text.Append("=("u8);
                text.Append(expression.Code.Span);
                text.Append((byte)')');
                break;
        }
    }

    private static void AppendOperand(ByteBuilder text, ContextNode node, bool parentheses, VariableScope scope, IMatchVariables values)
    {
        if (parentheses)
        {
            text.Append((byte)'(');
        }

        Append(text, node, scope, values);
        if (parentheses)
        {
            text.Append((byte)')');
        }
    }

    private static void AppendText(ByteBuilder text, ByteString template, VariableScope scope, IMatchVariables values) =>
        TemplateParser.Parse(template.Span, scope).Render(text, values);
}
