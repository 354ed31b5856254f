using SecSharp.Files;

namespace SecSharp.Tests.Files;

/// <summary>What Perl's glob() has answered in a folder of the same files.</summary>
public sealed class FileNamePatternTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public FileNamePatternTests()
    {
        foreach (var folder in new[] { "h", "h/.d", "sub1", "sub2" })
        {
            Directory.CreateDirectory(_folder[folder]);
        }

        foreach (var file in new[]
        {
            "a", "b", "ab", ".hid", "sp ace", "q\"t", "it's", "st*r", "[x]", "B", "h/x", "h/y", "h/.d/f", "sub1/f", "sub2/f",
            "back\\slash", "a{b}", "z]",
        })
        {
            _folder.Write(file, "");
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("*", "[x]|a|ab|a{b}|B|b|back\\slash|h|it's|q\"t|sp ace|st*r|sub1|sub2|z]")]
    [InlineData("sp\\ ace", "sp ace")]
    [InlineData("st\\*r", "st*r")]
    [InlineData("[x]", "")]
    [InlineData("\\[x\\]", "[x]")]
    [InlineData("{a,b}", "a|b")]
    [InlineData("{a,b}{x,y}", "ax|ay|bx|by")]
    [InlineData("{a,{b,c}}x", "ax|bx|cx")]
    [InlineData("a{}b", "ab")]
    [InlineData("{a", "")]
    [InlineData("a}", "a}")]
    [InlineData("[!ab]*", "[x]|B|h|it's|q\"t|sp ace|st*r|sub1|sub2|z]")]
    [InlineData("[^ab]*", "a|ab|a{b}|b|back\\slash")]
    [InlineData("[a-z]", "a|b|h")]
    [InlineData("[b-a]", "")]
    [InlineData("[-a]", "a")]
    [InlineData("z[]]", "z]")]
    [InlineData("[ab", "[ab")]
    [InlineData("sub?/f", "sub1/f|sub2/f")]
    [InlineData("*/f", "sub1/f|sub2/f")]
    [InlineData(".*", ".|..|.hid")]
    [InlineData("h/.*/f", "h/.d/f")]
    [InlineData("h/{x,z}", "h/x|h/z")]
    [InlineData("h//x", "h//x")]
    [InlineData("h/*/", "")]
    [InlineData("a?", "ab")]
    [InlineData("?", "a|B|b|h")]
    [InlineData("{b,a,B}*", "b|back\\slash|a|ab|a{b}|B")]
    [InlineData("a{,b}", "a|ab")]
    [InlineData("back\\\\slash", "back\\slash")]
    [InlineData("*{b}", "ab|b")]
    [InlineData("\\{a,b\\}", "{a,b}")]
    [InlineData("{a\\,b,c}", "a,b|c")]
    [InlineData("nofile*", "")]
    [InlineData("no\\*file", "no*file")]
    [InlineData("a\\", "a\\")]
    [InlineData("x~y", "x~y")]
    [InlineData("~nosuchuser/x", "~nosuchuser/x")]
    [InlineData("{h,nodir}/*", "h/x|h/y")]
    public void A_pattern_stands_for_the_names_that_Perl_finds(string pattern, string expected) =>
        Assert.Equal(expected, Expand(InFolder(pattern)));

    [Theory]
    [InlineData("\"sp ace\"", "sp ace")]
    [InlineData("'sp ace' a", "sp ace|a")]
    [InlineData("  a   b  ", "a|b")]
    [InlineData("a\"b\"", "ab")]
    [InlineData("\"unbalanced", "\"unbalanced")]
    [InlineData("it's", "it's")]
    [InlineData("it\\'s", "it's")]
    [InlineData("\"no\\\"q\"", "no\"q")]
    [InlineData("{\"a b\",c}", "a b|c")]
    [InlineData("[a b]", "[a|b]")]
    [InlineData("", "")]
    public void White_space_separates_patterns_and_quotes_protect_it(string pattern, string expected) =>
        Assert.Equal(expected, string.Join('|', FileNamePattern.Expand(ByteString.Utf8(pattern)).Select(name => name.ToDisplay())));

    [Fact]
    public void A_tilde_is_the_home_directory()
    {
        var home = Environment.GetEnvironmentVariable("HOME");
        Assert.Equal($"{home}/x|{home}", string.Join('|', FileNamePattern.Expand(ByteString.Utf8("~/x ~")).Select(name => name.ToDisplay())));
        Assert.Equal("/root", FileNamePattern.Expand(ByteString.Utf8("~root"))[0].ToDisplay());
    }

    [Fact]
    public void Names_need_not_be_UTF8()
    {
        using var process = System.Diagnostics.Process.Start("sh", ["-c", $"touch \"$(printf '{_folder.Path}/n\\377')\""]);
        process.WaitForExit();
        Assert.Equal([.. System.Text.Encoding.UTF8.GetBytes(_folder.Path), .. "/n\xff".Select(c => (byte)c)],
            FileNamePattern.Expand(ByteString.Utf8(_folder["n*"]))[0].Span.ToArray());
    }

    private string InFolder(string pattern) => _folder.Path + "/" + pattern;

    private string Expand(string pattern) => string.Join('|', FileNamePattern.Expand(ByteString.Utf8(pattern))
        .Select(name => name.ToDisplay()[(_folder.Path.Length + 1)..]));
}
