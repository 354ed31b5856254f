namespace SecSharp.Differential.Generation;

/// <summary>
/// A seeded source of choices, the same on every machine and with every version of the runtime (SplitMix64).
/// </summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed * 0x9E3779B97F4A7C15UL;

    /// <summary>Whether rules may hold Perl code.</summary>
    public bool UsesPerl { get; init; }

    /// <summary>A number from 0 to <paramref name="count"/> - 1.</summary>
    public int Next(int count)
    {
        _state += 0x9E3779B97F4A7C15UL;
        var mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        mixed ^= mixed >> 31;
        return (int)(mixed % (ulong)count);
    }

    /// <summary>A number from <paramref name="first"/> to <paramref name="last"/>, both included.</summary>
    public int Between(int first, int last) => first + Next(last - first + 1);

    /// <summary>True in <paramref name="percent"/> of 100 cases.</summary>
    public bool Chance(int percent) => Next(100) < percent;

    /// <summary>One of the choices; those written several times come up more often.</summary>
    public T Pick<T>(params ReadOnlySpan<T> choices) => choices[Next(choices.Length)];
}
