using System.Text;

namespace SecSharp.Tests.Replaying;

/// <summary>A stream each of whose reads yields one of its pieces, one byte a character, like a pipe with a slow writer.</summary>
internal sealed class PiecewiseStream(IEnumerable<string> pieces) : Stream
{
    private readonly Queue<byte[]> _pieces = new(pieces.Select(Encoding.Latin1.GetBytes));

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (!_pieces.TryDequeue(out var piece))
        {
            return 0;
        }

        Assert.True(piece.Length <= count);
        piece.CopyTo(buffer, offset);
        return piece.Length;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
