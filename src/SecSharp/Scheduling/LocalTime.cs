using System.Runtime.InteropServices;
using SecSharp.Actions;

namespace SecSharp.Scheduling;

/// <summary>A moment in local time.</summary>
/// <remarks>Weekday 0 is Sunday.</remarks>
internal readonly record struct BrokenDownTime(int Year, int Month, int Day, int Hour, int Minute, int Second, int Weekday)
{
    public bool IsLastDayOfMonth => Day == DateTime.DaysInMonth(Year, Month);

    /// <summary><c>2026-11-25 10:00:00</c>.</summary>
    public string ToText() => $"{Year:0000}-{Month:00}-{Day:00} {Hour:00}:{Minute:00}:{Second:00}";
}

/// <summary>
/// Local time and its texts as the C library gives them (time zone from TZ, names from the locale), the last second kept.
/// </summary>
internal sealed unsafe partial class LocalTime
{
    private readonly byte[] _text = new byte[64];
    private BrokenDown _time;
    private long _second = long.MinValue;

    private static ReadOnlySpan<byte> Weekdays => "SunMonTueWedThuFriSat"u8;

    private static ReadOnlySpan<byte> Months => "JanFebMarAprMayJunJulAugSepOctNovDec"u8;

    /// <summary>The local time at <paramref name="seconds"/> since Epoch.</summary>
    public BrokenDownTime At(long seconds)
    {
        Break(seconds);
        return new BrokenDownTime(
            _time.Year + 1900, _time.Month + 1, _time.Day, _time.Hour, _time.Minute, _time.Second, _time.Weekday);
    }

    /// <summary>Seconds that the local clock is ahead of UTC at <paramref name="seconds"/> since Epoch.</summary>
    public long OffsetAt(long seconds)
    {
        Break(seconds);
        return _time.OffsetSeconds;
    }

    /// <summary>Appends a moment as ctime(3) writes it, without newline: <c>Fri Feb 19 17:54:18 2016</c>.</summary>
    public void AppendText(ByteBuilder output, long seconds)
    {
        Break(seconds);
        output.Append(Weekdays.Slice(3 * _time.Weekday, 3));
        output.Append((byte)' ');
        output.Append(Months.Slice(3 * _time.Month, 3));
        output.Append((byte)' ');
        output.AppendTwoDigits(_time.Day, (byte)' ');
        output.Append((byte)' ');
        AppendClock(output);
        output.Append((byte)' ');
        output.Append(_time.Year + 1900);
    }

    /// <summary>Appends the value of an action list variable for the moment <paramref name="seconds"/>.</summary>
    public void Append(ByteBuilder output, BuiltinVariable variable, long seconds)
    {
        if (variable == BuiltinVariable.Seconds)
        {
            output.Append(seconds);
            return;
        }

        Break(seconds);
        switch (variable)
        {
            case BuiltinVariable.TimeText: AppendText(output, seconds); break;
            case BuiltinVariable.Second: output.AppendTwoDigits(_time.Second); break;
            case BuiltinVariable.Minute: output.AppendTwoDigits(_time.Minute); break;
            case BuiltinVariable.Hour: output.AppendTwoDigits(_time.Hour); break;
            case BuiltinVariable.HourMinuteSecond: AppendClock(output); break;
            case BuiltinVariable.Day: output.AppendTwoDigits(_time.Day); break;
            case BuiltinVariable.DayText: output.AppendTwoDigits(_time.Day, (byte)' '); break;
            case BuiltinVariable.Month: output.AppendTwoDigits(_time.Month + 1); break;
            case BuiltinVariable.MonthText: AppendFormatted(output, "%b\0"u8); break;
            case BuiltinVariable.Year: output.Append(_time.Year + 1900); break;
            case BuiltinVariable.Weekday: output.Append(_time.Weekday); break;
            case BuiltinVariable.WeekdayText: AppendFormatted(output, "%a\0"u8); break;
            case BuiltinVariable.ZoneName: AppendFormatted(output, "%Z\0"u8); break;
            case BuiltinVariable.ZoneOffset: AppendFormatted(output, "%z\0"u8); break;
            case BuiltinVariable.ZoneOffsetColon: AppendZoneWithColon(output); break;
        }
    }

    private void AppendClock(ByteBuilder output)
    {
        output.AppendTwoDigits(_time.Hour);
        output.Append((byte)':');
        output.AppendTwoDigits(_time.Minute);
        output.Append((byte)':');
        output.AppendTwoDigits(_time.Second);
    }

    private void AppendZoneWithColon(ByteBuilder output)
    {
        var offset = Format("%z\0"u8);
        if (offset.Length == 5)
        {
            output.Append(offset[..3]);
            output.Append((byte)':');
            output.Append(offset[3..]);
        }
    }

    private void AppendFormatted(ByteBuilder output, ReadOnlySpan<byte> format) => output.Append(Format(format));

    private ReadOnlySpan<byte> Format(ReadOnlySpan<byte> format)
    {
        fixed (byte* text = _text)
        fixed (byte* pattern = format)
        fixed (BrokenDown* time = &_time)
        {
            return _text.AsSpan(0, (int)StrFTime(text, (nuint)_text.Length, pattern, time));
        }
    }

    private void Break(long seconds)
    {
        if (seconds == _second)
        {
            return;
        }

        fixed (BrokenDown* time = &_time)
        {
            LocalTimeR(&seconds, time);
        }

        _second = seconds;
    }

    [LibraryImport("libc", EntryPoint = "localtime_r")]
    private static partial BrokenDown* LocalTimeR(long* seconds, BrokenDown* result);

    [LibraryImport("libc", EntryPoint = "strftime")]
    private static partial nuint StrFTime(byte* text, nuint size, byte* format, BrokenDown* time);

    /// <summary>struct tm of the GNU and musl C libraries on 64-bit systems.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct BrokenDown
    {
        public int Second;
        public int Minute;
        public int Hour;
        public int Day;
        public int Month;
        public int Year;
        public int Weekday;
        public int DayOfYear;
        public int IsDaylightSaving;
        public nint OffsetSeconds;
        public nint ZoneName;
    }
}
