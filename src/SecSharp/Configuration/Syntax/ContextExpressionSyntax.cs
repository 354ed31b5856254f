using System.Collections.Immutable;
using SecSharp.Perl;

namespace SecSharp.Configuration.Syntax;

/// <summary>A context expression. sec(1), CONTEXTS AND CONTEXT EXPRESSIONS.</summary>
/// <param name="Root">The expression's tree.</param>
/// <param name="BeforePattern">True when enclosed in [ ]: evaluated before the pattern is matched.</param>
internal sealed record ContextExpressionSyntax(ContextNode Root, bool BeforePattern);

/// <summary>A node of a context expression.</summary>
internal abstract record ContextNode;

/// <summary>True when the named context exists; the name may hold match variables.</summary>
internal sealed record ContextNameNode(ByteString Name) : ContextNode;

/// <summary><c>varset ENTRY</c>: true when the match cache holds the entry.</summary>
internal sealed record VarSetNode(ByteString Entry) : ContextNode;

/// <summary>Logical NOT.</summary>
internal sealed record NotNode(ContextNode Operand) : ContextNode;

/// <summary>Short-circuit logical AND.</summary>
internal sealed record AndNode(ContextNode Left, ContextNode Right) : ContextNode;

/// <summary>Short-circuit logical OR.</summary>
internal sealed record OrNode(ContextNode Left, ContextNode Right) : ContextNode;

/// <summary><c>PARAMETERS -> CODE</c>, or with <paramref name="CacheReferences"/> <c>ENTRIES :> CODE</c>.</summary>
internal sealed record PerlFunctionNode(ImmutableArray<ByteString> Parameters, ByteString Code, bool CacheReferences) : ContextNode
{
    /// <summary>The compiled function.</summary>
    public PerlFunction? Function { get; init; }

    /// <summary>Value equality of what the file says.</summary>
    public bool Equals(PerlFunctionNode? other) =>
        other is not null && Parameters.SequenceEqual(other.Parameters) && Code == other.Code && CacheReferences == other.CacheReferences;

    /// <inheritdoc/>
    public override int GetHashCode() => Code.GetHashCode();
}

/// <summary><c>= CODE</c>: a Perl miniprogram.</summary>
internal sealed record PerlExpressionNode(ByteString Code) : ContextNode;
