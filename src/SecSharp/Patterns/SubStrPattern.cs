using System.Collections.Immutable;
using SecSharp.Patterns.Prefilter;

namespace SecSharp.Patterns;

/// <summary>SubStr and NSubStr: bytes searched in the line(s).</summary>
internal sealed class SubStrPattern(byte[] needle) : Pattern
{
    /// <summary>The bytes.</summary>
    public ByteString Needle => new(needle);

    public override bool SetsVariables => false;

    public override ImmutableArray<Literal> RequiredLiterals => Negated ? [] : Prefilter.RequiredLiterals.OfSubStr(needle);

    public override bool OnlyLooks => true;

    // Hot path.
    public override bool IsMatch(LineMatcher matcher) =>
        matcher.Buffer.Last(Lines).AsSpan().IndexOf(needle) >= 0 != Negated;
}
