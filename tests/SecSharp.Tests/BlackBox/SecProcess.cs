using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace SecSharp.Tests.BlackBox;

/// <summary>
/// A running <c>sec</c>: the program as built, or the installed reference. Its working directory is the folder of the test.
/// It is killed at the end of the test. All waiting is for a condition and has a deadline.
/// </summary>
internal sealed partial class SecProcess : IDisposable
{
    /// <summary>Number of the signal, as the programs know it.</summary>
    public const int Hangup = 1, Interrupt = 2, Abort = 6, Kill = 9, User1 = 10, User2 = 12, Terminate = 15, Continue = 18, StopProcess = 19;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly Lock _lock = new();
    private readonly MemoryStream _output = new();
    private readonly MemoryStream _errors = new();
    private readonly SemaphoreSlim _changed = new(0);
    private readonly Task[] _pumps;

    private SecProcess(string program, string folder, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TZ"] = "UTC";
        start.Environment["LC_ALL"] = "C";
        start.Environment.Remove("SECRC");
        _process = Process.Start(start)!;
        _pumps =
        [
            Pump(_process.StandardOutput.BaseStream, _output),
            Pump(_process.StandardError.BaseStream, _errors),
        ];
    }

    /// <summary>The installed reference; null where it is not installed.</summary>
    public static string? Reference { get; } = File.Exists("/usr/bin/sec") ? "/usr/bin/sec" : null;

    /// <summary>The program as built: what TESTED_PROGRAM names (./test: the shipped form), otherwise that beside the tests.</summary>
    public static string Built { get; } =
        Environment.GetEnvironmentVariable("TESTED_PROGRAM") ?? Path.Combine(AppContext.BaseDirectory, "sec");

    /// <summary>Whether <see cref="Built"/> is the shipped form.</summary>
    public static bool IsShipped => Environment.GetEnvironmentVariable("TESTED_PROGRAM") is not null;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Whether no process has its standard output and standard error any more.</summary>
    public bool IsOutputClosed => Array.TrueForAll(_pumps, static pump => pump.IsCompleted);

    /// <summary>The standard input of the program.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>What it has written to standard output so far, one character a byte.</summary>
    public string Output => Text(_output);

    /// <summary>The complete lines it has written to standard output so far.</summary>
    public string[] Lines => Output.Split('\n')[..^1];

    /// <summary>What it has written to standard error so far.</summary>
    public string Errors => Text(_errors);

    /// <summary>Starts the program as built.</summary>
    public static SecProcess Start(TemporaryFolder folder, params string[] arguments) => new(Built, folder.Path, arguments);

    /// <summary>Starts the program as built, in a folder that is not of the test.</summary>
    public static SecProcess StartIn(string folder, params string[] arguments) => new(Built, folder, arguments);

    /// <summary>Starts <see cref="Built"/> or <see cref="Reference"/>.</summary>
    public static SecProcess StartProgram(string program, TemporaryFolder folder, params string[] arguments) =>
        new(program, folder.Path, arguments);

    /// <summary>Waits until the program has written a text to standard output.</summary>
    public void WaitForOutput(string text) => WaitUntil(() => Output.Contains(text, StringComparison.Ordinal), $"output '{text}'");

    /// <summary>Waits until the program has written a number of lines to standard output.</summary>
    public string[] WaitForLines(int count)
    {
        WaitUntil(() => CountLines() >= count, $"{count} lines of output");
        return Lines;
    }

    /// <summary>Waits until a file contains a text.</summary>
    public void WaitForFile(string path, string text) =>
        WaitUntil(() => File.Exists(path) && ReadShared(path).Contains(text, StringComparison.Ordinal), $"'{text}' in {path}");

    /// <summary>Waits until a condition holds; it is tried after each output of the program, and now and then.</summary>
    public void WaitUntil(Func<bool> condition, string what)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(started) > Deadline)
            {
                Assert.Fail($"Not seen in time: {what}. Standard output: {Output} Standard error: {Errors}");
            }

            _changed.Wait(TimeSpan.FromMilliseconds(10));
        }
    }

    /// <summary>Sends a signal.</summary>
    public void Signal(int signal) => Assert.Equal(0, SendSignal(Id, signal));

    /// <summary>Closes the standard input of the program.</summary>
    public void CloseInput() => _process.StandardInput.Close();

    /// <summary>Waits for the end of the program and returns its exit status.</summary>
    public int WaitForExit()
    {
        if (!_process.WaitForExit(Deadline))
        {
            Assert.Fail($"The program goes on running. Standard output: {Output} Standard error: {Errors}");
        }

        Task.WaitAll(_pumps, IsShipped ? Deadline : TimeSpan.FromSeconds(5));
        return _process.ExitCode;
    }

    /// <summary>Ends the program with SIGTERM and returns its exit status.</summary>
    public int Stop()
    {
        Signal(Terminate);
        return WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit(Deadline);
        }

        _process.Dispose();
        _changed.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int process, int signal);

    private static string ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file, Encoding.Latin1);
        return reader.ReadToEnd();
    }

    private int CountLines()
    {
        lock (_lock)
        {
            return _output.GetBuffer().AsSpan(0, (int)_output.Length).Count((byte)'\n');
        }
    }

    private string Text(MemoryStream stream)
    {
        lock (_lock)
        {
            return Encoding.Latin1.GetString(stream.GetBuffer(), 0, (int)stream.Length);
        }
    }

    private async Task Pump(Stream from, MemoryStream to)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            int read;
            while ((read = await from.ReadAsync(buffer)) > 0)
            {
                lock (_lock)
                {
                    to.Write(buffer, 0, read);
                }

                _changed.Release();
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
        }
    }
}
