namespace SecSharp.Tests.BlackBox;

public sealed class InputOptionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public InputOptionsTests() => _folder.Write("rules.sec", """
        type=Single
        ptype=RegExp
        pattern=^add$
        desc=add
        action=addinput more 0 MORE

        type=Single
        ptype=RegExp
        pattern=.
        desc=line
        action=write - $+{_inputsrc} [$+{_intcontext}]: $0
        """);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Standard_input_is_read_to_its_end()
    {
        using var sec = SecProcess.Start(_folder, "--conf=rules.sec", "--input=-", "--notail");
        sec.Input.Write("one\ntwo\nlast"u8);
        sec.Input.Flush();
        sec.WaitForLines(2);
        Assert.False(sec.HasExited);
        sec.CloseInput();
        Assert.Equal(0, sec.WaitForExit());
        Assert.Equal(["- []: one", "- []: two", "- []: last"], sec.Lines);
    }

    [Fact]
    public void A_file_as_standard_input_is_read_from_where_it_is()
    {
        _folder.Write("f", "one\ntwo\nthree\n");
        using var sec = SecProcess.StartProgram(
            "/bin/sh", _folder, "-c", $"exec < f; read line; exec {SecProcess.Built} --conf=rules.sec --input=- --notail");
        Assert.Equal(0, sec.WaitForExit());
        Assert.Equal(["- []: two", "- []: three"], sec.Lines);
    }

    [Fact]
    public void With_tail_the_program_goes_on_after_the_end_of_standard_input()
    {
        using var sec = SecProcess.Start(_folder, "--conf=rules.sec", "--input=-", "--input=f", "--reopen-timeout=1", "--log=sec.log");
        sec.Input.Write("one"u8);
        sec.CloseInput();
        sec.WaitForLines(1);
        sec.WaitForFile(_folder["sec.log"], "No writers on input pipe -, closing the pipe");
        _folder.Write("f", "two\n");
        sec.WaitForOutput("f []: two\n");
        Assert.Equal(0, sec.Stop());
    }

    [Fact]
    public void The_timeout_script_is_told_of_inputs_without_data_and_of_new_data()
    {
        _folder.Write("f", "");
        _folder.Write("script", "#!/bin/sh\necho \"$@\" >> script.out\n");
        File.SetUnixFileMode(_folder["script"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        using var sec = SecProcess.Start(
            _folder, "--conf=rules.sec", "--input=f", "--input=missing", "--input-timeout=1", "--timeout-script=./script");
        sec.WaitForFile(_folder["script.out"], "1 missing\n");
        sec.WaitForFile(_folder["script.out"], "1 f\n");
        _folder.Append("f", "one\n");
        sec.WaitForFile(_folder["script.out"], "0 f\n");
        sec.WaitForOutput("f []: one\n");
        Assert.Equal(0, sec.Stop());
    }

    [Fact]
    public void Actions_add_inputs_with_contexts()
    {
        _folder.Write("f", "add\none\n");
        _folder.Write("more", "two\n");
        using var sec = SecProcess.Start(_folder, "--conf=rules.sec", "--input=f=FIRST", "--fromstart");
        sec.WaitForLines(2);
        _folder.Append("more", "three\n");
        sec.WaitForLines(3);
        Assert.Equal(0, sec.Stop());
        Assert.Equal(["f [FIRST]: one", "more [MORE]: two", "more [MORE]: three"], sec.Lines);
    }

    [Fact]
    public void Partial_lines_wait_for_their_end()
    {
        _folder.Write("f", "");
        using var sec = SecProcess.Start(_folder, "--conf=rules.sec", "--input=f", "--fromstart", "--log=sec.log");
        _folder.Append("f", "one\nha");
        sec.WaitForLines(1);
        _folder.Append("f", "lf\n");
        sec.WaitForLines(2);
        Assert.Equal(["f []: one", "f []: half"], sec.Lines);
    }
}
