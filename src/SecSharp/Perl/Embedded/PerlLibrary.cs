using System.Runtime.InteropServices;
using System.Text;

namespace SecSharp.Perl.Embedded;

/// <summary>
/// The functions of libperl that are used, with their signatures: this is the whole list. perlapi(1), perlembed(1).
/// A Perl built with support for threads takes the interpreter as first parameter of every function, one without does not;
/// the methods below know the difference.
/// </summary>
internal sealed unsafe partial class PerlLibrary
{
    private const int RtldNow = 2;
    private const int RtldGlobal = 0x100;

    private readonly nint _handle;
    private readonly bool _threaded;
    private readonly List<string> _missing = [];

    // PerlInterpreter *perl_alloc(void); void perl_construct(PerlInterpreter *); void perl_free(PerlInterpreter *);
    // int perl_destruct(PerlInterpreter *); int perl_run(PerlInterpreter *);
    // int perl_parse(PerlInterpreter *, void (*xsinit)(pTHX), int argc, char **argv, char **env);
    private readonly delegate* unmanaged<nint> _alloc;
    private readonly delegate* unmanaged<nint, void> _construct;
    private readonly delegate* unmanaged<nint, void> _free;
    private readonly delegate* unmanaged<nint, int> _destruct;
    private readonly delegate* unmanaged<nint, int> _run;
    private readonly delegate* unmanaged<nint, nint, int, byte**, byte**, int> _parse;

    // void Perl_sys_init3(int *argc, char ***argv, char ***env); void Perl_set_context(void *);
    private readonly delegate* unmanaged<int*, byte***, byte***, void> _sysInit3;
    private readonly delegate* unmanaged<nint, void> _setContext;

    // CV *Perl_newXS(pTHX_ const char *name, void (*address)(pTHX_ CV *), const char *file);
    // void boot_DynaLoader(pTHX_ CV *);
    private readonly void* _newXS;
    private readonly nint _bootDynaLoader;

    // I32 Perl_call_argv(pTHX_ const char *name, I32 flags, char **argv); I32 Perl_eval_sv(pTHX_ SV *, I32 flags);
    // void Perl_free_tmps(pTHX); void Perl_push_scope(pTHX); void Perl_pop_scope(pTHX);
    private readonly void* _callArgv;
    private readonly void* _evalSv;
    private readonly void* _freeTmps;
    private readonly void* _pushScope;
    private readonly void* _popScope;

    // SV *Perl_get_sv(pTHX_ const char *name, I32 flags); AV *Perl_get_av(pTHX_ const char *name, I32 flags);
    private readonly void* _getSv;
    private readonly void* _getAv;

    // SV *Perl_newSVpvn(pTHX_ const char *, STRLEN); void Perl_sv_free(pTHX_ SV *);
    // void Perl_sv_setpvn(pTHX_ SV *, const char *, STRLEN); void Perl_sv_setiv(pTHX_ SV *, IV);
    // void Perl_sv_setsv_flags(pTHX_ SV *to, SV *from, I32 flags); char *Perl_sv_2pv_flags(pTHX_ SV *, STRLEN *, U32 flags);
    // MAGIC *Perl_sv_magicext(pTHX_ SV *, SV *object, int how, const MGVTBL *, const char *name, I32 length);
    private readonly void* _newSvPvn;
    private readonly void* _svFree;
    private readonly void* _svSetPvn;
    private readonly void* _svSetIv;
    private readonly void* _svSetSv;
    private readonly void* _sv2Pv;
    private readonly void* _svMagicExt;

    // void Perl_av_clear(pTHX_ AV *); void Perl_av_push(pTHX_ AV *, SV *); SV **Perl_av_fetch(pTHX_ AV *, SSize_t, I32);
    // SSize_t Perl_av_len(pTHX_ AV *);
    private readonly void* _avClear;
    private readonly void* _avPush;
    private readonly void* _avFetch;
    private readonly void* _avLen;

    // I32 Perl_hv_iterinit(pTHX_ HV *); SV *Perl_hv_iternextsv(pTHX_ HV *, char **key, I32 *length); void Perl_hv_clear(pTHX_ HV *);
    // void *Perl_hv_common_key_len(pTHX_ HV *, const char *key, I32 length, int action, SV *value, U32 hash);
    private readonly void* _hvIterInit;
    private readonly void* _hvIterNextSv;
    private readonly void* _hvClear;
    private readonly void* _hvCommon;

    // Without support for threads only: SV **PL_stack_sp.
    private readonly nint** _stackPointer;

