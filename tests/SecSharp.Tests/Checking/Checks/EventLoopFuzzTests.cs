using System.Text;
using SecSharp.Actions;
using SecSharp.Configuration;
using SecSharp.Configuration.Compilation;
using SecSharp.Hosting;
using SecSharp.Inputs;
using SecSharp.Outputs;
using SecSharp.Replaying;
using SecSharp.Reporting;

namespace SecSharp.Tests.Checking.Checks;

/// <summary>In random rule bases, what is said to be a loop is one, and each loop is told.</summary>
public sealed class EventLoopFuzzTests
{
    /// <summary>Log messages of one line after which it is taken for endless.</summary>
    private const int Endless = 2000;

    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("SECSHARP_FUZZ_ROUNDS"), out var rounds) ? rounds : 1;

    [Fact]
    public void A_loop_is_told_when_there_is_one()
    {
        int loops = 0, others = 0;
        for (var seed = 0; seed < 300 * Rounds; seed++)
        {
            var random = new Random(seed);
            var rules = Enumerable.Range(0, random.Next(1, 5)).Select(_ => Rule(random)).ToList();
            var text = string.Join('\n', rules.Select(static rule => rule.Text));
            var told = Checked.By("event-loop", text).Count > 0;
            var runs = rules.Exists(rule => IsEndless(text, rule.Line));

            Assert.True(told == runs, $"seed {seed}: told {told}, loops {runs}\n{text}");
            loops += runs ? 1 : 0;
            others += runs ? 0 : 1;
        }

        Assert.True(loops > 40 && others > 100, $"{loops} loops, {others} bases without.");
    }

    /// <summary>A rule and a line that it matches.</summary>
    private static (string Text, string Line) Rule(Random random)
    {
        var word = Word(random);
        var (pattern, line) = random.Next(5) switch
        {
            0 => ($"^{word}$", word),
            1 => ($"^{word} (.*)", $"{word} x"),
            2 => ($"(\\w+) {word}", $"x {word}"),
            3 => ($"^(\\w+) {word}$", $"x {word}"),
            _ => (word, word),
        };
        var action = random.Next(5) switch
        {
            0 => "none",
            1 => $"event {Word(random)} {Word(random)}",
            2 => $"event $1 {Word(random)}",
            3 => $"event {Word(random)} $1",
            _ => $"event {Word(random)}",
        };
        action = pattern.Contains('(', StringComparison.Ordinal) ? action : action.Replace("$1", "$0", StringComparison.Ordinal);
        var fields = new List<string> { $"pattern={pattern}", $"action={action}" };
        if (random.Next(2) == 0)
        {
            fields.Add("continue=TakeNext");
        }

        return (Checked.Single([.. fields]), line);
    }

    private static string Word(Random random) => new[] { "up", "down", "link", "disk" }[random.Next(4)];

    private static bool IsEndless(string rules, string line)
    {
        var messages = 0;
        var log = new EngineLog((_, _) =>
        {
            if (++messages > Endless)
            {
                throw new EndlessException();
            }
        });
        var variables = new ActionVariables();
        var compiled = RuleCompiler.Compile([RuleFileParser.Parse("a.sec", Encoding.Latin1.GetBytes(rules), [])], variables);
        var clock = new ReplayClock();
        using var output = new MemoryStream();
        using var engine = new Engine(compiled, variables, new EngineOptions(), clock, new OutputSet(output, log), new ProgramHost(log), log);
        using var reader = new LineReader(new MemoryStream(Encoding.Latin1.GetBytes($"1700000000 {line}\n")));
        try
        {
            new Replay(engine, clock, null).Run(engine.CreateSource(ByteString.Utf8("trace")), reader);
            return false;
        }
        catch (EndlessException)
        {
            return true;
        }
    }

    private sealed class EndlessException : Exception;
}
