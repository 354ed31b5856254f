namespace SecSharp;

/// <summary>What time brings, second by second. sec(1), INPUT PROCESSING AND TIMING.</summary>
internal sealed partial class Engine
{
    private long _lastHousekeeping;

    /// <summary>
    /// The first second at which housekeeping has something to do: a context, event or window is due, or a Calendar rule
    /// may be. <see cref="long.MaxValue"/> when nothing will ever be due.
    /// </summary>
    public long NextHousekeeping()
    {
        var due = Math.Min(Math.Min(Contexts.NextDue, Operations.NextDue), Events.NextDue);
        if (!Rules.Calendars.IsEmpty)
        {
            due = Math.Min(due, Rules.Calendars.Any(static rule => rule.IsPending)
                ? _lastHousekeeping + 1
                : ((_lastHousekeeping / 60) + 1) * 60);
        }

        if (due == long.MaxValue || Options.CleanTime <= 1)
        {
            return due;
        }

        var rounds = Math.Max(1, (due - _lastHousekeeping + Options.CleanTime - 1) / Options.CleanTime);
        return _lastHousekeeping + (rounds * Options.CleanTime);
    }

    /// <summary>Keeps the rhythm of housekeeping over a time in which it had nothing to do, up to <see cref="Now"/>.</summary>
    public void SkipIdleHousekeeping()
    {
        if (Options.CleanTime > 0 && Now > _lastHousekeeping)
        {
            _lastHousekeeping += (Now - _lastHousekeeping) / Options.CleanTime * Options.CleanTime;
        }
    }

    private void HousekeepIfDue()
    {
        if (Now - _lastHousekeeping >= Options.CleanTime)
        {
            Housekeep();
        }
    }

    /// <summary>What time brings: contexts, delayed events, Calendar rules, windows of operations, in this order.</summary>
    private void Housekeep()
    {
        _lastHousekeeping = Now;
        Perl?.Complete();
        foreach (var name in Contexts.TakeDue(Now))
        {
            var context = name.Context;
            if (context is { IsDeleted: false, IsEnding: false } && context.IsOver(Now) && context.Has(name))
            {
                Contexts.End(this, context, name.Key, runAction: true);
            }
        }

        Events.Release(Now);
        foreach (var calendar in Rules.Calendars)
        {
            calendar.Check(this);
        }

        foreach (var operation in Operations.TakeDue(Now))
        {
            if (!operation.IsFinished && operation.IsOver(Now))
            {
                operation.EndWindow(this);
            }
        }
    }
}
