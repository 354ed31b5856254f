using SecSharp.Correlation;
using SecSharp.Inputs;

namespace SecSharp;

/// <summary>What happens to a running engine when its rules change. sec(1), SIGNALS, SIGABRT.</summary>
internal sealed partial class Engine
{
    /// <summary>
    /// Goes on with other rules. Operations of rule files that are not among the new ones end without further ado; all
    /// else lives on: other operations, contexts with the action lists they were created with, variables, events to come.
    /// Not to be called while a line is being processed.
    /// </summary>
    public void Reload(RuleBase rules, EngineOptions options)
    {
        foreach (var file in Rules.Files)
        {
            if (!ReferenceEquals(rules.FindFile(file.Id), file))
            {
                EndOperations(file);
            }
        }

        Rules = rules;
        Options = options;
        _isWatched = options.RulePerformance || Observer is not null;
        NoteLoading();
        Candidates = new CandidateSet(rules, options.Prefilter);
        SizeBuffers();
    }

    private void EndOperations(RuleFile file)
    {
        var count = 0L;
        foreach (var rule in file.Rules.OfType<CorrelatingRule>())
        {
            foreach (var operation in rule.Operations.Entries().ToArray())
            {
                Operations.Remove(operation);
                count++;
            }
        }

        Log.OperationsEnded(file.Path, count);
    }

    /// <summary>Gives the input buffers the size and arrangement that options and rules ask for.</summary>
    private void SizeBuffers()
    {
        _bufferLines = Math.Max(Options.BufferSize, Rules.PatternLines);
        var isJoint = Options.JointBuffer ?? (_bufferLines == 1);
        if (isJoint != (_jointBuffer is not null))
        {
            _jointBuffer = isJoint ? new InputBuffer(_bufferLines, joint: true) : null;
            foreach (var source in _sources)
            {
                source.Buffer = _jointBuffer ?? new InputBuffer(_bufferLines, joint: false);
            }

            return;
        }

        foreach (var buffer in _sources.Select(static source => source.Buffer).Distinct())
        {
            if (buffer.Capacity != _bufferLines)
            {
                buffer.Resize(_bufferLines);
            }
        }
    }
}
