namespace SecSharp.Observing;

/// <summary>What becomes of a jump to a set of rule files.</summary>
internal enum JumpOutcome
{
    /// <summary>Its files are walked.</summary>
    Entered,

    /// <summary>No rule file has joined the set.</summary>
    NoSuchSet,

    /// <summary>The set is being walked already.</summary>
    Loop,
}
