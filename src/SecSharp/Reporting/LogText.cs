using System.Runtime.CompilerServices;
using System.Text;

namespace SecSharp.Reporting;

/// <summary>The text of a log message, put together only when its level is logged. Bytes are shown as UTF-8.</summary>
[InterpolatedStringHandler]
internal ref struct LogText
{
    private readonly StringBuilder? _text;

    public LogText(int literalLength, int formattedCount, EngineLog log, LogLevel level, out bool isLogged)
    {
        isLogged = level <= log.Level;
        _text = isLogged ? new StringBuilder(literalLength + (16 * formattedCount)) : null;
    }

    /// <summary>The text; null when it is not logged.</summary>
    public readonly string? Text => _text?.ToString();

    public readonly void AppendLiteral(string value) => _text!.Append(value);

    public readonly void AppendFormatted(string value) => _text!.Append(value);

    public readonly void AppendFormatted(long value) => _text!.Append(value);

    public readonly void AppendFormatted(ByteString value) => _text!.Append(value.ToDisplay());

    public readonly void AppendFormatted(ReadOnlySpan<byte> value) => _text!.Append(Encoding.UTF8.GetString(value));
}
