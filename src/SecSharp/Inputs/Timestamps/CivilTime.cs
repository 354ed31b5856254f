namespace SecSharp.Inputs.Timestamps;

/// <summary>
/// Civil seconds: what calendar and clock show, counted in seconds from 1970-01-01 00:00:00 on the same clock. They are
/// seconds since Epoch where the clock shows UTC.
/// </summary>
internal static class CivilTime
{
    public const int SecondsPerDay = 86_400;

    /// <summary>Whether there is such a day; years before 1970 and after 9999 are none of ours.</summary>
    public static bool IsDate(int year, int month, int day) =>
        year is >= 1970 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DaysInMonth(year, month);

    /// <summary>Whether the day exists in some year.</summary>
    public static bool IsDateOfSomeYear(int month, int day) => IsDate(2000, month, day);

    public static bool IsLeap(int year) => (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);

    /// <summary>The beginning of a day; days after the end of the month run on into the next one.</summary>
    public static long StartOfDay(int year, int month, int day)
    {
        // Years that begin in March put the leap day last.
        var shifted = month > 2 ? year : year - 1;
        var monthFromMarch = month > 2 ? month - 3 : month + 9;
        var century = shifted / 100;
        var days = (365 * shifted) + (shifted / 4) - century + (century / 4) + (((153 * monthFromMarch) + 2) / 5) + day - 1;
        return (days - 719_468L) * SecondsPerDay;
    }

    private static int DaysInMonth(int year, int month) =>
        month == 2 ? (IsLeap(year) ? 29 : 28) : 30 + ((month + (month >> 3)) & 1);
}
