using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using SecSharp.Posix;

namespace SecSharp.Perl.Embedded;

/// <summary>
/// Perl inside of this process. The code of a rule is called by the name of a glob, with the array @main::_ as its @_ (a
/// call without an argument list sees the caller's), and its results are read where Perl leaves them: on its stack.
/// Everything is called so that Perl catches what dies; nothing ever unwinds through our frames.
/// </summary>
internal sealed unsafe partial class EmbeddedPerl : PerlHost
{
    private const int Create = 1;

    private const int MostSpareHashes = 16;
    private const int MostKeptResults = 1000;

    /// <summary>G_EVAL: a die ends the call only.</summary>
    private const int Catch = 0x08;

    /// <summary>G_NOARGS: no @_ of the call's own.</summary>
    private const int NoArguments = 0x10;

    private readonly PerlLibrary _library;
    private readonly List<nint> _pool = [];
    private readonly List<nint> _pending = [];
    private readonly Stack<nint> _spareHashes = new();
    private readonly ByteBuilder _inner = new();
    private readonly nint _perl;
    private readonly nint** _stack;
    private readonly byte** _noArguments;
    private readonly nint _arguments;
    private readonly nint _undefined;
    private readonly Scalar _error;
    private readonly Scalar _exit;
    private readonly PerlFunction _text;
    private readonly PerlFunction _truth;
    private readonly PerlFunction _pairs;
    private readonly PerlFunction _emptyHash;
    private readonly PerlFunction _emptyList;
    private readonly PerlFunction _again;
    private readonly PerlFunction _copy;
    private readonly PerlFunction _numbered;
    private readonly PerlFunction _install;
    private readonly PerlFunction _uninstall;
    private readonly RequestHook _hook;
    private int _pooled;
    private bool _isDirty = true;
    private nint _now;
    private int _lastId;
    private int _thread;
    private int _threadId;
    private bool _isDisposed;

    /// <summary>Starts an interpreter.</summary>
    /// <exception cref="PerlUnavailableException">The installation does not fit.</exception>
    public EmbeddedPerl(PerlInstallation installation)
    {
        if (!installation.HasKnownVersion)
        {
            throw new PerlUnavailableException(
                $"{installation.Program} is Perl {installation.Version}, but {PerlInstallation.Oldest} to {PerlInstallation.Newest} is needed");
        }

        Version = installation.Version.ToString();
        _library = PerlLibrary.Open(installation);
        _noArguments = (byte**)NativeMemory.AllocZeroed((nuint)sizeof(nint));
        _perl = InterpreterStart.Run(_library);
        _thread = Environment.CurrentManagedThreadId;
        _threadId = Libc.ThreadId();
        _stack = _library.StackPointer(_perl);
        _arguments = _library.GetArray(_perl, "_\0"u8, Create);
        _undefined = _library.GetScalar(_perl, "SecSharp::undefined\0"u8, Create);
        _exit = new Scalar(_library.GetScalar(_perl, "SecSharp::exit\0"u8, Create));
        _error = new Scalar(_library.GetScalar(_perl, "@\0"u8, Create));
        CheckLayout(installation);
        _text = Named("SecSharp::text");
        _truth = Named("SecSharp::truth");
        _pairs = Named("SecSharp::pairs");
        _emptyHash = Named("SecSharp::hash");
        _emptyList = Named("SecSharp::list");
        _again = Named("SecSharp::again");
        _copy = Named("SecSharp::copy");
        _numbered = Named("SecSharp::numbered");
        _install = Named("SecSharp::install");
        _uninstall = Named("SecSharp::uninstall");
        _hook = new RequestHook(this, _library, _perl);
        Guard = new RunawayGuard(
            static () => Libc.ResidentMemory(Environment.ProcessId),
            () => _ = Libc.SignalThread(Environment.ProcessId, _threadId, RunawayGuard.Signal));
        Run(PerlText.Bootstrap);
        Run("sub SecSharp::ask { $SecSharp::hook = 1; return; } $SecSharp::busy = 1;"u8);
        _hook.Listen(_library.GetScalar(_perl, "SecSharp::hook\0"u8, Create));
    }

    public override string Version { get; }

    public override RunawayGuard Guard { get; }

