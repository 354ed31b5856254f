using System.Collections.Concurrent;
using System.Text;

namespace SecSharp.Perl;

/// <summary>
/// Runs the Perl code of rules. Arguments are collected with the <c>Add</c> methods, then one of <see cref="Call"/> and
/// <see cref="Evaluate"/> uses them up; its results stay valid until <see cref="Finish"/>. One thread at a time.
/// sec(1), PERL INTEGRATION.
/// </summary>
internal abstract class PerlHost : IDisposable
{
    private readonly ConcurrentQueue<PerlHandle> _toRelease = new();
    private bool _mayPrint;

    /// <summary>Number of results of the last call.</summary>
    public int ResultCount { get; protected set; }

    /// <summary>What the last call has died of, without the newline at its end.</summary>
    public ByteString Error { get; protected set; }

    /// <summary>Called before Perl code runs that may write to standard output or error, so that ours comes first.</summary>
    public Action? BeforeOutput { get; set; }

    /// <summary>Takes warnings of Perl code.</summary>
    public Action<ByteString>? Warned { get; set; }

    /// <summary>Takes the seconds that Perl code sleeps under a clock of our own.</summary>
    public Action<long>? Slept { get; set; }

    /// <summary>Answers what Perl code asks of the program beyond warnings and sleep: a request and its parameters.</summary>
    public PerlRequestHandler? Requested { get; set; }

    /// <summary>Ends calls that take all memory.</summary>
    public abstract RunawayGuard Guard { get; }

    /// <summary>The version, as in 5.36.0.</summary>
    public abstract string Version { get; }

    /// <summary>
    /// From now on the time in Perl code is <paramref name="seconds"/> since Epoch. Without a call of this it is the system's.
    /// </summary>
    public abstract void SetTime(long seconds);

    /// <summary>Compiles the text of a function, in the package main::SEC.</summary>
    /// <param name="code">The text, which must yield a code reference.</param>
    /// <param name="file">The rule file, for Perl's messages.</param>
    /// <param name="line">The line.</param>
    /// <exception cref="PerlException">It does not compile or yields something else.</exception>
    public PerlFunction Compile(ReadOnlySpan<byte> code, string file, int line)
    {
        if (!RunText(PerlText.At(code, file, line), PerlContext.Scalar))
        {
            throw new PerlException(Error.ToDisplay());
        }

        try
        {
            return KindOf(0) == PerlValueKind.Code
                ? FunctionOf(0)
                : throw new PerlException($"a function (sub {{ ... }}) is needed, but this yields '{Encoding.UTF8.GetString(TextOf(0))}'");
        }
        finally
        {
            Finish();
        }
    }

    /// <summary>Adds an argument.</summary>
    public abstract void Add(ReadOnlySpan<byte> value);

    /// <summary>Adds undef.</summary>
    public abstract void AddUndefined();

    /// <summary>Adds a reference to a hash.</summary>
    public abstract void Add(PerlHash hash);

    /// <summary>Adds a reference to a new list, to which <see cref="AddItem"/> adds.</summary>
    public abstract void AddList();

    /// <summary>Adds an item to the list that was added last.</summary>
    public abstract void AddItem(ReadOnlySpan<byte> value);

    /// <summary>Calls a function; false when it has died of <see cref="Error"/>.</summary>
    /// <exception cref="PerlExitException">The function has called exit.</exception>
    public abstract bool Call(PerlFunction function, PerlContext context);

    /// <summary>Compiles and runs a program text, in the package main::SEC; false when it has died of <see cref="Error"/>.</summary>
    /// <exception cref="PerlExitException">The text has called exit.</exception>
    public bool Evaluate(ReadOnlySpan<byte> code, PerlContext context) => RunText(PerlText.Of(code), context);

    /// <summary>Compiles and runs a text as it is; false when it has died of <see cref="Error"/>.</summary>
    protected abstract bool RunText(ByteString text, PerlContext context);

    /// <summary>What a result is.</summary>
    public abstract PerlValueKind KindOf(int result);

    /// <summary>A result in Perl's boolean context.</summary>
    public abstract bool IsTrue(int result);

    /// <summary>A result as a string; empty for undef.</summary>
    public abstract ReadOnlySpan<byte> TextOf(int result);

