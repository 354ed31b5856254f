namespace SecSharp.Checking;

/// <summary>A rule file to check: its name, for messages, and its content, which need not be on the disk.</summary>
internal sealed record RuleFileSource(string Name, ReadOnlyMemory<byte> Bytes);
