namespace SecSharp.Inputs.Timestamps;

/// <summary>How the date before a clock time <c>hh:mm:ss</c> is written.</summary>
[Flags]
internal enum DateForms
{
    /// <summary><c>2026-11-25T</c> or <c>2026-11-25 </c>, a zone may follow the clock.</summary>
    Iso = 1,

    /// <summary><c>Nov 25 </c> without year, or <c>Nov 25 2026 </c> as network devices write it.</summary>
    Syslog = 2,

    /// <summary><c>25/Nov/2026:</c>, a zone may follow the clock after a blank.</summary>
    AccessLog = 4,

    /// <summary><c>2026/11/25 </c>.</summary>
    Slashes = 8,

    /// <summary><c>Wed Nov 25 </c>, and the year follows the clock after a blank.</summary>
    YearLast = 16,

    /// <summary>All of Apache and nginx.</summary>
    Apache = AccessLog | Slashes | YearLast,

    All = Iso | Syslog | Apache,
}
