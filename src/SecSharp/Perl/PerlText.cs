using System.Globalization;
using System.Text;

namespace SecSharp.Perl;

/// <summary>Program texts as they are given to Perl, and messages as they come from it.</summary>
internal static class PerlText
{
    /// <summary>Words of which code that prints has one: it prints, runs commands, opens files, or brings in other code.</summary>
    private static byte[][] PrintingWords { get; } =
    [
        .. new[] { "print", "say", "write", "exec", "system", "qx", "`", "fork", "open", "require", "use", "do", "eval", "STD" }
            .Select(Encoding.ASCII.GetBytes),
    ];

    /// <summary>What every host runs first.</summary>
    public static byte[] Bootstrap { get; } = Resource("bootstrap.pl");

    /// <summary>What the process of the child-process host runs.</summary>
    public static byte[] Driver { get; } = Resource("driver.pl");

    /// <summary>Code of a rule, in the package for it.</summary>
    public static ByteString Of(ReadOnlySpan<byte> code) => new([.. "package main::SEC; "u8, .. code]);

    /// <summary>Code of a rule whose place Perl's messages are to name.</summary>
    public static ByteString At(ReadOnlySpan<byte> code, string file, int line)
    {
        var safe = file.Replace('"', '\'').Replace('\n', ' ');
        var place = string.Create(CultureInfo.InvariantCulture, $"package main::SEC;\n#line {line} \"{safe}\"\n");
        return new ByteString([.. Encoding.UTF8.GetBytes(place), .. code]);
    }

    /// <summary>Whether code with this text may write to standard output or error, itself or through other code that it loads.</summary>
    public static bool MayPrint(ReadOnlySpan<byte> text)
    {
        foreach (var word in PrintingWords)
        {
            if (text.IndexOf(word) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What Perl code has died of, without the newlines at its end.</summary>
    public static ByteString Message(ReadOnlySpan<byte> error) => ByteString.Copy(error.TrimEnd((byte)'\n'));

    private static byte[] Resource(string name)
    {
        using var stream = typeof(PerlText).Assembly.GetManifestResourceStream("SecSharp.Perl." + name)!;
        var text = new byte[stream.Length];
        stream.ReadExactly(text);
        return text;
    }
}
