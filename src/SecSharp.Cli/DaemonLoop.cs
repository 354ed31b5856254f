using SecSharp.Inputs;
using SecSharp.Polling;

namespace SecSharp.Cli;

/// <summary>The daemon's life between start and end: lines, housekeeping, waiting. sec(1), INPUT PROCESSING AND TIMING.</summary>
internal sealed class DaemonLoop(Engine engine, InputSet inputs, PollSet polls)
{
    /// <summary>Lines processed between two looks at the clock.</summary>
    private const int LinesPerLook = 64;

    /// <summary>Runs until the inputs have ended.</summary>
    public void Run()
    {
        engine.Start();
        while (true)
        {
            engine.ReadClock();
            engine.ProcessEvents();
            inputs.CheckTimes();
            if (ProcessLines())
            {
                polls.Wait(0);
                continue;
            }

            engine.Outputs.Flush();
            if (inputs.AtEnd)
            {
                break;
            }

            polls.Wait(MillisecondsToWait());
        }

        engine.Shutdown();
    }

    /// <summary>Processes lines until it is time to look around; false when there are none.</summary>
    private bool ProcessLines()
    {
        for (var count = 0; count < LinesPerLook; count++)
        {
            if (!inputs.TryTakeLine(out var source, out var line))
            {
                return count > 0;
            }

            engine.ProcessLine(source, line);
        }

        return true;
    }

    private int MillisecondsToWait()
    {
        var toInputs = inputs.MillisecondsToDue();
        var next = engine.NextHousekeeping();
        if (next == long.MaxValue)
        {
            return toInputs;
        }

        var toHousekeeping = (int)Math.Clamp((next * 1000) - engine.Milliseconds(), 0, 60_000);
        return toInputs < 0 ? toHousekeeping : Math.Min(toInputs, toHousekeeping);
    }
}
