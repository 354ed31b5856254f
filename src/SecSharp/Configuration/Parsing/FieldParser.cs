using System.Collections.Immutable;
using SecSharp.Configuration.Reading;

namespace SecSharp.Configuration.Parsing;

/// <summary>Reads fields of one rule, each fault being reported with the field's name.</summary>
internal sealed class FieldParser(RuleBlock block, RuleReport report)
{
    /// <summary>Largest number kept of a window or threshold: nobody lives to see its end, and adding a time to it is safe.</summary>
    private const long LargestNumber = 1L << 60;

    /// <summary>The field's text; empty where the field is absent.</summary>
    public ByteString Text(string name) => block.Find(name)?.Value.All.ToBytes() ?? default;

    /// <summary>The field's words; none where the field is absent.</summary>
    public ImmutableArray<ByteString> Words(string name) =>
        [.. (block.Find(name)?.Value.All.Words() ?? []).Select(static word => word.ToBytes())];

    /// <summary>Parses the field; null where it is absent or faulty.</summary>
    public T? Parse<T>(string name, Func<FieldSlice, T?> parse)
        where T : class
    {
        if (block.Find(name) is not { } field)
        {
            return null;
        }

        report.Field = name;
        var result = parse(field.Value.All);
        report.Field = null;
        return result;
    }

    /// <summary>Reads an integer of <paramref name="least"/> or more.</summary>
    public long Number(string name, long least, long absent, string remedy)
    {
        if (block.Find(name) is not { } field)
        {
            return absent;
        }

        var text = field.Value.All;
        if (text.Span.ContainsOnlyDigits())
        {
            var number = Numbers.TryReadUnsigned(text.ToBytes().Span, out var value) ? Math.Min(value, LargestNumber) : 0;
            if (number >= least)
            {
                return number;
            }
        }

        report.Field = name;
        report.Error(text, $"'{text}' is not possible here", remedy);
        report.Field = null;
        return least;
    }

    /// <summary>Reads Yes or No.</summary>
    /// <param name="name">The field.</param>
    /// <param name="absent">What an absent field stands for, and with <paramref name="isWarning"/> a faulty one too.</param>
    /// <param name="isWarning">Whether a faulty value is only a warning.</param>
    public bool YesOrNo(string name, bool absent, bool isWarning = false)
    {
        if (block.Find(name) is not { } field)
        {
            return absent;
        }

        var text = field.Value.All;
        if (text.Is("Yes") || text.Is("No"))
        {
            return text.Is("Yes");
        }

        report.Field = name;
        if (isWarning)
        {
            report.Warning(text, $"'{text}' is neither Yes nor No: {(absent ? "Yes" : "No")} is assumed", "Yes or No");
        }
        else
        {
            report.Error(text, $"'{text}' is neither Yes nor No", "Yes or No");
        }

        report.Field = null;
        return absent;
    }
}
