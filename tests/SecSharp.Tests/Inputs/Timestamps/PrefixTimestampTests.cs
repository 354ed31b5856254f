using System.Text;
using SecSharp.Inputs.Timestamps;

namespace SecSharp.Tests.Inputs.Timestamps;

public sealed class PrefixTimestampTests
{
    [Theory]
    [InlineData("12 text", "Event", 12, "text")]
    [InlineData("12  text", "Event", 12, " text")]
    [InlineData("12 ", "Event", 12, "")]
    [InlineData("253402300799 text", "Event", 253402300799, "text")]
    public void An_event_has_its_time_cut_off(string line, string result, long time, string text)
    {
        var bytes = Encoding.Latin1.GetBytes(line);

        Assert.Equal(result, PrefixTimestamp.Read(bytes, out var seconds, out var start).ToString());
        Assert.Equal(time, seconds);
        Assert.Equal(text, line[start..]);
    }

    [Theory]
    [InlineData("12", "TimeOnly")]
    [InlineData("", "Ignored")]
    [InlineData(" \t", "Ignored")]
    [InlineData(" # comment", "Ignored")]
    [InlineData("text", "Malformed")]
    [InlineData("12text", "Malformed")]
    [InlineData("-12 text", "Malformed")]
    [InlineData("253402300800 a second too far", "Malformed")]
    [InlineData("999999999999999999 far too far", "Malformed")]
    [InlineData("9999999999999999999999 no number of ours", "Malformed")]
    public void Other_lines_are_told_apart(string line, string result) =>
        Assert.Equal(result, PrefixTimestamp.Read(Encoding.Latin1.GetBytes(line), out _, out _).ToString());
}
