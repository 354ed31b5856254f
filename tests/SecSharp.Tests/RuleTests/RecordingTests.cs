using System.Text;
using SecSharp.Differential;
using SecSharp.Differential.Generation;
using SecSharp.Perl;
using SecSharp.Replaying;
using SecSharp.RuleTests.Reading;
using SecSharp.RuleTests.Recording;
using SecSharp.RuleTests.Running;
using SecSharp.Tests.Inputs.Timestamps;

namespace SecSharp.Tests.RuleTests;

/// <summary>What is recorded, and what is updated, passes.</summary>
[Collection(TimeZoneCollection.Name)]
public sealed class RecordingTests
{
    /// <summary>The only case whose rules do not all load, which a test file must not have.</summary>
    private const string RejectsRules = "buffers-bufsize-rejects-rules";

    [Theory]
    [InlineData(0, 40)]
    [InlineData(1000, 40)]
    public void A_recorded_trace_passes(int first, int count)
    {
        using var folder = new TemporaryFolder();
        var recorded = 0;
        for (var seed = first; seed < first + count; seed++)
        {
            if (Record(folder, CaseGenerator.Generate(seed)) is { } text)
            {
                recorded += RuleTestReader.Read(folder["tests/t.toml"], Encoding.UTF8.GetBytes(text)).Tests[0].Test.Expected!.Outputs.Length > 0 ? 1 : 0;
                Assert.All(Run(folder["tests/t.toml"], text), outcome => Assert.True(outcome.HasPassed, $"seed {seed}:\n{text}"));
            }
        }

        Assert.True(recorded > count / 4, $"Only {recorded} of {count} traces have brought about anything.");
    }

