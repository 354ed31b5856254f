using System.Globalization;
using System.Text;

namespace SecSharp.LanguageServer.Protocol;

/// <summary>Reads messages, each behind a header that tells its length. Language Server Protocol, Base Protocol.</summary>
internal sealed class MessageReader(Stream input)
{
    private const string LengthField = "Content-Length:";
    private const int LongestHeader = 4096;
    private const int LongestContent = 256 * 1024 * 1024;

    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    /// <summary>The next message's content; null at the end of the stream. What stands between messages is skipped.</summary>
    public byte[]? Read()
    {
        while (true)
        {
            if (ReadLength() is not { } length)
            {
                return null;
            }

            if (length > LongestContent)
            {
                Skip(length);
                continue;
            }

            var content = new byte[length];
            return Fill(content) ? content : null;
        }
    }

    /// <summary>Reads a header; null at the end of the stream.</summary>
    private long? ReadLength()
    {
        long? length = null;
        while (ReadLine() is { } line)
        {
            if (line.StartsWith(LengthField, StringComparison.OrdinalIgnoreCase))
            {
                length = long.TryParse(line.AsSpan(LengthField.Length).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
            }
            else if (line.Length == 0 && length is not null)
            {
                return length;
            }
        }

        return null;
    }

    private string? ReadLine()
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_start == _end && !Refill())
            {
                return null;
            }

            var letter = (char)_buffer[_start++];
            if (letter == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            if (line.Length < LongestHeader)
            {
                line.Append(letter);
            }
        }
    }

    private bool Fill(Span<byte> content)
    {
        while (content.Length > 0)
        {
            if (_start == _end && !Refill())
            {
                return false;
            }

            var count = Math.Min(content.Length, _end - _start);
            _buffer.AsSpan(_start, count).CopyTo(content);
            content = content[count..];
            _start += count;
        }

        return true;
    }

    private void Skip(long length)
    {
        while (length > 0 && (_start < _end || Refill()))
        {
            var count = (int)Math.Min(length, _end - _start);
            _start += count;
            length -= count;
        }
    }

    private bool Refill()
    {
        _start = 0;
        _end = input.Read(_buffer);
        return _end > 0;
    }
}
