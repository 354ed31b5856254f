using System.Globalization;
using System.Text;
using SecSharp.Posix;

namespace SecSharp.Perl.ChildProcess;

/// <summary>
/// Perl in a child process, for machines without its shared library. Every call is a message there and one back, some ten
/// to thirty microseconds. A change of a match cache entry is seen when the call that got a reference to it has returned,
/// not when code that has kept the reference makes it later; %main::context_list works as in the other host.
/// </summary>
internal sealed class ChildPerl : PerlHost
{
    private readonly PerlProcess _process;
    private readonly PerlMessage _message = new();
    private readonly List<(byte Kind, PerlMessage? Items, ByteString Text)> _arguments = [];
    private readonly Dictionary<nint, SharedHash> _hashes = [];
    private readonly List<ArraySegment<byte>> _results = [];
    private ArraySegment<byte> _pairs;
    private bool _hasReferences;
    private nint _lastHash;
    private bool _isAnswering;
    private bool _hasEnded;
    private bool _isDisposed;

    /// <summary>Starts the process.</summary>
    /// <exception cref="PerlUnavailableException">It can't be started.</exception>
    public ChildPerl(PerlInstallation installation)
    {
        Version = installation.Version.ToString();
        _process = new PerlProcess(installation.Program);
        Guard = new RunawayGuard(
            () => Libc.ResidentMemory(_process.Id),
            () => _ = Libc.SignalThread(_process.Id, _process.Id, RunawayGuard.Signal));
    }

    public override string Version { get; }

    public override RunawayGuard Guard { get; }

    public override void SetTime(long seconds)
    {
        // Code that sleeps has moved its clock itself and waits for another answer.
        if (!_isAnswering)
        {
            Send("time"u8, Number(seconds));
        }
    }

    public override void Add(ReadOnlySpan<byte> value) => _arguments.Add(((byte)'s', null, ByteString.Copy(value)));

    public override void AddUndefined() => _arguments.Add(((byte)'u', null, default));

    public override void Add(PerlHash hash)
    {
        var shared = _hashes[hash.Id];
        var text = new PerlMessage().Add(Number(hash.Id).Span);
        if (!shared.IsKnown)
        {
            var pairs = new PerlMessage();
            foreach (var (key, value) in shared.Pairs)
            {
                pairs.Add(key.Span).Add((byte)(value is null ? 'u' : 's'), value is { } defined ? defined.Span : default);
            }

            text.Add(pairs.Bytes);
        }
        else
        {
            text.Add(default);
        }

        _arguments.Add(((byte)(shared.IsKnown ? 'h' : 'H'), null, ByteString.Copy(text.Bytes)));
        shared.IsKnown = true;
    }

    public override void AddList() => _arguments.Add(((byte)'l', new PerlMessage(), default));

    public override void AddItem(ReadOnlySpan<byte> value) => _arguments[^1].Items!.Add(value);

    public override bool Call(PerlFunction function, PerlContext context)
    {
        ReleasePending();
        _message.Clear();
        _message.Add("call"u8).Add(function.Name).Add(Number((int)context).Span);
        foreach (var (kind, items, text) in _arguments)
        {
            _message.Add(kind, items is null ? text.Span : items.Bytes);
        }

        _arguments.Clear();
        return Run();
    }

    public override PerlValueKind KindOf(int result) => _results[result][0] switch
    {
        (byte)'u' => PerlValueKind.Undefined,
        (byte)'p' => PerlValueKind.Plain,
        (byte)'c' => PerlValueKind.Code,
        (byte)'h' => PerlValueKind.Hash,
        _ => PerlValueKind.Reference,
    };

    public override bool IsTrue(int result) => _results[result][1] == (byte)'1';

    public override ReadOnlySpan<byte> TextOf(int result) => _results[result].AsSpan(2);

    public override PerlFunction FunctionOf(int result)
    {
        Send("keep"u8, Number(result));
        var answer = Receive();
        return new PerlFunction(this, answer is [_, var name] ? name.ToArray() : [], 0);
    }

    public override bool ReadHash(int result, IPerlPairs take)
    {
        foreach (var (key, value) in ReadPairs(_pairs))
        {
            take.Take(key.Span, value is { } text ? text.Span : default, value is not null);
        }

        return _hasReferences;
    }

    public override void Finish()
    {
        _results.Clear();
        ResultCount = 0;
    }

    public override PerlHash CreateHash()
    {
        var hash = new PerlHash(this, ++_lastHash);
        _hashes.Add(hash.Id, new SharedHash());
        return hash;
    }

    public override PerlHash KeepResults()
    {
        var hash = CreateHash();
        Send("keep results"u8, Number(hash.Id));
        var shared = _hashes[hash.Id];
        shared.IsKnown = true;
        if (Receive() is [_, var contents])
        {
            shared.Pairs = new Dictionary<ByteString, ByteString?>(ReadPairs(contents));
        }

        return hash;
    }

    public override PerlHash CopyOf(PerlHash hash)
    {
        var copy = CreateHash();
        _message.Clear();
        _message.Add("copy"u8).Add(Number(hash.Id).Span).Add(Number(copy.Id).Span);
        _hasEnded |= !_process.Send(_message);
        _hashes[copy.Id].IsKnown = true;
        _hashes[copy.Id].Pairs = new Dictionary<ByteString, ByteString?>(_hashes[hash.Id].Pairs);
        return copy;
    }

