using System.Globalization;

namespace SecSharp.Tests.BlackBox;

/// <summary>What child processes are given and what becomes of what they do, compared with the installed reference.</summary>
[Collection("processes")]
public sealed class ChildProcessComparisonTests
{
    /// <summary>Prints its arguments, one a line in brackets.</summary>
    private const string Show = """
        #!/bin/sh
        out="$1"; shift
        { for argument in "$@"; do echo "[$argument]"; done; } >> "$out"
        """;

    public static TheoryData<string, string, string> Actions => new()
    {
        { "shellcmd", "shellcmd ./show out $1; shellcmd ./show out %s 2>&1; shellcmd exec ./show out $0", "it's $HOME and `id`" },
        { "shellcmd with plain data", "shellcmd ./show out a  b\tc $1 %s", "plain" },
        { "shellcmd with metacharacters", "shellcmd (./show out *.dat; A=b ./show out \"$1\"; A=b; exit 3)", "x  y" },
        { "cmdexec", "cmdexec ./show out $1 %s * $$HOME 'a b' ; cmdexec ./show out", "two words; $(id) | cat" },
        { "spawn", "spawn printf 'one\\ntwo\\n\\nlast'", "x" },
        { "spawnexec", "spawnexec printf $1", "a\\nb\\nc d\\n" },
        { "cspawn", "cspawn SPAWNED echo $1; cspawnexec SPAWNED2 echo $1", "plain" },
        { "pipe", "pipe '$1%{.nl}%s' cat >> out; pipe 'x' ./show out %s; pipe '' cat >> out", "it's; text" },
        { "pipeexec", "pipeexec '$1' tee out; pipeexec '' tee out2", "a  b; c" },
        { "pipe to standard output", "pipe '$1'; pipeexec 'x $1'", "text" },
        { "report", "add C one; add C two  $1; report C cat >> out; reportexec C tee out2; report C; reportexec C; report NONE touch out3", "three" },
        { "a missing program", "shellcmd /nonexistent/a; cmdexec /nonexistent/b; spawn /nonexistent/c; pipe 'x' /nonexistent/d; write - alive", "x" },
        { "exit status", "shellcmd exit 3; shellcmd (exit 4); cmdexec false; spawnexec false; write - alive", "x" },
    };

    [Theory]
    [MemberData(nameof(Actions))]
    public void An_action_has_the_same_effects(string name, string action, string text)
    {
        Assert.SkipWhen(SecProcess.Reference is null, "the reference is not installed");
        var expected = Run(SecProcess.Reference!, action, text);
        var actual = Run(SecProcess.Built, action, text);
        var quotedExpected = Run(SecProcess.Reference!, action, text, "--quoting");
        var quotedActual = Run(SecProcess.Built, action, text, "--quoting");

        Assert.NotEmpty(name);
        Assert.Equal(expected, actual);
        Assert.Equal(quotedExpected, quotedActual);
    }

    [Theory]
    [InlineData("sh -c 'cat > out; exit $1'", "yes", "0")]
    [InlineData("sh -c 'cat > out; exit $1'", "yes", "7")]
    [InlineData("sh -c 'kill -$1 $$$$'", "yes", "9")]
    [InlineData("./show out $1 \"a b\" $1", "yes", "plain")]
    [InlineData("./show out $1 \"a b\" $1", "no", "two words; `id`")]
    [InlineData("/nonexistent/program $1", "yes", "x")]
    [InlineData("/nonexistent/program $1", "no", "x")]
    [InlineData("true", "yes", "x")]
    [InlineData("false", "no", "x")]
    public void A_script_has_the_same_effects(string script, string shell, string text)
    {
        Assert.SkipWhen(SecProcess.Reference is null, "the reference is not installed");

        Assert.Equal(Run(SecProcess.Reference!, Script), Run(SecProcess.Built, Script));

        string Script(TemporaryFolder folder)
        {
            folder.Write("in", $"run {text}\n");
            return $"""
                type=Single
                continue=takenext
                ptype=SubStr
                pattern=run
                desc=contexts
                action=create A; create B; alias A C; create D 100

                type=SingleWithScript
                ptype=RegExp
                pattern=^run (.*)$
                context=A
                script={script}
                shell={shell}
                desc=script %s
                action=write - success $1; event ended
                action2=write - failure $1 %s; event ended

                """;
        }
    }

    private static string Run(string program, string action, string text, params string[] options) => Run(
        program,
        folder =>
        {
            folder.Write("in", $"run {text}\n");
            return $"""
                type=Single
                ptype=RegExp
                pattern=^run (.*)$
                desc=run $1
                action={action}; spawn (sleep 0.4; echo ended)

                """;
        },
        options);

    /// <summary>Runs a program until the event "ended"; what it and its children have written, sorted by file.</summary>
    private static string Run(string program, Func<TemporaryFolder, string> rules, params string[] options)
    {
        using var folder = new TemporaryFolder();
        folder.Write("show", Show);
        using (var chmod = System.Diagnostics.Process.Start("chmod", ["700", folder["show"]]))
        {
            chmod.WaitForExit();
        }

        folder.Write("a.dat", "");
        folder.Write("b.dat", "");
        folder.Write("rules.sec", rules(folder) + "\n\n" + """
            type=Single
            ptype=RegExp
            pattern=^ended$
            desc=ended
            action=write - ended

            type=Single
            ptype=RegExp
            pattern=.?
            context=SPAWNED || SPAWNED2
            desc=event
            action=write - event with context: $0

            type=Single
            ptype=RegExp
            pattern=.?
            desc=event
            action=write - event: $0

            """);
        using var sec = SecProcess.StartProgram(
            program, folder, ["--conf=rules.sec", "--input=in", "--fromstart", "--intcontexts", .. options]);
        sec.WaitForOutput("ended\n");
        var status = sec.Stop();
        var files = Directory.GetFiles(folder.Path, "out*")
            .Order(StringComparer.Ordinal)
            .Select(path => $"{Path.GetFileName(path)}: {string.Join('|', File.ReadAllLines(path).Order(StringComparer.Ordinal))}");
        return string.Join('\n', [$"status {status.ToString(CultureInfo.InvariantCulture)}", .. sec.Lines.Order(StringComparer.Ordinal), .. files]);
    }
}
