namespace SecSharp.Tests.BlackBox;

/// <summary>Rule files on the command line that cannot be read.</summary>
public sealed class RuleFileArgumentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("check", "rules/", "rules/: it is a directory: name the files in it, as in rules/*.sec")]
    [InlineData("fmt", "rules", "rules: it is a directory: name the files in it, as in rules/*.sec")]
    [InlineData("check", "nothing.sec", "nothing.sec: there is no such file")]
    [InlineData("fmt", "nothing.sec", "nothing.sec: there is no such file")]
    public void What_cannot_be_read_is_told(string command, string path, string message)
    {
        Directory.CreateDirectory(_folder["rules"]);
        using var sec = SecProcess.Start(_folder, command, path);
        Assert.Equal(2, sec.WaitForExit());
        Assert.Equal($"sec: {message}\n", sec.Errors);
    }

    public void Dispose() => _folder.Dispose();
}
