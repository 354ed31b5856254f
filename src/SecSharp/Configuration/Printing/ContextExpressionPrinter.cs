using SecSharp.Configuration.Syntax;

namespace SecSharp.Configuration.Printing;

/// <summary>Prints context expressions; every operation is put in parentheses, so that nothing depends on precedence.</summary>
internal static class ContextExpressionPrinter
{
    public static string Print(ContextExpressionSyntax expression)
    {
        var text = Print(expression.Root);
        return expression.BeforePattern ? $"[{text}]"
            : text.StartsWith('[') && text.EndsWith(']') ? $"({text})"
            : text;
    }

    private static string Print(ContextNode node) => node switch
    {
        ContextNameNode name => Masking.Mask(name.Name),
        VarSetNode entry => $"varset {Masking.Mask(entry.Entry)}",
        NotNode not => "!" + Operand(not.Operand),
        AndNode and => $"{Operand(and.Left)} && {Operand(and.Right)}",
        OrNode or => $"{Operand(or.Left)} || {Operand(or.Right)}",
        PerlExpressionNode perl => $"={perl.Code}",
        PerlFunctionNode function =>
            $"({string.Join(' ', function.Parameters.Select(Masking.Mask))} ) {(function.CacheReferences ? ":>" : "->")} ({Masking.Mask(function.Code)} )",
        _ => throw new NotSupportedException(node.GetType().Name),
    };

    private static string Operand(ContextNode node) => node is AndNode or OrNode ? $"({Print(node)})" : Print(node);
}
