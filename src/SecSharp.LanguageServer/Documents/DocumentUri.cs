namespace SecSharp.LanguageServer.Documents;

/// <summary>Names of documents in the protocol.</summary>
internal static class DocumentUri
{
    private const string Scheme = "file://";

    /// <summary>The file's path; what is no file keeps its name.</summary>
    public static string ToPath(string uri) =>
        uri.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? Uri.UnescapeDataString(uri[(uri.IndexOf('/', Scheme.Length) is var slash and >= 0 ? slash : uri.Length)..]) : uri;

    /// <summary>The name of a file. Editors escape in different ways; this one is that of most.</summary>
    public static string FromPath(string path) => Scheme + string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
