using System.Globalization;
using System.Text;
using SecSharp.Actions;
using SecSharp.Cli.Control;
using SecSharp.Cli.Options;
using SecSharp.Configuration;
using SecSharp.Explaining;
using SecSharp.Hosting;
using SecSharp.Inputs;
using SecSharp.Outputs;
using SecSharp.Replaying;
using SecSharp.Reporting;

namespace SecSharp.Cli;

/// <summary><c>sec explain</c>: shows rule by rule what happens to lines, here or in a running daemon.</summary>
internal static class ExplainCommand
{
    private const long DefaultLines = 10;

    /// <summary>The command; its exit status is 1 when a rule was faulty, 2 when nothing could be explained.</summary>
    public static Command Command { get; } = new(
        "explain", "show rule by rule what happens to lines", "[OPTION]... --conf=PATTERN [LINE...] | --control=SOCKET", OptionTable.Explain, Run)
    {
        Details = """
            LINE is a line as it would stand in a log; without one, lines come from --input or standard input. Nothing is done
            outside of the program. With --control the lines are those that a running daemon gets, which does what it does.
            Examples:
              sec explain --conf=examples/first.sec 'Mar  3 13:02:14 web1 sshd[2211]: Failed password for root from 10.0.0.9 port 4022 ssh2'
              sec explain --conf=examples/first.sec --input=examples/sample.log --rule='failed ssh logins' | less -R
              sec explain --control=/run/sec/control --lines=3

            """,
    };

    private static int Run(IReadOnlyList<string> arguments)
    {
        var values = OptionParser.Parse(arguments, OptionTable.Explain);
        if (Command.ShowsAbout(values))
        {
            return 0;
        }

        using var output = new StandardStream(1);
        if (values.Text("control") is { } socket)
        {
            return Ask(socket, values, output);
        }

        Refuse(values, OptionTable.Explain.Where(static option => option.Name == "lines"), "all lines are explained but with --control");
        if (values.Texts("conf").Count == 0)
        {
            throw new UsageException("no rules: name rule files with --conf=PATTERN, or a running daemon with --control=SOCKET");
        }

        if (values.Arguments.Count > 0 && values.IsGiven("input"))
        {
            throw new UsageException("lines come from --input or from arguments, not from both");
        }

        using var input = Open(values);
        return Explain(values, input, output);
    }

    private static int Ask(string socket, OptionValues values, Stream output)
    {
        const string Reason = "with --control, lines and rules are those of the daemon";
        Refuse(values, OptionTable.Explain.Where(static option => !OptionTable.ExplainLive.Contains(option.Name)), Reason);
        if (values.Arguments.Count > 0)
        {
            throw new UsageException($"{Reason}: leave LINE out");
        }

        try
        {
            ControlClient.Ask(socket, Request(values).ToLine(), output);
        }
        catch (IOException)
        {
            // Whoever reads the explanations, such as head(1), has had enough.
        }

        return 0;
    }

    private static void Refuse(OptionValues values, IEnumerable<Option> options, string reason)
    {
        if (options.FirstOrDefault(option => values.IsGiven(option.Name)) is { } given)
        {
            throw new UsageException($"{reason}: leave --{given.Name} out");
        }
    }

    private static TraceRequest Request(OptionValues values) => new()
    {
        Lines = values.Number("lines", DefaultLines),
        Rule = values.Text("rule"),
        ShowsAll = values.Flag("all") == true,
        IsJson = values.Flag("json") == true,
        HasColours = HasColours(values),
    };

    private static ReplayInput Open(OptionValues values)
    {
        try
        {
            return values.Arguments.Count > 0
                ? ReplayInput.Of(new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', values.Arguments) + "\n")))
                : ReplayInput.Open(values.Text("input") ?? "-");
        }
        catch (IOException exception)
        {
            throw new UsageException(exception.Message);
        }
    }

    private static int Explain(OptionValues values, ReplayInput input, Stream output)
    {
        var clock = new ReplayClock { Seconds = At(values) };
        using var destinations = new LogDestinations(null, Console.Error, LogLevel.Warning, clock);
        var explainer = new Explainer();
        var log = new EngineLog(
            (level, message) =>
            {
                if (!explainer.Note(level, message))
                {
                    destinations.Write(level, message);
                }
            },
            LogLevel.Warning);
        var variables = new ActionVariables();
        using var perl = EngineSettings.PerlFrom(values, virtualTime: true);
        var settings = EngineSettings.From(values);
        var loaded = new RuleLoader(variables, log, perl) { BufferLines = settings.BufferSize }.Load(RuleLoader.Find(values.Texts("conf")));
        using var outputs = new DryRunOutputs(Stream.Null, log);
        using var engine = new Engine(loaded.Rules, variables, settings, clock, outputs, new DryRunHost(outputs.StandardOutput), log) { Perl = perl };
        var request = Request(values);
        var selection = request.Rule is null ? null : new RuleSelection(request.Rule);
        engine.Observer = explainer;
        if (selection is not null && !explainer.Rules.Any(selection.Contains))
        {
            throw new UsageException(selection.NothingMeant);
        }

        var tellsAll = request.ShowsAll || (selection is not null && values.Arguments.Count > 0);
        var filter = new StepFilter(selection, request.ShowsAll) { Rules = tellsAll ? () => explainer.Rules : null };
        using var enough = new CancellationTokenSource();
        var text = new StepText(request.HasColours);
        explainer.Subscribe(step =>
        {
            try
            {
                if (!enough.IsCancellationRequested && filter.Apply(step) is { } shown)
                {
                    output.Write(request.IsJson ? StepJson.Write(shown) : text.Write(shown));
                }
            }
            catch (IOException)
            {
                // Whoever reads the explanations, such as head(1), has had enough.
                enough.Cancel();
            }
        }, tellsAll);
        using var reader = new LineReader(input.Stream);
        var replay = new Replay(engine, clock, EngineSettings.TimestampsFrom(values, input))
        {
            Malformed = line => log.MalformedTraceLine(line),
            HoldsLines = input.Length > 0 && !values.IsGiven("at"),
        };
        var name = values.Arguments.Count > 0 ? "arguments" : values.Text("input") ?? "-";
        var error = replay.Run(engine.CreateSource(ByteString.Utf8(name)), reader, enough.Token);
        replay.Finish(values.Number("run-on", 0));
        if (error is not null)
        {
            throw new UsageException($"can't read {name} to its end: {error}");
        }

        return loaded.HasErrors ? 1 : 0;
    }

    private static long At(OptionValues values)
    {
        if (values.Text("at") is not { } text)
        {
            return TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return seconds;
        }

        return DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var time)
            ? new DateTimeOffset(time).ToUnixTimeSeconds()
            : throw new UsageException($"option --at: '{text}' is no time: write one such as '2026-03-01 02:30:00', or seconds since Epoch");
    }

    private static bool HasColours(OptionValues values) => values.Text("color") switch
    {
        "yes" => true,
        "no" => false,
        _ => TerminalColours.AreWanted,
    };
}
