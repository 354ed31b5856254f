using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SecSharp.LanguageServer.Protocol;

/// <summary>Writes messages to the client.</summary>
internal sealed class MessageWriter(Stream output)
{
    private readonly Lock _lock = new();
    private int _requests;

    /// <summary>Answers a request.</summary>
    public void Answer<T>(JsonElement id, T result, JsonTypeInfo<T> type) => Write(json =>
    {
        json.WritePropertyName("id");
        id.WriteTo(json);
        json.WritePropertyName("result");
        JsonSerializer.Serialize(json, result, type);
    });

    /// <summary>Answers a request that can't be carried out; <paramref name="id"/> is null where it could not be read.</summary>
    public void Fail(JsonElement? id, RpcError error, string message) => Write(json =>
    {
        json.WritePropertyName("id");
        if (id is { } known)
        {
            known.WriteTo(json);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteStartObject("error");
        json.WriteNumber("code", (int)error);
        json.WriteString("message", message);
        json.WriteEndObject();
    });

    /// <summary>Tells the client something.</summary>
    public void Notify<T>(string method, T parameters, JsonTypeInfo<T> type) => Write(json =>
    {
        json.WriteString("method", method);
        json.WritePropertyName("params");
        JsonSerializer.Serialize(json, parameters, type);
    });

    /// <summary>Asks the client for something; its answer is not looked at.</summary>
    public void Request<T>(string method, T parameters, JsonTypeInfo<T> type) => Write(json =>
    {
        json.WriteNumber("id", Interlocked.Increment(ref _requests));
        json.WriteString("method", method);
        json.WritePropertyName("params");
        JsonSerializer.Serialize(json, parameters, type);
    });

    private void Write(Action<Utf8JsonWriter> write)
    {
        using var content = new MemoryStream();
        using (var json = new Utf8JsonWriter(content))
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc", "2.0");
            write(json);
            json.WriteEndObject();
        }

        lock (_lock)
        {
            output.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"Content-Length: {content.Length}\r\n\r\n")));
            output.Write(content.GetBuffer().AsSpan(0, (int)content.Length));
            output.Flush();
        }
    }
}
