using System.Globalization;
using SecSharp.Correlation;
using SecSharp.Scheduling;

namespace SecSharp.Reporting.Dumping;

/// <summary>Fields for people: one a line, names in a column; what is empty is left out.</summary>
internal sealed class TextFields(ByteBuilder output, LocalTime time) : IDumpFields
{
    private const int LabelWidth = 22;

    public void Text(string key, string label, ReadOnlySpan<byte> value)
    {
        if (value.Length > 0)
        {
            Label(label);
            output.Append(value);
            output.Append((byte)'\n');
        }
    }

    public void Text(string label, string value) => Text("", label, ByteString.Utf8(value).Span);

    public void Number(string key, string label, long value, string unit = "") =>
        Text(label, value.ToString(CultureInfo.InvariantCulture) + (unit.Length > 0 ? " " + unit : ""));

    public void Number(string label, long value, string unit = "") => Number("", label, value, unit);

    public void Time(string key, string label, long seconds)
    {
        Label(label);
        time.AppendText(output, seconds);
        output.Append((byte)'\n');
    }

    public void Time(string label, long seconds) => Time("", label, seconds);

    public void Events(ObservedEvents events)
    {
        Text("Status", events.Status);
        Number("Events", events.Times.Length);
        for (var index = 0; index < events.Times.Length; index++)
        {
            Label("");
            time.AppendText(output, events.Times[index]);
            if (events.Patterns is not null)
            {
                output.Append(ByteString.Utf8(string.Create(CultureInfo.InvariantCulture, $", pattern {events.Patterns[index]}")).Span);
            }

            if (events.Tokens is not null)
            {
                output.Append(", token "u8);
                output.Append(events.Tokens[index].Span);
            }

            output.Append((byte)'\n');
        }
    }

    private void Label(string label) =>
        output.Append(ByteString.Utf8(label.Length > 0 ? $"  {label + ":",-LabelWidth} " : new string(' ', LabelWidth + 3)).Span);
}
