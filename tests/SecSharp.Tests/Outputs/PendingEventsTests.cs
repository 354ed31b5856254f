using System.Text;
using CsCheck;
using SecSharp.Outputs;

namespace SecSharp.Tests.Outputs;

public sealed class PendingEventsTests
{
    [Fact]
    public void Events_come_out_in_order_and_whole_however_they_are_taken() =>
        Gen.Select(Gen.String[Gen.Char['a', 'z'], 0, 40], Gen.Int[1, 50]).List[1, 60].Sample(steps =>
        {
            var events = new PendingEvents(int.MaxValue);
            var expected = new StringBuilder();
            var written = new StringBuilder();
            foreach (var (text, take) in steps)
            {
                Assert.True(events.TryAdd(Encoding.ASCII.GetBytes(text), newline: true));
                expected.Append(text).Append('\n');
                var bytes = take % 2 == 0 ? events.All : events.Within(take);
                var count = Math.Min(take, bytes.Length);
                written.Append(Encoding.ASCII.GetString(bytes[..count]));
                events.Written(count);
            }

            if (events.Count > 0)
            {
                written.Append(Encoding.ASCII.GetString(events.All));
            }

            Assert.Equal(expected.ToString(), written.ToString());
        });

    [Fact]
    public void What_exceeds_the_limit_is_refused_whole()
    {
        var events = new PendingEvents(limit: 10);

        Assert.True(events.TryAdd("12345678901234"u8, newline: false));
        Assert.False(events.TryAdd("x"u8, newline: false));
        events.Written(14);
        Assert.True(events.TryAdd("12345"u8, newline: true));
        Assert.False(events.TryAdd("12345"u8, newline: false));
        Assert.Equal("12345\n"u8, events.All);
    }

    [Fact]
    public void A_rewound_event_is_written_from_its_beginning()
    {
        var events = new PendingEvents(limit: 100);
        events.TryAdd("one"u8, newline: false);
        events.TryAdd("two"u8, newline: false);
        events.Written(4);

        events.Rewind();

        Assert.Equal("two"u8, events.All);
    }

    [Fact]
    public void Within_never_cuts_an_event()
    {
        var events = new PendingEvents(limit: 100);
        events.TryAdd("abc"u8, newline: false);
        events.TryAdd("def"u8, newline: false);

        Assert.Equal("abc"u8, events.Within(5));
        Assert.Equal("abcdef"u8, events.Within(6));
        Assert.Equal("abc"u8, events.Within(1));
    }
}
