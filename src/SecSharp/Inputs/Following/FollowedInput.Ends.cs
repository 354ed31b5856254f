using SecSharp.Files;
using SecSharp.Posix;

namespace SecSharp.Inputs.Following;

/// <summary>What is done when a file has no more data.</summary>
internal sealed partial class FollowedInput
{
    private Turn AtEndOfData(OpenInput file, out ArraySegment<byte> line)
    {
        line = default;
        if (!_environment.Options.Tail)
        {
            if (!file.IsRegular)
            {
                return Turn.Nothing;
            }

            var hasRest = file.Block.TryTakeRest(out line);
            CloseCurrent();
            return hasRest ? Turn.Line : Turn.Progress;
        }

        var status = IsStandardInput ? FileStatus.Of(file.Descriptor, out _) : FileStatus.Of(Name, out _);
        if (status is not { } found)
        {
            return Turn.Nothing;
        }

        if (found.Identity != file.Identity)
        {
            return Recreated(file);
        }

        return file.IsRegular && found.Size < file.Offset ? Truncated(file) : Turn.Nothing;
    }

    private Turn Recreated(OpenInput file)
    {
        var next = OpenName(out var error);
        if (next?.Identity == file.Identity || (next is null && error is Libc.ENOENT or Libc.ENOTDIR))
        {
            // Renamed again in between.
            next?.Dispose();
            return Turn.Nothing;
        }

        _environment.Log.InputRecreated(Name);
        _predecessors.Add(file, _environment.Now);
        Current = null;
        _reopenAtEnd = false;
        LastOpening = _environment.Now;
        if (next is null)
        {
            StayClosed(error);
            Timeout.WasClosed();
        }
        else
        {
            Begin(next, StartPosition.Beginning);
        }

        return Turn.Progress;
    }

    private Turn AtEndOfStream(OpenInput file, out ArraySegment<byte> line)
    {
        _environment.Log.InputPipeEnded(Name);
        var hasRest = file.Block.TryTakeRest(out line);
        if (_environment.Options.Tail && !IsStandardInput)
        {
            // The pipe is opened before it is closed: it would lose the data of a writer who comes in between.
            _environment.Log.InputPipeReopening(Name);
            Current = null;
            TryOpen(StartPosition.Beginning);
            Release(file);
        }
        else
        {
            CloseCurrent();
        }

        return hasRest ? Turn.Line : Turn.Progress;
    }

    private Turn Truncated(OpenInput file)
    {
        _environment.Log.InputTruncated(Name);
        file.Rewind();
        return Turn.Progress;
    }

    /// <summary>
    /// Closes the file. The next attempt goes on where this one has failed; if that fails too, the rest of the file is
    /// given up, as the reference does at once.
    /// </summary>
    private Turn Failed(OpenInput file)
    {
        _environment.Log.InputFailed(Name, Libc.Message(file.Error));
        var failed = (file.Identity, file.Position);
        _reopenAtEnd = _failedAt == failed;
        _failedAt = _reopenAtEnd ? null : failed;
        CloseCurrent();
        return Turn.Progress;
    }
}
