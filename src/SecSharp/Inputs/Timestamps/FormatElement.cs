namespace SecSharp.Inputs.Timestamps;

/// <summary>What a piece of a timestamp format stands for.</summary>
internal enum FormatElementKind
{
    /// <summary>One byte, itself.</summary>
    Literal,

    /// <summary>Any amount of white space, none included.</summary>
    WhiteSpace,

    /// <summary>%Y: four digits.</summary>
    Year,

    /// <summary>%y: two digits, 69 to 99 are 1969 to 1999.</summary>
    YearOfCentury,

    /// <summary>%m.</summary>
    Month,

    /// <summary>%b, %B: English name, abbreviated or not.</summary>
    MonthName,

    /// <summary>%d, %e.</summary>
    Day,

    /// <summary>%j.</summary>
    DayOfYear,

    /// <summary>%a, %A: English name, abbreviated or not; it is read and has no effect.</summary>
    WeekdayName,

    /// <summary>%H.</summary>
    Hour,

    /// <summary>%I.</summary>
    HourOfHalf,

    /// <summary>%p: AM or PM in any case.</summary>
    Half,

    /// <summary>%M.</summary>
    Minute,

    /// <summary>%S.</summary>
    Second,

    /// <summary>%f: one or more digits, which have no effect.</summary>
    Fraction,

    /// <summary>%s: seconds since Epoch.</summary>
    Epoch,

    /// <summary>%z: Z, +hh, +hhmm or +hh:mm.</summary>
    Offset,

    /// <summary>%Z: letters; UTC, GMT and Z are what they say, all others stand for the local time zone.</summary>
    ZoneName,
}

/// <summary>A piece of a timestamp format.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Literal">The byte of <see cref="FormatElementKind.Literal"/>.</param>
internal readonly record struct FormatElement(FormatElementKind Kind, byte Literal = 0);
