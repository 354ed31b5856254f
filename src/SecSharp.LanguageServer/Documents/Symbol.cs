using SecSharp.Configuration.Reading;

namespace SecSharp.LanguageServer.Documents;

/// <summary>What has names in rule files.</summary>
internal enum SymbolKind
{
    /// <summary>A label, which is known in its file.</summary>
    Label,

    /// <summary>A set of rule files (cfset).</summary>
    RuleSet,

    /// <summary>A context.</summary>
    Context,

    /// <summary>A cached match.</summary>
    CachedMatch,

    /// <summary>An action list variable.</summary>
    Variable,
}

/// <summary>How a name is used.</summary>
internal enum SymbolUse
{
    /// <summary>What it names comes about: a label stands, a context is created, a variable assigned.</summary>
    Definition,

    /// <summary>What it names comes about if there is none: <c>add</c> creates a context too.</summary>
    ImplicitDefinition,

    /// <summary>It is referred to.</summary>
    Reference,
}

/// <summary>A name where it stands.</summary>
/// <param name="Kind">What it names.</param>
/// <param name="Name">
/// The name, with * for each variable in it: <c>SEEN_$1</c> and <c>SEEN_$2</c> may be the same context.
/// </param>
/// <param name="Use">How it is used.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record Symbol(SymbolKind Kind, string Name, SymbolUse Use, FieldSlice Place)
{
    /// <summary>The name in words of its kind, for people.</summary>
    public string Title => Kind switch
    {
        SymbolKind.Label => $"label {Place}",
        SymbolKind.RuleSet => $"rule file set {Place}",
        SymbolKind.Context => $"context {Place}",
        SymbolKind.CachedMatch => $"cached match {Place}",
        _ => $"variable %{Name}",
    };

    /// <summary>Whether the other names the same, as far as can be told from the rules.</summary>
    public bool IsSameAs(Symbol other) => Kind == other.Kind && Name == other.Name;
}
