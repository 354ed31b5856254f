using System.Text;
using SecSharp.Patterns.Pcre2;

namespace SecSharp.Tests.Patterns.Pcre2;

public sealed class RegexTests : IDisposable
{
    private readonly RegexScratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("ab(c", 2)]
    [InlineData("abc)", 3)]
    [InlineData(@"\x{100}[z-a]", 8)]
    [InlineData("a**", 2)]
    [InlineData(@"\Qab\E(?<n>c)\k<m>", 13)]
    [InlineData(@"[\w\d]\p{L}(?2)", 11)]
    [InlineData("(?x) a b # comment\n (?<n", 20)]
    [InlineData("(?u)\\w(?1)", 6)]
    public void An_error_is_told_with_its_place_in_the_authors_pattern(string pattern, int offset)
    {
        Assert.Null(Regex.TryCompile(PerlRegex.Bytes(pattern), out var error));
        Assert.InRange(error!.Offset, offset, offset + 4);
        Assert.False(error.NeedsPerl);
    }

    [Theory]
    [InlineData("(a", @"write \( for a parenthesis that stands for itself")]
    [InlineData("*a", @"write \* for the character itself")]
    [InlineData("(?{1})a", "use a pattern of type PerlFunc")]
    public void An_error_tells_what_would_be_right(string pattern, string hint)
    {
        Assert.Null(Regex.TryCompile(PerlRegex.Bytes(pattern), out var error));
        Assert.Equal(hint, error!.Hint);
    }

    [Fact]
    public void What_an_author_hardly_means_is_warned_of()
    {
        using var regex = Compile(@"a\Qb[\d-z]");
        Assert.Equal([1, 7], regex.Warnings.Select(static w => w.Offset));
    }

    [Fact]
    public void A_pattern_that_backtracks_without_end_does_not_match_and_is_reported_once()
    {
        var reports = new List<RegexLimit>();
        _scratch.LimitReached = (_, limit) => reports.Add(limit);
        using var regex = Compile("(a+)+$");
        for (var count = 0; count < 3; count++)
        {
            Assert.False(regex.IsMatch(PerlRegex.Bytes(new string('a', 60) + "b"), _scratch));
        }

        Assert.Equal([RegexLimit.Steps], reports);
        Assert.Equal(3, regex.LimitCount);
        Assert.Equal(3, _scratch.LimitCount);
        Assert.True(regex.IsMatch("aaa"u8, _scratch));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_match_that_runs_out_of_memory_is_no_match(bool jit)
    {
        using var scratch = new RegexScratch(new RegexLimits(Steps: 100_000_000, Memory: 256, UseJit: jit));
        using var regex = Compile("^(?:a|b)*?c");
        RegexLimit? reached = null;
        scratch.LimitReached = (_, limit) => reached = limit;
        Assert.False(regex.IsMatch(PerlRegex.Bytes(new string('a', 1_000_000) + "c"), scratch));
        Assert.Equal(RegexLimit.Memory, reached);
        Assert.True(regex.IsMatch("abc"u8, scratch));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_recursion_without_end_is_no_match(bool jit)
    {
        using var scratch = new RegexScratch(new RegexLimits(UseJit: jit));
        using var regex = Compile("(?R)?a");
        Assert.False(regex.IsMatch("aaa"u8, scratch));
        Assert.Equal(1, regex.LimitCount);
    }

    [Fact]
    public void Native_code_is_made_when_a_pattern_has_proved_to_be_in_use()
    {
        using var regex = Compile("a(b)c");
        for (var count = 0; count < Regex.MatchesBeforeJit; count++)
        {
            Assert.False(regex.IsCompiled);
            Assert.True(regex.IsMatch("xabc"u8, _scratch));
        }

        Assert.True(regex.IsCompiled);
        Assert.Equal("1-4,2-3", PerlRegex.Ours(regex, "xabc"u8.ToArray(), _scratch));
    }

    [Fact]
    public void Patterns_that_call_groups_stay_with_the_interpreter()
    {
        using var regex = Compile(@"\((?:[^()]|(?R))*\)");
        for (var count = 0; count < 2 * Regex.MatchesBeforeJit; count++)
        {
            Assert.True(regex.IsMatch("a(b(c)d)e"u8, _scratch));
        }

        Assert.False(regex.IsCompiled);
    }

    [Fact]
    public void Without_native_code_patterns_match_the_same()
    {
        using var scratch = new RegexScratch(new RegexLimits(UseJit: false));
        using var regex = Compile("a(b)?(c)");
        for (var count = 0; count < 2 * Regex.MatchesBeforeJit; count++)
        {
            Assert.Equal("1-3,-,2-3", PerlRegex.Ours(regex, "xac"u8.ToArray(), scratch));
        }

        Assert.False(regex.IsCompiled);
    }

    [Fact]
    public void Native_code_forgets_the_captures_of_an_alternative_that_has_failed()
    {
        using var regex = Compile("b|(E)*+BA");
        for (var count = 0; count < 2 * Regex.MatchesBeforeJit; count++)
        {
            Assert.Equal("2-3,-", PerlRegex.Ours(regex, "EBb"u8.ToArray(), _scratch));
        }
    }

    [Fact]
    public void Empty_patterns_and_empty_subjects_match()
    {
        using var empty = Compile("");
        using var blank = Compile("^$");
        Assert.True(empty.IsMatch([], _scratch));
        Assert.True(empty.IsMatch("abc"u8, _scratch));
        Assert.True(blank.IsMatch([], _scratch));
        Assert.False(blank.IsMatch("abc"u8, _scratch));
    }

    [Fact]
    public void A_subject_may_have_many_megabytes()
    {
        var subject = new byte[64 * 1024 * 1024];
        subject.AsSpan().Fill((byte)'a');
        subject[^1] = (byte)'b';
        using var regex = Compile("(a*)(b)$");
        var offsets = new int[6];
        Assert.True(regex.Match(subject, _scratch, offsets));
        Assert.Equal([0, subject.Length, 0, subject.Length - 1, subject.Length - 1, subject.Length], offsets);
    }

    [Fact]
    public void There_may_be_more_groups_than_the_scratch_had_room_for()
    {
        using var regex = Compile(string.Concat(Enumerable.Repeat("(a)", 1500)));
        var offsets = new int[2 * 1501];
        Assert.Equal(1500, regex.GroupCount);
        Assert.True(regex.Match(PerlRegex.Bytes(new string('a', 1500)), _scratch, offsets));
        Assert.Equal(1500, offsets[^1]);
    }

    [Fact]
    public void Groups_are_known_by_the_names_that_the_author_has_given()
    {
        var longName = new string('n', 40);
        using var regex = Compile($"(?<a>x)(?<b>y)|(?<a>z)(?<{longName}>w)");
        Assert.Equal(["a", "b", longName], regex.GroupNames.Select(static n => n.Name.ToString()));
        Assert.Equal([1, 3], regex.GroupNames[0].Numbers);
        Assert.Equal("0-2,-,-,0-1,1-2,a=7a," + longName + "=77", PerlRegex.Ours(regex, "zw"u8.ToArray(), _scratch));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Matching_allocates_nothing(bool jit)
    {
        using var scratch = new RegexScratch(new RegexLimits(UseJit: jit));
        using var regex = Compile(@"sshd\[(\d+)\]: (?<what>\w+)");
        var hit = "sshd[123]: Accepted"u8.ToArray();
        var miss = "cron[123]: Accepted"u8.ToArray();
        var offsets = new int[6];
        Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Run()
        {
            for (var count = 0; count < 100; count++)
            {
                _ = regex.Match(hit, scratch, offsets) && !regex.IsMatch(miss, scratch) && !regex.Match(miss, scratch, offsets);
            }
        }
    }

    [Fact]
    public void A_quoted_text_matches_itself_and_nothing_else()
    {
        var text = Enumerable.Range(0, 256).Select(static b => (byte)b).ToArray();
        var pattern = new ByteBuilder();
        Regex.Quote(text, pattern);
        using var regex = Regex.TryCompile(pattern.Span, out _)!;
        Assert.True(regex.IsMatch(text, _scratch));
        for (var index = 0; index < text.Length; index++)
        {
            var changed = text.ToArray();
            changed[index] ^= 0x20;
            Assert.False(regex.IsMatch(changed, _scratch));
        }
    }

    [Fact]
    public void The_memory_of_a_pattern_can_be_told()
    {
        using var regex = Compile("a(b)c");
        var interpreted = regex.MemorySize;
        for (var count = 0; count < Regex.MatchesBeforeJit; count++)
        {
            regex.IsMatch("abc"u8, _scratch);
        }

        Assert.InRange(interpreted, 1, 1000);
        Assert.InRange(regex.MemorySize, interpreted + 1, 10_000);
    }

    private static Regex Compile(string pattern) =>
        Regex.TryCompile(Encoding.Latin1.GetBytes(pattern), out var error) ?? throw new InvalidOperationException(error!.Message);
}
