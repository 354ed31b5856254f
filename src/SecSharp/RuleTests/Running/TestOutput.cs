namespace SecSharp.RuleTests.Running;

/// <summary>What has come out during a test.</summary>
/// <param name="Time">When, seconds since Epoch.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Text">A line of output, or what an action would have done; of several lines where these belong together.</param>
/// <param name="Cause">Number of the line that was processed last, from 0; negative before the first.</param>
internal sealed record TestOutput(long Time, OutputKinds Kind, ByteString Text, int Cause);