    private PerlLibrary(nint handle, bool threaded)
    {
        _handle = handle;
        _threaded = threaded;
        _alloc = (delegate* unmanaged<nint>)Find("perl_alloc");
        _construct = (delegate* unmanaged<nint, void>)Find("perl_construct");
        _free = (delegate* unmanaged<nint, void>)Find("perl_free");
        _destruct = (delegate* unmanaged<nint, int>)Find("perl_destruct");
        _run = (delegate* unmanaged<nint, int>)Find("perl_run");
        _parse = (delegate* unmanaged<nint, nint, int, byte**, byte**, int>)Find("perl_parse");
        _sysInit3 = (delegate* unmanaged<int*, byte***, byte***, void>)Find("Perl_sys_init3");
        _setContext = (delegate* unmanaged<nint, void>)Find("Perl_set_context");
        _newXS = Find("Perl_newXS");
        _bootDynaLoader = (nint)Find("boot_DynaLoader");
        _callArgv = Find("Perl_call_argv");
        _evalSv = Find("Perl_eval_sv");
        _freeTmps = Find("Perl_free_tmps");
        _pushScope = Find("Perl_push_scope");
        _popScope = Find("Perl_pop_scope");
        _getSv = Find("Perl_get_sv");
        _getAv = Find("Perl_get_av");
        _newSvPvn = Find("Perl_newSVpvn");
        _svFree = Find("Perl_sv_free");
        _svSetPvn = Find("Perl_sv_setpvn");
        _svSetIv = Find("Perl_sv_setiv");
        _svSetSv = Find("Perl_sv_setsv_flags");
        _sv2Pv = Find("Perl_sv_2pv_flags");
        _svMagicExt = Find("Perl_sv_magicext");
        _avClear = Find("Perl_av_clear");
        _avPush = Find("Perl_av_push");
        _avFetch = Find("Perl_av_fetch");
        _avLen = Find("Perl_av_len");
        _hvIterInit = Find("Perl_hv_iterinit");
        _hvIterNextSv = Find("Perl_hv_iternextsv");
        _hvClear = Find("Perl_hv_clear");
        _hvCommon = Find("Perl_hv_common_key_len");
        _stackPointer = threaded ? null : (nint**)Find("PL_stack_sp");
    }

    /// <summary>Whether functions take the interpreter as first parameter.</summary>
    public bool Threaded => _threaded;

    /// <summary>Opens the library of an installation.</summary>
    /// <exception cref="PerlUnavailableException">It is not there, or lacks a function.</exception>
    public static PerlLibrary Open(PerlInstallation installation)
    {
        // The symbols must be visible to the modules in C that Perl loads, so NativeLibrary.Load will not do.
        var handle = installation.Library.Select(static path => DlOpen(path, RtldNow | RtldGlobal)).FirstOrDefault(static found => found != 0);
        if (handle == 0)
        {
            throw new PerlUnavailableException(
                $"The shared library of Perl {installation.Version} ({installation.Library[0]}) can't be loaded: install the package {installation.LibraryPackage}");
        }

        var library = new PerlLibrary(handle, installation.Threaded);
        return library._missing.Count == 0
            ? library
            : throw new PerlUnavailableException(
                $"The shared library of Perl {installation.Version} has no function {library._missing[0]}: Perl {PerlInstallation.Oldest} to {PerlInstallation.Newest} is known to fit");
    }

    public nint Allocate() => _alloc();

    public void Construct(nint perl) => _construct(perl);

    public void Free(nint perl) => _free(perl);

    public int Destruct(nint perl) => _destruct(perl);

    public int Run(nint perl) => _run(perl);

    public int Parse(nint perl, int count, byte** arguments) => _parse(perl, 0, count, arguments, null);

    public void InitializeProcess(int* count, byte*** arguments, byte*** environment) => _sysInit3(count, arguments, environment);

    public void SetContext(nint perl) => _setContext(perl);

    /// <summary>Makes DynaLoader, with which modules in C are loaded, known to an interpreter.</summary>
    public void RegisterDynaLoader(nint perl)
    {
        fixed (byte* name = "DynaLoader::boot_DynaLoader"u8, file = "SecSharp"u8)
        {
            _ = _threaded
                ? ((delegate* unmanaged<nint, byte*, nint, byte*, nint>)_newXS)(perl, name, _bootDynaLoader, file)
                : ((delegate* unmanaged<byte*, nint, byte*, nint>)_newXS)(name, _bootDynaLoader, file);
        }
    }

    public int CallArgv(nint perl, byte* name, int flags, byte** arguments) => _threaded
        ? ((delegate* unmanaged<nint, byte*, int, byte**, int>)_callArgv)(perl, name, flags, arguments)
        : ((delegate* unmanaged<byte*, int, byte**, int>)_callArgv)(name, flags, arguments);

