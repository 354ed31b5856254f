namespace SecSharp.Inputs.Following;

/// <summary>What an input's turn has brought.</summary>
internal enum Turn
{
    /// <summary>A line.</summary>
    Line,

    /// <summary>No line, but there may be more.</summary>
    Progress,

    /// <summary>Nothing: there is no more at present.</summary>
    Nothing,
}
