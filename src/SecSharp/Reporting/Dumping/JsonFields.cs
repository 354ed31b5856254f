using System.Text;
using System.Text.Json;
using SecSharp.Correlation;

namespace SecSharp.Reporting.Dumping;

/// <summary>
/// Fields of a JSON object. Bytes become the characters with their codes (ISO 8859-1), as in the reference.
/// </summary>
internal sealed class JsonFields(Utf8JsonWriter json) : IDumpFields
{
    public void Text(string key, string label, ReadOnlySpan<byte> value) => json.WriteString(key, Encoding.Latin1.GetString(value));

    public void Number(string key, string label, long value, string unit = "") => json.WriteNumber(key, value);

    public void Time(string key, string label, long seconds) => json.WriteNumber(key, seconds);

    public void Events(ObservedEvents events)
    {
        json.WriteString("status", events.Status);
        json.WriteStartArray("eventtimes");
        foreach (var time in events.Times)
        {
            json.WriteNumberValue(time);
        }

        json.WriteEndArray();
        if (events.Patterns is not null)
        {
            json.WriteStartArray("eventpatterns");
            foreach (var pattern in events.Patterns)
            {
                json.WriteNumberValue(pattern);
            }

            json.WriteEndArray();
        }

        if (events.Tokens is not null)
        {
            WriteTokens(events);
        }
    }

    private void WriteTokens(ObservedEvents events)
    {
        json.WriteStartArray("eventtokens");
        for (var index = 0; index < events.Tokens!.Length; index++)
        {
            if (events.AreNumbers![index])
            {
                json.WriteNumberValue(events.Patterns![index]);
            }
            else
            {
                json.WriteStringValue(events.Tokens[index].ToString());
            }
        }

        json.WriteEndArray();
    }
}
