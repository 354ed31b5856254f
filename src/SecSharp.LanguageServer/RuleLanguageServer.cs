using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SecSharp.LanguageServer.Documents;
using SecSharp.LanguageServer.Features;
using SecSharp.LanguageServer.Protocol;

namespace SecSharp.LanguageServer;

/// <summary>
/// Answers an editor's questions about rule files. Language Server Protocol 3.17. Messages are handled one after the
/// other; findings are told when none is waiting.
/// </summary>
public sealed class RuleLanguageServer
{
    /// <summary>How long nothing must have been said before the rule base is checked: people type.</summary>
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    private readonly BlockingCollection<RpcMessage> _messages = [];
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _requests = new();
    private readonly Dictionary<string, Action<RpcMessage, CancellationToken>> _answers = [];
    private readonly Dictionary<string, Action<RpcMessage>> _notifications = [];
    private readonly MessageReader _reader;
    private readonly MessageWriter _writer;
    private readonly TextWriter _log;
    private readonly LanguageServerOptions _options;
    private readonly Workspace _workspace = new();
    private readonly FindingPublisher _findings;
    private readonly CompletionProvider _completion;
    private ClientCapabilities? _client;
    private bool _isInitialized;
    private bool _isShutDown;
    private bool _hasChanged;
    private volatile bool _isChecking;

    /// <param name="input">What the editor says.</param>
    /// <param name="output">What is said to the editor.</param>
    /// <param name="log">Takes reports of what goes wrong in the server.</param>
    /// <param name="options">What the command line says.</param>
    public RuleLanguageServer(Stream input, Stream output, TextWriter log, LanguageServerOptions options)
    {
        _reader = new MessageReader(input);
        _writer = new MessageWriter(output);
        _log = log;
        _options = options;
        _findings = new FindingPublisher(_writer, exception => _log.WriteLine($"sec lsp: {exception}")) { CompilesPerl = options.CompilesPerl };
        _completion = new CompletionProvider(_workspace);
        Register();
    }

    /// <summary>Serves the editor until it says exit, or goes away.</summary>
    /// <returns>The exit status: 0 when the editor has asked for a shutdown before, otherwise 1.</returns>
    public int Run()
    {
        new Thread(ReadMessages) { IsBackground = true, Name = "reader" }.Start();
        try
        {
            return HandleMessages();
        }
        catch (IOException)
        {
            // The editor reads no more.
            return 1;
        }
    }

    private int HandleMessages()
    {
        while (true)
        {
            if (!_messages.TryTake(out var message, _hasChanged && !_isChecking ? _pause : Timeout.InfiniteTimeSpan))
            {
                if (_messages.IsCompleted)
                {
                    return _isShutDown ? 0 : 1;
                }

                Check();
                continue;
            }

            if (message.Method == "exit")
            {
                return _isShutDown ? 0 : 1;
            }

            Handle(message);
        }
    }

    /// <summary>Checks the rule base as it is now, on a thread of its own: questions are answered meanwhile.</summary>
    private void Check()
    {
        _hasChanged = false;
        _isChecking = true;
        RuleDocument[] documents = [.. _workspace.Documents];
        var open = _workspace.Open.Select(static document => document.Uri).ToHashSet();
        ThreadPool.QueueUserWorkItem(_ =>
        {
            Guard(() => _findings.Publish(documents, open));
            _isChecking = false;
            try
            {
                // Wakes the loop, which may have something to check again.
                _messages.Add(new RpcMessage(null, null, null));
            }
            catch (InvalidOperationException)
            {
                // The editor has gone.
            }
        });
    }

    private void ReadMessages()
    {
        try
        {
            while (_reader.Read() is { } content)
            {
                try
                {
                    Receive(RpcMessage.Parse(content));
                }
                catch (RpcException exception)
                {
                    _writer.Fail(exception.Id, exception.Error, exception.Message);
                }
            }
        }
        catch (IOException exception)
        {
            _log.WriteLine($"sec lsp: {exception.Message}");
        }

        _messages.CompleteAdding();
    }

