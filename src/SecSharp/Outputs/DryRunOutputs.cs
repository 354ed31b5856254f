using SecSharp.Reporting;

namespace SecSharp.Outputs;

/// <summary>Says on standard output what would have been done outside of this program, and does it not.</summary>
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
            Say(newline ? "write" : "writen", [ByteString.Copy(path), ByteString.Copy(text)]);
        }
    }

    public override void OpenWriteClose(ReadOnlySpan<byte> path, ReadOnlySpan<byte> text) =>
        Say("owritecl", [ByteString.Copy(path), ByteString.Copy(text)]);

    public override void Close(ReadOnlySpan<byte> path) => Say("closef", [ByteString.Copy(path)]);

    public override void Perform(string action, IReadOnlyList<ByteString> parameters) => Say(action, parameters);

    private void Say(string action, IReadOnlyList<ByteString> parameters)
    {
        StandardOutput.Write("dry-run: "u8);
        StandardOutput.Write(System.Text.Encoding.UTF8.GetBytes(action));
        foreach (var parameter in parameters)
        {
            StandardOutput.Write(" "u8);
            StandardOutput.Write(parameter.Span);
        }

        StandardOutput.Write("\n"u8);
    }
}
