namespace SecSharp.Inputs.Following;

/// <summary>Where to begin in a file that is opened.</summary>
/// <param name="Offset">Byte offset; null stands for the end.</param>
internal readonly record struct StartPosition(long? Offset)
{
    public static StartPosition Beginning => new(0);

    public static StartPosition End => new(null);
}
