using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace SecSharp.Inputs.Timestamps;

/// <summary>Reads timestamp formats in the manner of strptime(3).</summary>
internal static class FormatParser
{
    private const string Directives = "%Y %y %m %d %e %b %B %a %A %j %H %I %p %M %S %f %s %z %Z %T %R %F %D %n %t %%";

    /// <summary>Reads a format.</summary>
    /// <param name="format">Its text.</param>
    /// <param name="elements">Its pieces; those that stand for several others are taken apart.</param>
    /// <param name="error">What is wrong with it, and what would be right; null when nothing is.</param>
    public static bool TryParse(string format, out ImmutableArray<FormatElement> elements, [NotNullWhen(false)] out string? error)
    {
        var result = ImmutableArray.CreateBuilder<FormatElement>();
        error = null;
        for (var at = 0; at < format.Length && error is null; at++)
        {
            if (format[at] != '%')
            {
                AddText(result, format.AsSpan(at, char.IsHighSurrogate(format[at]) && at + 1 < format.Length ? 2 : 1));
                at += char.IsHighSurrogate(format[at]) ? 1 : 0;
            }
            else if (++at == format.Length)
            {
                error = "it ends with a single '%'; '%%' stands for a percent sign";
            }
            else if (!AddDirective(result, format[at]))
            {
                error = $"there is no directive '%{format[at]}'{Suggestion(format[at])}; there are {Directives}";
            }
        }

        while (result.Count > 0 && result[0].Kind == FormatElementKind.WhiteSpace)
        {
            result.RemoveAt(0);
        }

        elements = result.ToImmutable();
        error ??= MissingPart(elements);
        error = error is null ? null : $"timestamp format '{format}': {error}";
        return error is null;
    }

    private static void AddText(ImmutableArray<FormatElement>.Builder result, ReadOnlySpan<char> text)
    {
        if (char.IsWhiteSpace(text[0]))
        {
            result.Add(new FormatElement(FormatElementKind.WhiteSpace));
            return;
        }

        foreach (var literal in Encoding.UTF8.GetBytes(text.ToString()))
        {
            result.Add(new FormatElement(FormatElementKind.Literal, literal));
        }
    }

    private static bool AddDirective(ImmutableArray<FormatElement>.Builder result, char directive)
    {
        switch (directive)
        {
            case 'T': AddAll(result, "%H:%M:%S"); return true;
            case 'R': AddAll(result, "%H:%M"); return true;
            case 'F': AddAll(result, "%Y-%m-%d"); return true;
            case 'D': AddAll(result, "%m/%d/%y"); return true;
            case '%': result.Add(new FormatElement(FormatElementKind.Literal, (byte)'%')); return true;
        }

        FormatElementKind? kind = directive switch
        {
            'Y' => FormatElementKind.Year,
            'y' => FormatElementKind.YearOfCentury,
            'm' => FormatElementKind.Month,
            'b' or 'B' => FormatElementKind.MonthName,
            'd' or 'e' => FormatElementKind.Day,
            'j' => FormatElementKind.DayOfYear,
            'a' or 'A' => FormatElementKind.WeekdayName,
            'H' => FormatElementKind.Hour,
            'I' => FormatElementKind.HourOfHalf,
            'p' => FormatElementKind.Half,
            'M' => FormatElementKind.Minute,
            'S' => FormatElementKind.Second,
            'f' => FormatElementKind.Fraction,
            's' => FormatElementKind.Epoch,
            'z' => FormatElementKind.Offset,
            'Z' => FormatElementKind.ZoneName,
            'n' or 't' => FormatElementKind.WhiteSpace,
            _ => null,
        };
        if (kind is { } known)
        {
            result.Add(new FormatElement(known));
        }

        return kind is not null;
    }

    private static void AddAll(ImmutableArray<FormatElement>.Builder result, string format)
    {
        for (var at = 0; at < format.Length; at++)
        {
            if (format[at] == '%')
            {
                AddDirective(result, format[++at]);
            }
            else
            {
                AddText(result, format.AsSpan(at, 1));
            }
        }
    }

    private static string? MissingPart(ImmutableArray<FormatElement> elements)
    {
        bool Has(FormatElementKind kind) => elements.Any(element => element.Kind == kind);
        if (Has(FormatElementKind.Epoch))
        {
            return null;
        }

        var hasMonth = Has(FormatElementKind.Month) || Has(FormatElementKind.MonthName);
        return (hasMonth, Has(FormatElementKind.Day), Has(FormatElementKind.DayOfYear)) switch
        {
            (_, _, false) when !hasMonth && !Has(FormatElementKind.Day) =>
                "it has no date; add month and day (%m or %b, and %d), the day of the year (%j) or seconds since Epoch (%s)",
            (false, true, false) => "it has a day without a month; add %m or %b",
            (true, false, false) => "it has a month without a day; add %d",
            _ when Has(FormatElementKind.HourOfHalf) && !Has(FormatElementKind.Half) => "%I needs %p (AM or PM); %H is the hour from 00 to 23",
            _ when Has(FormatElementKind.Half) && !Has(FormatElementKind.HourOfHalf) => "%p needs %I, the hour from 01 to 12",
            _ => null,
        };
    }

    private static string Suggestion(char directive) => directive switch
    {
        'L' or 'N' or 'q' or 'Q' or '3' or '6' or '9' => ": did you mean '%f', the digits of a fraction of a second?",
        'k' => ": did you mean '%H', the hour from 00 to 23?",
        'l' => ": did you mean '%I', the hour from 01 to 12?",
        'h' => ": did you mean '%b', the name of a month, or '%H', the hour?",
        'P' => ": did you mean '%p', AM or PM?",
        'i' => ": did you mean '%M', the minute, or '%I', the hour from 01 to 12?",
        'G' or 'C' => ": did you mean '%Y', the year?",
        'g' => ": did you mean '%y', the year without century?",
        'u' or 'w' => ": did you mean '%a', the name of a weekday?",
        'E' or 'O' => ": did you mean '%e', the day of the month?",
        'J' => ": did you mean '%j', the day of the year?",
        'c' => ": did you mean '%a %b %e %T %Y'?",
        'r' or 'X' => ": did you mean '%T', or '%I:%M:%S %p'?",
        'x' => ": did you mean '%D' or '%F'?",
        'v' => ": did you mean '%e-%b-%Y'?",
        '+' or ':' => ": did you mean '%z', the offset from UTC?",
        _ => "",
    };
}
