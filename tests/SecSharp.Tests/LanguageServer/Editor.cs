using System.Diagnostics;
using System.Text.Json;
using SecSharp.Tests.BlackBox;
using StreamJsonRpc;

namespace SecSharp.Tests.LanguageServer;

/// <summary>An editor with <c>sec lsp</c> as its language server: the program as built, spoken to by a client library.</summary>
internal sealed class Editor : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    private readonly Process _server;
    private readonly JsonRpc _rpc;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, JsonElement[]> _findings = [];
    private readonly List<JsonElement> _registrations = [];
    private readonly Task<string> _errors;
    private readonly SemaphoreSlim _changed = new(0);

    private Editor(TemporaryFolder folder, string[] arguments)
    {
        Folder = folder;
        _server = Process.Start(new ProcessStartInfo(SecProcess.Built, ["lsp", .. arguments])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _errors = _server.StandardError.ReadToEndAsync();
        var formatter = new SystemTextJsonFormatter();
        _rpc = new JsonRpc(new HeaderDelimitedMessageHandler(_server.StandardInput.BaseStream, _server.StandardOutput.BaseStream, formatter));
        var oneObject = new JsonRpcMethodAttribute("textDocument/publishDiagnostics") { UseSingleObjectParameterDeserialization = true };
        _rpc.AddLocalRpcMethod(((Action<JsonElement>)Take).Method, this, oneObject);
        _rpc.AddLocalRpcMethod(
            ((Action<JsonElement>)Register).Method, this,
            new JsonRpcMethodAttribute("client/registerCapability") { UseSingleObjectParameterDeserialization = true });
        _rpc.StartListening();
    }

    public TemporaryFolder Folder { get; }

    /// <summary>What the server says that it can.</summary>
    public JsonElement Capabilities { get; private set; }

    /// <summary>What the server has written to standard error; it must have ended.</summary>
    public string Errors => _errors.GetAwaiter().GetResult();

    /// <summary>Starts a server for a folder.</summary>
    public static Editor Open(TemporaryFolder folder, object? settings = null, params string[] arguments)
    {
        var editor = new Editor(folder, arguments);
        editor.Capabilities = editor.Ask("initialize", new
        {
            processId = Environment.ProcessId,
            rootUri = $"file://{folder.Path}",
            initializationOptions = settings,
            capabilities = new
            {
                workspace = new { didChangeWatchedFiles = new { dynamicRegistration = true } },
                textDocument = new { completion = new { completionItem = new { snippetSupport = true } } },
            },
        }).GetProperty("capabilities");
        editor.Tell("initialized", new { });
        return editor;
    }

    /// <summary>Starts a server that nothing has been said to.</summary>
    public static Editor Start(TemporaryFolder folder) => new(folder, []);

    /// <summary>The protocol's name of a file.</summary>
    public string Uri(string name) => $"file://{Folder[name]}";

    /// <summary>Asks, and waits for the answer.</summary>
    public JsonElement Ask(string method, object? parameters) =>
        _rpc.InvokeWithParameterObjectAsync<JsonElement>(method, parameters).WaitAsync(Deadline).GetAwaiter().GetResult();

    /// <summary>Tells something.</summary>
    public void Tell(string method, object? parameters) =>
        _rpc.NotifyWithParameterObjectAsync(method, parameters).WaitAsync(Deadline).GetAwaiter().GetResult();

    /// <summary>Opens a file in the editor, with a content of its own.</summary>
    public void OpenFile(string name, string text) =>
        Tell("textDocument/didOpen", new { textDocument = new { uri = Uri(name), languageId = "sec", version = 1, text } });

    /// <summary>Asks about a place.</summary>
    public JsonElement AskAt(string method, string name, int line, int character) => Ask(method, At(name, line, character));

    public object At(string name, int line, int character) =>
        new { textDocument = new { uri = Uri(name) }, position = new { line, character }, context = new { includeDeclaration = true } };

    /// <summary>Waits until the last findings of a file fulfil a condition.</summary>
    public JsonElement[] WaitForFindings(string name, Func<JsonElement[], bool> condition)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            lock (_lock)
            {
                if (_findings.TryGetValue(Uri(name), out var findings) && condition(findings))
                {
                    return findings;
                }
            }

            Assert.True(Stopwatch.GetElapsedTime(started) < Deadline, $"Not told in time: findings in {name}.");
            _changed.Wait(TimeSpan.FromMilliseconds(100));
        }
    }

    /// <summary>Whether findings of a file have been told.</summary>
    public bool HasFindings(string name)
    {
        lock (_lock)
        {
            return _findings.ContainsKey(Uri(name));
        }
    }

    /// <summary>Waits until the server has asked to be told of changes on the disk; returns what for.</summary>
    public JsonElement WaitForRegistration()
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            lock (_lock)
            {
                if (_registrations.Count > 0)
                {
                    return _registrations[0];
                }
            }

            Assert.True(Stopwatch.GetElapsedTime(started) < Deadline, "The server has not asked in time.");
            _changed.Wait(TimeSpan.FromMilliseconds(100));
        }
    }

    /// <summary>Says shutdown and exit; returns the exit status.</summary>
    public int Close()
    {
        Ask("shutdown", null);
        Tell("exit", null);
        return WaitForExit();
    }

    public int WaitForExit()
    {
        Assert.True(_server.WaitForExit(Deadline), "The server goes on running.");
        return _server.ExitCode;
    }

    /// <summary>Goes away without a word.</summary>
    public void Vanish() => _server.StandardInput.Close();

    public void Dispose()
    {
        _rpc.Dispose();
        if (!_server.HasExited)
        {
            _server.Kill();
        }

        _server.Dispose();
        _changed.Dispose();
        Folder.Dispose();
    }

    private void Take(JsonElement parameters)
    {
        lock (_lock)
        {
            var uri = parameters.GetProperty("uri").GetString()!;
            _findings[uri] = [.. parameters.GetProperty("diagnostics").EnumerateArray().Select(static finding => finding.Clone())];
        }

        _changed.Release();
    }

    private void Register(JsonElement parameters)
    {
        lock (_lock)
        {
            _registrations.Add(parameters.Clone());
        }

        _changed.Release();
    }
}