    public int Eval(nint perl, nint text, int flags) => _threaded
        ? ((delegate* unmanaged<nint, nint, int, int>)_evalSv)(perl, text, flags)
        : ((delegate* unmanaged<nint, int, int>)_evalSv)(text, flags);

    public void FreeTemporaries(nint perl)
    {
        if (_threaded)
        {
            ((delegate* unmanaged<nint, void>)_freeTmps)(perl);
        }
        else
        {
            ((delegate* unmanaged<void>)_freeTmps)();
        }
    }

    /// <summary>Begins a scope (ENTER): calls leave something to be undone when it ends.</summary>
    // Hot path.
    public void PushScope(nint perl)
    {
        if (_threaded)
        {
            ((delegate* unmanaged[SuppressGCTransition]<nint, void>)_pushScope)(perl);
        }
        else
        {
            ((delegate* unmanaged[SuppressGCTransition]<void>)_pushScope)();
        }
    }

    /// <summary>Ends a scope (LEAVE).</summary>
    public void PopScope(nint perl)
    {
        if (_threaded)
        {
            ((delegate* unmanaged<nint, void>)_popScope)(perl);
        }
        else
        {
            ((delegate* unmanaged<void>)_popScope)();
        }
    }

    public nint GetScalar(nint perl, ReadOnlySpan<byte> name, int flags)
    {
        fixed (byte* start = name)
        {
            return _threaded
                ? ((delegate* unmanaged<nint, byte*, int, nint>)_getSv)(perl, start, flags)
                : ((delegate* unmanaged<byte*, int, nint>)_getSv)(start, flags);
        }
    }

    public nint GetArray(nint perl, ReadOnlySpan<byte> name, int flags)
    {
        fixed (byte* start = name)
        {
            return _threaded
                ? ((delegate* unmanaged<nint, byte*, int, nint>)_getAv)(perl, start, flags)
                : ((delegate* unmanaged<byte*, int, nint>)_getAv)(start, flags);
        }
    }

    public nint NewString(nint perl, ReadOnlySpan<byte> text)
    {
        fixed (byte* start = &NotNull(text))
        {
            return _threaded
                ? ((delegate* unmanaged[SuppressGCTransition]<nint, byte*, nuint, nint>)_newSvPvn)(perl, start, (nuint)text.Length)
                : ((delegate* unmanaged[SuppressGCTransition]<byte*, nuint, nint>)_newSvPvn)(start, (nuint)text.Length);
        }
    }

    public void FreeScalar(nint perl, nint scalar)
    {
        if (_threaded)
        {
            ((delegate* unmanaged<nint, nint, void>)_svFree)(perl, scalar);
        }
        else
        {
            ((delegate* unmanaged<nint, void>)_svFree)(scalar);
        }
    }

    /// <summary>Sets a scalar of our own that is no reference and has no magic, so that no Perl code can run.</summary>
    // Hot path.
    public void SetString(nint perl, nint scalar, ReadOnlySpan<byte> text)
    {
        fixed (byte* start = &NotNull(text))
        {
            if (_threaded)
            {
                ((delegate* unmanaged[SuppressGCTransition]<nint, nint, byte*, nuint, void>)_svSetPvn)(perl, scalar, start, (nuint)text.Length);
            }
            else
            {
                ((delegate* unmanaged[SuppressGCTransition]<nint, byte*, nuint, void>)_svSetPvn)(scalar, start, (nuint)text.Length);
            }
        }
    }

    public void SetInteger(nint perl, nint scalar, long value)
    {
        if (_threaded)
        {
            ((delegate* unmanaged<nint, nint, long, void>)_svSetIv)(perl, scalar, value);
        }
        else
        {
            ((delegate* unmanaged<nint, long, void>)_svSetIv)(scalar, value);
        }
    }

    public void SetScalar(nint perl, nint to, nint from)
    {
        if (_threaded)
        {
            ((delegate* unmanaged<nint, nint, nint, int, void>)_svSetSv)(perl, to, from, 0);
        }
        else
        {
            ((delegate* unmanaged<nint, nint, int, void>)_svSetSv)(to, from, 0);
        }
    }

    /// <summary>The string value of a scalar that is no reference and has no magic.</summary>
    public byte* StringOf(nint perl, nint scalar, nuint* length) => _threaded
        ? ((delegate* unmanaged<nint, nint, nuint*, uint, byte*>)_sv2Pv)(perl, scalar, length, 0)
        : ((delegate* unmanaged<nint, nuint*, uint, byte*>)_sv2Pv)(scalar, length, 0);

