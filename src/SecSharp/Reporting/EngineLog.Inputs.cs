using SecSharp.Posix;

namespace SecSharp.Reporting;

/// <summary>Messages about inputs.</summary>
internal sealed partial class EngineLog
{
    public void InputOpening(ByteString name) => Write(LogLevel.Notice, $"Opening input file {name}");

    public void DynamicInputOpening(ByteString name, long? offset)
    {
        if (offset is { } start)
        {
            Write(LogLevel.Debug, $"Opening input file '{name}' at offset {start}");
        }
        else
        {
            Write(LogLevel.Debug, $"Opening input file '{name}' at its end");
        }
    }

    public void InputAlreadyOpen(ByteString name) => Write(LogLevel.Debug, $"Input file {name} already open");

    /// <param name="name">The input.</param>
    /// <param name="error">errno; 0 when the file is of a kind that can't be an input.</param>
    /// <param name="expected">Whether more attempts will be made, so that a missing file is nothing special.</param>
    public void InputNotOpened(ByteString name, int error, bool expected)
    {
        switch (error)
        {
            case 0:
                Write(LogLevel.Error, $"Input file {name} is of unsupported type: only regular files and named pipes can be read");
                break;
            case Libc.ENOENT or Libc.ENOTDIR when expected:
                Write(LogLevel.Debug, $"Input file {name} has not been created yet");
                break;
            case Libc.ENOENT or Libc.ENOTDIR:
                Write(LogLevel.Warning, $"Input file {name} does not exist");
                break;
            default:
                Write(LogLevel.Error, $"Can't open input file {name} ({Libc.Message(error)})");
                break;
        }
    }

    public void InputReopening(ByteString name) => Write(LogLevel.Debug, $"Attempting to (re)open {name}");

    public void OffsetBeyondEnd(ByteString name, long offset) =>
        Write(LogLevel.Notice, $"Offset {offset} is beyond the end of input file {name}: starting at its end");

    public void InputRecreated(ByteString name) =>
        Write(LogLevel.Notice, $"Input file {name} has been recreated: reopening it and processing from the start");

    public void InputTruncated(ByteString name) =>
        Write(LogLevel.Notice, $"Input file {name} has been truncated: processing from the start");

    public void InputRenamedUnseen(ByteString name, ByteString path) => Write(
        LogLevel.Notice, $"Input file {name} has been recreated and renamed to {path} before it was opened: processing that file too");

    public void InputFailed(ByteString name, string message) =>
        Write(LogLevel.Error, $"Input file {name} IO error ({message}), closing the file");

    public void InputPipeEnded(ByteString name) => Write(LogLevel.Debug, $"No writers on input pipe {name}, closing the pipe");

    public void InputPipeReopening(ByteString name) => Write(LogLevel.Debug, $"Reopening input pipe {name}");

    public void InputLineCut(ByteString name, int limit) => Write(
        LogLevel.Warning,
        $"Input file {name} has a line of more than {limit} bytes: its end is dropped. The dump counts such lines; this is logged once");

    public void NoFileWatches(string message) => Write(
        LogLevel.Notice, $"The system does not tell about changes of files ({message}): inputs are polled every --poll-timeout seconds");

    public void DynamicInputAdding(ByteString name, ByteString context) => Write(
        LogLevel.Debug, $"Adding dynamic input file '{name}' with context '{context}' to the list of inputs");

    public void DynamicInputExists(ByteString name, bool isDynamic) => Write(
        LogLevel.Warning, $"{(isDynamic ? "Dynamic input" : "Input")} file '{name}' already exists in the list of inputs, can't add");

    public void InvalidInputOffset(ByteString name, ByteString offset) => Write(
        LogLevel.Warning, $"Invalid file offset '{offset}' for input file '{name}': an unsigned integer or - is needed");

    public void DynamicInputDropping(ByteString name) =>
        Write(LogLevel.Debug, $"Dropping dynamic input file '{name}' from the list of inputs");

    public void NoDynamicInput(ByteString name) => Write(LogLevel.Warning, $"Dynamic input file '{name}' not found, can't drop");

    public void InputTimedOut(ByteString name, string script) =>
        Write(LogLevel.Information, $"No input, executing script {script} 1 {name}");

    public void InputReceivedAgain(ByteString name, string script) =>
        Write(LogLevel.Information, $"Input received, executing script {script} 0 {name}");
}
