namespace SecSharp;

/// <summary>Whether rules whose patterns can't match a line are left out when the line is tried. Nothing but speed depends on it.</summary>
public enum PrefilterMode
{
    /// <summary>Where it is expected to pay.</summary>
    Auto,

    /// <summary>Wherever patterns allow it.</summary>
    Yes,

    /// <summary>Never: every rule is tried on every line.</summary>
    No,
}
