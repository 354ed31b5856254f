using SecSharp.Configuration.Syntax;

namespace SecSharp.Actions;

/// <summary>Keywords of actions.</summary>
internal static class ActionNames
{
    /// <summary>The keyword as the manual writes it.</summary>
#pragma warning disable CA1308 // Action keywords are lower case.
    public static string Of(ActionKind kind) => kind.ToString().ToLowerInvariant();
#pragma warning restore CA1308
}
