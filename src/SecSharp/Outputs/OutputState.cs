namespace SecSharp.Outputs;

/// <summary>An output as the dump shows it.</summary>
/// <param name="Kind">What it is, for people: file, fifo, TCP peer and so on.</param>
/// <param name="Name">The path or peer as actions name it.</param>
/// <param name="IsOpen">Whether it is open; otherwise it failed or is being connected.</param>
/// <param name="EventsPending">Number of events that wait to be written.</param>
/// <param name="EventsLost">Number of events that could not be written.</param>
internal sealed record OutputState(string Kind, ByteString Name, bool IsOpen, int EventsPending, long EventsLost);
