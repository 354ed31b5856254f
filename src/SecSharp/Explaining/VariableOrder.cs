namespace SecSharp.Explaining;

/// <summary>Numbered match variables by their numbers, then named ones by their names.</summary>
internal sealed class VariableOrder : IComparer<string>
{
    public static VariableOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var (left, right) = (NumberOf(x!), NumberOf(y!));
        return left != right ? left.CompareTo(right) : string.CompareOrdinal(x, y);
    }

    private static int NumberOf(string variable) => int.TryParse(variable.AsSpan(1), out var number) ? number : int.MaxValue;
}
