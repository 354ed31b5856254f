using System.Numerics;

namespace SecSharp.Patterns.Prefilter;

/// <summary>
/// How well literals tell log lines apart, in bits: roughly the logarithm of the number of lines among which one holds
/// them by chance. The weights are a rough picture of syslog text.
/// </summary>
internal static class LiteralWeight
{
    /// <summary>Weight of a variable whose value is known only to an operation: it decides between operations.</summary>
    private const int Variable = 40;

    /// <summary>Constant text beyond this weight does not decide any better.</summary>
    private const int Most = 60;

    private static readonly byte[] Weights = [.. Enumerable.Range(0, 256).Select(static value => WeightOf((byte)value))];

    /// <summary>The weight of a set of which one literal must occur: that of its weakest member, less for each further one.</summary>
    public static int Of(IReadOnlyList<Literal> literals)
    {
        var weakest = int.MaxValue;
        foreach (var literal in literals)
        {
            weakest = Math.Min(weakest, Of(literal));
        }

        return weakest - (2 * BitOperations.Log2((uint)literals.Count));
    }

    /// <summary>The weight of a constant text.</summary>
    public static int Of(ReadOnlySpan<byte> text)
    {
        var weight = 0;
        foreach (var value in text)
        {
            weight += Of(value);
        }

        return weight;
    }

    private static int Of(Literal literal)
    {
        var bytes = literal.Bytes.Span;
        int constant = 0, variables = 0;
        for (var index = 0; index < bytes.Length; index++)
        {
            if (bytes[index] == LiteralTemplate.Mark)
            {
                variables += Variable;
                index++;
            }
            else
            {
                constant += Of(bytes[index]);
            }
        }

        return Math.Min(constant, Most) + variables;
    }

    private static int Of(byte value) => Weights[value];

    private static byte WeightOf(byte value) => value switch
    {
        (byte)' ' or (byte)'0' or (byte)'1' => 2,
        (byte)':' or (byte)'.' or (byte)'[' or (byte)']' or (byte)'e' or (byte)'s' => 3,
        >= (byte)'0' and <= (byte)'9' => 3,
        >= (byte)'a' and <= (byte)'z' => 4,
        _ => 5,
    };
}
