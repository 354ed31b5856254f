using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SecSharp.Explaining;

/// <summary>Steps for programs: one JSON object a line. Bytes that are no UTF-8 become U+FFFD.</summary>
internal static class StepJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A step as one line.</summary>
    public static byte[] Write(Step step)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            Write(json, step);
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    private static void Write(Utf8JsonWriter json, Step step)
    {
        json.WriteStartObject();
        json.WriteString("step", step.Kind);
        foreach (var (name, value) in step.Properties)
        {
            json.WritePropertyName(name);
            WriteValue(json, value);
        }

        json.WriteString("message", Decode(step.Text));
        if (step.Steps.Count > 0)
        {
            json.WriteStartArray("steps");
            foreach (var inner in step.Steps)
            {
                Write(json, inner);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case IReadOnlyDictionary<string, string> pairs:
                json.WriteStartObject();
                foreach (var (name, text) in pairs)
                {
                    json.WriteString(Decode(name), Decode(text));
                }

                json.WriteEndObject();
                break;
            case IEnumerable<string> texts:
                json.WriteStartArray();
                foreach (var text in texts)
                {
                    json.WriteStringValue(Decode(text));
                }

                json.WriteEndArray();
                break;
            case IEnumerable<long> numbers:
                json.WriteStartArray();
                foreach (var number in numbers)
                {
                    json.WriteNumberValue(number);
                }

                json.WriteEndArray();
                break;
            default:
                json.WriteStringValue(Decode((string)value));
                break;
        }
    }

    private static string Decode(string latin1) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(latin1));
}
