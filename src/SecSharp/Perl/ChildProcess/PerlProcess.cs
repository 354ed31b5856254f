using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace SecSharp.Perl.ChildProcess;

/// <summary>A Perl interpreter in a process of its own, with a pipe in each direction; its standard handles are ours.</summary>
internal sealed partial class PerlProcess : IDisposable
{
    private const int CloseOnExec = 0x80000;

    private readonly Process _process;
    private readonly FileStream _toPerl;
    private readonly FileStream _fromPerl;

    /// <exception cref="PerlUnavailableException">It can't be started.</exception>
    public PerlProcess(string program)
    {
        var (theirInput, ourOutput) = CreatePipe();
        var (ourInput, theirOutput) = CreatePipe();
        using (theirInput)
        using (theirOutput)
        {
            // Only the process that is started now is to inherit its ends; the runtime closes nothing in children.
            var (input, output) = (Inherit(theirInput), Inherit(theirOutput));
            var start = new ProcessStartInfo(program, ["-w", "-e", Script, Text(input), Text(output)]) { UseShellExecute = false };
            try
            {
                _process = Process.Start(start)!;
            }
            catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or InvalidOperationException)
            {
                ourInput.Dispose();
                ourOutput.Dispose();
                throw new PerlUnavailableException($"{program} can't be started: {exception.Message}", exception);
            }
            finally
            {
                _ = Close(input);
                _ = Close(output);
            }
        }

        _toPerl = new FileStream(ourOutput, FileAccess.Write, bufferSize: 0);
        _fromPerl = new FileStream(ourInput, FileAccess.Read, bufferSize: 0);
    }

    /// <summary>Its process number.</summary>
    public int Id => _process.Id;

    private static string Script => Encoding.Latin1.GetString(PerlText.Bootstrap) + Encoding.Latin1.GetString(PerlText.Driver);

    /// <summary>Sends a message; false when the process has ended.</summary>
    public bool Send(PerlMessage message)
    {
        var bytes = new byte[4 + message.Bytes.Length];
        BinaryPrimitives.WriteInt32BigEndian(bytes, message.Bytes.Length);
        message.Bytes.CopyTo(bytes.AsSpan(4));
        try
        {
            _toPerl.Write(bytes);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Waits for a message; null when the process has ended.</summary>
    public List<ArraySegment<byte>>? Receive()
    {
        try
        {
            Span<byte> prefix = stackalloc byte[4];
            _fromPerl.ReadExactly(prefix);
            var bytes = new byte[BinaryPrimitives.ReadInt32BigEndian(prefix)];
            _fromPerl.ReadExactly(bytes);
            return PerlMessage.Read(bytes);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Lets the process end, with its END blocks.</summary>
    public void Dispose()
    {
        _toPerl.Dispose();
        _process.WaitForExit();
        _fromPerl.Dispose();
        _process.Dispose();
    }

    private static (SafeFileHandle Read, SafeFileHandle Write) CreatePipe()
    {
        Span<int> ends = stackalloc int[2];
        return Pipe2(ends, CloseOnExec) == 0
            ? (new SafeFileHandle(ends[0], true), new SafeFileHandle(ends[1], true))
            : throw new PerlUnavailableException($"no pipe for Perl: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    private static int Inherit(SafeFileHandle handle) => Dup((int)handle.DangerousGetHandle());

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [LibraryImport("libc", EntryPoint = "pipe2", SetLastError = true)]
    private static partial int Pipe2(Span<int> ends, int flags);

    [LibraryImport("libc", EntryPoint = "dup")]
    private static partial int Dup(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
