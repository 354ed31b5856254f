using SecSharp.Configuration.Syntax;
using SecSharp.Contexts;
using SecSharp.Patterns;

namespace SecSharp.Configuration.Compilation;

/// <summary>Makes context expressions ready for evaluation.</summary>
internal static class ContextCompiler
{
    /// <summary>Compiles an expression; with [ ] around it match variables are not substituted.</summary>
    public static ContextCondition? Compile(ContextExpressionSyntax? expression, VariableScope scope) =>
        expression is null ? null : Compile(expression.Root, expression.BeforePattern ? VariableScope.None : scope);

    private static ContextCondition Compile(ContextNode node, VariableScope scope) => node switch
    {
        ContextNameNode name => new ContextExists(TemplateParser.Parse(name.Name.Span, scope)) { Syntax = node },
        VarSetNode variables => new VariablesCached(variables.Entry) { Syntax = node },
        NotNode not => new NotCondition(Compile(not.Operand, scope)) { Syntax = node },
        AndNode and => new AndCondition(Compile(and.Left, scope), Compile(and.Right, scope)) { Syntax = node },
        OrNode or => new OrCondition(Compile(or.Left, scope), Compile(or.Right, scope)) { Syntax = node },
        PerlFunctionNode function => new PerlFunctionCondition(
            function.Function!, [.. function.Parameters.Select(parameter => TemplateParser.Parse(parameter.Span, scope))], function.CacheReferences) { Syntax = node },
        PerlExpressionNode expression => new PerlExpressionCondition(TemplateParser.Parse(expression.Code.Span, scope)) { Syntax = node },
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };
}
