using System.Globalization;
using SecSharp.Configuration.Reading;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Configuration.Parsing;

/// <summary>Parses the time specification of Calendar rules. sec(1), CALENDAR RULE.</summary>
internal static class CalendarTimeParser
{
    private const int Weekdays = 0x7f;

    private static readonly Condition[] Conditions =
    [
        new("minute", 0, 59),
        new("hour", 0, 23),
        new("day", 0, 31),
        new("month", 1, 12),
        new("weekday", 0, 7),
        new("year", 0, 99),
    ];

    /// <summary>Null, with a report, for a specification that is not valid.</summary>
    public static CalendarTime? Parse(FieldSlice text, RuleReport report)
    {
        var parts = text.Words();
        if (parts.Length is not (5 or 6))
        {
            report.Error(
                text, $"a time specification has 5 or 6 conditions, this one has {parts.Length.ToString(CultureInfo.InvariantCulture)}",
                "minute (0-59), hour (0-23), day (1-31, 0 is the last day of the month), month (1-12), weekday (0-7), and perhaps year (0-99)");
            return null;
        }

        var values = new UInt128[6];
        values[5] = UInt128.MaxValue;
        var isValid = true;
        for (var index = 0; index < parts.Length; index++)
        {
            isValid &= TryRead(parts[index], Conditions[index], out values[index], report);
        }

        if (!isValid)
        {
            return null;
        }

        var weekdays = (uint)values[4];
        weekdays = (weekdays & Weekdays) | (weekdays >> 7);
        return new CalendarTime(
            (ulong)values[0], (uint)values[1], (uint)values[2], (uint)values[3], weekdays,
            (ulong)(values[5] & ulong.MaxValue), (ulong)(values[5] >> 64))
        {
            Text = text.ToBytes(),
        };
    }

    private static bool TryRead(FieldSlice text, Condition condition, out UInt128 values, RuleReport report)
    {
        values = 0;
        var isEmpty = true;
        for (var rest = text; !rest.IsEmpty;)
        {
            var end = rest.Span.IndexOf(',');
            var element = end < 0 ? rest : rest[..end];
            rest = end < 0 ? rest[rest.Length..] : rest[(end + 1)..];
            if (element.IsEmpty)
            {
                continue;
            }

            isEmpty = false;
            if (Element(element.Span, condition, ref values) is { } problem)
            {
                report.Error(element, $"{condition.Name} condition '{element}': {problem}", condition.Remedy);
                return false;
            }
        }

        if (isEmpty)
        {
            report.Error(text, $"{condition.Name} condition '{text}' has no value", condition.Remedy);
        }

        return !isEmpty;
    }

    /// <summary>Adds the values of <c>N</c>, <c>N-M</c>, <c>N-M/STEP</c>, <c>*</c> or <c>*/STEP</c>; returns what is wrong, or null.</summary>
    private static string? Element(ReadOnlySpan<char> text, Condition condition, ref UInt128 values)
    {
        var slash = text.IndexOf('/');
        var range = slash < 0 ? text : text[..slash];
        var step = 1;
        if (slash >= 0 && !(TryNumber(text[(slash + 1)..], out step) && step > 0))
        {
            return "the step behind / is a number of 1 or more";
        }

        var dash = range.IndexOf('-');
        int from;
        int to;
        if (range is "*")
        {
            (from, to) = (condition.From, condition.To);
        }
        else if (dash < 0)
        {
            if (slash >= 0)
            {
                return "a step needs * or a range before it";
            }

            if (!TryNumber(range, out from))
            {
                return "not a number, a range or *";
            }

            to = from;
        }
        else
        {
            // The reference takes a missing end of a range for 0.
            if (!TryNumber(dash == 0 ? "0" : range[..dash], out from) || !TryNumber(range[(dash + 1)..], out to))
            {
                return "a range is written FROM-TO with two numbers";
            }
        }

        if (from < condition.From || from > condition.To || to < condition.From || to > condition.To)
        {
            return "out of range";
        }

        for (var value = from; value <= to; value += step)
        {
            values |= UInt128.One << value;
        }

        return null;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number < 10_000;

    private sealed record Condition(string Name, int From, int To)
    {
        public string Remedy => string.Create(
            CultureInfo.InvariantCulture,
            $"values from {From} to {To}, as in {From}, {From}-{To}, *, */2, or several separated by commas");
    }
}
