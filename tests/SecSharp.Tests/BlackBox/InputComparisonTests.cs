using System.Diagnostics;
using System.Text;

namespace SecSharp.Tests.BlackBox;

/// <summary>The same operations on files under the program as built and under the installed reference.</summary>
public sealed class InputComparisonTests
{
    private const string Rules = """
        type=Single
        ptype=RegExp
        pattern=^add (\S+) (\S+)$
        desc=add
        action=addinput $1 $2

        type=Single
        ptype=RegExp
        pattern=^drop (\S+)$
        desc=drop
        action=dropinput $1

        type=Single
        ptype=RegExp
        pattern=^twice (.*)$
        desc=event
        continue=TakeNext
        action=event $1; event again $1

        type=Single
        ptype=RegExp
        pattern=(?s)^(.*)$
        desc=line
        action=write - $+{_inputsrc} [$+{_intcontext}]: <$1>
        """;

    [Fact]
    public void Rotation() => Compare(["--input=f", "--input=missing"], run =>
    {
        run.Append("f", "a1\nhalf");
        run.Settle();
        run.Append("f", " line\nunfini");
        run.Settle();
        run.Move("f", "f.1");
        run.Settle();
        run.Append("f.1", "shed\na3\n");
        run.Settle();
        run.Append("f", "b1\n");
        run.Settle();
        run.Truncate("f");
        run.Append("f", "c\n");
        run.Settle();
        run.Truncate("f");
        run.Settle();
        run.Append("f", "d1\nd2\n");
        run.Settle();
        run.Delete("f");
        run.Settle();
        run.Append("f", "e\n");
        run.Settle();
    });

    [Fact]
    public void Starting_at_the_end() => Compare(["--input=f"], run =>
    {
        run.Append("f", "ed\nnew\n");
        run.Settle();
    });

    [Fact]
    public void Starting_at_the_beginning() => Compare(["--input=f", "--fromstart"], run =>
    {
        run.Settle();
        run.Append("f", "ed\nnew\n");
        run.Settle();
    });

    [Theory]
    [InlineData(SecProcess.Hangup, "--keepopen")]
    [InlineData(SecProcess.Abort, "--keepopen")]
    [InlineData(SecProcess.Abort, "--nokeepopen")]
    public void Restarts(int signal, string option) => Compare([option, "--input=f", "--input=g*=GLOB", "--intevents"], run =>
    {
        run.Append("f", "f1\n");
        run.Append("zsync", $"add {run.Path("dynamic")} 0\n");
        run.Append("g1", "before it is known\n");
        run.Settle();
        run.Signal(signal);
        run.Append("g1", "g1\n");
        run.Append("f", "f2\n");
        run.Append("dynamic", "d1\n");
        run.Settle();
        run.Move("g1", "h1");
        run.Settle();
        run.Signal(signal);
        run.Append("h1", "h1\n");
        run.Append("f", "f3\n");
        run.Settle();
    });

    [Fact]
    public void Adding_and_dropping() => Compare(["--input=f", "--intcontexts"], run =>
    {
        run.Append("x", "1\n2\n");
        run.Append("zsync", $"add {run.Path("f")} 0\nadd x 2\nadd y -\nadd y 0\n");
        run.Settle();
        run.Append("x", "3\n");
        run.Append("y", "1\n");
        run.Settle();
        run.Append("zsync", "drop x\ndrop y\nadd x 2\nadd y -\n");
        run.Settle();
        run.Append("y", "2\n");
        run.Settle();
        run.Append("zsync", "drop x\nadd x 1000\n");
        run.Settle();
        run.Append("x", "4\n");
        run.Settle();
    });

    [Theory]
    [InlineData("--rwfifo")]
    [InlineData("--norwfifo")]
    public void Pipes(string option) => Compare([option, "--input=p"], run =>
    {
        run.Append("p", "one\nhalf");
        run.Settle();
        run.Append("p", "more\n");
        run.Settle();
        run.Delete("p");
        run.MakeFifo("p");
        run.Settle();
        run.Append("p", "two\n");
        run.Settle();
    });

    [Fact]
    public void Reopening() => Compare(["--input=missing", "--reopen-timeout=1"], run =>
    {
        run.Settle();
        run.Append("missing", "one\ntwo\n");
        run.WaitFor("<two>");
    });

    [Fact]
    public void Bytes() => Compare(["--input=f"], run =>
    {
        run.Append("f", "\ncrlf\r\nnul\0x\n\xff\xfe\n\r\n" + new string('x', 100_000) + "\n");
        run.WaitFor("xxxxxxxxxx>");
        run.Settle();
    });

