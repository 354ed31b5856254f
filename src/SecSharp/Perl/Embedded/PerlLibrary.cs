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
