using SecSharp.Actions;
using SecSharp.Configuration.Syntax;
using SecSharp.Contexts;
using SecSharp.Patterns;
using SecSharp.Scheduling;

namespace SecSharp.Correlation;

/// <summary>sec(1), CALENDAR RULE.</summary>
internal sealed class CalendarRule(CalendarTime time, ContextCondition? context, ByteString description, ActionList action) : Rule
{
    private long _minute = -1;
    private bool _pending;

    /// <summary>Whether the current minute matches and the action list has not run in it yet.</summary>
    public bool IsPending => _pending;

    /// <summary>Runs the action list if it is due: once in a matching minute, as soon as the context expression is true.</summary>
    public void Check(Engine engine)
    {
        var minute = Math.DivRem(engine.Now, 60).Quotient;
        if (minute != _minute)
        {
            _minute = minute;
            _pending = Matches(engine.LocalTime.At(engine.Now));
        }

        if (!_pending)
        {
            return;
        }

        engine.Observer?.CalendarTried(this);
        var runs = IsTrue(engine);
        if (runs)
        {
            _pending = false;
            MatchCount++;
            action.Run(new ActionFrame(engine, Bindings.Empty, description, Id));
        }

        engine.Observer?.CalendarApplied(this, runs);
    }

    private bool IsTrue(Engine engine)
    {
        if (context is null)
        {
            return true;
        }

        var value = context.Evaluate(engine, Bindings.Empty);
        engine.Observer?.ContextEvaluated(context, value);
        return value;
    }

    private bool Matches(in BrokenDownTime now) =>
        (time.Minutes >> now.Minute & 1) != 0
        && (time.Hours >> now.Hour & 1) != 0
        && (time.Months >> now.Month & 1) != 0
        && (time.Weekdays >> now.Weekday & 1) != 0
        && ((time.Days >> now.Day & 1) != 0 || ((time.Days & 1) != 0 && now.IsLastDayOfMonth))
        && ((now.Year % 100) is var year && ((year < 64 ? time.YearsLow >> year : time.YearsHigh >> (year - 64)) & 1) != 0);
}
