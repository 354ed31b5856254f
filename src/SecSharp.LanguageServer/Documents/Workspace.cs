using SecSharp.Files;

namespace SecSharp.LanguageServer.Documents;

/// <summary>The rule base of the editor's folders: rule files on the disk, and over them what is open in the editor.</summary>
internal sealed class Workspace
{
    private readonly Dictionary<string, RuleDocument> _open = [];
    private readonly List<string> _folders = [];
    private List<RuleDocument>? _closed;
    private IReadOnlyList<string>? _patterns;

    /// <summary>All rule files, open ones first. Editors spell names of files in different ways: their paths are compared.</summary>
    public IEnumerable<RuleDocument> Documents
    {
        get
        {
            var open = _open.Values.Select(static document => document.Path).ToHashSet();
            return _open.Values.Concat(Closed.Where(document => !open.Contains(document.Path)));
        }
    }

    /// <summary>The documents that are open in the editor.</summary>
    public IEnumerable<RuleDocument> Open => _open.Values;

    private List<RuleDocument> Closed => _closed ??= Load();

    /// <summary>Names the folders and the patterns of rule files in them; null for all that look like rule files.</summary>
    public void Set(IEnumerable<string> folders, IReadOnlyList<string>? patterns)
    {
        _folders.AddRange(folders.Where(folder => !_folders.Contains(folder)));
        _patterns = patterns;
        _closed = null;
    }

    /// <summary>Closes folders.</summary>
    public void Remove(IEnumerable<string> folders)
    {
        var gone = folders.ToHashSet();
        _folders.RemoveAll(gone.Contains);
        _closed = null;
    }

    /// <summary>Files on the disk have been changed: they are looked at again.</summary>
    public void Refresh() => _closed = null;

    /// <summary>A document that is open in the editor; null for one that is not.</summary>
    public RuleDocument? Find(string uri) => _open.GetValueOrDefault(uri);

    /// <summary>A document has been opened, or has another content.</summary>
    public void Put(string uri, SourceText source) => _open[uri] = new RuleDocument(uri, DocumentUri.ToPath(uri), source);

    /// <summary>A document has been closed.</summary>
    public void Close(string uri)
    {
        _open.Remove(uri);
        Refresh();
    }

    private List<RuleDocument> Load()
    {
        var paths = _patterns is null
            ? _folders.SelectMany(RuleFileSearch.Find)
            : _folders.DefaultIfEmpty("/").SelectMany(folder => _patterns.SelectMany(pattern => Expand(folder, pattern)));
        var documents = new List<RuleDocument>();
        foreach (var path in paths.Distinct())
        {
            if (RuleFileSearch.Read(path) is { } bytes)
            {
                documents.Add(new RuleDocument(DocumentUri.FromPath(path), path, new SourceText(bytes)));
            }
        }

        return documents;
    }

    /// <summary>The files that a pattern stands for; one that does not begin with / is looked for in the folder.</summary>
    private static IEnumerable<string> Expand(string folder, string pattern) => FileNamePattern
        .Expand(ByteString.Utf8(pattern.StartsWith('/') || pattern.StartsWith('~') ? pattern : Path.Combine(folder, pattern)))
        .Select(static name => name.ToDisplay());
}
