using System.Diagnostics;

namespace SecSharp.Tests.BlackBox;

public sealed class FormatCommandTests : IDisposable
{
    private const string Untidy = "type=single\nptype = substr\npattern=x\ndesc=d \naction=none\n\n\n# the end";
    private const string Tidy = "type=Single\nptype=SubStr\npattern=x\ndesc=d\naction=none\n\n# the end\n";
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    private readonly TemporaryFolder _folder = new();

    public FormatCommandTests()
    {
        _folder.Write("untidy.sec", Untidy);
        _folder.Write("tidy.sec", Tidy);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_are_rewritten_with_their_mode()
    {
        File.SetUnixFileMode(_folder["untidy.sec"], Mode);
        File.SetUnixFileMode(_folder["tidy.sec"], UnixFileMode.UserRead);
        var written = File.GetLastWriteTimeUtc(_folder["tidy.sec"]);

        Assert.Equal((0, "", ""), Run("untidy.sec", "tidy.sec"));
        Assert.Equal(Tidy, File.ReadAllText(_folder["untidy.sec"]));
        Assert.Equal(Mode, File.GetUnixFileMode(_folder["untidy.sec"]));
        Assert.Equal(written, File.GetLastWriteTimeUtc(_folder["tidy.sec"]));
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
    }

    [Fact]
    public void The_owner_of_a_file_stays()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can give files away.");
        Assert.Equal("", Shell("chown 4321:1234 untidy.sec"));

        Assert.Equal((0, "", ""), Run("untidy.sec"));
        Assert.Equal("4321:1234\n", Shell("stat -c %u:%g untidy.sec"));
        Assert.Equal(Tidy, File.ReadAllText(_folder["untidy.sec"]));
    }

    [Fact]
    public void What_a_symbolic_link_leads_to_is_rewritten()
    {
        File.CreateSymbolicLink(_folder["link.sec"], "untidy.sec");

        Assert.Equal((0, "", ""), Run("link.sec"));
        Assert.Equal("untidy.sec", new FileInfo(_folder["link.sec"]).LinkTarget);
        Assert.Equal(Tidy, File.ReadAllText(_folder["untidy.sec"]));
    }

    [Fact]
    public void Check_names_the_files_that_would_change()
    {
        Assert.Equal((1, "untidy.sec\n", ""), Run("--check", "tidy.sec", "untidy.sec"));
        Assert.Equal((0, "", ""), Run("--check", "tidy.sec"));
        Assert.Equal(Untidy, File.ReadAllText(_folder["untidy.sec"]));
    }

    [Fact]
    public void A_difference_is_one_for_patch()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/patch"), "patch is not installed.");
        _folder.Write("carriage-returns.sec", "type=suppress\r\nptype=substr\r\npattern=x\r\n\r\n\r\n# end\r\n");
        var (status, difference, errors) = Run("--diff", "untidy.sec", "carriage-returns.sec", "tidy.sec");
        _folder.Write("difference", difference);

        Assert.Equal((0, ""), (status, errors));
        Assert.Equal("patching file untidy.sec\npatching file carriage-returns.sec\n", Shell("patch --binary -p0 < difference"));
        Assert.Equal((0, "", ""), Run("--check", "untidy.sec", "carriage-returns.sec"));
    }

    [Fact]
    public void A_difference_shows_lines_before_and_after()
    {
        Assert.Equal(
            (1, "untidy.sec\n--- untidy.sec\n+++ untidy.sec\n@@ -1,8 +1,7 @@\n-type=single\n-ptype = substr\n+type=Single\n+ptype=SubStr\n pattern=x\n"
                + "-desc=d \n+desc=d\n action=none\n \n-\n-# the end\n\\ No newline at end of file\n+# the end\n", ""),
            Run("--check", "--diff", "untidy.sec"));
    }

    [Fact]
    public void Files_are_printed()
    {
        Assert.Equal((0, Tidy + Tidy, ""), Run("--stdout", "untidy.sec", "tidy.sec"));
        Assert.Equal(Untidy, File.ReadAllText(_folder["untidy.sec"]));
    }

    [Fact]
    public void Standard_input_goes_to_standard_output()
    {
        using var sec = SecProcess.Start(_folder, "fmt", "-");
        sec.Input.Write("# caf\u00e9\n\n\n\ntype=suppress\nptype=substr\npattern=\xff"u8);
        sec.CloseInput();
        Assert.Equal(0, sec.WaitForExit());
        Assert.Equal("# caf\u00c3\u00a9\n\ntype=Suppress\nptype=SubStr\npattern=\u00c3\u00bf\n", sec.Output);
    }

    [Fact]
    public void A_file_that_can_t_be_read_does_not_keep_others_from_being_formatted()
    {
        Directory.CreateDirectory(_folder["folder.sec"]);
        var (status, output, errors) = Run("missing.sec", "folder.sec", "untidy.sec");

        Assert.Equal((2, ""), (status, output));
        Assert.Equal(2, errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("sec: missing.sec: ", errors, StringComparison.Ordinal);
        Assert.Equal(Tidy, File.ReadAllText(_folder["untidy.sec"]));
    }

    [Fact]
    public void What_is_no_regular_file_is_left_alone()
    {
        Assert.Equal("", Shell("mkfifo pipe.sec"));
        using var sec = SecProcess.Start(_folder, "fmt", "pipe.sec");
        File.WriteAllText(_folder["pipe.sec"], Untidy);

        Assert.Equal(2, sec.WaitForExit());
        Assert.Equal("sec: pipe.sec: not a regular file\n", sec.Errors);
        Assert.Equal("fifo\n", Shell("stat -c %F pipe.sec"));
    }

    [Theory]
    [InlineData("sec: no rule files to format: name one or more, or - for standard input\n")]
    [InlineData("sec: option --stdout prints whole files: leave it out, or --check and --diff\n", "--stdout", "--check", "tidy.sec")]
    [InlineData("sec: unknown option --chek: did you mean --check?\n", "--chek", "tidy.sec")]
    public void A_wrong_command_line_is_told(string message, params string[] arguments) =>
        Assert.Equal((2, "", message), Run(arguments));

    private (int Status, string Output, string Errors) Run(params string[] arguments)
    {
        using var sec = SecProcess.Start(_folder, ["fmt", .. arguments]);
        var status = sec.WaitForExit();
        return (status, sec.Output, sec.Errors);
    }

    private string Shell(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command]) { WorkingDirectory = _folder.Path, RedirectStandardOutput = true })!;
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return output;
    }
}
