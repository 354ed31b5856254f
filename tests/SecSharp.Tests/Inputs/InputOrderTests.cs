using SecSharp.Inputs;

namespace SecSharp.Tests.Inputs;

/// <summary>The orders are those in which the reference has processed the same files.</summary>
public sealed class InputOrderTests : IDisposable
{
    private static readonly InputOptions ToEnd = new() { Tail = false };

    private readonly InputBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Inputs_have_their_turns_in_the_order_of_their_names_one_line_each()
    {
        _bench.Folder.Write("a", "a1\na2\na3\na4\na5\n");
        _bench.Folder.Write("b", "b1\nb2\n");
        _bench.Folder.Write("c", "c1\nc2\nc3\n");
        _bench.Open(ToEnd, "c", "a", "b");
        Assert.Equal("a: a1, b: b1, c: c1, a: a2, b: b2, c: c2, a: a3, c: c3, a: a4, a: a5", _bench.Take());
        Assert.True(_bench.Inputs.AtEnd);
    }

    [Fact]
    public void A_last_line_without_newline_counts_at_the_end_of_its_file()
    {
        _bench.Folder.Write("a", "a1\na2");
        _bench.Folder.Write("b", "b1\nb2\nb3\n");
        _bench.Open(ToEnd, "a", "b");
        Assert.Equal("a: a1, b: b1, a: a2, b: b2, b: b3", _bench.Take());
    }

    [Fact]
    public void An_input_loses_a_turn_for_each_block_without_the_end_of_a_line()
    {
        _bench.Folder.Write("a", "a1\nalong2xxxxxxxxxxxxxxxx\na3\na4\n");
        _bench.Folder.Write("b", "b1\nb2\nb3\nb4\nb5\nb6\nb7\nb8\nb9\n");
        _bench.Open(ToEnd with { BlockSize = 4 }, "a", "b");
        Assert.Equal(
            "a: a1, b: b1, b: b2, b: b3, b: b4, b: b5, b: b6, a: along2xxxxxxxxxxxxxxxx, b: b7, a: a3, b: b8, a: a4, b: b9", _bench.Take());
    }

    [Fact]
    public void The_end_of_a_file_costs_a_turn_too()
    {
        _bench.Folder.Write("a", "a1\nalong2xxxxxxxxxxxxxxxx");
        _bench.Folder.Write("b", "b1\nb2\nb3\nb4\nb5\nb6\nb7\nb8\nb9\n");
        _bench.Open(ToEnd with { BlockSize = 4 }, "a", "b");
        Assert.Equal(
            "a: a1, b: b1, b: b2, b: b3, b: b4, b: b5, b: b6, b: b7, a: along2xxxxxxxxxxxxxxxx, b: b8, b: b9", _bench.Take());
    }

    [Fact]
    public void Blocks_are_8192_bytes_by_default()
    {
        _bench.Folder.Write("a", "a1\n" + new string('x', 100_000) + "\na3\n");
        _bench.Folder.Write("b", string.Concat(Enumerable.Range(1, 20).Select(number => $"b{number}\n")));
        _bench.Open(ToEnd, "a", "b");
        _bench.Drain();
        Assert.Equal(13, _bench.Lines.FindIndex(line => line.StartsWith("a: xxx", StringComparison.Ordinal)));
        Assert.Equal(100_003, _bench.Lines[13].Length);
        Assert.Equal("a: a3", _bench.Lines[15]);
    }

    [Fact]
    public void Dynamic_inputs_take_their_place_in_the_next_round()
    {
        _bench.Folder.Write("p", "p1\np2\np3\np4\n");
        _bench.Folder.Write("q", "q1\nq2\nq3\nq4\n");
        _bench.Folder.Write("z", "z1\nz2\nz3\nz4\n");
        _bench.Folder.Write("a", "a1\na2\na3\na4\n");
        using var inputs = new InputSet(
            _bench.WithPatterns(ToEnd, "p", "q"), _bench.Engine, new Polling.PollSet(), _bench.Time, _bench.Log);
        inputs.Open();
        var order = new List<string>();
        while (inputs.TryTakeLine(out _, out var line))
        {
            order.Add(System.Text.Encoding.Latin1.GetString(line));
            if (order[^1] == "p2")
            {
                inputs.AddInput(ByteString.Utf8(_bench.Folder["z"]), ByteString.Utf8("0"), default);
                inputs.AddInput(ByteString.Utf8(_bench.Folder["a"]), ByteString.Utf8("3"), default);
            }
            else if (order[^1] == "a4")
            {
                inputs.DropInput(ByteString.Utf8(_bench.Folder["z"]));
            }
        }

        Assert.Equal("p1 q1 p2 q2 a2 p3 q3 z1 a3 p4 q4 z2 a4", string.Join(' ', order));
        _bench.Open(ToEnd);
    }

    [Fact]
    public void Patterns_name_files_and_contexts()
    {
        foreach (var name in new[] { "x1", "x2", "y=1" })
        {
            _bench.Folder.Write(name, name + "\n");
        }

        _bench.Open(ToEnd, "x?=ONE", "y=1=TWO", "x2", "missing");
        Assert.Equal(
            "missing=, x1=ONE, x2=, y=1=TWO",
            string.Join(", ", _bench.Inputs.States.Select(state =>
                $"{Path.GetFileName(state.Name.ToDisplay())}={(state.Context.ToDisplay().StartsWith('_') ? "" : state.Context.ToDisplay())}")));
        Assert.Contains("Input file missing does not exist", _bench.Messages);
    }
}
