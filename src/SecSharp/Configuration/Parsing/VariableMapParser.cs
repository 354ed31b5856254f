using System.Collections.Immutable;
using System.Globalization;
using SecSharp.Configuration.Reading;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Configuration.Parsing;

/// <summary>Parses varmap fields: <c>name=number</c> and cache names, separated by semicolons.</summary>
internal static class VariableMapParser
{
    public static VariableMapSyntax? Parse(FieldSlice text, RuleReport report)
    {
        var variables = ImmutableArray.CreateBuilder<VariableMapping>();
        var names = ImmutableArray.CreateBuilder<ByteString>();
        var isValid = true;
        for (var rest = text; !rest.IsEmpty;)
        {
            var end = rest.Span.IndexOf(';');
            var part = (end < 0 ? rest : rest[..end]).Trim();
            rest = end < 0 ? rest[rest.Length..] : rest[(end + 1)..].Trim();
            isValid &= Add(part, variables, names, report);
        }

        return isValid ? new VariableMapSyntax(variables.ToImmutable(), names.ToImmutable()) : null;
    }

    private static bool Add(
        FieldSlice part, ImmutableArray<VariableMapping>.Builder variables, ImmutableArray<ByteString>.Builder names, RuleReport report)
    {
        var equals = part.Span.IndexOf('=');
        var name = equals < 0 ? part : part[..equals].Trim();
        var number = equals < 0 ? default : part[(equals + 1)..].Trim();
        if (!Names.IsName(name.Span) || (equals >= 0 && (number.IsEmpty || !number.Span.ContainsOnlyDigits())))
        {
            report.Error(
                part, part.IsEmpty ? "an empty variable mapping" : $"'{part}' is no variable mapping",
                "a mapping is NAME=NUMBER, or NAME alone to cache the match; a name is a letter followed by letters, digits and underscores");
            return false;
        }

        if (equals < 0)
        {
            names.Add(name.ToBytes());
        }
        else
        {
            var value = int.TryParse(number.Span, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : int.MaxValue;
            variables.Add(new VariableMapping(name.ToBytes(), value));
        }

        return true;
    }
}
