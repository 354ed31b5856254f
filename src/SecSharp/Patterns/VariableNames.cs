using System.Collections.Immutable;

namespace SecSharp.Patterns;

/// <summary>A name of a match variable with the numbers of the groups it stands for, in order of precedence.</summary>
/// <param name="Name">The name.</param>
/// <param name="Groups">The numbers.</param>
/// <param name="IsMapped">Whether it comes from a variable map: it then exists even when the group is not set.</param>
internal readonly record struct VariableName(ByteString Name, int[] Groups, bool IsMapped = false);

/// <summary>Names of match variables.</summary>
internal sealed class VariableNames
{
    private readonly ImmutableArray<VariableName> _names;

    public VariableNames(ImmutableArray<VariableName> names) => _names = names;

    /// <summary>No names.</summary>
    public static VariableNames None { get; } = new([]);

    /// <summary>All names; of equal ones the first counts.</summary>
    public ReadOnlySpan<VariableName> All => _names.AsSpan();

    /// <summary>The groups a name stands for, in order of precedence; null for an unknown name.</summary>
    public int[]? Find(ByteString name)
    {
        foreach (ref readonly var entry in _names.AsSpan())
        {
            if (entry.Name == name)
            {
                return entry.Groups;
            }
        }

        return null;
    }
}
