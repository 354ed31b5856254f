using System.Buffers;
using System.Text.Json;

namespace SecSharp.Cli.Control;

/// <summary>The request for a trace of what a running daemon does: <c>{"request":"explain", ...}</c>.</summary>
internal sealed record TraceRequest
{
    /// <summary>Name of the request.</summary>
    public const string Name = "explain";

    /// <summary>Number of lines after which the trace ends; 0: it does not end.</summary>
    public long Lines { get; init; }

    /// <summary>Which rules are shown, as <see cref="Explaining.RuleSelection"/> takes it; null: all.</summary>
    public string? Rule { get; init; }

    /// <summary>Whether rules that were left out are shown one by one, and lines that do not come to the rules in question.</summary>
    public bool ShowsAll { get; init; }

    /// <summary>Whether the answer is in JSON.</summary>
    public bool IsJson { get; init; }

    /// <summary>Whether the answer has colours for a terminal.</summary>
    public bool HasColours { get; init; }

    /// <summary>The request line.</summary>
    public byte[] ToLine()
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("request", Name);
            json.WriteNumber("lines", Lines);
            json.WriteString("rule", Rule);
            json.WriteBoolean("all", ShowsAll);
            json.WriteBoolean("json", IsJson);
            json.WriteBoolean("colours", HasColours);
            json.WriteEndObject();
        }

        return line.WrittenSpan.ToArray();
    }

    /// <summary>Reads a request line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="error">Why it is none.</param>
    public static TraceRequest? Parse(ReadOnlySpan<byte> line, out string error)
    {
        try
        {
            using var json = JsonDocument.Parse(line.ToArray());
            var root = json.RootElement;
            error = "";
            if (root.ValueKind != JsonValueKind.Object || Text(root, "request") is not { } name)
            {
                error = "a request is a JSON object with a member \"request\"";
                return null;
            }

            if (name != Name)
            {
                error = $"there is no request '{name}': there is {Name}";
                return null;
            }

            return new TraceRequest
            {
                Lines = root.TryGetProperty("lines", out var lines) && lines.ValueKind == JsonValueKind.Number && lines.TryGetInt64(out var count) ? Math.Max(0, count) : 0,
                Rule = Text(root, "rule"),
                ShowsAll = IsTrue(root, "all"),
                IsJson = IsTrue(root, "json"),
                HasColours = IsTrue(root, "colours"),
            };
        }
        catch (JsonException)
        {
            error = "a request is one line of JSON";
            return null;
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool IsTrue(JsonElement root, string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