    [Fact]
    public void Order_of_several_inputs_that_are_read_to_their_ends()
    {
        Assert.SkipUnless(SecProcess.Reference is not null, "the reference is not installed");
        for (var seed = 1; seed <= 12; seed++)
        {
            using var folder = new TemporaryFolder();
            folder.Write("rules.sec", Rules);
            var random = new Random(seed);
            foreach (var name in new[] { "a", "b", "B", "c" })
            {
                var text = new StringBuilder();
                for (var line = random.Next(20); line > 0; line--)
                {
                    text.Append(random.Next(5) == 0 ? "twice " : "").Append(name).Append(line).Append('x', random.Next(seed * 5)).Append('\n');
                }

                folder.Write(name, text + (random.Next(2) == 0 ? "" : "last"));
            }

            string[] arguments = ["--conf=rules.sec", "--input=*[cb]", "--input=B", "--input=a=A", "--notail", $"--blocksize={1 + random.Next(40)}"];
            var outputs = new[] { SecProcess.Reference!, SecProcess.Built }.Select(program =>
            {
                using var sec = SecProcess.StartProgram(program, folder, arguments);
                Assert.Equal(0, sec.WaitForExit());
                return sec.Output;
            }).ToArray();
            Assert.Equal(outputs[0], outputs[1]);
        }
    }

    private static void Compare(string[] arguments, Action<Run> script)
    {
        Assert.SkipUnless(SecProcess.Reference is not null, "the reference is not installed");
        var outputs = new[] { SecProcess.Reference!, SecProcess.Built }.Select(program =>
        {
            using var run = new Run(program, arguments);
            script(run);
            return run.End();
        }).ToArray();
        Assert.Equal(outputs[0], outputs[1]);
    }

    /// <summary>One program with a folder of its own.</summary>
    private sealed class Run : IDisposable
    {
        private readonly TemporaryFolder _folder = new();
        private readonly SecProcess _sec;
        private int _settled;

        public Run(string program, string[] arguments)
        {
            _folder.Write("rules.sec", Rules);
            _folder.Write("zsync", "");
            _folder.Write("f", "old\nunfinish");
            MakeFifo("p");
            _sec = SecProcess.StartProgram(
                program,
                _folder,
                [.. arguments, "--conf=rules.sec", "--input=zsync", "--poll-timeout=0.02", "--log=sec.log"]);

            Greet();
        }

        public void Append(string name, string text)
        {
            using var file = new FileStream(
                Path(name), name == "p" ? FileMode.Open : FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, 0);
            file.Write(Encoding.Latin1.GetBytes(text));
        }

        public string Path(string name) => _folder[name];

        public void Move(string from, string to) => File.Move(_folder[from], _folder[to]);

        public void Delete(string name) => File.Delete(_folder[name]);

        public void Signal(int signal)
        {
            var openings = Openings();
            _sec.Signal(signal);
            _sec.WaitUntil(() => Openings() > openings, "the opening of inputs");
            Greet();
            Settle();
        }

        public void Truncate(string name)
        {
            using var file = new FileStream(_folder[name], FileMode.Truncate, FileAccess.Write, FileShare.ReadWrite);
        }

        public void MakeFifo(string name)
        {
            using var process = Process.Start("mkfifo", [_folder[name]]);
            process.WaitForExit();
        }

        public void WaitFor(string text) => _sec.WaitForOutput(text);

        /// <summary>Waits until all inputs have been looked at: two lines of the last input, the second written after the first has come out.</summary>
        public void Settle()
        {
            for (var count = 0; count < 2; count++)
            {
                Append("zsync", $"settled {++_settled}\n");
                WaitFor($"<settled {_settled}>");
            }
        }

        /// <summary>Waits until the last input is open. The reference loses what is written before that.</summary>
        private void Greet()
        {
            var greeting = $"hello {++_settled}";
            _sec.WaitUntil(
                () =>
                {
                    Append("zsync", greeting + "\n");
                    return _sec.Output.Contains($"<{greeting}>", StringComparison.Ordinal);
                },
                greeting);
        }

        private int Openings() =>
            File.Exists(_folder["sec.log"]) ? File.ReadAllText(_folder["sec.log"]).Split("Opening input file zsync").Length : 0;

        /// <summary>Ends the program; gives its output without the lines that only serve the test, input by input.</summary>
        public string End()
        {
            _sec.Stop();
            var lines = _sec.Lines
                .Where(line => !line.Contains("<settled", StringComparison.Ordinal) && !line.Contains("<hello", StringComparison.Ordinal))
                .Select(line => line.Replace(_folder.Path, "FOLDER", StringComparison.Ordinal))
                .GroupBy(line => line.Split(' ')[0])
                .OrderBy(group => group.Key, StringComparer.Ordinal);
            return string.Concat(lines.SelectMany(group => group).Select(line => line + "\n"));
        }

        public void Dispose()
        {
            _sec.Dispose();
            _folder.Dispose();
        }
    }
}
