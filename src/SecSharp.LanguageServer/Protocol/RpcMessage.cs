using System.Text.Json;

namespace SecSharp.LanguageServer.Protocol;

/// <summary>A message from the client: a request, a notification, or an answer to a request of ours. JSON-RPC 2.0.</summary>
/// <param name="Method">The method; null for an answer.</param>
/// <param name="Id">The number or text that the answer has to carry; null for a notification.</param>
/// <param name="Parameters">The parameters; null for none.</param>
internal sealed record RpcMessage(string? Method, JsonElement? Id, JsonElement? Parameters)
{
    /// <summary>Whether an answer is waited for.</summary>
    public bool IsRequest => Method is not null && Id is not null;

    /// <summary>Reads a message.</summary>
    /// <exception cref="RpcException">It is none.</exception>
    public static RpcMessage Parse(ReadOnlyMemory<byte> content)
    {
        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(content);
            root = document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            throw new RpcException(RpcError.ParseError, $"not JSON: {exception.Message}");
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new RpcException(RpcError.InvalidRequest, "a message is a JSON object");
        }

        JsonElement? id = root.TryGetProperty("id", out var given) && given.ValueKind is JsonValueKind.Number or JsonValueKind.String ? given : null;
        var method = root.TryGetProperty("method", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
        if (method is null && !root.TryGetProperty("result", out _) && !root.TryGetProperty("error", out _))
        {
            throw new RpcException(RpcError.InvalidRequest, "a message has a method, a result or an error") { Id = id };
        }

        JsonElement? parameters = root.TryGetProperty("params", out var values) && values.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? values : null;
        return new RpcMessage(method, id, parameters);
    }
}

/// <summary>Codes of errors. JSON-RPC 2.0 and the Language Server Protocol.</summary>
internal enum RpcError
{
    ParseError = -32700,
    InvalidRequest = -32600,
    MethodNotFound = -32601,
    InvalidParams = -32602,
    InternalError = -32603,
    ServerNotInitialized = -32002,
    RequestCancelled = -32800,
}

/// <summary>A request that can't be carried out.</summary>
internal sealed class RpcException(RpcError error, string message) : Exception(message)
{
    public RpcError Error => error;

    /// <summary>The request, where it could be read.</summary>
    public JsonElement? Id { get; init; }
}
