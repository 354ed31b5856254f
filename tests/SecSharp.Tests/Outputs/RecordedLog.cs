using SecSharp.Reporting;

namespace SecSharp.Tests.Outputs;

/// <summary>A log whose messages can be looked at.</summary>
internal sealed class RecordedLog
{
    private readonly List<(LogLevel Level, string Text)> _messages = [];

    public RecordedLog() => Log = new EngineLog((level, text) => _messages.Add((level, text)));

    public EngineLog Log { get; }

    public string[] At(LogLevel level) => [.. _messages.Where(message => message.Level == level).Select(static message => message.Text)];
}
