using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace SecSharp.Tests.BlackBox;

/// <summary>
/// 100 rotations of a file that is written at 50,000 lines a second; each line has a number, and each number must come
/// out once. The rule writes them to a file.
/// </summary>
public sealed class RotationTests : IDisposable
{
    private const int Rotations = 100;
    private const int LinesPerRotation = 5_000;
    private const int LinesPerWrite = 50;
    private const int WritesPerSecond = 1_000;

    private readonly TemporaryFolder _folder = new();
    private readonly long _started = Stopwatch.GetTimestamp();
    private FileStream _log = null!;
    private int _written;

    public RotationTests() => _folder.Write("rules.sec", """
        type=Single
        ptype=RegExp
        pattern=^line (\d+) of the log$
        desc=line
        action=write out $1
        """);

    public void Dispose()
    {
        _log.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void No_line_is_lost_or_doubled_when_files_are_renamed()
    {
        using var sec = Start();
        for (var rotation = 0; rotation < Rotations; rotation++)
        {
            WriteLines(LinesPerRotation - 500);
            for (var age = rotation; age > 0; age--)
            {
                File.Move(_folder[$"log.{age}"], _folder[$"log.{age + 1}"]);
            }

            // As with logrotate, the writer goes on with the old file until it is told, and the new one is there before that.
            File.Move(_folder["log"], _folder["log.1"]);
            WriteLines(250);
            using (File.Create(_folder["log"]))
            {
            }

            WriteLines(250);
            OpenLog();
        }

        WriteLines(1);
        CheckLines(sec);
    }

    [Fact]
    public void No_line_is_lost_or_doubled_when_files_are_copied_and_truncated()
    {
        using var sec = Start();
        for (var rotation = 0; rotation < Rotations; rotation++)
        {
            WriteLines(LinesPerRotation);

            // What is written between the copy and its processing is lost by nature, so the writer waits.
            WaitForLast(sec);
            File.Copy(_folder["log"], _folder["log.1"], overwrite: true);
            _log.SetLength(0);
        }

        WriteLines(1);
        CheckLines(sec);
    }

    [Fact]
    public void Files_that_come_and_go_while_the_program_is_stopped_are_read_too()
    {
        using var sec = Start();
        WriteLines(LinesPerWrite);
        WaitForLast(sec);
        sec.Signal(SecProcess.StopProcess);
        for (var rotation = 0; rotation < 5; rotation++)
        {
            WriteLines(LinesPerWrite);
            for (var age = rotation; age > 0; age--)
            {
                File.Move(_folder[$"log.{age}"], _folder[$"log.{age + 1}"]);
            }

            File.Move(_folder["log"], _folder["log.1"]);
            OpenLog();
        }

        sec.Signal(SecProcess.Continue);
        WriteLines(LinesPerWrite);
        CheckLines(sec);
    }

    private SecProcess Start()
    {
        OpenLog();
        var sec = SecProcess.Start(_folder, "--conf=rules.sec", "--input=log", "--fromstart", "--log=sec.log", "--debug=4");
        WriteLines(1);
        WaitForLast(sec);
        return sec;
    }

    private void OpenLog()
    {
        _log?.Dispose();
        _log = new FileStream(_folder["log"], FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
    }

    /// <summary>Writes lines, some of them in two parts, not faster than 50,000 a second.</summary>
    private void WriteLines(int count)
    {
        var text = new StringBuilder();
        for (var lines = 0; lines < count; lines += LinesPerWrite)
        {
            for (var line = 0; line < Math.Min(LinesPerWrite, count - lines); line++)
            {
                text.Append(CultureInfo.InvariantCulture, $"line {++_written} of the log\n");
            }

            var bytes = Encoding.ASCII.GetBytes(text.ToString());
            var part = bytes.Length - (_written % 7);
            _log.Write(bytes, 0, part);
            _log.Write(bytes, part, bytes.Length - part);
            text.Clear();
            var due = TimeSpan.FromSeconds((double)_written / LinesPerWrite / WritesPerSecond);
            var early = due - Stopwatch.GetElapsedTime(_started);
            if (early > TimeSpan.Zero)
            {
                Thread.Sleep(early);
            }
        }
    }

    private void WaitForLast(SecProcess sec) => sec.WaitUntil(() => LastLine() == $"{_written}\n", $"line {_written}");

    private string LastLine()
    {
        if (!File.Exists(_folder["out"]))
        {
            return "";
        }

        using var output = new FileStream(_folder["out"], FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var tail = new byte[Math.Min(20, output.Length)];
        output.Seek(-tail.Length, SeekOrigin.End);
        var text = Encoding.ASCII.GetString(tail, 0, output.Read(tail));
        var start = text.Length < 2 ? -1 : text.LastIndexOf('\n', text.Length - 2);
        return text[(start + 1)..];
    }

    private void CheckLines(SecProcess sec)
    {
        WaitForLast(sec);
        Assert.Equal(0, sec.Stop());
        var seen = new int[_written + 1];
        foreach (var line in File.ReadLines(_folder["out"]))
        {
            seen[int.Parse(line, CultureInfo.InvariantCulture)]++;
        }

        var lost = Enumerable.Range(1, _written).Where(number => seen[number] == 0).ToList();
        var doubled = Enumerable.Range(1, _written).Where(number => seen[number] > 1).ToList();
        Assert.True(lost.Count + doubled.Count == 0, $"""
            Lost {lost.Count}: {string.Join(' ', lost.Take(10))}. Doubled {doubled.Count}: {string.Join(' ', doubled.Take(10))}.
            {File.ReadAllText(_folder["sec.log"])}
            """);
    }
}
