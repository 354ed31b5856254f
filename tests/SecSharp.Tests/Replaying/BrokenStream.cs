using System.Text;

namespace SecSharp.Tests.Replaying;

/// <summary>A stream that fails when its content has been read.</summary>
internal sealed class BrokenStream(string content) : MemoryStream(Encoding.Latin1.GetBytes(content))
{
    public override int Read(byte[] buffer, int offset, int count) =>
        Position == Length ? throw new InvalidDataException("broken") : base.Read(buffer, offset, count);
}
