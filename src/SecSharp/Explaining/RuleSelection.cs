using System.Globalization;

namespace SecSharp.Explaining;

/// <summary>
/// Which rules are meant: <c>FILE:LINE</c> or <c>LINE</c>, any line of the rule; <c>FILE#NUMBER</c> or <c>#NUMBER</c>, its
/// number in its file from 1 on; otherwise a text in its desc.
/// </summary>
internal sealed class RuleSelection
{
    private readonly string _text;
    private readonly string _file;
    private readonly int? _line;
    private readonly int? _number;

    public RuleSelection(string text)
    {
        _text = text;
        var at = text.LastIndexOfAny([':', '#']);
        var isNumber = int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        _file = isNumber && at > 0 ? text[..at] : "";
        _line = isNumber && (at < 0 || text[at] == ':') ? number : null;
        _number = isNumber && at >= 0 && text[at] == '#' ? number : null;
    }

    /// <summary>Whether a rule is meant.</summary>
    public bool Contains(ExplainedRule rule)
    {
        if (_line is null && _number is null)
        {
            return rule.Description.Contains(_text, StringComparison.OrdinalIgnoreCase);
        }

        return (_number is { } number ? rule.Number == number : _line >= rule.Line && _line <= rule.LastLine)
            && (_file.Length == 0 || rule.File == _file || rule.File.EndsWith("/" + _file, StringComparison.Ordinal));
    }

    /// <summary>What to say when no rule is meant.</summary>
    public string NothingMeant =>
        $"no rule is meant by '{_text}': name one by FILE:LINE or LINE, by FILE#NUMBER or #NUMBER, or by a text in its desc";
}
