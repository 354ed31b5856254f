using SecSharp.Inputs;

namespace SecSharp.Tests.Inputs;

public sealed class InputTimesTests : IDisposable
{
    private readonly InputBench _bench = new();
    private readonly TemporaryFolder _folder;

    public InputTimesTests() => _folder = _bench.Folder;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_missing_file_stays_closed_without_reopen_timeout()
    {
        _bench.Open(new InputOptions(), "f");
        _folder.Write("f", "one\n");
        _bench.Time.Advance(1000);
        Assert.Equal("", _bench.Take());
        Assert.Equal(-1, _bench.Inputs.MillisecondsToDue());
        Assert.Contains("Input file f does not exist", _bench.Messages);
    }

    [Fact]
    public void A_missing_file_is_read_from_its_beginning_when_reopening_succeeds()
    {
        _bench.Open(new InputOptions { ReopenTimeout = 5 }, "f");
        Assert.Equal(5000, _bench.Inputs.MillisecondsToDue());
        _bench.Time.Advance(5);
        _bench.Drain();
        _folder.Write("f", "one\n");
        _bench.Time.Advance(4);
        Assert.Equal("", _bench.Take());
        Assert.Equal(1000, _bench.Inputs.MillisecondsToDue());
        _bench.Time.Advance(1);
        Assert.Equal("f: one", _bench.Take());
        Assert.Equal(2, _bench.Messages.Count(message => message == "Input file f has not been created yet"));
    }

    [Fact]
    public void A_file_that_fails_is_closed_and_given_two_chances()
    {
        File.CreateSymbolicLink(_folder["mem"], "/proc/self/mem");
        _bench.Open(new InputOptions { FromStart = true, ReopenTimeout = 1 }, "mem");
        Assert.Contains("Input file mem IO error (Input/output error), closing the file", _bench.Messages);
        Assert.False(_bench.Inputs.States.Single().IsOpen);
        _bench.Time.Advance(1);
        _bench.Drain();
        Assert.False(_bench.Inputs.States.Single().IsOpen);
        Assert.Equal(2, _bench.Messages.Count(message => message.Contains("IO error", StringComparison.Ordinal)));
    }

    [Fact]
    public void Polling_is_as_frequent_as_poll_timeout_says()
    {
        _folder.Write("f", "");
        _bench.OpenPolled(new InputOptions { PollTimeout = TimeSpan.FromSeconds(2) }, "f");
        Assert.Equal(2000, _bench.Inputs.MillisecondsToDue());
        _folder.Append("f", "one\n");
        _bench.Time.Advance(1.9);
        Assert.Equal("", _bench.Take());
        _bench.Time.Advance(0.1);
        Assert.Equal("f: one", _bench.Take());
    }

    [Fact]
    public void A_watched_file_is_looked_at_once_a_second_only()
    {
        _folder.Write("f", "");
        _bench.Open(new InputOptions(), "f");
        Assert.Equal(1000, _bench.Inputs.MillisecondsToDue());
    }

    [Fact]
    public void An_input_without_data_is_left_alone_for_check_timeout()
    {
        _folder.Write("f", "");
        _bench.Open(new InputOptions { CheckTimeout = 3 }, "f");
        _folder.Append("f", "one\n");
        _bench.Time.Advance(2.9);
        Assert.Equal("", _bench.Take());
        Assert.Equal(100, _bench.Inputs.MillisecondsToDue());
        _bench.Time.Advance(0.1);
        Assert.Equal("f: one", _bench.Take());
    }

    [Fact]
    public void Inputs_without_data_are_reported_once_and_again_when_they_have_data()
    {
        _folder.Write("f", "");
        _bench.Open(new InputOptions { InputTimeout = 2, ReopenTimeout = 10 }, "f", "missing");
        var reports = new List<string>();
        _bench.Inputs.InputTimedOut = (name, isWithoutData) => reports.Add($"{(isWithoutData ? 1 : 0)} {Path.GetFileName(name.ToDisplay())}");
        _bench.Time.Advance(1.5);
        _bench.Drain();
        Assert.Empty(reports);
        _bench.Time.Advance(0.5);
        _bench.Drain();
        Assert.Equal(["1 f", "1 missing"], reports);
        _bench.Time.Advance(1);
        _folder.Append("f", "partial");
        _bench.Drain();
        Assert.Equal("0 f", reports[^1]);
        _bench.Time.Advance(2);
        _bench.Drain();
        _bench.Drain();
        Assert.Equal(["1 f", "1 missing", "0 f", "1 f"], reports);
        _folder.Write("missing", "x");
        _bench.Time.Advance(5);
        _bench.Drain();
        Assert.Equal("0 missing", reports[^1]);
    }

    [Fact]
    public void Addinput_and_dropinput_say_what_is_wrong()
    {
        _folder.Write("f", "one\ntwo\n");
        _folder.Write("g", "one\n");
        _bench.Open(new InputOptions(), "g");
        Add("f", "4");
        Add("f", "-");
        Add("g", "0");
        Add("h", "x");
        Drop("g");
        Drop("h");
        Assert.Equal("f: two", _bench.Take());
        Drop("f");
        Add("f", "100");
        _folder.Append("f", "three\n");
        Assert.Equal("f: three", _bench.Take());
        Assert.Equal(
            [
                "Dynamic input file 'f' already exists in the list of inputs, can't add",
                "Input file 'g' already exists in the list of inputs, can't add",
                "Invalid file offset 'x' for input file 'h': an unsigned integer or - is needed",
                "Dynamic input file 'g' not found, can't drop",
                "Dynamic input file 'h' not found, can't drop",
                "Offset 100 is beyond the end of input file f: starting at its end",
            ],
            _bench.Messages.Where(message => message.Contains("can't", StringComparison.Ordinal)
                || message.StartsWith("Invalid", StringComparison.Ordinal) || message.StartsWith("Offset", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_restart_evaluates_patterns_again_and_loses_no_line_of_open_files(bool isFullRestart)
    {
        foreach (var name in new[] { "g1", "g2", "dynamic" })
        {
            _folder.Write(name, "");
        }

        var options = new InputOptions { KeepOpen = false };
        _bench.Open(options, "g?");
        Add("dynamic", "0");
        _bench.Inputs.DropInput(ByteString.Utf8("none"));
        _folder.Append("g1", "one\npart");
        _folder.Append("g2", "unread\n");
        File.Move(_folder["g2"], _folder["old"]);
        _folder.Write("g3", "before it was known\n");
        _bench.Inputs.Reload(_bench.WithPatterns(options, "g?=CONTEXT"), _bench.Engine, isFullRestart);
        Assert.Equal("g1: one", _bench.Take());
        _folder.Append("g1", "ial\n");
        _folder.Append("g3", "three\n");
        _folder.Append("dynamic", "four\n");
        Assert.Equal(isFullRestart ? "g1: partial, g3: three" : "dynamic: four, g1: partial, g3: three", _bench.Take());
        Assert.Equal(3 - (isFullRestart ? 1 : 0), _bench.Inputs.States.Count());
        Assert.Equal("CONTEXT", _bench.Inputs.States.Last().Context.ToDisplay());
    }

    private void Add(string name, string offset) => _bench.Inputs.AddInput(ByteString.Utf8(_folder[name]), ByteString.Utf8(offset), default);

    private void Drop(string name) => _bench.Inputs.DropInput(ByteString.Utf8(_folder[name]));
}
