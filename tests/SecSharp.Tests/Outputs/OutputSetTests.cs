using System.Diagnostics;
using System.Text;
using SecSharp.Outputs;
using SecSharp.Polling;
using SecSharp.Reporting;

namespace SecSharp.Tests.Outputs;

public sealed class OutputSetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordedLog _log = new();
    private readonly PollSet _polls = new();
    private readonly MemoryStream _standardOutput = new();
    private readonly OutputSet _outputs;

    public OutputSetTests() => _outputs = new OutputSet(_standardOutput, _log.Log, _polls);

    public void Dispose()
    {
        _outputs.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Write_writen_and_owritecl_append_in_order()
    {
        File.WriteAllText(_folder["log"], "old\n");

        Write("log", "one");
        _outputs.Write(Name("log"), "two"u8, newline: false);
        _outputs.OpenWriteClose(Name("log"), "three"u8);
        Write("log", "four");
        _outputs.Flush();

        Assert.Equal("old\none\ntwothreefour\n", File.ReadAllText(_folder["log"]));
    }

    [Fact]
    public void A_dash_is_standard_output_for_all_of_them()
    {
        _outputs.Write("-"u8, "one"u8, newline: true);
        _outputs.OpenWriteClose("-"u8, "two"u8);
        _outputs.Close("-"u8);
        _outputs.Flush();

        Assert.Equal("one\ntwo", Encoding.UTF8.GetString(_standardOutput.ToArray()));
        Assert.Contains(_log.At(LogLevel.Debug), static message => message.Contains("nothing to close"));
    }

    [Fact]
    public void A_closed_or_renamed_file_is_created_anew_after_closing()
    {
        Write("log", "one");
        _outputs.Flush();
        File.Move(_folder["log"], _folder["log.1"]);
        Write("log", "two");
        _outputs.CloseFiles();
        Write("log", "three");
        _outputs.Close(Name("log"));

        Assert.Equal("one\ntwo\n", File.ReadAllText(_folder["log.1"]));
        Assert.Equal("three\n", File.ReadAllText(_folder["log"]));
    }

    [Fact]
    public void Output_in_a_missing_folder_is_logged_once_counted_and_works_when_the_folder_is_there()
    {
        Write("missing/log", "one");
        Write("missing/log", "two");
        Assert.Equal(2, Assert.Single(_outputs.States()).EventsLost);
        Directory.CreateDirectory(_folder["missing"]);
        Write("missing/log", "three");
        _outputs.Flush();

        Assert.Equal("three\n", File.ReadAllText(_folder["missing/log"]));
        Assert.Contains("No such file or directory", Assert.Single(_log.At(LogLevel.Error)));
        Assert.Contains("2 events were lost", Assert.Single(_log.At(LogLevel.Notice)));
    }

    [Fact]
    public void Directories_and_devices_are_refused()
    {
        _outputs.Write("/dev/null"u8, "x"u8, newline: true);
        _outputs.Write(Name(""), "x"u8, newline: true);

        Assert.Contains("neither a regular file nor a named pipe", _log.At(LogLevel.Error)[0]);
        Assert.Contains("Is a directory", _log.At(LogLevel.Error)[1]);
    }

    [Fact]
    public void A_fifo_without_a_reader_loses_the_event_and_does_not_block()
    {
        MakeFifo("fifo");
        Write("fifo", "one");
        _outputs.Flush();

        using var reader = Fifo.OpenReader(_folder["fifo"]);
        Write("fifo", "two");
        _outputs.Flush();

        Assert.Equal("two\n", reader.ReadAvailable());
        Assert.Single(_log.At(LogLevel.Error));
    }

    [Fact]
    public void A_slow_reader_of_a_fifo_gets_every_event_later()
    {
        MakeFifo("fifo");
        using var reader = Fifo.OpenReader(_folder["fifo"]);
        var expected = new StringBuilder();
        for (var number = 0; number < 8000; number++)
        {
            var text = $"event number {number} of many";
            Write("fifo", text);
            expected.Append(text).Append('\n');
        }

        _outputs.Flush();
        Assert.NotEqual(0, Assert.Single(_outputs.States()).EventsPending);

        var received = new StringBuilder();
        Poll.Until(_polls, () =>
        {
            received.Append(reader.ReadAvailable());
            return received.Length == expected.Length;
        });
        Assert.Equal(expected.ToString(), received.ToString());
        Assert.Empty(_log.At(LogLevel.Error));
    }

    [Fact]
    public void A_reader_that_does_not_read_costs_whole_events_beyond_the_limit_which_are_counted()
    {
        MakeFifo("fifo");
        using var reader = Fifo.OpenReader(_folder["fifo"]);
        for (var number = 0; number < 30_000; number++)
        {
            Write("fifo", $"{number:D5} " + new string('x', 44));
        }

        var lost = Assert.Single(_outputs.States()).EventsLost;
        Assert.InRange(lost, 1, 29_999);
        Assert.Single(_log.At(LogLevel.Error));

        var received = new StringBuilder();
        Poll.Until(_polls, () =>
        {
            received.Append(reader.ReadAvailable());
            return received.Length == (30_000 - lost) * 51;
        });
        Assert.All(received.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries), static line => Assert.Equal(50, line.Length));
        Assert.Contains($"{lost} events were lost", Assert.Single(_log.At(LogLevel.Notice)));
    }

    [Fact]
    public void When_the_reader_of_a_fifo_is_gone_its_successor_gets_whole_events()
    {
        MakeFifo("fifo");
        var first = Fifo.OpenReader(_folder["fifo"]);
        for (var number = 0; number < 3000; number++)
        {
            Write("fifo", $"{number:D5} " + new string('x', 44));
        }

        first.Dispose();
        using var second = Fifo.OpenReader(_folder["fifo"]);
        var received = new StringBuilder();
        Poll.Until(_polls, () =>
        {
            received.Append(second.ReadAvailable());
            return _outputs.States().Single().EventsPending == 0;
        });
        received.Append(second.ReadAvailable());

        var lines = received.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("02999 " + new string('x', 44), lines[^1]);
        Assert.All(lines, static line => Assert.Equal(50, line.Length));
    }

    [Fact]
    public void An_event_that_a_lost_reader_has_got_a_part_of_goes_whole_to_its_successor()
    {
        MakeFifo("fifo");
        var first = Fifo.OpenReader(_folder["fifo"]);
        var text = new string('x', 200_000);
        Write("fifo", text);
        _outputs.Flush();
        first.Dispose();
        using var second = Fifo.OpenReader(_folder["fifo"]);
        var received = new StringBuilder();
        Poll.Until(_polls, () =>
        {
            received.Append(second.ReadAvailable());
            return _outputs.States().Single().EventsPending == 0;
        });
        received.Append(second.ReadAvailable());

        Assert.Equal(text.Length + 1, received.Length);
    }

    [Fact]
    public void When_the_reader_of_a_fifo_is_gone_for_good_the_program_goes_on()
    {
        MakeFifo("fifo");
        Fifo.OpenReader(_folder["fifo"]).Dispose();
        using (Fifo.OpenReader(_folder["fifo"]))
        {
            Write("fifo", "one");
            _outputs.Flush();
        }

        Write("fifo", "two");
        Write("fifo", "three");
        _outputs.Flush();
        Write("fifo", "four");
        _outputs.Flush();

        Assert.Equal(3, Assert.Single(_outputs.States()).EventsLost);
        Assert.Single(_log.At(LogLevel.Error));
    }

    [Fact]
    public void Without_a_set_to_wait_in_writing_waits_for_the_reader()
    {
        MakeFifo("fifo");
        using var reader = Process.Start(new ProcessStartInfo("/usr/bin/wc", ["-l", _folder["fifo"]]) { RedirectStandardOutput = true })!;
        using (var outputs = new OutputSet(Stream.Null, _log.Log))
        {
            var path = Name("fifo");
            using var keeper = Fifo.OpenReader(_folder["fifo"]);
            for (var number = 0; number < 100_000; number++)
            {
                outputs.Write(path, "an event that is long enough to fill the pipe soon"u8, newline: true);
            }
        }

        Assert.StartsWith("100000 ", reader.StandardOutput.ReadToEnd());
    }

    [Fact]
    public void A_full_disk_delays_events_and_loses_none_that_fit_into_memory()
    {
        var disk = _folder["disk"];
        Directory.CreateDirectory(disk);
        Assert.SkipUnless(Run("/usr/bin/mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk) == 0, "A tmpfs can't be mounted here.");
        try
        {
            File.WriteAllBytes(Path.Combine(disk, "ballast"), new byte[48 * 1024]);
            var expected = new StringBuilder();
            for (var number = 0; number < 600; number++)
            {
                var text = $"{number:D5} " + new string('x', 60);
                Write("disk/log", text);
                expected.Append(text).Append('\n');
                _outputs.Flush();
            }

            Assert.Contains("No space left on device", Assert.Single(_log.At(LogLevel.Error)));
            File.Delete(Path.Combine(disk, "ballast"));
            Write("disk/log", "room again");
            _outputs.Flush();

            Assert.Equal(expected.ToString() + "room again\n", File.ReadAllText(Path.Combine(disk, "log")));
            Assert.Contains("works again", Assert.Single(_log.At(LogLevel.Notice)));
        }
        finally
        {
            _outputs.Dispose();
            Run("/usr/bin/umount", disk);
        }
    }

    private void Write(string name, string text) => _outputs.Write(Name(name), Encoding.UTF8.GetBytes(text), newline: true);

    private byte[] Name(string name) => Encoding.UTF8.GetBytes(_folder[name]);

    private void MakeFifo(string name) => Assert.Equal(0, Run("/usr/bin/mkfifo", _folder[name]));

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
