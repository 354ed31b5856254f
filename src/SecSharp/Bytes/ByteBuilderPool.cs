namespace SecSharp;

/// <summary>Byte builders for short use, kept for the next user.</summary>
internal sealed class ByteBuilderPool
{
    private const int LargestKept = 1 << 20;

    private readonly Stack<ByteBuilder> _free = new();

    /// <summary>An empty builder, to be given back with <see cref="Return"/>.</summary>
    public ByteBuilder Rent() => _free.TryPop(out var builder) ? builder : new ByteBuilder();

    public void Return(ByteBuilder builder)
    {
        if (builder.Buffer.Length <= LargestKept)
        {
            builder.Clear();
            _free.Push(builder);
        }
    }
}