    /// <summary>A function that calls the code to which a result refers, which must be of the kind <see cref="PerlValueKind.Code"/>.</summary>
    public abstract PerlFunction FunctionOf(int result);

    /// <summary>
    /// Passes the names and values of the hash to which a result refers to <paramref name="take"/>; whether any value is a
    /// reference.
    /// </summary>
    public abstract bool ReadHash(int result, IPerlPairs take);

    /// <summary>Gives up the results.</summary>
    public abstract void Finish();

    /// <summary>A new empty hash.</summary>
    public abstract PerlHash CreateHash();

    /// <summary>
    /// A new hash with the results of the last call, references being kept as such: the pairs of the hash that the only result
    /// refers to, or the results by number from 1.
    /// </summary>
    public abstract PerlHash KeepResults();

    /// <summary>A new hash with the pairs of another.</summary>
    public abstract PerlHash CopyOf(PerlHash hash);

    /// <summary>Stores a value in a hash that Perl code has not seen yet.</summary>
    public abstract void Store(PerlHash hash, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, bool isDefined = true);

    /// <summary>Stores in a hash, under another key, a value that it has.</summary>
    public abstract void StoreAgain(PerlHash hash, ReadOnlySpan<byte> key, ReadOnlySpan<byte> existing);

    /// <summary>The value in a hash; empty when there is none. Valid until Perl runs again.</summary>
    public abstract ReadOnlySpan<byte> Fetch(PerlHash hash, ReadOnlySpan<byte> key);

    /// <summary>Passes the names and values of a hash to <paramref name="take"/>.</summary>
    public abstract void ReadHash(PerlHash hash, IPerlPairs take);

    /// <summary>Gives a handle back; only from the thread that may enter Perl.</summary>
    public abstract void Release(PerlHandle handle);

    /// <summary>Gives a handle back at the next call.</summary>
    public void ReleaseLater(PerlHandle handle) => _toRelease.Enqueue(handle);

    public abstract void Dispose();

    /// <summary>Answers a request of Perl code; one that fails has no answer, and nothing unwinds into Perl.</summary>
    internal IReadOnlyList<ByteString?> Answer(ByteString request, ReadOnlySpan<ByteString?> parameters)
    {
        try
        {
            return AnswerOrFail(request, parameters);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Warned?.Invoke(ByteString.Utf8($"request '{request}' has failed: {exception.Message}"));
            return [];
        }
    }

    private IReadOnlyList<ByteString?> AnswerOrFail(ByteString request, ReadOnlySpan<ByteString?> parameters)
    {
        var first = parameters is [{ } text, ..] ? text : ByteString.Empty;
        if (request.Span.SequenceEqual("warn"u8))
        {
            Warned?.Invoke(PerlText.Message(first.Span));
            return [];
        }

        if (request.Span.SequenceEqual("sleep"u8))
        {
            Slept?.Invoke(Numbers.TryReadUnsigned(first.Span, out var seconds) ? seconds : 0);
            return [];
        }

        if (request.Span.SequenceEqual("runaway"u8))
        {
            return [Guard.HasFlaggedCall ? ByteString.Utf8("1") : null];
        }

        return Requested?.Invoke(request, parameters) ?? [];
    }

    /// <summary>Takes note of a program text: only some words in it can lead to output.</summary>
    protected void NoteText(ReadOnlySpan<byte> text) => _mayPrint = _mayPrint || PerlText.MayPrint(text);

    /// <summary>To be called before Perl code runs.</summary>
    protected void AnnounceOutput()
    {
        if (_mayPrint)
        {
            BeforeOutput?.Invoke();
        }
    }

    /// <summary>Gives back what finalisers have left to do.</summary>
    protected void ReleasePending()
    {
        while (!_toRelease.IsEmpty && _toRelease.TryDequeue(out var handle))
        {
            Release(handle);
        }
    }
}

/// <summary>Answers a request of Perl code; null stands for undef.</summary>
internal delegate IReadOnlyList<ByteString?> PerlRequestHandler(ByteString request, ReadOnlySpan<ByteString?> parameters);

/// <summary>Takes the pairs of a hash.</summary>
internal interface IPerlPairs
{
    void Take(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, bool isDefined);
}
