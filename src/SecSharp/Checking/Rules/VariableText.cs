using SecSharp.Configuration.Syntax;
using SecSharp.Patterns;

namespace SecSharp.Checking.Rules;

/// <summary>Match variables as people write them.</summary>
internal static class VariableText
{
    /// <summary>The variable as it is written in messages: <c>$1</c>, <c>%+{name}</c>.</summary>
    public static string Display(this VariableReference variable)
    {
        var prefix = variable.Origin == MatchOrigin.First ? "%" : "$";
        return variable.Entry is { } entry ? $"{prefix}:{{{entry}:{variable.Name}}}"
            : variable.Name.Length > 0 ? $"{prefix}+{{{variable.Name}}}"
            : $"{prefix}{variable.Number}";
    }

    /// <summary>Where a variable stands in the field of a text.</summary>
    public static Place PlaceOf(this CheckedRule rule, RuleText text, VariableReference variable)
    {
        var from = text.Action is { } action ? OffsetOf(rule, text.Field, action.Position) : 0;
        var display = variable.Display();
        var braced = variable.Name.Length == 0 ? $"{display[0]}{{{display[1..]}}}" : display;
        var value = rule.Block.Find(text.Field)?.Value.Text ?? "";
        var at = IndexOf(value, display, from);
        return rule.At(text.Field, at < 0 ? braced : display, at < 0 ? from : at);
    }

    /// <summary>Where a variable stands that is not the beginning of another one, as $1 is of $10; -1 where it does not.</summary>
    private static int IndexOf(string value, string variable, int from)
    {
        var at = value.IndexOf(variable, Math.Min(from, value.Length), StringComparison.Ordinal);
        while (at >= 0 && char.IsAsciiDigit(variable[^1]) && at + variable.Length < value.Length && char.IsAsciiDigit(value[at + variable.Length]))
        {
            at = value.IndexOf(variable, at + 1, StringComparison.Ordinal);
        }

        return at;
    }

    /// <summary>The offset in a field's value of a place in the file.</summary>
    public static int OffsetOf(CheckedRule rule, string field, SourcePosition position)
    {
        if (rule.Block.Find(field) is not { Value: var value })
        {
            return 0;
        }

        var offset = 0;
        while (offset < value.Text.Length && (value.PositionAt(offset).Line, value.PositionAt(offset).Column).CompareTo((position.Line, position.Column)) < 0)
        {
            offset++;
        }

        return offset;
    }
}
