namespace SecSharp.Reporting;

/// <summary>Levels of log messages. sec(1), option --debug.</summary>
public enum LogLevel
{
    /// <summary>Nothing is logged.</summary>
    None = 0,

    /// <summary>Faults that end the program.</summary>
    Critical = 1,

    /// <summary>Faults that need attention.</summary>
    Error = 2,

    /// <summary>Possible faults.</summary>
    Warning = 3,

    /// <summary>Normal events of the system.</summary>
    Notice = 4,

    /// <summary>What concerns child processes.</summary>
    Information = 5,

    /// <summary>Everything.</summary>
    Debug = 6,
}