    private void Receive(RpcMessage message)
    {
        if (message is { Method: "$/cancelRequest", Parameters: { ValueKind: JsonValueKind.Object } parameters })
        {
            if (parameters.TryGetProperty("id", out var id) && _requests.TryGetValue(id.GetRawText(), out var request))
            {
                request.Cancel();
            }

            return;
        }

        if (message.IsRequest)
        {
            _requests[message.Id!.Value.GetRawText()] = new CancellationTokenSource();
        }

        _messages.Add(message);
    }

    private void Handle(RpcMessage message)
    {
        if (message.Method is null)
        {
            return;
        }

        if (!message.IsRequest)
        {
            if (_isInitialized && _notifications.TryGetValue(message.Method, out var notified))
            {
                Guard(() => notified(message));
            }

            return;
        }

        var key = message.Id!.Value.GetRawText();
        var cancellation = _requests[key];
        try
        {
            Admit(message.Method, cancellation.Token);
            _answers[message.Method](message, cancellation.Token);
        }
        catch (OperationCanceledException)
        {
            _writer.Fail(message.Id, RpcError.RequestCancelled, "cancelled");
        }
        catch (RpcException exception)
        {
            _writer.Fail(message.Id, exception.Error, exception.Message);
        }
        catch (Exception exception) when (exception is not IOException)
        {
            _log.WriteLine($"sec lsp: {message.Method}: {exception}");
            _writer.Fail(message.Id, RpcError.InternalError, exception.Message);
        }
        finally
        {
            _requests.TryRemove(key, out _);
            cancellation.Dispose();
        }
    }

