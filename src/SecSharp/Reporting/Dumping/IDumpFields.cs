using SecSharp.Correlation;

namespace SecSharp.Reporting.Dumping;

/// <summary>Takes what is to be said of an event correlation operation, in JSON or for people.</summary>
internal interface IDumpFields
{
    /// <param name="key">Name in JSON.</param>
    /// <param name="label">Name for people.</param>
    /// <param name="value">The value.</param>
    void Text(string key, string label, ReadOnlySpan<byte> value);

    /// <summary>A number, for people with a unit.</summary>
    void Number(string key, string label, long value, string unit = "");

    /// <summary>A time in seconds since Epoch.</summary>
    void Time(string key, string label, long seconds);

    /// <summary>The events that an operation has seen.</summary>
    void Events(ObservedEvents events);
}
