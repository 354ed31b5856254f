using System.Runtime.CompilerServices;

namespace SecSharp.Perl.Embedded;

/// <summary>
/// The fields of Perl's values that are read in place, which have kept their places since Perl 5.20; the interpreter's
/// self-test makes sure of them. perlguts(1), perlintern(1).
/// </summary>
/// <remarks>struct { void *any; U32 references; U32 flags; union { char *text; SV *referent; } }; any: { ...; STRLEN length at 16; IV integer at 32 }.</remarks>
internal readonly unsafe struct Scalar(nint address)
{
    private const uint TypeMask = 0xff;
    private const uint Hash = 12;
    private const uint Code = 13;
    private const uint IsOk = 0xff00;
    private const uint IntegerOk = 0x100;
    private const uint TextOk = 0x400;
    private const uint ReferenceOk = 0x800;
    private const uint Protected = 0x00010000;
    private const uint Object = 0x00100000;
    private const uint Magical = 0x00e00000;
    private const uint ReadOnly = 0x08000000;
    private const uint Utf8 = 0x20000000;

    public nint Address => address;

    public uint References
    {
        get => *(uint*)(address + 8);
        set => *(uint*)(address + 8) = value;
    }

    private uint Flags => *(uint*)(address + 12);

    /// <summary>A string, not a reference, without magic: <see cref="Text"/> may be read.</summary>
    public bool IsPlainText => (Flags & (TextOk | ReferenceOk | Magical | Utf8)) == TextOk;

    public bool IsUtf8 => (Flags & Utf8) != 0;

    public bool IsMagical => (Flags & Magical) != 0;

    public bool IsReference => (Flags & ReferenceOk) != 0;

    /// <summary>Whether there is any value; only without magic.</summary>
    public bool IsDefined => (Flags & IsOk) != 0;

    /// <summary>An integer that has no string value yet.</summary>
    public bool IsInteger => (Flags & (IntegerOk | TextOk | ReferenceOk | Magical)) == IntegerOk;

    /// <summary>The value of an integer.</summary>
    public long Integer => *(long*)(*(nint*)address + 32);

    /// <summary>Whether it can be set without running Perl code or failing.</summary>
    public bool IsReusable => References == 1 && (Flags & (ReferenceOk | Magical | Protected | ReadOnly | Object)) == 0 && (Flags & TypeMask) <= 7;

    /// <summary>What a reference refers to.</summary>
    public Scalar Referent => new(*(nint*)(address + 16));

    public bool IsPlainHash => (Flags & TypeMask) == Hash && (Flags & Object) == 0;

    public bool IsCode => (Flags & TypeMask) == Code && (Flags & Object) == 0;

    public ReadOnlySpan<byte> Text
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(*(byte**)(address + 16), (int)*(nuint*)(*(nint*)address + 16));
    }
}