    [Fact]
    public void Traces_with_Perl_code_pass()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/perl"), "Perl is not installed.");
        using var folder = new TemporaryFolder();
        for (var seed = 0; seed < 15; seed++)
        {
            if (Record(folder, CaseGenerator.Generate(seed, usesPerl: true), PerlHosting.ChildProcess) is { } text)
            {
                Assert.All(Run(folder["tests/t.toml"], text), outcome => Assert.True(outcome.HasPassed, $"seed {seed}:\n{text}"));
            }
        }
    }

    public static TheoryData<string> Cases() =>
        [.. Directory.GetFiles(Repository.Folder("tests/behaviour"), "*.case").Select(static path => Path.GetFileNameWithoutExtension(path))
            .Where(static name => !name.StartsWith("perl-", StringComparison.Ordinal) && name != RejectsRules).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_is_recorded_is_what_the_reference_has_written(string name)
    {
        using var folder = new TemporaryFolder();
        var recorded = Case.Parse(File.ReadAllText(Path.Combine(Repository.Folder("tests/behaviour"), name + ".case"), Encoding.Latin1), out var output);
        var text = Record(folder, recorded);
        Assert.NotNull(text);
        var result = Run(folder["t.toml"], text.Replace(folder.Path + "/", "", StringComparison.Ordinal)).Single().Result!;
        var lines = result.Outputs.Select(static output => output.Text.ToString())
            .Where(static line => !line.StartsWith("logonly ", StringComparison.Ordinal))
            .Select(static line => line.StartsWith("writen -: ", StringComparison.Ordinal) ? line["writen -: ".Length..] : line + "\n");

        Assert.Equal(output, string.Concat(lines));
    }

    [Fact]
    public void Update_makes_failing_tests_pass_and_changes_nothing_twice()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(4711);
        var changed = 0;
        for (var seed = 0; seed < 40; seed++)
        {
            if (Record(folder, CaseGenerator.Generate(seed)) is not { } text)
            {
                continue;
            }

            var spoilt = Spoil(text, random);
            var path = folder["tests/t.toml"];
            var updated = Update(path, spoilt);

            Assert.All(Run(path, updated), outcome => Assert.True(outcome.HasPassed, $"seed {seed}:\n{updated}"));
            Assert.Equal(updated, Update(path, updated));
            Assert.Equal(text[..text.IndexOf("expect = ", StringComparison.Ordinal)], updated[..updated.IndexOf("expect = ", StringComparison.Ordinal)]);
            changed += spoilt != updated ? 1 : 0;
        }

        Assert.True(changed > 10, $"Only {changed} files were to be updated.");
    }

    [Fact]
    public void Update_keeps_comments_and_layout_and_any_times()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.sec", "type=Single\nptype=RegExp\npattern=x(.)\ndesc=d\naction=write - <$1>\n");
        const string before = """
            # A comment.
            rules   =   [ 'a.sec' ]   # Another.

            [[test]]
            name = 'one' # name
            expect = '''
            +0s  <0>
            *    <b>
            '''    # behind
            events = "+0s xa\n+5s xb\n+1m xc"  # last

              [[test]]
              name = 'two'
              events = '+0s xa'  # a comment that stays

            # between

            [[test]]
            name = 'three'
            events = '+0s xq'
            expect = '+0s <q>'
            """;
        const string after = """
            # A comment.
            rules   =   [ 'a.sec' ]   # Another.

            [[test]]
            name = 'one' # name
            expect = '''
            +0s  <a>
            *    <b>
            +1m  <c>
            '''    # behind
            events = "+0s xa\n+5s xb\n+1m xc"  # last

              [[test]]
              name = 'two'
              events = '+0s xa'  # a comment that stays
            expect = '''
            +0s  <a>
            '''

            # between

            [[test]]
            name = 'three'
            events = '+0s xq'
            expect = '+0s <q>'
            """;

        Assert.Equal(after, Update(folder["t.toml"], before));
        Assert.Equal(after.ReplaceLineEndings("\r\n"), Update(folder["t.toml"], before.ReplaceLineEndings("\r\n")));
    }

    [Fact]
    public void Update_adds_what_comes_out_to_a_test_at_the_end_of_the_file()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.sec", "type=Single\nptype=RegExp\npattern=x(.)\ndesc=d\naction=write - <$1>\n");

        Assert.Equal(
            "rules = 'a.sec'\n[[test]]\nname = 'n'\nevents = '+0s xa'\nexpect = '''\n+0s  <a>\n'''\n",
            Update(folder["t.toml"], "rules = 'a.sec'\n[[test]]\nname = 'n'\nevents = '+0s xa'"));
    }

    [Fact]
    public void Update_replaces_texts_in_brackets_and_inline_tables()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.sec", "type=Single\nptype=RegExp\npattern=x(.)\ndesc=d\naction=write - <$1>\n");

        Assert.Equal(
            "rules = 'a.sec'\ntest = [{ name = 'n', events = '+0s xa', expect = '''\n+0s  <a>\n''' }, { name = 'm', expect = '' }] # end\n",
            Update(folder["t.toml"], "rules = 'a.sec'\ntest = [{ name = 'n', events = '+0s xa', expect = ['+0s <b>'] }, { name = 'm', expect = [ '* x' ] }] # end\n"));
        Assert.Contains("[[test]]", Assert.Throws<TestNotRunException>(
            () => Update(folder["t.toml"], "rules = 'a.sec'\ntest = [{ name = 'n', events = '+0s xa' }]")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("'''")]
    [InlineData("\"\"\" \\ \u0007 \r end\r")]
    [InlineData(" \t blank")]
    [InlineData("| bar")]
    [InlineData("|")]
    [InlineData("")]
    [InlineData("# no comment")]
    [InlineData("two\nlines")]
    [InlineData("\n\n")]
    [InlineData("é\u0085\u2028\ufeff")]
    public void Texts_are_written_so_that_they_are_read_again(string text)
    {
        var block = TomlText.Block(TimedText.Lines([("+5s", text), ("*", text), ("+1h30m", text)]));
        var file = RuleTestReader.Read("t.toml", Encoding.UTF8.GetBytes(
            $"rules = '{typeof(RecordingTests).Assembly.Location}'\n[[test]]\nname = {TomlText.Line(text + "n")}\nexpect = {block}\n"));

        Assert.Empty(file.Findings);
        Assert.Equal(text + "n", file.Tests[0].Test.Name);
        Assert.Equal([text, text, text], file.Tests[0].Test.Expected!.Outputs.Select(static output => output.Text.ToDisplay()));
    }

    /// <summary>The test file of a case; null where its rules are not valid, its trace is empty, or it brings about events without end.</summary>
    private static string? Record(TemporaryFolder folder, Case recorded, PerlHosting perl = PerlHosting.Automatic)
    {
        Directory.CreateDirectory(folder["tests"]);
        foreach (var file in recorded.Files)
        {
            File.WriteAllText(folder[file.Name], file.Text, Encoding.Latin1);
        }

        File.WriteAllText(folder["trace"], string.Join('\n', recorded.Trace), Encoding.Latin1);
        using var input = ReplayInput.Open(folder["trace"]);
        try
        {
            return new TestRecorder
            {
                RulePatterns = [.. recorded.Files.Select(file => folder[file.Name])],
                LogName = "trace",
                Folder = folder["tests"],
                TimeZone = "UTC",
                Options = OptionsOf(recorded),
                Perl = perl,
            }.Record(RecordedLog.Read(input, format: null, new LogPiece()));
        }
        catch (TestNotRunException)
        {
            return null;
        }
    }

    private static EngineOptions OptionsOf(Case recorded) =>
        SecSharp.Cli.EngineSettings.From(SecSharp.Cli.Options.OptionParser.Parse([.. recorded.Options], SecSharp.Cli.Options.OptionTable.Replay));

    /// <summary>Drops, doubles and changes lines of what is expected.</summary>
    private static string Spoil(string text, Random random)
    {
        var at = text.IndexOf("expect = ", StringComparison.Ordinal);
        var lines = text[at..].Split('\n');
        return text[..at] + string.Join('\n', lines.SelectMany(line => !line.StartsWith('+') ? [line] : random.Next(5) switch
        {
            0 => [],
            1 => [line, line],
            2 => [line + "x"],
            _ => new[] { line },
        }));
    }

    private static string Update(string path, string text)
    {
        var file = RuleTestReader.Read(path, Encoding.UTF8.GetBytes(text));
        Assert.Empty(file.Findings);
        var runner = new RuleTestRunner(zone => Assert.Equal("UTC", zone));
        var updates = file.Tests
            .Select(ExpectationUpdate.Complete)
            .Select(located => (Located: located, Result: runner.Run(located).Result!))
            .Where(static update => ExpectationUpdate.IsDue(update.Located, update.Result))
            .ToList();
        return ExpectationUpdate.Apply(file, updates);
    }

    private static IEnumerable<TestOutcome> Run(string path, string text)
    {
        var file = RuleTestReader.Read(path, Encoding.UTF8.GetBytes(text));
        Assert.Empty(file.Findings);
        var runner = new RuleTestRunner(zone => Assert.Equal("UTC", zone));
        return file.Tests.Select(runner.Run);
    }
}