    /// <summary>Attaches magic of our own (PERL_MAGIC_ext) to a scalar.</summary>
    public void AddMagic(nint perl, nint scalar, nint table, nint data)
    {
        const int external = '~';
        _ = _threaded
            ? ((delegate* unmanaged<nint, nint, nint, int, nint, nint, int, nint>)_svMagicExt)(perl, scalar, 0, external, table, data, 0)
            : ((delegate* unmanaged<nint, nint, int, nint, nint, int, nint>)_svMagicExt)(scalar, 0, external, table, data, 0);
    }

    public void ClearArray(nint perl, nint array)
    {
        if (_threaded)
        {
            ((delegate* unmanaged<nint, nint, void>)_avClear)(perl, array);
        }
        else
        {
            ((delegate* unmanaged<nint, void>)_avClear)(array);
        }
    }

    /// <summary>Appends to an array without magic; the array takes over one reference.</summary>
    // Hot path.
    public void Push(nint perl, nint array, nint scalar)
    {
        if (_threaded)
        {
            ((delegate* unmanaged[SuppressGCTransition]<nint, nint, nint, void>)_avPush)(perl, array, scalar);
        }
        else
        {
            ((delegate* unmanaged[SuppressGCTransition]<nint, nint, void>)_avPush)(array, scalar);
        }
    }

    public nint ElementOf(nint perl, nint array, nint index)
    {
        var found = _threaded
            ? ((delegate* unmanaged<nint, nint, nint, int, nint*>)_avFetch)(perl, array, index, 0)
            : ((delegate* unmanaged<nint, nint, int, nint*>)_avFetch)(array, index, 0);
        return found is null ? 0 : *found;
    }

    public int LengthOf(nint perl, nint array) => 1 + (int)(_threaded
        ? ((delegate* unmanaged<nint, nint, nint>)_avLen)(perl, array)
        : ((delegate* unmanaged<nint, nint>)_avLen)(array));

    public void BeginPairs(nint perl, nint hash)
    {
        _ = _threaded
            ? ((delegate* unmanaged<nint, nint, int>)_hvIterInit)(perl, hash)
            : ((delegate* unmanaged<nint, int>)_hvIterInit)(hash);
    }

    /// <summary>The next value of a hash without magic; 0 at its end. A negative length means that the key is in UTF-8.</summary>
    public nint NextPair(nint perl, nint hash, byte** key, int* length) => _threaded
        ? ((delegate* unmanaged[SuppressGCTransition]<nint, nint, byte**, int*, nint>)_hvIterNextSv)(perl, hash, key, length)
        : ((delegate* unmanaged[SuppressGCTransition]<nint, byte**, int*, nint>)_hvIterNextSv)(hash, key, length);

    public void ClearHash(nint perl, nint hash)
    {
        if (_threaded)
        {
            ((delegate* unmanaged<nint, nint, void>)_hvClear)(perl, hash);
        }
        else
        {
            ((delegate* unmanaged<nint, void>)_hvClear)(hash);
        }
    }

    /// <summary>Looks a key up (0: it is not there), or stores a value, of which the hash takes over one reference.</summary>
    public nint* HashElement(nint perl, nint hash, ReadOnlySpan<byte> key, nint value)
    {
        const int fetch = 0x20;
        const int store = 0x24;
        fixed (byte* start = &NotNull(key))
        {
            return _threaded
                ? ((delegate* unmanaged[SuppressGCTransition]<nint, nint, byte*, int, int, nint, uint, nint*>)_hvCommon)(
                    perl, hash, start, key.Length, value == 0 ? fetch : store, value, 0)
                : ((delegate* unmanaged[SuppressGCTransition]<nint, byte*, int, int, nint, uint, nint*>)_hvCommon)(
                    hash, start, key.Length, value == 0 ? fetch : store, value, 0);
        }
    }

    /// <summary>Where the top of Perl's stack is kept: the first field of an interpreter, or a variable of its own.</summary>
    public nint** StackPointer(nint perl) => _threaded ? (nint**)perl : _stackPointer;

    /// <summary>Where a text begins; never null, which for Perl would be undef.</summary>
    private static ref readonly byte NotNull(ReadOnlySpan<byte> text) => ref MemoryMarshal.GetReference(text.IsEmpty ? "\0"u8 : text);

    private void* Find(string name)
    {
        if (NativeLibrary.TryGetExport(_handle, name, out var address))
        {
            return (void*)address;
        }

        _missing.Add(name);
        return null;
    }

    private static nint DlOpen(string path, int flags)
    {
        var bytes = Encoding.UTF8.GetBytes(path + '\0');
        fixed (byte* start = bytes)
        {
            return DlOpen(start, flags);
        }
    }

    [LibraryImport("libc", EntryPoint = "dlopen")]
    private static partial nint DlOpen(byte* path, int flags);
}
