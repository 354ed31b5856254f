namespace SecSharp.LanguageServer.Protocol;

/// <summary>The first request: what the client can, and which folders are open.</summary>
internal sealed record InitializeParams(
    string? RootUri = null,
    string? RootPath = null,
    IReadOnlyList<WorkspaceFolder>? WorkspaceFolders = null,
    Settings? InitializationOptions = null,
    ClientCapabilities? Capabilities = null);

/// <summary>A folder that is open in the editor.</summary>
internal sealed record WorkspaceFolder(string Uri, string? Name = null);

/// <summary>What the user has set.</summary>
/// <param name="Files">Patterns of the rule files, as for --conf; null: all *.sec files, and *.conf files with rules in them.</param>
/// <param name="Perl">Whether Perl code is compiled to find its faults.</param>
internal sealed record Settings(IReadOnlyList<string>? Files = null, bool? Perl = null);

/// <summary>What the client can, as far as it is of use.</summary>
internal sealed record ClientCapabilities(WorkspaceCapabilities? Workspace = null, TextDocumentCapabilities? TextDocument = null);

internal sealed record WorkspaceCapabilities(WatchCapabilities? DidChangeWatchedFiles = null);

internal sealed record WatchCapabilities(bool? DynamicRegistration = null);

internal sealed record TextDocumentCapabilities(CompletionCapabilities? Completion = null);

internal sealed record CompletionCapabilities(CompletionItemCapabilities? CompletionItem = null);

internal sealed record CompletionItemCapabilities(bool? SnippetSupport = null);

/// <summary>What the server is and can.</summary>
internal sealed record InitializeResult(ServerCapabilities Capabilities, ServerInfo ServerInfo);

internal sealed record ServerInfo(string Name, string Version);

internal sealed record ServerCapabilities
{
    public string PositionEncoding { get; init; } = "utf-16";

    public TextDocumentSyncOptions TextDocumentSync { get; init; } = new();

    public CompletionOptions CompletionProvider { get; init; } = new();

    public bool HoverProvider { get; init; } = true;

    public bool DefinitionProvider { get; init; } = true;

    public bool ReferencesProvider { get; init; } = true;

    public bool DocumentSymbolProvider { get; init; } = true;

    public bool DocumentFormattingProvider { get; init; } = true;

    public bool CodeActionProvider { get; init; } = true;

    public WorkspaceOptions Workspace { get; init; } = new();
}

internal sealed record TextDocumentSyncOptions
{
    public bool OpenClose { get; init; } = true;

    /// <summary>2: changes are told incrementally.</summary>
    public int Change { get; init; } = 2;
}

internal sealed record CompletionOptions
{
    public IReadOnlyList<string> TriggerCharacters { get; init; } = ["=", "%", "$", "{", ":"];
}

internal sealed record WorkspaceOptions
{
    public WorkspaceFolderOptions WorkspaceFolders { get; init; } = new();
}

internal sealed record WorkspaceFolderOptions
{
    public bool Supported { get; init; } = true;

    public bool ChangeNotifications { get; init; } = true;
}

/// <summary>Asks the client to tell of something.</summary>
internal sealed record RegistrationParams(IReadOnlyList<Registration> Registrations);

internal sealed record Registration(string Id, string Method, FileWatchers RegisterOptions);

internal sealed record FileWatchers(IReadOnlyList<FileWatcher> Watchers);

internal sealed record FileWatcher(string GlobPattern);

/// <summary>The settings have changed.</summary>
internal sealed record DidChangeConfigurationParams(ChangedSettings? Settings = null);

/// <summary>Settings under the name that editors file them.</summary>
internal sealed record ChangedSettings(Settings? Secsharp = null);

/// <summary>Folders have been opened and closed.</summary>
internal sealed record DidChangeWorkspaceFoldersParams(WorkspaceFoldersChange Event);

internal sealed record WorkspaceFoldersChange(IReadOnlyList<WorkspaceFolder>? Added = null, IReadOnlyList<WorkspaceFolder>? Removed = null);
