using SecSharp.Inputs;
using SecSharp.Polling;

namespace SecSharp.Hosting;

/// <summary>A part of the program that has something to do when a time has come.</summary>
internal interface ITimed
{
    /// <summary>Does what has become due.</summary>
    void CheckTimes();

    /// <summary>Milliseconds until <see cref="CheckTimes"/> has something to do; -1 when that is never.</summary>
    int MillisecondsToDue();
}

/// <summary>
/// The daemon's loop: housekeeping, lines as long as there are any, then waiting. Signals, child processes and
/// connections come in through the members of the poll set, between two batches of lines.
/// sec(1), INPUT PROCESSING AND TIMING.
/// </summary>
internal sealed class EventLoop(PollSet polls, TimeProvider time)
{
    private const int LinesPerBatch = 256;

    /// <summary>The engine; replaced at a full restart.</summary>
    public required Engine Engine { get; set; }

    /// <summary>The inputs.</summary>
    public required InputSet Inputs { get; init; }

    /// <summary>All parts with due times except engine and inputs.</summary>
    public List<ITimed> Timed { get; } = [];

    /// <summary>Whether the loop is to end after the present line.</summary>
    public bool IsEnding { get; set; }

    /// <summary>Runs until it is told to end, or without --tail until all inputs are at their end.</summary>
    public void Run()
    {
        while (!IsEnding)
        {
            Engine.ReadClock();
            Engine.ProcessEvents();
            Inputs.CheckTimes();
            foreach (var part in Timed)
            {
                part.CheckTimes();
            }

            var mayBeMore = ProcessBatch();
            if (IsEnding || (!mayBeMore && Inputs.AtEnd))
            {
                break;
            }

            if (mayBeMore)
            {
                polls.Wait(0);
            }
            else
            {
                Engine.Outputs.Flush();
                Engine.KeepLines();
                polls.Wait(MillisecondsToDue());
            }
        }

        Engine.Outputs.Flush();
    }

    /// <summary>Processes lines; false when there are no more.</summary>
    // Hot path.
    private bool ProcessBatch()
    {
        for (var lines = 0; lines < LinesPerBatch; lines++)
        {
            if (IsEnding || Engine.IsInterrupted)
            {
                return true;
            }

            if (!Inputs.TryTakeLine(out var source, out var line))
            {
                return false;
            }

            Engine.ProcessLine(source, line);
        }

        return true;
    }

    private int MillisecondsToDue()
    {
        var milliseconds = Inputs.MillisecondsToDue();
        foreach (var part in Timed)
        {
            milliseconds = Sooner(milliseconds, part.MillisecondsToDue());
        }

        var housekeeping = Engine.NextHousekeeping();
        if (housekeeping == long.MaxValue)
        {
            return milliseconds;
        }

        // What is due in this second has been done.
        return Sooner(milliseconds, Until(Math.Max(housekeeping, Engine.Now + 1), time));
    }

    /// <summary>Milliseconds until a second (since Epoch) begins; less when it is far away.</summary>
    public static int Until(long second, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var seconds = Math.Clamp(second - now.ToUnixTimeSeconds(), 0, 1_000_000);
        return (int)Math.Max(0, (seconds * 1000) - now.Millisecond);
    }

    private static int Sooner(int left, int right) => left < 0 ? right : right < 0 ? left : Math.Min(left, right);
}
