namespace SecSharp.Actions;

/// <summary>Action list variables that the engine sets. sec(1), ACTIONS, ACTION LISTS AND ACTION LIST VARIABLES.</summary>
internal enum BuiltinVariable
{
    /// <summary>%s: the operation description string.</summary>
    Description,

    /// <summary>%t: the time in human-readable format.</summary>
    TimeText,

    /// <summary>%u: seconds since Epoch.</summary>
    Seconds,

    /// <summary>%.sec</summary>
    Second,

    /// <summary>%.min</summary>
    Minute,

    /// <summary>%.hour</summary>
    Hour,

    /// <summary>%.hmsstr</summary>
    HourMinuteSecond,

    /// <summary>%.mday: day of the month, filled with zero.</summary>
    Day,

    /// <summary>%.mdaystr: day of the month, filled with a space.</summary>
    DayText,

    /// <summary>%.mon</summary>
    Month,

    /// <summary>%.monstr: abbreviated name of the month in the locale.</summary>
    MonthText,

    /// <summary>%.year</summary>
    Year,

    /// <summary>%.wday: 0 is Sunday.</summary>
    Weekday,

    /// <summary>%.wdaystr: abbreviated name of the weekday in the locale.</summary>
    WeekdayText,

    /// <summary>%.tzname</summary>
    ZoneName,

    /// <summary>%.tzoff: +hhmm.</summary>
    ZoneOffset,

    /// <summary>%.tzoff2: +hh:mm.</summary>
    ZoneOffsetColon,

    /// <summary>%.nl, %.cr, %.tab, %.sp and %.chr0 to %.chr255: one byte.</summary>
    Character,
}