    public override void SetTime(long seconds)
    {
        Enter();
        if (_now != 0)
        {
            _library.SetInteger(_perl, _now, seconds);
            return;
        }

        Run(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"SecSharp::virtual_time({seconds})")));
        _now = _library.GetScalar(_perl, "SecSharp::now\0"u8, Create);
    }

    public override bool Call(PerlFunction function, PerlContext context)
    {
        // Hot path.
        if (_pending.Count == 0)
        {
            BeginArguments();
        }
        else if (_isDirty)
        {
            _library.ClearArray(_perl, _arguments);
        }

        foreach (var argument in CollectionsMarshal.AsSpan(_pending))
        {
            _library.Push(_perl, _arguments, argument);
        }

        _pending.Clear();
        _pooled = 0;
        _isDirty = true;
        AnnounceOutput();
        Guard.Step();
        var count = CallNamed(function, context);
        Guard.Step();
        return Take(count);
    }

    public override void Release(PerlHandle handle)
    {
        if (_isDisposed)
        {
            return;
        }

        switch (handle)
        {
            case PerlHash hash:
                ReleaseHash(new Scalar(hash.Id));
                break;
            case PerlFunction function:
                Drop(InnerCall(_uninstall, _library.NewString(_perl, function.Name)));
                NativeMemory.Free((void*)function.Address);
                break;
        }
    }

    public override void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        Enter();
        BeforeOutput?.Invoke();

        Guard.Dispose();

        // The main program is empty: what perl_run runs are END blocks.
        _library.Run(_perl);
        _isDisposed = true;
        _library.Destruct(_perl);
        _library.Free(_perl);
        _hook.Dispose();
        NativeMemory.Free(_noArguments);
    }

    private PerlFunction Named(string name)
    {
        var bytes = Encoding.ASCII.GetBytes(name);
        var address = (byte*)NativeMemory.AllocZeroed((nuint)bytes.Length + 1);
        bytes.CopyTo(new Span<byte>(address, bytes.Length));
        return new PerlFunction(this, bytes, (nint)address);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Enter()
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            _thread = Environment.CurrentManagedThreadId;
            _threadId = Libc.ThreadId();
            _library.SetContext(_perl);
        }
    }

    private bool Take(int count)
    {
        ResultCount = count;
        if (_exit.IsDefined)
        {
            throw LeaveByExit();
        }

        if (count == 0 || (count == 1 && !Result(0).IsDefined && !Result(0).IsMagical))
        {
            return !HasDied();
        }

        return true;
    }

    private bool HasDied()
    {
        if (_error.IsPlainText ? _error.Text.IsEmpty : !_error.IsDefined)
        {
            return false;
        }

        Error = PerlText.Message(TextOf(_error));
        Finish();
        return true;
    }

    private PerlExitException LeaveByExit()
    {
        var code = Numbers.TryReadUnsigned(TextOf(_exit), out var exit) ? (int)exit : 0;
        Finish();
        _library.SetScalar(_perl, _exit.Address, _undefined);
        return new PerlExitException(code);
    }

    protected override bool RunText(ByteString text, PerlContext context)
    {
        BeginArguments();
        NoteText(text.Span);
        AnnounceOutput();
        var scalar = _library.NewString(_perl, text.Span);
        _library.PushScope(_perl);
        Guard?.Step();
        var count = _library.Eval(_perl, scalar, (int)context);
        Guard?.Step();
        _library.PopScope(_perl);
        _library.FreeScalar(_perl, scalar);
        return Take(count);
    }

    private void Run(ReadOnlySpan<byte> text)
    {
        if (!RunText(ByteString.Copy(text), PerlContext.Scalar))
        {
            throw new PerlUnavailableException($"Perl {Version} can't be used: {Error.ToDisplay()}");
        }

        Finish();
    }

    /// <summary>
    /// Calls a function of the bootstrap; the number of its results, to be given to <see cref="Drop"/>. The results of an
    /// outer call stay below on the stack, and arguments that are being collected wait.
    /// </summary>
    private int InnerCall(PerlFunction function, params ReadOnlySpan<nint> arguments)
    {
        _library.ClearArray(_perl, _arguments);
        _isDirty = true;
        foreach (var argument in arguments)
        {
            _library.Push(_perl, _arguments, argument);
        }

        return CallNamed(function, PerlContext.List);
    }

    private int CallNamed(PerlFunction function, PerlContext context)
    {
        _library.PushScope(_perl);
        var count = _library.CallArgv(_perl, (byte*)function.Address, (int)context | Catch | NoArguments, _noArguments);
        _library.PopScope(_perl);
        return count;
    }

    /// <summary>Makes sure that values are laid out as <see cref="Scalar"/> expects.</summary>
    private void CheckLayout(PerlInstallation installation)
    {
        var before = *_stack;
        var fits = RunText(ByteString.Utf8("('abc', undef, 7, {}, bless({}), sub { 1 }, \"\\x{e4}\\x{20ac}\", [])"), PerlContext.List)
            && ResultCount == 8 && *_stack - before == 8
            && Result(0).IsPlainText && Result(0).Text.SequenceEqual("abc"u8) && Result(0).IsDefined
            && !Result(1).IsDefined && !Result(1).IsReference
            && Result(2).IsInteger && Result(2).Integer == 7 && Result(2).IsDefined && !Result(2).IsPlainText
            && Result(3).IsReference && Result(3).Referent.IsPlainHash && Result(3).Referent.References == 1
            && Result(4).IsReference && !Result(4).Referent.IsPlainHash
            && Result(5).IsReference && Result(5).Referent.IsCode
            && Result(6).IsUtf8 && !Result(6).IsPlainText && !Result(6).IsMagical
            && Result(7).IsReference && !Result(7).Referent.IsPlainHash && !Result(7).Referent.IsCode
            && new Scalar(_library.GetScalar(_perl, "!\0"u8, Create)).IsMagical;
        Finish();
        if (!fits || *_stack != before)
        {
            throw new PerlUnavailableException(
                $"Perl {installation.Version} lays out its values in a way that is not known: {PerlInstallation.Oldest} to {PerlInstallation.Newest} is known to fit");
        }
    }
}
