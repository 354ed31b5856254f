using SecSharp.Inputs;
using SecSharp.Inputs.Following;

namespace SecSharp.Tests.Inputs;

public sealed class FollowingTests : IDisposable
{
    private readonly InputBench _bench = new();
    private readonly TemporaryFolder _folder;

    public FollowingTests() => _folder = _bench.Folder;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Following_begins_at_the_end_and_partial_lines_are_completed_later()
    {
        _folder.Write("f", "old1\nold2");
        _bench.Open(new InputOptions(), "f");
        _folder.Append("f", "rest");
        Assert.Equal("", _bench.Take());
        _folder.Append("f", "oops\nnext\npart");
        Assert.Equal("f: restoops, f: next", _bench.Take());
        _folder.Append("f", "ial\n");
        Assert.Equal("f: partial", _bench.Take());
    }

    [Fact]
    public void From_the_start_files_are_read_before_they_are_followed()
    {
        _folder.Write("f", "old1\nold2");
        _bench.Open(new InputOptions { FromStart = true }, "f");
        _folder.Append("f", "\n");
        Assert.Equal("f: old1, f: old2", _bench.Take());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_renamed_file_is_read_on_and_so_is_its_successor(bool watched)
    {
        _folder.Write("f", "");
        Open(watched);
        _folder.Append("f", "a1\npart");
        Poll();
        File.Move(_folder["f"], _folder["f.1"]);
        Poll();
        _folder.Append("f.1", "ial\na2\n");
        Poll();
        _folder.Write("f", "b1\n");
        Poll();
        _folder.Append("f", "b2\n");
        _folder.Append("f.1", "a3\n");
        Poll();
        _folder.Append("f.1", "a4 without end");
        Poll();
        Assert.Equal("f: a1, f: partial, f: a2, f: b1, f: a3, f: b2", _bench.Take());
        _bench.Time.Advance(PredecessorList.Timeout);
        Assert.Equal("f: a4 without end", _bench.Take());
        _folder.Append("f.1", "too late\n");
        Assert.Equal("", _bench.Take());
        Assert.Contains("Input file f has been recreated: reopening it and processing from the start", _bench.Messages);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_removed_file_is_read_on_until_it_is_created_again(bool watched)
    {
        _folder.Write("f", "");
        Open(watched);
        using (var writer = new FileStream(_folder["f"], FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, 0))
        {
            File.Delete(_folder["f"]);
            Poll();
            writer.Write("a1\n"u8);
            Poll();
        }

        _folder.Write("f", "b1\n");
        Poll();
        Assert.Equal("f: a1, f: b1", _bench.Take());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_truncated_file_is_read_from_its_beginning(bool watched)
    {
        _folder.Write("f", "");
        Open(watched);
        _folder.Append("f", "first line\nhalf");
        Poll();
        Truncate("f");
        _folder.Append("f", " line\nb\n");
        Poll();
        Truncate("f");
        Poll();
        _folder.Append("f", "c\n");
        Poll();
        Assert.Equal("f: first line, f: half line, f: b, f: c", _bench.Take());
        Assert.Equal(2, _bench.Messages.Count(message => message.Contains("truncated", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_truncated_file_that_has_outgrown_its_position_is_noticed()
    {
        _folder.Write("f", "");
        Open(true);
        _folder.Append("f", "first\n");
        Poll();
        Truncate("f");
        _folder.Append("f", "second line\nthird line\n");
        Poll();
        Truncate("f");
        _folder.Append("f", "SECOND LINE\nTHIRD LINE\n");
        Poll();
        Assert.Equal("f: first, f: second line, f: third line, f: SECOND LINE, f: THIRD LINE", _bench.Take());
    }

    [Fact]
    public void A_writer_that_goes_on_behind_a_hole_is_followed_there()
    {
        _folder.Write("f", "");
        Open(true);
        using var writer = new FileStream(_folder["f"], FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
        writer.Write("first\n"u8);
        Poll();
        Truncate("f");
        writer.Write("second\n"u8);
        Poll();
        Assert.Equal("f: first, f: second", _bench.Take());
    }

    [Fact]
    public void A_file_that_was_under_the_name_for_a_moment_only_is_read_too()
    {
        _folder.Write("f", "");
        Open(true);
        _folder.Append("f", "a1\n");
        for (var round = 0; round < 3; round++)
        {
            for (var age = 3; age > 0; age--)
            {
                if (File.Exists(_folder[$"f.{age}"]))
                {
                    File.Move(_folder[$"f.{age}"], _folder[$"f.{age + 1}"]);
                }
            }

            File.Move(_folder["f"], _folder["f.1"]);
            _folder.Write("f", $"b{round}\n");
        }

        Assert.Equal("f: a1, f: b0, f: b1, f: b2", _bench.Take());
    }

    [Fact]
    public void A_file_that_came_after_a_removed_one_and_was_renamed_unseen_is_read_too()
    {
        _folder.Write("f", "");
        Open(true);
        _folder.Append("f", "a\n");
        Poll();
        File.Delete(_folder["f"]);
        _folder.Write("f", "b\n");
        File.Move(_folder["f"], _folder["f.1"]);
        _folder.Write("f", "c\n");
        Poll();
        Assert.Equal("f: a, f: b, f: c", _bench.Take());
    }

    [Fact]
    public void A_file_renamed_before_the_input_was_opened_is_not_read()
    {
        _folder.Write("f", "old\n");
        _folder.Write("g", "");
        _bench.Open(new InputOptions(), "g");
        File.Move(_folder["f"], _folder["f.1"]);
        _folder.Write("f", "old too\n");
        _bench.Inputs.AddInput(ByteString.Utf8(_folder["f"]), default, default);
        _folder.Append("f", "new\n");
        Poll();
        Assert.Equal("f: new", _bench.Take());
    }

    [Fact]
    public void A_symbolic_link_is_followed_to_other_files_and_their_rotation()
    {
        Directory.CreateDirectory(_folder["real"]);
        _folder.Write("real/one", "");
        _folder.Write("real/two", "two\n");
        File.CreateSymbolicLink(_folder["link"], "real/one");
        _bench.Open(new InputOptions(), "link");
        _folder.Append("real/one", "a\n");
        Poll();
        File.Move(_folder["real/one"], _folder["real/one.1"]);
        _folder.Write("real/one", "b\n");
        Poll();
        File.CreateSymbolicLink(_folder["new"], "real/two");
        File.Move(_folder["new"], _folder["link"], overwrite: true);
        Poll();
        Assert.Equal("link: a, link: b, link: two", _bench.Take());
    }

    [Fact]
    public void A_directory_that_was_replaced_is_followed_too()
    {
        Directory.CreateDirectory(_folder["d"]);
        _folder.Write("d/f", "");
        _bench.Open(new InputOptions(), "d/f");
        _folder.Append("d/f", "a\n");
        Poll();
        Directory.Move(_folder["d"], _folder["old"]);
        Poll();
        Directory.CreateDirectory(_folder["d"]);
        _folder.Write("d/f", "b\n");
        Poll();
        Poll();
        File.Move(_folder["d/f"], _folder["d/f.1"]);
        _folder.Write("d/f", "c\n");
        Assert.Equal("f: a, f: b, f: c", _bench.Take());
    }

    [Fact]
    public void One_file_under_two_names_is_read_twice()
    {
        _folder.Write("f", "");
        File.CreateSymbolicLink(_folder["g"], "f");
        _bench.Open(new InputOptions(), "f", "g");
        _folder.Append("f", "a\n");
        Assert.Equal("f: a, g: a", _bench.Take());
        _bench.Inputs.Reload(_bench.WithPatterns(new InputOptions(), "g"), _bench.Engine, isFullRestart: false);
        _folder.Append("f", "b\n");
        Assert.Equal("g: b", _bench.Take());
    }

    [Fact]
    public void Bytes_are_left_as_they_are()
    {
        _folder.Write("f", "");
        Open(true);
        File.WriteAllBytes(_folder["f"], [.. "crlf\r\n\nnul\0x\n"u8, 0xff, 0xfe, (byte)'\n']);
        Assert.Equal("f: crlf\r, f: , f: nul\0x, f: \xff\xfe", _bench.Take());
    }

    [Fact]
    public void The_end_of_a_line_that_is_too_long_is_dropped_logged_once_and_counted()
    {
        _folder.Write("f", "0123456789abc\n0123456789\n0123456789a\n" + new string('x', 50) + "\nshort\n");
        _bench.Open(new InputOptions { FromStart = true, BlockSize = 4 }, watch: true, longestLine: 10, "f");
        Assert.Equal("f: 0123456789, f: 0123456789, f: 0123456789, f: xxxxxxxxxx, f: short", _bench.Take());
        Assert.Equal(3, _bench.Inputs.States.Single().LinesCut);
        Assert.Single(_bench.Messages, message => message.Contains("its end is dropped", StringComparison.Ordinal));
    }

    [Fact]
    public void The_position_is_that_of_the_next_line()
    {
        _folder.Write("f", "one\ntwo\nthr");
        _bench.Open(new InputOptions { FromStart = true }, "f");
        Assert.Equal(8, _bench.Inputs.States.Single().Position);
        Assert.Equal(2, _bench.Inputs.States.Single().Lines);
    }

    private void Open(bool watched)
    {
        if (watched)
        {
            _bench.Open(new InputOptions(), "f");
        }
        else
        {
            _bench.OpenPolled(new InputOptions(), "f");
        }
    }

    private void Poll()
    {
        _bench.Time.Advance(0.1);
        _bench.Drain();
    }

    private void Truncate(string name)
    {
        using var file = new FileStream(_folder[name], FileMode.Truncate, FileAccess.Write, FileShare.ReadWrite);
    }
}
