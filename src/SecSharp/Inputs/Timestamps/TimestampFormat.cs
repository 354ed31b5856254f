namespace SecSharp.Inputs.Timestamps;

internal abstract class TimestampFormat
{
    public abstract bool TryRead(ReadOnlySpan<byte> line, out long seconds);
}
