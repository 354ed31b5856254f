using System.Runtime.InteropServices;

namespace SecSharp.Perl.Embedded;

/// <summary>
/// How Perl code asks the program something: setting $SecSharp::hook, which has magic, calls us; what is asked stands in
/// @SecSharp::in, the answer goes to @SecSharp::out. Magic needs none of Perl's stack macros, and the call returns as
/// every call does.
/// </summary>
internal sealed unsafe class RequestHook : IDisposable
{
    /// <summary>Place of the field mg_ptr in struct magic.</summary>
    private const int MagicData = 40;

    private readonly EmbeddedPerl _host;
    private readonly PerlLibrary _library;
    private readonly nint _perl;
    private readonly GCHandle _self;

    /// <summary>struct mgvtbl: get, set, len, clear, free, copy, dup, local.</summary>
    private readonly nint* _table;

    public RequestHook(EmbeddedPerl host, PerlLibrary library, nint perl)
    {
        _host = host;
        _library = library;
        _perl = perl;
        _self = GCHandle.Alloc(this);
        _table = (nint*)NativeMemory.AllocZeroed(8, (nuint)sizeof(nint));
        _table[1] = library.Threaded
            ? (nint)(delegate* unmanaged<nint, nint, nint, int>)&SetWithThreads
            : (nint)(delegate* unmanaged<nint, nint, int>)&SetWithoutThreads;
    }

    /// <summary>Attaches the magic to the hook.</summary>
    public void Listen(nint hook) => _library.AddMagic(_perl, hook, (nint)_table, GCHandle.ToIntPtr(_self));

    public void Dispose()
    {
        _self.Free();
        NativeMemory.Free(_table);
    }

    [UnmanagedCallersOnly]
    private static int SetWithThreads(nint perl, nint scalar, nint magic) => Answer(magic);

    [UnmanagedCallersOnly]
    private static int SetWithoutThreads(nint scalar, nint magic) => Answer(magic);

    private static int Answer(nint magic)
    {
        try
        {
            ((RequestHook)GCHandle.FromIntPtr(*(nint*)(magic + MagicData)).Target!).Answer();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Nothing may unwind into Perl. The request stays without an answer.
        }

        return 0;
    }

    private void Answer()
    {
        var asked = _library.GetArray(_perl, "SecSharp::in\0"u8, 1);
        var parameters = new ByteString?[_library.LengthOf(_perl, asked)];
        for (var index = 0; index < parameters.Length; index++)
        {
            var element = new Scalar(_library.ElementOf(_perl, asked, index));
            parameters[index] = element.Address != 0 && element.IsDefined ? ByteString.Copy(TextOf(element)) : null;
        }

        if (parameters is not [{ } request, ..])
        {
            return;
        }

        var answers = _library.GetArray(_perl, "SecSharp::out\0"u8, 1);
        foreach (var answer in _host.Answer(request, parameters.AsSpan(1)))
        {
            var scalar = _library.NewString(_perl, answer is { } text ? text.Span : default);
            if (answer is null)
            {
                _library.SetScalar(_perl, scalar, _library.GetScalar(_perl, "SecSharp::undefined\0"u8, 1));
            }

            _library.Push(_perl, answers, scalar);
        }
    }

    // The Perl side has made strings of what it asks; wide characters come as their bytes.
    private static ReadOnlySpan<byte> TextOf(Scalar element) => element.Text;
}
