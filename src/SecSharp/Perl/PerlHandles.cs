namespace SecSharp.Perl;

/// <summary>
/// Something that lives in Perl for us: given back explicitly, or by its finaliser, which leaves the work to the host's
/// next call because only one thread may enter Perl.
/// </summary>
internal abstract class PerlHandle(PerlHost host) : IDisposable
{
    private bool _released;

    ~PerlHandle()
    {
        if (!_released)
        {
            _released = true;
            host.ReleaseLater(this);
        }
    }

    /// <summary>The host it lives in.</summary>
    public PerlHost Host => host;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        if (!_released)
        {
            _released = true;
            host.ReleaseLater(this);
        }
    }
}

/// <summary>A function that rules call: the code reference that a piece of a rule file or an action has yielded.</summary>
/// <param name="host">The host it lives in.</param>
/// <param name="name">The name under which the host finds it.</param>
/// <param name="address">The name in memory that does not move, where the host needs it.</param>
internal sealed class PerlFunction(PerlHost host, byte[] name, nint address) : PerlHandle(host)
{
    public byte[] Name => name;

    public nint Address => address;
}

/// <summary>A hash that rules share with Perl code: an entry of the pattern match cache.</summary>
/// <param name="host">The host it lives in.</param>
/// <param name="id">Its number, or the address of a reference to it, in the host.</param>
internal sealed class PerlHash(PerlHost host, nint id) : PerlHandle(host)
{
    public nint Id => id;
}
