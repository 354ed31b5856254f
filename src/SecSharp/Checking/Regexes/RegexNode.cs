using System.Collections.Immutable;
using SecSharp.Patterns.Pcre2;

namespace SecSharp.Checking.Regexes;

/// <summary>A part of a regular expression.</summary>
/// <param name="Start">Where it begins in the author's text.</param>
internal abstract record RegexNode(int Start)
{
    /// <summary>The parts directly inside of it.</summary>
    public virtual IEnumerable<RegexNode> Parts => [];

    /// <summary>The part itself and all parts inside of it.</summary>
    public IEnumerable<RegexNode> All => Parts.SelectMany(static part => part.All).Prepend(this);

    /// <summary>The bytes that its matches may hold.</summary>
    public virtual ByteSet Bytes => Parts.Aggregate(default(ByteSet), static (set, part) => set | part.Bytes);

    /// <summary>Whether it matches the empty text only, if at all.</summary>
    public virtual bool IsEmpty => false;
}

/// <summary>One byte of a set.</summary>
internal sealed record SetNode(int Start, ByteSet Set) : RegexNode(Start)
{
    public override ByteSet Bytes => Set;
}

/// <summary>Parts that follow each other.</summary>
internal sealed record SequenceNode(int Start, ImmutableArray<RegexNode> Items) : RegexNode(Start)
{
    public override IEnumerable<RegexNode> Parts => Items;

    public override bool IsEmpty => Items.All(static item => item.IsEmpty);
}

/// <summary>One of several branches.</summary>
internal sealed record AlternativesNode(int Start, ImmutableArray<RegexNode> Branches) : RegexNode(Start)
{
    public override IEnumerable<RegexNode> Parts => Branches;

    public override bool IsEmpty => Branches.All(static branch => branch.IsEmpty);
}

/// <summary>A part that is repeated.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Item">What is repeated.</param>
/// <param name="Least">Fewest times.</param>
/// <param name="Most">Most times; -1 for any number.</param>
/// <param name="IsPossessive">Whether it keeps what it has taken.</param>
internal sealed record RepeatNode(int Start, RegexNode Item, int Least, int Most, bool IsPossessive) : RegexNode(Start)
{
    public override IEnumerable<RegexNode> Parts => [Item];

    public override bool IsEmpty => Most == 0 || Item.IsEmpty;
}

/// <summary>A group.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Body">What is in it.</param>
/// <param name="Number">Its number; 0 for one that does not capture.</param>
/// <param name="IsAtomic">Whether it keeps what it has taken.</param>
internal sealed record GroupNode(int Start, RegexNode Body, int Number, bool IsAtomic) : RegexNode(Start)
{
    public override IEnumerable<RegexNode> Parts => [Body];

    public override bool IsEmpty => Body.IsEmpty;
}

/// <summary>What an anchor asks of its place.</summary>
internal enum AnchorKind
{
    /// <summary>^ and \A.</summary>
    Begin,

    /// <summary>$, \Z and \z.</summary>
    End,

    /// <summary>\b and others.</summary>
    Other,
}

/// <summary>A condition on the place, without bytes of its own.</summary>
internal sealed record AnchorNode(int Start, AnchorKind Kind) : RegexNode(Start)
{
    public override bool IsEmpty => true;
}

/// <summary>A lookahead or lookbehind.</summary>
internal sealed record LookNode(int Start, RegexNode Body) : RegexNode(Start)
{
    public override IEnumerable<RegexNode> Parts => [Body];

    public override ByteSet Bytes => default;

    public override bool IsEmpty => true;
}

/// <summary>A reference to what a group has matched, or a call of a group.</summary>
internal sealed record ReferenceNode(int Start) : RegexNode(Start)
{
    public override ByteSet Bytes => ByteSet.All;
}
