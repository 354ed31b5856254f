namespace SecSharp;

/// <summary>Which rule something comes from. sec(1), EVENT CORRELATION OPERATIONS.</summary>
/// <param name="File">Number of the rule file, the same for the same path across reloads.</param>
/// <param name="Number">Number of the rule in its file, Options rules not counted.</param>
internal readonly record struct RuleIdentity(int File, int Number);
