using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SecSharp.Explaining;
using SecSharp.Hosting;

namespace SecSharp.Cli.Control;

/// <summary>Answers requests for traces: the engine is observed as long as somebody wants to know.</summary>
/// <param name="loop">What has the engine.</param>
internal sealed class TraceRequests(EventLoop loop) : IControlRequests, ITimed
{
    private readonly Explainer _explainer = new();

    public IDisposable? Begin(ReadOnlySpan<byte> request, ControlConnection connection)
    {
        if (TraceRequest.Parse(request, out var error) is not { } trace)
        {
            Refuse(connection, error);
            return null;
        }

        loop.Engine.Observer ??= _explainer;
        var selection = trace.Rule is null ? null : new RuleSelection(trace.Rule);
        if (selection is not null && !_explainer.Rules.Any(selection.Contains))
        {
            Refuse(connection, selection.NothingMeant);
            return null;
        }

        loop.Engine.Log.TraceRequested(trace.Lines, trace.Rule);
        loop.Engine.Log.Listener = (level, message) => _explainer.Note(level, message);
        return new Trace(trace, selection, _explainer, connection);
    }

    /// <summary>Between two lines: nobody listens any more.</summary>
    public void CheckTimes()
    {
        if (!_explainer.IsWanted && ReferenceEquals(loop.Engine.Observer, _explainer))
        {
            loop.Engine.Observer = null;
            loop.Engine.Log.Listener = null;
        }
    }

    public int MillisecondsToDue() => -1;

    private static void Refuse(ControlConnection connection, string error)
    {
        connection.Send(Encoding.UTF8.GetBytes($"{{\"error\":\"{JsonEncodedText.Encode(error, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"}}\n"));
        connection.Finish();
    }

    private sealed class Trace : IDisposable
    {
        private readonly TraceRequest _request;
        private readonly Explainer _explainer;
        private readonly ControlConnection _connection;
        private readonly StepFilter _filter;
        private readonly StepText _text;
        private long _lines;
        private long _dropped;

        public Trace(TraceRequest request, RuleSelection? selection, Explainer explainer, ControlConnection connection)
        {
            _request = request;
            _explainer = explainer;
            _connection = connection;
            _filter = new StepFilter(selection, request.ShowsAll) { Rules = request.ShowsAll ? () => explainer.Rules : null };
            _text = new StepText(request.HasColours);
            explainer.Subscribe(Show, request.ShowsAll);
        }

        public void Dispose() => _explainer.Unsubscribe(Show);

        private void Show(Step step)
        {
            if (_filter.Apply(step) is { } shown)
            {
                Send(shown);
                _lines += shown.Kind == "line" && (_request.Rule is not null || shown["synthetic"] is false) ? 1 : 0;
            }

            // Events that a line has created belong to it.
            if (_request.Lines > 0 && _lines >= _request.Lines && step.Kind == "line" && _explainer.Engine.Events.IsEmpty)
            {
                _explainer.Unsubscribe(Show);
                _connection.Finish();
            }
        }

        private void Send(Step step)
        {
            if (_dropped > 0)
            {
                var notice = new Step("dropped") { Text = $"{_dropped} explanations were dropped: they were read too slowly", Outcome = StepOutcome.No }.With("count", _dropped);
                if (!_connection.Send(Write(notice)))
                {
                    _dropped++;
                    return;
                }

                _dropped = 0;
            }

            _dropped += _connection.Send(Write(step)) ? 0 : 1;
        }

        private byte[] Write(Step step) => _request.IsJson ? StepJson.Write(step) : _text.Write(step);
    }
}
