using System.Xml.Linq;
using SecSharp.Tests.BlackBox;

namespace SecSharp.Tests.RuleTests;

/// <summary><c>sec test</c> as people and CI systems call it.</summary>
public sealed class TestCommandTests
{
    private const string Rules = "type=Single\nptype=RegExp\npattern=x(.)\ndesc=d\naction=write - <$1>\n";

    private const string Tests = """
        rules = '../a.sec'
        [[test]]
        name = 'good one'
        events = '+0s xa'
        expect = '+0s <a>'
        [[test]]
        name = 'bad one'
        events = '+0s xa'
        expect = "* \u0007"
        [[test]]
        name = 'empty'
        """;

    [Fact]
    public void A_folder_stands_for_all_test_files_in_it_and_below()
    {
        using var folder = Folder();
        Directory.CreateDirectory(folder["t/below"]);
        folder.Write("t/below/b.toml", "rules = '../../a.sec'\n[[test]]\nname = 'n'\nevents = '+0s xa'\nexpect = ''\n");
        folder.Write("t/readme.txt", "no test");

        var (status, output, _) = Run(folder, "test", "t", "--only=one");

        Assert.Equal(1, status);
        Assert.Equal("2 tests: 1 passed, 1 failed", output.TrimEnd().Split('\n')[^1]);
        Assert.Contains("FAILED t/a.toml:6 bad one\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("one", 2)]
    [InlineData("GOOD", 1)]
    [InlineData("good*", 1)]
    [InlineData("*one", 2)]
    [InlineData("*o*", 2)]
    [InlineData("ood*", 0)]
    public void Tests_are_selected_by_name(string pattern, int count)
    {
        using var folder = Folder();

        var (status, output, errors) = Run(folder, "test", "t/a.toml", "--verbose", $"--only={pattern}");

        Assert.Equal(count, output.Split('\n').Count(static line => line.Contains("a.toml:", StringComparison.Ordinal)));
        if (count == 0)
        {
            Assert.Equal(2, status);
            Assert.Equal($"sec: no test has a name like '{pattern}'\n", errors);
        }
    }

    [Fact]
    public void Results_are_written_for_ci_systems()
    {
        using var folder = Folder();
        folder.Write("t/b.toml", "=");

        var (status, _, _) = Run(folder, "test", "t", "--junit=report.xml");

        Assert.Equal(2, status);
        var root = XDocument.Load(folder["report.xml"]).Root!;
        Assert.Equal(["4", "1", "2"], new[] { "tests", "failures", "errors" }.Select(name => root.Attribute(name)!.Value));
        var cases = root.Elements("testsuite").SelectMany(static suite => suite.Elements("testcase")).ToList();
        Assert.Equal(["good one", "bad one", "empty", "the test file"], cases.Select(static test => test.Attribute("name")!.Value));
        Assert.Equal(["t.a", "t.a", "t.a", "t.b"], cases.Select(static test => test.Attribute("classname")!.Value));
        Assert.Equal(["", "failure", "error", "error"], cases.Select(static test => test.Elements().FirstOrDefault()?.Name.LocalName ?? ""));
        Assert.Contains("+ +0s  <a>", cases[1].Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Update_changes_the_file_and_keeps_its_mode()
    {
        using var folder = Folder();
        File.SetUnixFileMode(folder["t/a.toml"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        var (status, output, _) = Run(folder, "test", "--update", "t");

        Assert.Equal(0, status);
        Assert.Equal("updated t/a.toml:6 bad one\nupdated t/a.toml:10 empty\n3 tests: 3 passed\n", output);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead, File.GetUnixFileMode(folder["t/a.toml"]));
        Assert.Equal((0, "3 tests: 3 passed\n", ""), Run(folder, "test", "--update", "t"));
        Assert.Single(Directory.GetFiles(folder["t"]));
    }

    [Fact]
    public void Operations_act_in_the_same_order_wherever_the_program_is_started()
    {
        using var folder = Folder();
        folder.Write("w.sec", "type=PairWithWindow\nptype=RegExp\npattern=first (\\S+)\ndesc=$1\naction=write - $1\nptype2=RegExp\npattern2=second $1\ndesc2=d\naction2=none\nwindow=5\n");
        var events = string.Concat(Enumerable.Range(1, 20).Select(static number => $"+0s first {number}\n"));
        folder.Write("t/w.toml", $"rules = '../w.sec'\n[[test]]\nname = 'order'\nuntil = '+1m'\nevents = '''\n{events}'''\n");
        Assert.Equal(0, Run(folder, "test", "--update", "t/w.toml").Status);

        using var inside = SecProcess.StartIn(folder["t"], "test", "w.toml");
        using var above = SecProcess.StartIn("/", "test", folder["t/w.toml"]);

        Assert.Equal(0, inside.WaitForExit());
        Assert.Equal(0, above.WaitForExit());
        Assert.Equal("1 test: 1 passed\n", above.Output);
    }

    [Fact]
    public void A_piece_of_a_log_is_recorded()
    {
        using var folder = Folder();
        folder.Write("log", "Nov 25 10:00:00 h a\nNov 25 10:00:01 h x1\nno time x2\nNov 25 10:00:05 h 'x3'\nNov 25 11:00:00 h x4\n");

        var (status, output, errors) = Run(
            folder, "test", "--record=log", "--conf=a.s*", "--year=2026", "--from=Nov 25 10:00:01", "--to=2026-11-25 10:30:00", "--run-on=60", "--intevents", "t/new.toml");

        Assert.Equal((0, "recorded t/new.toml: read what it expects, then run sec test t/new.toml\n", ""), (status, output, errors));
        Assert.Equal(
            """
            # Recorded from log by sec test --record. Read what is expected: it is what the rules do, not what they ought to.

            rules = ['../a.s*']

            [options]
            intevents = true

            [[test]]
            name = 'log from 2026-11-25 10:00:01'
            source = 'log'
            timezone = 'UTC'
            start = 2026-11-25 10:00:01
            until = '+1m4s'
            events = '''
            +0s  Nov 25 10:00:01 h x1
            +0s  no time x2
            +4s  Nov 25 10:00:05 h 'x3'
            '''
            expect = '''
            +0s  <1>
            +0s  <2>
            +4s  <3>
            '''

            """,
            File.ReadAllText(folder["t/new.toml"]));
        Assert.Equal((0, "1 test: 1 passed\n", ""), Run(folder, "test", "t/new.toml"));
    }

    [Fact]
    public void Lines_that_are_not_utf8_are_recorded()
    {
        using var folder = Folder();
        File.WriteAllBytes(folder["log"], [.. "1000 x"u8, 0xfc, .. " \u001b"u8]);

        var (status, output, _) = Run(folder, "test", "--record=log", "--conf=a.sec", "--timestamps=prefix", "--lines=1-1");

        Assert.Equal(0, status);
        Assert.Contains("encoding = 'latin1'", output, StringComparison.Ordinal);
        File.WriteAllText(folder["new.toml"], output, System.Text.Encoding.Latin1);
        Assert.Equal((0, "1 test: 1 passed\n", ""), Run(folder, "test", "new.toml"));
    }

    [Theory]
    [InlineData("test", "no test to run: name files of rule tests or their folder, or record one with --record=LOG")]
    [InlineData("test gone.toml", "there is no test file 'gone.toml'")]
    [InlineData("test empty", "there is no test file in the folder 'empty': their names end in .toml")]
    [InlineData("test t --conf=a", "--conf goes with --record only: test files name their rules themselves, with rules = ['name.sec']")]
    [InlineData("test t --bufsize=5", "--bufsize goes with --record only: write it into the test file, under [options]")]
    [InlineData("test t --from=5", "--from goes with --record only")]
    [InlineData("test t --only=good --junit=gone/x.xml", "can't write 'gone/x.xml': Could not find a part of the path '*'.")]
    [InlineData("test --record=log", "no rules: name rule files with --conf=PATTERN")]
    [InlineData("test --record=gone --conf=a.sec", "Can't read 'gone': there is no such file")]
    [InlineData("test --record=log --conf=a.sec t/a.toml", "'t/a.toml' exists: name another file to write, or remove it")]
    [InlineData("test --record=log --conf=a.sec gone/a.toml", "there is no folder 'gone' to write 'gone/a.toml' in")]
    [InlineData("test --record=log --conf=a.sec a b", "--record writes one test file; there are 2: a, b")]
    [InlineData("test --record=log --conf=a.sec --lines=5-2", "option --lines: '5-2' is not possible; it takes numbers of lines such as 120-180")]
    [InlineData("test --record=log --conf=a.sec --from=now", "option --from: 'now' is not a time; write it like 2026-03-01 02:30:00, or as in the log")]
    [InlineData("test --record=log --conf=a.sec", "no line of the log has a time: name their format with --timestamps")]
    [InlineData("test --record=log --conf=a.sec --lines=7-9", "none of the 1 lines of the log is in the piece that --from, --to and --lines choose")]
    public void What_is_wrong_with_the_command_line_is_told(string arguments, string message)
    {
        using var folder = Folder();
        Directory.CreateDirectory(folder["empty"]);
        folder.Write("log", "no time\n");

        var (status, _, errors) = Run(folder, arguments.Split(' '));

        Assert.Equal(2, status);
        Assert.Matches("^sec: " + System.Text.RegularExpressions.Regex.Escape(message).Replace(@"\*", ".*", StringComparison.Ordinal) + "\n$", errors);
    }

    private static TemporaryFolder Folder()
    {
        var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["t"]);
        folder.Write("a.sec", Rules);
        folder.Write("t/a.toml", Tests);
        return folder;
    }

    private static (int Status, string Output, string Errors) Run(TemporaryFolder folder, params string[] arguments)
    {
        using var run = SecProcess.Start(folder, arguments);
        var status = run.WaitForExit();
        return (status, run.Output, run.Errors);
    }
}
