using System.Collections.Concurrent;
using SecSharp.Inputs;
using SecSharp.Patterns.Prefilter;

namespace SecSharp.Replaying;

/// <summary>
/// Reads a log on a thread of its own, a few blocks ahead of the engine: reading, unpacking, splitting into lines and looking
/// for literals happen there. When the engine falls behind, the thread waits.
/// </summary>
internal sealed class ReadAhead : IDisposable
{
    private const int MostBatches = 4;
    private const int FewestBytes = 128 * 1024;

    private readonly LineReader _reader;
    private readonly LineFilter? _filter;
    private readonly Func<long> _filePosition;
    private readonly int _fewestBytes;
    private readonly BlockingCollection<LineBatch> _full = new(MostBatches);
    private readonly BlockingCollection<LineBatch> _free = [];
    private readonly CancellationTokenSource _ending = new();

    /// <param name="reader">The log's bytes; from now on only the thread uses it.</param>
    /// <param name="filter">Tells lines that hold no literal; null: all may match.</param>
    /// <param name="filePosition">Bytes read of the log's file.</param>
    /// <param name="isLive">Whether the log is being written, as a pipe is: its lines are handed on at once.</param>
    public ReadAhead(LineReader reader, LineFilter? filter, Func<long> filePosition, bool isLive)
    {
        _fewestBytes = isLive ? 0 : FewestBytes;
        _reader = reader;
        _filter = filter;
        _filePosition = filePosition;
        for (var batch = 0; batch < MostBatches + 1; batch++)
        {
            _free.Add(new LineBatch());
        }

        new Thread(Work) { IsBackground = true, Name = "read ahead" }.Start();
    }

    /// <summary>Why the log could not be read to its end; null when it could. To be asked after the last batch.</summary>
    public string? Error { get; private set; }

    /// <summary>Number of lines that were too long and lost their end.</summary>
    public long LinesCut { get; private set; }

    /// <summary>The next lines; null at the end of the log. They are valid until <see cref="Return"/>.</summary>
    public LineBatch? Take() => _full.TryTake(out var batch, Timeout.Infinite) ? batch : null;

    /// <summary>Gives lines back.</summary>
    public void Return(LineBatch batch)
    {
        batch.Clear();
        _free.Add(batch);
    }

    /// <summary>Ends the thread as soon as it is not waiting for the log.</summary>
    public void Dispose() => _ending.Cancel();

    private void Work()
    {
        try
        {
            while (ReadBatch())
            {
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Error = exception.Message;
        }
        catch (OperationCanceledException)
        {
            return;
        }

        LinesCut = _reader.LinesCut;
        Finish();
    }

    private bool ReadBatch()
    {
        var batch = _free.Take(_ending.Token);
        var more = true;
        try
        {
            do
            {
                more = _reader.Fill(out var cut);
                if (cut.Count > 0)
                {
                    batch.Add(cut, mayMatch: true);
                }

                while (_reader.TryTakeLine(out var line))
                {
                    batch.Add(line, _filter is null || _filter.MayMatch(line));
                }
            }
            while (more && batch.Bytes < _fewestBytes);
        }
        finally
        {
            Publish(batch);
        }

        return more;
    }

    private void Finish()
    {
        try
        {
            if (_reader.TryTakeRest(out var rest))
            {
                var batch = _free.Take(_ending.Token);
                batch.Add(rest, mayMatch: true);
                Publish(batch);
            }

            _full.CompleteAdding();
        }
        catch (OperationCanceledException)
        {
        }
    }

    private void Publish(LineBatch batch)
    {
        batch.FilePosition = _filePosition();
        _full.Add(batch, _ending.Token);
    }
}
