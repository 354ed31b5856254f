using System.Text;

namespace SecSharp.Patterns.Pcre2;

internal sealed record RegexError(string Message, int Offset, string? Hint);

internal sealed record RegexGroupName(ByteString Name, int[] Numbers);

internal sealed unsafe class RegexScratch : IDisposable
{
    private readonly nint _stack;

    public RegexScratch()
    {
        Data = Pcre2Native.MatchDataCreate(1024, 0);
        Context = Pcre2Native.MatchContextCreate(0);
        _ = Pcre2Native.SetMatchLimit(Context, 10_000_000);
        _stack = Pcre2Native.JitStackCreate(64 * 1024, 8 * 1024 * 1024, 0);
        Pcre2Native.JitStackAssign(Context, 0, _stack);
        Ovector = Pcre2Native.GetOvector(Data);
    }

    internal nint Data { get; }

    internal nint Context { get; }

    internal nuint* Ovector { get; }

    public void Dispose()
    {
        Pcre2Native.MatchDataFree(Data);
        Pcre2Native.MatchContextFree(Context);
        Pcre2Native.JitStackFree(_stack);
    }
}

internal sealed unsafe class Regex : IDisposable
{
    private nint _code;

    private Regex(nint code, ByteString pattern)
    {
        _code = code;
        Pattern = pattern;
        uint groups = 0;
        _ = Pcre2Native.PatternInfo(code, 4, &groups);
        GroupCount = (int)groups;
        uint names = 0, size = 0;
        byte* table = null;
        _ = Pcre2Native.PatternInfo(code, 17, &names);
        _ = Pcre2Native.PatternInfo(code, 18, &size);
        _ = Pcre2Native.PatternInfo(code, 19, &table);
        var all = new Dictionary<string, List<int>>();
        for (var index = 0; index < names; index++)
        {
            var entry = table + (index * size);
            var number = (entry[0] << 8) | entry[1];
            var name = Encoding.Latin1.GetString(System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpanFromNullTerminated(entry + 2));
            if (!all.TryGetValue(name, out var list))
            {
                all[name] = list = [];
            }

            list.Add(number);
        }

        GroupNames = [.. all.Select(static n => new RegexGroupName(ByteString.Latin1(n.Key), [.. n.Value.Order()]))];
    }

    public ByteString Pattern { get; }

    public int GroupCount { get; }

    public IReadOnlyList<RegexGroupName> GroupNames { get; }

    public static Regex? TryCompile(ReadOnlySpan<byte> pattern, out RegexError? error)
    {
        error = null;
        fixed (byte* p = pattern)
        {
            byte none = 0;
            var code = Pcre2Native.Compile(p is null ? &none : p, (nuint)pattern.Length, 0x40 | 0x20000000 & 0, out var number, out var offset, 0);
            if (code == 0)
            {
                Span<byte> text = stackalloc byte[256];
                fixed (byte* t = text)
                {
                    var length = Pcre2Native.GetErrorMessage(number, t, 256);
                    error = new RegexError(Encoding.ASCII.GetString(text[..Math.Max(0, length)]), (int)offset, null);
                }

                return null;
            }

            _ = Pcre2Native.JitCompile(code, 1);
            return new Regex(code, ByteString.Copy(pattern));
        }
    }

    public bool IsMatch(ReadOnlySpan<byte> subject, RegexScratch scratch) => Run(subject, scratch) > 0;

    public bool Match(ReadOnlySpan<byte> subject, RegexScratch scratch, Span<int> offsets)
    {
        var count = Run(subject, scratch);
        if (count <= 0)
        {
            return false;
        }

        for (var index = 0; index < 2 * (GroupCount + 1); index++)
        {
            offsets[index] = index < 2 * count && scratch.Ovector[index] != nuint.MaxValue ? (int)scratch.Ovector[index] : -1;
        }

        return true;
    }

    public static void Quote(ReadOnlySpan<byte> value, ByteBuilder output)
    {
        foreach (var b in value)
        {
            if (!char.IsAsciiLetterOrDigit((char)b) && b != '_')
            {
                output.Append((byte)'\\');
            }

            output.Append(b);
        }
    }

    public void Dispose()
    {
        if (_code != 0)
        {
            Pcre2Native.CodeFree(_code);
            _code = 0;
        }

        GC.SuppressFinalize(this);
    }

    ~Regex() => Dispose();

    private int Run(ReadOnlySpan<byte> subject, RegexScratch scratch)
    {
        fixed (byte* s = subject)
        {
            byte none = 0;
            return Pcre2Native.JitMatch(_code, s is null ? &none : s, (nuint)subject.Length, 0, 0, scratch.Data, scratch.Context);
        }
    }
}
