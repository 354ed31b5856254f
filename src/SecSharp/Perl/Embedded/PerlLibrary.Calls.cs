using System.Runtime.InteropServices;

namespace SecSharp.Perl.Embedded;

/// <content>The calls, each with the interpreter as first parameter where Perl has been built with threads.</content>
internal sealed unsafe partial class PerlLibrary
{
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
}
