using System.Numerics;

namespace SecSharp.Patterns.Pcre2;

/// <summary>A set of byte values: what a character class comes to on bytes.</summary>
internal readonly record struct ByteSet(ulong A, ulong B, ulong C, ulong D)
{
    /// <summary>All 256 values.</summary>
    public static ByteSet All { get; } = new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);

    /// <summary>Number of values in the set.</summary>
    public int Count =>
        BitOperations.PopCount(A) + BitOperations.PopCount(B) + BitOperations.PopCount(C) + BitOperations.PopCount(D);

    /// <summary>The values for which <paramref name="belongs"/> says so.</summary>
    public static ByteSet Where(Func<int, bool> belongs)
    {
        var set = default(ByteSet);
        for (var value = 0; value < 256; value++)
        {
            set = belongs(value) ? set.With(value) : set;
        }

        return set;
    }

    /// <summary>The values from <paramref name="first"/> to <paramref name="last"/>; those above 255 are left out.</summary>
    public static ByteSet Range(int first, int last)
    {
        var set = default(ByteSet);
        for (var value = first; value <= Math.Min(last, 255); value++)
        {
            set = set.With(value);
        }

        return set;
    }

    public bool Contains(int value) => ((value >> 6) switch { 0 => A, 1 => B, 2 => C, _ => D } >> (value & 63) & 1) != 0;

    public ByteSet With(int value)
    {
        var bit = 1UL << (value & 63);
        return (value >> 6) switch
        {
            0 => this with { A = A | bit },
            1 => this with { B = B | bit },
            2 => this with { C = C | bit },
            _ => this with { D = D | bit },
        };
    }

    /// <summary>Appends the set as a bracketed class that means the same under any options.</summary>
    public void AppendClass(ByteBuilder output)
    {
        var negate = Count == 0 || (Count < 256 && RangeCount(~this) < RangeCount(this));
        var set = negate ? ~this : this;
        output.Append(negate ? "[^"u8 : "["u8);
        for (var first = 0; first < 256; first++)
        {
            if (!set.Contains(first))
            {
                continue;
            }

            var last = first;
            while (last < 255 && set.Contains(last + 1))
            {
                last++;
            }

            AppendLiteral(output, first);
            if (last > first)
            {
                if (last > first + 1)
                {
                    output.Append((byte)'-');
                }

                AppendLiteral(output, last);
            }

            first = last;
        }

        output.Append((byte)']');
    }

    /// <summary>Appends one byte so that it stands for itself, in a class or outside.</summary>
    public static void AppendLiteral(ByteBuilder output, int value)
    {
        if (char.IsAsciiLetterOrDigit((char)value) || value == '_')
        {
            output.Append((byte)value);
            return;
        }

        output.Append("\\x"u8);
        output.Append("0123456789abcdef"u8[value >> 4]);
        output.Append("0123456789abcdef"u8[value & 15]);
    }

    public static ByteSet operator |(ByteSet x, ByteSet y) => new(x.A | y.A, x.B | y.B, x.C | y.C, x.D | y.D);

    public static ByteSet operator &(ByteSet x, ByteSet y) => new(x.A & y.A, x.B & y.B, x.C & y.C, x.D & y.D);

    public static ByteSet operator ~(ByteSet x) => new(~x.A, ~x.B, ~x.C, ~x.D);

    /// <summary>Number of values that are in the set while the one below is not.</summary>
    private static int RangeCount(ByteSet set) =>
        BitOperations.PopCount(set.A & ~(set.A << 1))
        + BitOperations.PopCount(set.B & ~((set.B << 1) | (set.A >> 63)))
        + BitOperations.PopCount(set.C & ~((set.C << 1) | (set.B >> 63)))
        + BitOperations.PopCount(set.D & ~((set.D << 1) | (set.C >> 63)));
}
