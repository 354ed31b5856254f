namespace SecSharp.Configuration.Syntax;

/// <summary>
/// A Calendar rule's time specification as bit sets. sec(1), CALENDAR RULE. Day and weekday conditions are joined with AND.
/// </summary>
/// <param name="Minutes">Bit m: minute m, 0-59.</param>
/// <param name="Hours">Bit h: hour h, 0-23.</param>
/// <param name="Days">Bit d: day d of the month, 1-31; bit 0: the last day of the month.</param>
/// <param name="Months">Bit m: month m, 1-12.</param>
/// <param name="Weekdays">Bit w: weekday w, 0 (Sunday) to 6.</param>
/// <param name="YearsLow">Bit y: year y of the century, 0-63; all set where no year is given.</param>
/// <param name="YearsHigh">Bit y - 64: years 64-99.</param>
internal sealed record CalendarTime(
    ulong Minutes, uint Hours, uint Days, uint Months, uint Weekdays, ulong YearsLow, ulong YearsHigh)
{
    /// <summary>The specification's text.</summary>
    public required ByteString Text { get; init; }
}