    private void Admit(string method, CancellationToken cancellation)
    {
        if (!_answers.ContainsKey(method))
        {
            throw new RpcException(RpcError.MethodNotFound, $"there is no method '{method}'");
        }

        if (_isShutDown)
        {
            throw new RpcException(RpcError.InvalidRequest, "the server has been shut down");
        }

        if (_isInitialized == (method == "initialize"))
        {
            throw new RpcException(
                _isInitialized ? RpcError.InvalidRequest : RpcError.ServerNotInitialized,
                _isInitialized ? "the server has been initialized" : "the first request is initialize");
        }

        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>Carries out what nobody waits for an answer to: a fault is reported in the log.</summary>
    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            _log.WriteLine($"sec lsp: {exception}");
        }
    }

    private void Register()
    {
        var json = ProtocolJson.Default;
        On("initialize", json.InitializeParams, json.InitializeResult, Initialize);
        _notifications["initialized"] = _ => WatchFiles();
        _answers["shutdown"] = (message, _) =>
        {
            _isShutDown = true;
            using var nothing = JsonDocument.Parse("null");
            _writer.Answer(message.Id!.Value, nothing.RootElement, json.JsonElement);
        };
        On("textDocument/didOpen", json.DidOpenTextDocumentParams, parameters => Put(parameters.TextDocument.Uri, new SourceText(parameters.TextDocument.Text)));
        On("textDocument/didChange", json.DidChangeTextDocumentParams, parameters =>
            Put(parameters.TextDocument.Uri, parameters.ContentChanges.Aggregate(Document(parameters.TextDocument).Source, static (text, change) => text.With(change))));
        On("textDocument/didClose", json.DidCloseTextDocumentParams, parameters =>
        {
            _workspace.Close(parameters.TextDocument.Uri);
            _hasChanged = true;
        });
        _notifications["workspace/didChangeWatchedFiles"] = _ => Refresh();
        On("workspace/didChangeConfiguration", json.DidChangeConfigurationParams, parameters =>
        {
            if (parameters.Settings?.Secsharp is { } settings)
            {
                Apply(settings, []);
            }
        });
        On("workspace/didChangeWorkspaceFolders", json.DidChangeWorkspaceFoldersParams, parameters =>
        {
            _workspace.Remove(Paths(parameters.Event.Removed));
            Apply(null, Paths(parameters.Event.Added));
        });
        On("textDocument/completion", json.TextDocumentPositionParams, json.CompletionList, (parameters, _) =>
            _completion.Complete(Document(parameters.TextDocument), parameters.Position));
        On("textDocument/hover", json.TextDocumentPositionParams, json.Hover!, (parameters, _) =>
            HoverProvider.Find(_workspace, Document(parameters.TextDocument), parameters.Position));
        On("textDocument/definition", json.TextDocumentPositionParams, json.IReadOnlyListLocation, (parameters, cancellation) =>
            SymbolNavigation.Definitions(_workspace, Document(parameters.TextDocument), parameters.Position, cancellation));
        On("textDocument/references", json.ReferenceParams, json.IReadOnlyListLocation, (parameters, cancellation) =>
            SymbolNavigation.References(_workspace, Document(parameters.TextDocument), parameters.Position, parameters.Context?.IncludeDeclaration ?? true, cancellation));
        On("textDocument/documentSymbol", json.DocumentSymbolParams, json.IReadOnlyListDocumentSymbol, (parameters, _) =>
            DocumentSymbols.Of(Document(parameters.TextDocument)));
        On("textDocument/codeAction", json.CodeActionParams, json.IReadOnlyListCodeAction, (parameters, _) =>
            FindingActions.For(Document(parameters.TextDocument), parameters.Context.Diagnostics));
        On("textDocument/formatting", json.DocumentFormattingParams, json.IReadOnlyListTextEdit, (parameters, _) =>
            DocumentFormatting.Format(Document(parameters.TextDocument).Source));
    }

    private void On<TParameters>(string method, JsonTypeInfo<TParameters> type, Action<TParameters> handler)
        where TParameters : class =>
        _notifications[method] = message => handler(Parameters(message, type));

    private void On<TParameters, TResult>(
        string method, JsonTypeInfo<TParameters> type, JsonTypeInfo<TResult> result, Func<TParameters, CancellationToken, TResult> handler)
        where TParameters : class =>
        _answers[method] = (message, cancellation) => _writer.Answer(message.Id!.Value, handler(Parameters(message, type), cancellation), result);

    private static T Parameters<T>(RpcMessage message, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return message.Parameters?.Deserialize(type) ?? throw new RpcException(RpcError.InvalidParams, $"{message.Method} needs parameters");
        }
        catch (JsonException exception)
        {
            throw new RpcException(RpcError.InvalidParams, exception.Message);
        }
    }

    private InitializeResult Initialize(InitializeParams parameters, CancellationToken cancellation)
    {
        _isInitialized = true;
        _client = parameters.Capabilities;
        _completion.HasSnippets = _client?.TextDocument?.Completion?.CompletionItem?.SnippetSupport == true;
        string[] root = parameters.RootUri is { } uri ? [DocumentUri.ToPath(uri)] : parameters.RootPath is { } path ? [path] : [];
        Apply(parameters.InitializationOptions, parameters.WorkspaceFolders is { Count: > 0 } folders ? Paths(folders) : root);
        return new InitializeResult(new ServerCapabilities(), new ServerInfo("sec lsp", typeof(RuleLanguageServer).Assembly.GetName().Version!.ToString(3)));
    }

    private static string[] Paths(IReadOnlyList<WorkspaceFolder>? folders) => [.. (folders ?? []).Select(static folder => DocumentUri.ToPath(folder.Uri))];

    /// <summary>Takes over settings of the editor; what they leave open is as the command line says.</summary>
    private void Apply(Settings? settings, IEnumerable<string> folders)
    {
        if (settings is not null)
        {
            _options.Files = settings.Files is { Count: > 0 } files ? files : _options.Files;
            _findings.CompilesPerl = settings.Perl ?? _findings.CompilesPerl;
        }

        _workspace.Set(folders, _options.Files);
        _hasChanged = true;
    }

    private void WatchFiles()
    {
        if (_client?.Workspace?.DidChangeWatchedFiles?.DynamicRegistration == true)
        {
            _writer.Request(
                "client/registerCapability",
                new RegistrationParams([new Registration("rule-files", "workspace/didChangeWatchedFiles", new FileWatchers([new FileWatcher("**/*.{sec,conf}")]))]),
                ProtocolJson.Default.RegistrationParams);
        }
    }

    private void Refresh()
    {
        _workspace.Refresh();
        _hasChanged = true;
    }

    private void Put(string uri, SourceText source)
    {
        _workspace.Put(uri, source);
        _hasChanged = true;
    }

    private RuleDocument Document(TextDocumentIdentifier document) =>
        _workspace.Find(document.Uri) ?? throw new RpcException(RpcError.InvalidParams, $"{document.Uri} is not open");
}
