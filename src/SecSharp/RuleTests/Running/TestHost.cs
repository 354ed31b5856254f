using System.Collections.Immutable;
using SecSharp.Actions;
using SecSharp.Configuration.Syntax;
using SecSharp.Hosting;
using SecSharp.Inputs;
using SecSharp.Processes;

namespace SecSharp.RuleTests.Running;

/// <summary>
/// The world around an engine under test: nothing outside of the program is done, what would have been done is noted, and
/// commands are answered as the test says.
/// </summary>
/// <param name="trace">Takes what would have been done.</param>
/// <param name="answers">What commands answer.</param>
internal sealed class TestHost(OutputTrace trace, ImmutableArray<CommandAnswer> answers) : IEngineHost
{
    /// <summary>Lines, synthetic events included, that one input line or one second may bring about.</summary>
    private const long MostLinesAtOnce = 1_000_000;

    private readonly PriorityQueue<PendingAnswer, (long Due, long Sequence)> _pending = new();
    private readonly Dictionary<ByteString, InputSource> _dynamicInputs = [];
    private long _sequence;
    private long _lineLimit = MostLinesAtOnce;

    /// <summary>The engine; to be set before it starts.</summary>
    public Engine? Engine { get; set; }

    /// <summary>True when events have brought about events without end; the engine stops then.</summary>
    public bool IsInterrupted => Engine is { } engine && engine.LinesProcessed > _lineLimit;

    /// <summary>The second at which the next answer is due; <see cref="long.MaxValue"/> without one.</summary>
    public long NextDue => _pending.TryPeek(out _, out var priority) ? priority.Due : long.MaxValue;

    public void Perform(ExternalRequest request)
    {
        var parameters = request.Parameters;
        var keyword = ActionNames.Of(request.Action);
        switch (request.Action)
        {
            case >= ActionKind.UDgram and <= ActionKind.CloseTcp when parameters.Length == 2:
                trace.AddAction(keyword, parameters[0], parameters[1].Span);
                break;
            case ActionKind.Pipe or ActionKind.PipeExec:
                Note(keyword, Quoted(parameters[0]), ByteString.Utf8("to"), Command(parameters[1..], request.Action == ActionKind.Pipe));
                break;
            case ActionKind.Report or ActionKind.ReportExec:
                NoteWithInput(
                    request.EventStore, keyword, parameters[0], ByteString.Utf8("to"), Command(parameters[1..], request.Action == ActionKind.Report));
                break;
            case ActionKind.ShellCmd or ActionKind.CmdExec:
                Note(keyword, Command(parameters, request.Action == ActionKind.ShellCmd));
                break;
            case ActionKind.Spawn or ActionKind.SpawnExec:
                var command = Command(parameters, request.Action == ActionKind.Spawn);
                Note(keyword, command);
                Answer(command, default, null, null);
                break;
            case ActionKind.CSpawn or ActionKind.CSpawnExec:
                command = Command(parameters[1..], request.Action == ActionKind.CSpawn);
                Note(keyword, parameters[0], command);
                Answer(command, parameters[0], null, null);
                break;
            case ActionKind.AddInput:
                Note(keyword, [.. parameters]);
                AnswerInput(parameters[0], parameters.ElementAtOrDefault(2));
                break;
            default:
                Note(keyword, [.. parameters]);
                break;
        }
    }

    public void RunScript(ScriptRequest request)
    {
        var command = Command(request.Command, request.Shell);
        Note("script", command);
        Answer(command, default, request.Success, request.Failure);
    }

    /// <summary>Gives the answers that are due, and those that they bring about at once, with the events that follow from them.</summary>
    public void GiveAnswers()
    {
        while (NextDue <= Engine!.Now && !IsInterrupted)
        {
            var answer = _pending.Dequeue();
            foreach (var line in answer.Lines)
            {
                if (answer.Input is { } input)
                {
                    Engine.ProcessLine(input, line.Array);
                }
                else
                {
                    Engine.Events.Enqueue(line.Span, answer.Context);
                }
            }

            Engine.ProcessEvents();
            answer.List?.Run(Engine);
            Engine.ProcessEvents();
        }
    }

    /// <summary>To be called before each input line and each move of the clock.</summary>
    public void Allow() => _lineLimit = Engine!.LinesProcessed + MostLinesAtOnce;

    private void Answer(ByteString command, ByteString context, BoundActionList? success, BoundActionList? failure)
    {
        var answer = answers.FirstOrDefault(entry => !entry.IsInput && Wildcard.IsMatch(entry.Command.Span, command.Span));
        var list = answer is null or { Status: 0 } ? success : failure;
        if (answer is not null || list is not null)
        {
            Queue(answer?.After ?? 0, new PendingAnswer(answer?.Lines ?? [], context, null, list));
        }
    }

    private void AnswerInput(ByteString file, ByteString context)
    {
        if (answers.FirstOrDefault(entry => entry.IsInput && Wildcard.IsMatch(entry.Command.Span, file.Span)) is not { } answer)
        {
            return;
        }

        if (!_dynamicInputs.TryGetValue(file, out var source))
        {
            _dynamicInputs.Add(file, source = Engine!.CreateSource(file, context));
        }

        Queue(answer.After, new PendingAnswer(answer.Lines, default, source, null));
    }

    private void Queue(long after, PendingAnswer answer) => _pending.Enqueue(answer, (Engine!.Now + after, _sequence++));

    private static ByteString Command(ImmutableArray<ByteString> parameters, bool shell) =>
        shell ? parameters[0] : CommandLine.Of(parameters).Text;

    private static ByteString Quoted(ByteString text) => new([(byte)'\'', .. text.Span, (byte)'\'']);

    private void Note(string keyword, params ReadOnlySpan<ByteString> parts) => NoteWithInput([], keyword, parts);

    /// <summary>Notes what would have been done; lines of standard input follow, each after a bar.</summary>
    private void NoteWithInput(ImmutableArray<ByteString> input, string keyword, params ReadOnlySpan<ByteString> parts)
    {
        var text = new ByteBuilder();
        text.Append(System.Text.Encoding.UTF8.GetBytes(keyword));
        foreach (var part in parts)
        {
            text.Append(" "u8);
            text.Append(part.Span);
        }

        foreach (var line in input)
        {
            text.Append("\n"u8);
            text.Append(line.Span);
        }

        trace.Add(OutputKinds.Actions, text.ToByteString());
    }

    /// <summary>An answer on its way.</summary>
    private sealed record PendingAnswer(ImmutableArray<ByteString> Lines, ByteString Context, InputSource? Input, BoundActionList? List);
}
