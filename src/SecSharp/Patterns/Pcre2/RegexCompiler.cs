using System.Text;

namespace SecSharp.Patterns.Pcre2;

/// <summary>From the author's pattern to PCRE2's code.</summary>
internal static unsafe class RegexCompiler
{
    private const Pcre2Options Options =
        Pcre2Options.DuplicateNames | Pcre2Options.NeverUtf | Pcre2Options.NeverBackslashC;

    /// <summary>PCRE2's code for <paramref name="pattern"/>; 0 with an error.</summary>
    public static nint Compile(ReadOnlySpan<byte> pattern, out PerlPattern? translated, out RegexError? error)
    {
        translated = PerlSyntax.Translate(pattern, out error);
        if (translated is null)
        {
            return 0;
        }

        var context = Pcre2Native.CompileContextCreate(0);
        _ = Pcre2Native.SetNewline(context, Pcre2Newline.LineFeed);
        _ = Pcre2Native.SetBackslashR(context, Pcre2BackslashR.Unicode);
        var options = Options | (translated.TriesEveryStart ? Pcre2Options.NoStartOptimize : Pcre2Options.None);
        byte none = 0;
        fixed (byte* text = translated.Text)
        {
            var code = Pcre2Native.Compile(
                text is null ? &none : text, (nuint)translated.Text.Length, options, out var number, out var offset, context);
            Pcre2Native.CompileContextFree(context);
            if (code == 0)
            {
                error = new RegexError(Message(number), translated.Origins[(int)Math.Min(offset, (nuint)translated.Text.Length)], null)
                {
                    NeedsPerl = number is Pcre2Result.LookbehindNotFixed or Pcre2Result.LookbehindTooComplicated
                        or Pcre2Result.NamesDiffer,
                };
            }

            return code;
        }
    }

    /// <summary>The names of groups, with the numbers of each in ascending order.</summary>
    public static RegexGroupName[] ReadNames(nint code, IReadOnlyDictionary<string, string> shortNames)
    {
        uint count = 0;
        uint size = 0;
        byte* table = null;
        _ = Pcre2Native.PatternInfo(code, Pcre2Info.NameCount, &count);
        if (count == 0)
        {
            return [];
        }

        _ = Pcre2Native.PatternInfo(code, Pcre2Info.NameEntrySize, &size);
        _ = Pcre2Native.PatternInfo(code, Pcre2Info.NameTable, &table);
        var all = new SortedDictionary<string, List<int>>(StringComparer.Ordinal);
        for (var index = 0; index < count; index++)
        {
            var entry = new ReadOnlySpan<byte>(table + (index * size), (int)size);
            var name = Encoding.Latin1.GetString(entry.Slice(2, entry[2..].IndexOf((byte)0)));
            name = shortNames.GetValueOrDefault(name, name);
            if (!all.TryGetValue(name, out var numbers))
            {
                all[name] = numbers = [];
            }

            numbers.Add((entry[0] << 8) | entry[1]);
        }

        return [.. all.Select(static n => new RegexGroupName(ByteString.Latin1(n.Key), [.. n.Value.Order()]))];
    }

    private static string Message(int error)
    {
        Span<byte> text = stackalloc byte[256];
        fixed (byte* buffer = text)
        {
            var length = Pcre2Native.GetErrorMessage(error, buffer, (nuint)text.Length);
            var message = Encoding.ASCII.GetString(text[..Math.Max(0, length)]);
            return message.Length == 0 ? $"PCRE2 error {error}" : char.ToUpperInvariant(message[0]) + message[1..];
        }
    }
}
