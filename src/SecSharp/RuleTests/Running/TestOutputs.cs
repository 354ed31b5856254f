using SecSharp.Outputs;
using SecSharp.Reporting;

namespace SecSharp.RuleTests.Running;

/// <summary>Notes what is written to standard output and to files; nothing is written.</summary>
internal sealed class TestOutputs(OutputTrace trace, EngineLog log) : OutputSet(Stream.Null, log)
{
    public override void Write(ReadOnlySpan<byte> path, ReadOnlySpan<byte> text, bool newline)
    {
        if (newline && path.SequenceEqual("-"u8))
        {
            trace.Add(OutputKinds.Actions, ByteString.Copy(text));
        }
        else
        {
            trace.AddAction(newline ? "write" : "writen", ByteString.Copy(path), text);
        }
    }

    public override void OpenWriteClose(ReadOnlySpan<byte> path, ReadOnlySpan<byte> text) =>
        trace.AddAction("owritecl", ByteString.Copy(path), text);

    public override void Close(ReadOnlySpan<byte> path) => trace.Add(OutputKinds.Actions, ByteString.Copy([.. "closef "u8, .. path]));
}
