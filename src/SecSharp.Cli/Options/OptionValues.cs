using System.Globalization;

namespace SecSharp.Cli.Options;

/// <summary>A wrong command line; the message says what would be right.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>What a command line says.</summary>
internal sealed class OptionValues
{
    private readonly Dictionary<string, List<string>> _values = [];
    private readonly Dictionary<string, bool> _flags = [];

    /// <summary>What stands besides options, in order.</summary>
    public List<string> Arguments { get; } = [];

    /// <summary>Whether an option was given, negated or not.</summary>
    public bool IsGiven(string name) => _values.ContainsKey(name) || _flags.ContainsKey(name);

    /// <summary>A flag's value; null when it was not given.</summary>
    public bool? Flag(string name) => _flags.TryGetValue(name, out var value) ? value : null;

    /// <summary>The last value of an option; null when it was not given.</summary>
    public string? Text(string name) => _values.TryGetValue(name, out var values) ? values[^1] : null;

    /// <summary>All values of an option.</summary>
    public IReadOnlyList<string> Texts(string name) => _values.TryGetValue(name, out var values) ? values : [];

    /// <summary>The last value of an option that takes an integer.</summary>
    public long Number(string name, long absent) =>
        Text(name) is { } text ? long.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture) : absent;

    /// <summary>The last value of an option that takes a decimal number.</summary>
    public double Decimal(string name, double absent) =>
        Text(name) is { } text ? double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) : absent;

    internal void Set(Option option, bool value) => _flags[option.Name] = value;

    internal void Add(Option option, string value)
    {
        Check(option, value);
        if (!_values.TryGetValue(option.Name, out var values))
        {
            _values.Add(option.Name, values = []);
        }

        values.Add(value);
    }

    private static void Check(Option option, string value)
    {
        var wanted = option.Kind switch
        {
            OptionKind.Number when !IsInteger(value, 0) => "an integer of 0 or more",
            OptionKind.PositiveNumber when !IsInteger(value, 1) => "an integer of 1 or more",
            OptionKind.Decimal when !IsDecimal(value) => "a number of 0 or more",
            OptionKind.Text when option.Choices.Count > 0 && !option.Choices.Contains(value) => string.Join(" or ", option.Choices),
            _ => null,
        };
        if (wanted is not null)
        {
            throw new UsageException($"option --{option.Name}: '{value}' is not possible; it takes {wanted}");
        }
    }

    private static bool IsInteger(string value, long least) =>
        long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= int.MaxValue;

    private static bool IsDecimal(string value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= int.MaxValue;
}
