namespace SecSharp.LanguageServer;

/// <summary>What the command line says about the rule base.</summary>
public sealed class LanguageServerOptions
{
    /// <summary>Patterns of the rule files, as for --conf; null: those of the editor's folders that look like rule files.</summary>
    public IReadOnlyList<string>? Files { get; set; }

    /// <summary>
    /// Whether Perl code of rules is compiled to find its faults. Compiling runs BEGIN blocks and loads modules, and editors
    /// open files that nobody has read yet.
    /// </summary>
    public bool CompilesPerl { get; init; }
}
