using System.Collections.Immutable;
using System.Text;
using SecSharp.RuleTests.Comparing;
using SecSharp.RuleTests.Running;

namespace SecSharp.RuleTests.Reporting;

/// <summary>What is told about a test that has failed: what is not as expected, with the lines around it.</summary>
internal sealed class FailureText(TestOutcome outcome, TerminalText paint)
{
    /// <summary>Lines without a difference that are shown before and after one.</summary>
    private const int Around = 2;

    /// <summary>Warnings and errors of the engine that are shown.</summary>
    private const int MostMessages = 5;

    private const int WidestEvent = 160;
    private const string Indent = "    ";

    private readonly StringBuilder _text = new();

    /// <summary>Where the test stands and its name: <c>ssh.toml:12 guessed password</c>.</summary>
    public static string NameOf(RuleTest test) => FormattableString.Invariant($"{test.File}:{test.Line} {TerminalText.Visible(test.Name)}");

    /// <summary>The details, lines ending in a newline each.</summary>
    public string Details()
    {
        _text.Clear();
        foreach (var line in (outcome.NotRun ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            _text.Append(Indent).Append(line).Append('\n');
        }

        foreach (var failure in outcome.Result?.Failures ?? [])
        {
            _text.Append(Indent).Append(TerminalText.Visible(failure.Message));
            _text.Append(failure.Steps.Any(static step => step.Kind == StepKind.Missing || step.Expected is not null) ? " (- expected, + actual):\n" : failure.Steps.IsEmpty ? "\n" : ":\n");
            AppendSteps(failure.Steps);
        }

        if (outcome.Result is { Failures.Count: > 0 } result)
        {
            AppendHint(result);
            AppendMessages(result);
        }

        return _text.ToString();
    }

    /// <summary>An output of a kind that is not compared can't be met.</summary>
    private void AppendHint(RuleTestResult result)
    {
        foreach (var (keyword, kind) in (ReadOnlySpan<(string, OutputKinds)>)[("event ", OutputKinds.Events), ("logonly ", OutputKinds.LogOnly), ("log ", OutputKinds.Log)])
        {
            var start = ByteString.Utf8(keyword);
            if ((outcome.Test.Observed & kind) == 0
                && result.Steps.Any(step => step is { Kind: StepKind.Missing, Expected: { } expected } && expected.Text.Span.StartsWith(start.Span)))
            {
                var name = kind switch { OutputKinds.Events => "events", OutputKinds.LogOnly => "logonly", _ => "log" };
                _text.Append(Indent).Append(paint.Faint($"'{keyword}...' is compared only if observe names '{name}'")).Append('\n');
            }
        }
    }

    private void AppendMessages(RuleTestResult result)
    {
        foreach (var message in result.Messages.Take(MostMessages))
        {
            var text = TerminalText.Visible(message.Text.ToDisplay());
            _text.Append(Indent).Append(paint.Faint($"{result.Schedule.Text(message.Time)}  {text}")).Append('\n');
        }

        if (result.Messages.Count > MostMessages)
        {
            _text.Append(Indent).Append(paint.Faint(FormattableString.Invariant($"and {result.Messages.Count - MostMessages} more"))).Append('\n');
        }
    }

    private void AppendSteps(ImmutableArray<OutputStep> steps)
    {
        var width = steps.Select(step => TimeOf(step).Length).DefaultIfEmpty().Max();
        var next = 0;
        while (next < steps.Length)
        {
            var first = next;
            while (first < steps.Length && steps[first].Kind == StepKind.Same)
            {
                first++;
            }

            if (first == steps.Length)
            {
                break;
            }

            // Differences that are near each other are shown together.
            var end = first + 1;
            for (var at = end; at < Math.Min(steps.Length, end + (2 * Around)); at++)
            {
                end = steps[at].Kind == StepKind.Same ? end : at + 1;
            }

            var from = Math.Max(next, first - Around);
            next = Math.Min(steps.Length, end + Around);
            if (from > 0)
            {
                AppendLine("  ...", paint.Faint);
            }

            for (var at = from; at < next; at++)
            {
                AppendStep(steps[at], width);
                if (at + 1 == steps.Length || steps[at + 1].Kind == StepKind.Same)
                {
                    AppendEvent(steps[at]);
                }
            }
        }

        if (next < steps.Length)
        {
            AppendLine("  ...", paint.Faint);
        }
    }

    private void AppendStep(OutputStep step, int width)
    {
        var text = step.Kind == StepKind.Missing ? step.Expected!.Text : step.Actual!.Text;
        var (mark, colour) = step.Kind switch
        {
            StepKind.Missing => ("- ", paint.Bad),
            StepKind.Unexpected => ("+ ", paint.Good),
            _ => ("  ", (Func<string, string>)(static line => line)),
        };
        var lines = Display(text).Split('\n');
        AppendLine($"{mark}{TimeOf(step).PadRight(width)}  {TerminalText.Visible(lines[0])}", colour);
        foreach (var line in lines[1..])
        {
            AppendLine($"{mark}{new string(' ', width)} | {TerminalText.Visible(line)}", colour);
        }
    }

    /// <summary>The last line that came in before a difference, which often is what it is about.</summary>
    private void AppendEvent(OutputStep step)
    {
        if (step.Kind == StepKind.Same)
        {
            return;
        }

        var schedule = outcome.Result!.Schedule;
        var time = step.Actual?.Time ?? step.Expected?.Time ?? long.MaxValue;
        var cause = step.Actual is { Cause: >= 0 } actual
            ? schedule.Lines[actual.Cause]
            : schedule.Lines.LastOrDefault(line => line.Time <= time && line.Line is not null);
        if (cause is { Line: { } line })
        {
            var text = TerminalText.Visible(Display(line));
            text = text.Length > WidestEvent ? text[..WidestEvent] + "..." : text;
            AppendLine($"    last event: {schedule.Text(cause.Time)}  {text}", paint.Faint);
        }
    }

    private void AppendLine(string line, Func<string, string> colour) =>
        _text.Append(Indent).Append("  ").Append(colour(line.TrimEnd())).Append('\n');

    private string TimeOf(OutputStep step) => step switch
    {
        { Kind: StepKind.Missing, Expected.Time: null } => "*",
        { Kind: StepKind.Missing, Expected.Time: { } time } => outcome.Result!.Schedule.Text(time),
        _ => outcome.Result!.Schedule.Text(step.Actual!.Time),
    };

    private string Display(ByteString text) => TestBytes.ToText(text, outcome.Test.Encoding) ?? text.ToDisplay();
}
