using System.Collections.Immutable;

namespace SecSharp.Patterns;

/// <summary>Names of match variables with the numbers of the groups they stand for.</summary>
internal sealed class VariableNames
{
    private readonly ImmutableArray<(ByteString Name, int[] Groups)> _names;

    public VariableNames(ImmutableArray<(ByteString Name, int[] Groups)> names) => _names = names;

    /// <summary>No names.</summary>
    public static VariableNames None { get; } = new([]);

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
