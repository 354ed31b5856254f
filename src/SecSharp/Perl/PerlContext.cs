namespace SecSharp.Perl;

/// <summary>The context in which Perl code is called. perldata(1), Context.</summary>
internal enum PerlContext
{
    /// <summary>One result, undefined at least.</summary>
    Scalar = 2,

    /// <summary>Any number of results.</summary>
    List = 3,
}

/// <summary>What a Perl value is, as far as rules can tell.</summary>
internal enum PerlValueKind
{
    /// <summary>undef.</summary>
    Undefined,

    /// <summary>A string or number.</summary>
    Plain,

    /// <summary>A reference to code.</summary>
    Code,

    /// <summary>A reference to a hash that is not an object.</summary>
    Hash,

    /// <summary>Any other reference.</summary>
    Reference,
}
