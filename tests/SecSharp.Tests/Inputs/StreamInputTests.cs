using System.Diagnostics;
using SecSharp.Inputs;

namespace SecSharp.Tests.Inputs;

public sealed class StreamInputTests : IDisposable
{
    private readonly InputBench _bench = new();
    private readonly TemporaryFolder _folder;

    public StreamInputTests()
    {
        _folder = _bench.Folder;
        MakeFifo("p");
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_pipe_is_read_from_many_writers_that_come_and_go()
    {
        _bench.Open(new InputOptions(), "p");
        for (var round = 0; round < 3; round++)
        {
            using var first = Writer("p");
            using var second = Writer("p");
            first.Write("one\nha"u8);
            second.Write("lf\n"u8);
            _bench.WaitFor(2);
            Assert.Equal("p: one, p: half", _bench.Take());
        }

        Assert.DoesNotContain(_bench.Messages, message => message.Contains("No writers", StringComparison.Ordinal));
    }

    [Fact]
    public void A_pipe_opened_for_reading_only_is_opened_anew_when_its_last_writer_has_gone()
    {
        _bench.Open(new InputOptions { ReadWriteFifo = false }, "p");
        Assert.Equal("", _bench.Take());
        using (var writer = Writer("p"))
        {
            writer.Write("one\nhalf"u8);
        }

        Assert.Equal("p: one, p: half", _bench.Take());
        using (var writer = Writer("p"))
        {
            writer.Write("two\n"u8);
            Assert.Equal("p: two", _bench.Take());
        }

        _bench.Drain();
        Assert.Equal(2, _bench.Messages.Count(message => message == "Reopening input pipe p"));
    }

    [Fact]
    public void Without_tail_a_pipe_ends_with_its_last_writer()
    {
        _bench.Open(new InputOptions { ReadWriteFifo = false, Tail = false }, "p");
        Assert.False(_bench.Inputs.AtEnd);
        using (var writer = Writer("p"))
        {
            writer.Write("one\nlast"u8);
            Assert.Equal("p: one", _bench.Take());
            Assert.False(_bench.Inputs.AtEnd);
        }

        Assert.Equal("p: last", _bench.Take());
        Assert.True(_bench.Inputs.AtEnd);
    }

    [Fact]
    public void A_pipe_that_has_been_created_anew_is_opened()
    {
        _bench.Open(new InputOptions(), "p");
        using var old = Writer("p");
        File.Delete(_folder["p"]);
        MakeFifo("p");
        _bench.Drain();
        using var writer = Writer("p");
        writer.Write("new\n"u8);
        old.Write("old\n"u8);
        Assert.Equal("p: old, p: new", _bench.Take());
        File.Delete(_folder["p"]);
        _folder.Write("p", "regular\n");
        Assert.Equal("p: regular", _bench.Take());
    }

    [Fact]
    public void Directories_and_devices_are_no_inputs()
    {
        Directory.CreateDirectory(_folder["d"]);
        File.CreateSymbolicLink(_folder["null"], "/dev/null");
        _bench.Open(new InputOptions(), "d", "null");
        Assert.Equal(
            ["d", "null"],
            _bench.Messages.Where(message => message.Contains("unsupported type", StringComparison.Ordinal)).Select(message => message.Split(' ')[2]));
    }

    private void MakeFifo(string name)
    {
        using var process = Process.Start("mkfifo", [_folder[name]]);
        process.WaitForExit();
    }

    private FileStream Writer(string name) => new(_folder[name], FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
}
