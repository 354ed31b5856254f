using System.Text.Json;

namespace SecSharp.Tests.BlackBox;

public sealed class CheckCommandTests : IDisposable
{
    private const string Good = "type=Single\nptype=SubStr\npattern=x\ndesc=d\naction=logonly\n";
    private const string Doubtful = "type=Single\nptype=SubStr\npattern=x\ndesc=$1\naction=logonly\n";
    private const string Slow = "type=Single\nptype=RegExp\npattern=.\ndesc=d\naction=logonly\n";

    private readonly TemporaryFolder _folder = new();

    public CheckCommandTests()
    {
        _folder.Write("good.sec", Good);
        _folder.Write("doubtful.sec", Doubtful);
        _folder.Write("slow.sec", Slow);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, "good.sec")]
    [InlineData(0, "--conf=go*.sec")]
    [InlineData(1, "doubtful.sec")]
    [InlineData(1, "good.sec", "--conf=doubt*.sec")]
    [InlineData(0, "doubtful.sec", "--skip=unset-variable")]
    [InlineData(0, "doubtful.sec", "--only=event-loop,endless-while")]
    [InlineData(1, "slow.sec")]
    [InlineData(0, "slow.sec", "--severity=warning")]
    [InlineData(2)]
    [InlineData(2, "missing.sec")]
    [InlineData(2, "--conf=missing*.sec")]
    [InlineData(2, "good.sec", "--only=unset-variables")]
    [InlineData(2, "good.sec", "--format=xml")]
    [InlineData(2, ".")]
    public void The_exit_status_says_how_it_went(int status, params string[] arguments)
    {
        var (exit, output, errors) = Check(arguments);

        Assert.True(exit == status, $"{exit}: {output}{errors}");
        Assert.Equal(status == 2, errors.Length > 0);
    }

    [Fact]
    public void An_unknown_check_is_told_with_the_nearest_one() => Assert.Equal(
        "sec: option --only: there is no check 'unset-variables': did you mean unset-variable?\n", Check("good.sec", "--only=unset-variables").Errors);

    [Fact]
    public void Files_are_checked_together()
    {
        _folder.Write("create.sec", Good.Replace("logonly", "create CTX", StringComparison.Ordinal));
        _folder.Write("ask.sec", Good + "context=CTX\n");

        Assert.Equal(1, Check("ask.sec").Exit);
        Assert.Equal(0, Check("ask.sec", "create.sec").Exit);
    }

    [Fact]
    public void Options_of_the_daemon_matter()
    {
        _folder.Write("two.sec", Good.Replace("SubStr", "SubStr2", StringComparison.Ordinal));
        _folder.Write("input.sec", Good + "context=WEB\n");

        Assert.Equal(1, Check("two.sec", "--bufsize=1").Exit);
        Assert.Equal(0, Check("two.sec", "--bufsize=2").Exit);
        Assert.Equal(1, Check("input.sec").Exit);
        Assert.Equal(0, Check("input.sec", "--input=/var/log/web=WEB").Exit);
    }

    [Fact]
    public void The_list_names_all_checks()
    {
        var (exit, output, _) = Check("--list");

        Assert.Equal(0, exit);
        Assert.Equal(SecSharp.Checking.CheckTable.Names, output.TrimEnd('\n').Split('\n').Select(static line => line.Split(' ')[0]));
    }

    [Theory]
    [InlineData("json")]
    [InlineData("sarif")]
    public void Programs_get_a_document(string format)
    {
        using var document = JsonDocument.Parse(Check("doubtful.sec", "--format=" + format).Output);
        Assert.Contains("unset-variable", document.RootElement.GetRawText(), StringComparison.Ordinal);
    }

    private (int Exit, string Output, string Errors) Check(params string[] arguments)
    {
        using var sec = SecProcess.Start(_folder, ["check", .. arguments]);
        var exit = sec.WaitForExit();
        return (exit, sec.Output, sec.Errors);
    }
}
