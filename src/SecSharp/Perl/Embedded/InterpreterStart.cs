using System.Runtime.InteropServices;
using SecSharp.Posix;

namespace SecSharp.Perl.Embedded;

/// <summary>Starts interpreters without disturbing the process: what Perl sets up for signals is put back.</summary>
internal static unsafe class InterpreterStart
{
    private static readonly Lock Starting = new();
    private static bool s_processInitialized;

    /// <summary>Creates an interpreter with an empty main program.</summary>
    public static nint Run(PerlLibrary library)
    {
        // Perl's own start-up is not made for two threads at a time.
        lock (Starting)
        {
            var signals = SignalDispositions.Save();
            Libc.UnsetEnvironment("PERL_SIGNALS\0"u8);
            var perl = Create(library);
            signals.Restore();
            return perl;
        }
    }

    private static nint Create(PerlLibrary library)
    {
        // They must outlive the interpreter, which keeps pointers to them.
        var arguments = CStrings.Allocate("sec", "-w", "-e", "0");
        if (!s_processInitialized)
        {
            s_processInitialized = true;
            var count = 4;
            var environment = (byte**)NativeMemory.AllocZeroed((nuint)sizeof(nint));
            library.InitializeProcess(&count, &arguments, &environment);
        }

        var perl = library.Allocate();
        if (perl == 0)
        {
            throw new PerlUnavailableException("Perl can't be started: no memory");
        }

        library.Construct(perl);
        if (library.Parse(perl, 4, arguments) != 0)
        {
            throw new PerlUnavailableException("Perl can't be started: see its messages on standard error (is PERL5OPT set?)");
        }

        library.RegisterDynaLoader(perl);
        return perl;
    }
}