    public override void Store(PerlHash hash, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, bool isDefined = true)
    {
        var shared = _hashes[hash.Id];
        shared.Pairs[ByteString.Copy(key)] = isDefined ? ByteString.Copy(value) : null;
        if (shared.IsKnown)
        {
            _message.Clear();
            _message.Add("store"u8).Add(Number(hash.Id).Span).Add(key).Add((byte)(isDefined ? 's' : 'u'), value);
            _hasEnded |= !_process.Send(_message);
        }
    }

    public override void StoreAgain(PerlHash hash, ReadOnlySpan<byte> key, ReadOnlySpan<byte> existing)
    {
        var shared = _hashes[hash.Id];
        shared.Pairs[ByteString.Copy(key)] = shared.Pairs.GetValueOrDefault(ByteString.Copy(existing));
        if (shared.IsKnown)
        {
            _message.Clear();
            _message.Add("again"u8).Add(Number(hash.Id).Span).Add(key).Add(existing);
            _hasEnded |= !_process.Send(_message);
        }
    }

    public override ReadOnlySpan<byte> Fetch(PerlHash hash, ReadOnlySpan<byte> key) =>
        _hashes[hash.Id].Pairs.TryGetValue(ByteString.Copy(key), out var value) && value is { } text ? text.Span : default;

    public override void ReadHash(PerlHash hash, IPerlPairs take)
    {
        foreach (var (key, value) in _hashes[hash.Id].Pairs)
        {
            take.Take(key.Span, value is { } text ? text.Span : default, value is not null);
        }
    }

    public override void Release(PerlHandle handle)
    {
        if (_isDisposed)
        {
            return;
        }

        switch (handle)
        {
            case PerlHash hash when _hashes.Remove(hash.Id, out var shared):
                if (shared.IsKnown)
                {
                    Send("release hash"u8, Number(hash.Id));
                }

                break;
            case PerlFunction function:
                Send("release"u8, new ByteString(function.Name));
                break;
        }
    }

    public override void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            BeforeOutput?.Invoke();
            Guard.Dispose();
            _process.Dispose();
        }
    }

    private static ByteString Number(long value) => new(Numbers.ToBytes(value));

    private static IEnumerable<KeyValuePair<ByteString, ByteString?>> ReadPairs(ArraySegment<byte> pairs)
    {
        var texts = PerlMessage.Read(pairs);
        for (var index = 0; index + 1 < texts.Count; index += 2)
        {
            yield return KeyValuePair.Create(ByteString.Copy(texts[index]), Value(texts[index + 1]));
        }
    }

    private static ByteString? Value(ArraySegment<byte> text) => text[0] == (byte)'u' ? null : ByteString.Copy(text.AsSpan(1));

    protected override bool RunText(ByteString text, PerlContext context)
    {
        ReleasePending();
        _message.Clear();
        NoteText(text.Span);
        _message.Add("evaluate"u8).Add(text.Span).Add(Number((int)context).Span);
        return Run();
    }

    private bool Run()
    {
        AnnounceOutput();
        Guard.Step();
        _hasEnded |= !_process.Send(_message);
        var answer = Receive();
        Guard.Step();
        Finish();
        if (answer is null)
        {
            Error = ByteString.Utf8("the Perl process has ended");
            return false;
        }

        switch (Encoding.ASCII.GetString(answer[0]))
        {
            case "ok":
                TakeResults(answer);
                return true;
            case "exit":
                throw new PerlExitException(int.Parse(Encoding.ASCII.GetString(answer[1]), CultureInfo.InvariantCulture));
            default:
                Error = PerlText.Message(answer[1]);
                return false;
        }
    }

    private void TakeResults(List<ArraySegment<byte>> answer)
    {
        _results.AddRange(PerlMessage.Read(answer[1]));
        ResultCount = _results.Count;
        _pairs = answer[2];
        _hasReferences = answer[4][0] == (byte)'1';
        var hashes = PerlMessage.Read(answer[3]);
        for (var index = 0; index + 1 < hashes.Count; index += 2)
        {
            var id = (nint)long.Parse(Encoding.ASCII.GetString(hashes[index]), CultureInfo.InvariantCulture);
            if (_hashes.TryGetValue(id, out var shared))
            {
                shared.Pairs = new Dictionary<ByteString, ByteString?>(ReadPairs(hashes[index + 1]));
            }
        }
    }

    private void Send(ReadOnlySpan<byte> operation, ByteString operand)
    {
        _message.Clear();
        _message.Add(operation).Add(operand.Span);
        _hasEnded |= !_process.Send(_message);
    }

    /// <summary>The next answer; what Perl code asks until then is answered.</summary>
    private List<ArraySegment<byte>>? Receive()
    {
        while (!_hasEnded)
        {
            var answer = _process.Receive();
            if (answer is null)
            {
                _hasEnded = true;
                break;
            }

            if (!answer[0].AsSpan().SequenceEqual("request"u8))
            {
                return answer;
            }

            var parameters = answer.Skip(1).Select(Value).ToArray();
            _isAnswering = true;
            var answers = parameters is [{ } request, ..] ? Answer(request, parameters.AsSpan(1)) : [];
            _isAnswering = false;
            _message.Clear();
            _message.Add("answer"u8);
            foreach (var value in answers)
            {
                _message.Add((byte)(value is null ? 'u' : 's'), value is { } text ? text.Span : default);
            }

            _hasEnded |= !_process.Send(_message);
        }

        return null;
    }

    private sealed class SharedHash
    {
        public Dictionary<ByteString, ByteString?> Pairs { get; set; } = [];

        /// <summary>Whether the process has it.</summary>
        public bool IsKnown { get; set; }
    }
}
