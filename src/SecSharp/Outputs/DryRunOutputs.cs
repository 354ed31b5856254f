using SecSharp.Hosting;
using SecSharp.Reporting;

namespace SecSharp.Outputs;

/// <summary>Says on standard output what would have been written to files, and does it not.</summary>
internal sealed class DryRunOutputs(Stream standardOutput, EngineLog log) : OutputSet(standardOutput, log)
{
    public override void Write(ReadOnlySpan<byte> path, ReadOnlySpan<byte> text, bool newline)
    {
        if (path.SequenceEqual("-"u8))
        {
            base.Write(path, text, newline);
        }
        else
        {
            Say(newline ? "write" : "writen", ByteString.Copy(path), ByteString.Copy(text));
        }
    }

    public override void OpenWriteClose(ReadOnlySpan<byte> path, ReadOnlySpan<byte> text) =>
        Say("owritecl", ByteString.Copy(path), ByteString.Copy(text));

    public override void Close(ReadOnlySpan<byte> path) => Say("closef", ByteString.Copy(path));

    private void Say(string action, params ReadOnlySpan<ByteString> parameters) =>
        DryRunHost.Say(StandardOutput, action, parameters);
}
