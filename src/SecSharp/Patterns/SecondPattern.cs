using SecSharp.Patterns.Pcre2;
using SecSharp.Patterns.Prefilter;
using SecSharp.Perl;

namespace SecSharp.Patterns;

/// <summary>
/// The second pattern of a Pair rule with match variables in it, from which every operation makes its own pattern.
/// Values go into a regular expression quoted. sec(1), PATTERNS, PATTERN TYPES AND MATCH VARIABLES.
/// </summary>
internal sealed class SecondPattern
{
    private readonly Template _text;
    private readonly bool _isRegExp;
    private readonly bool _negated;
    private readonly int _lines;
    private readonly Func<Regex?, VariableNames> _names;

    /// <param name="text">The pattern's text; for SubStr with its backslash sequences decoded.</param>
    /// <param name="isRegExp">RegExp or SubStr.</param>
    /// <param name="negated">Whether the result is negated.</param>
    /// <param name="lines">Number of last input lines matched.</param>
    /// <param name="names">Names of match variables of a regular expression, from itself and the variable map.</param>
    public SecondPattern(Template text, bool isRegExp, bool negated, int lines, Func<Regex?, VariableNames> names)
    {
        _text = text;
        _isRegExp = isRegExp;
        _negated = negated;
        _lines = lines;
        _names = names;
        Literal = negated || lines > 1 || (isRegExp && !IsAlwaysValid()) ? null : LiteralTemplate.Of(text, isRegExp);
    }

    /// <summary>The literal that a line must hold to match; null where none is known.</summary>
    public LiteralTemplate? Literal { get; }

    /// <summary>The pattern for an operation that keeps <paramref name="first"/>; null when it is no valid regular expression.</summary>
    /// <param name="first">Values of the first match.</param>
    /// <param name="perl">Runs regular expressions that only Perl can run.</param>
    /// <param name="error">What is wrong with the regular expression.</param>
    public Pattern? For(IMatchVariables first, PerlRuntime? perl, out RegexError? error)
    {
        var text = TextFor(first);
        error = null;
        if (!_isRegExp)
        {
            return new SubStrPattern(text) { Lines = _lines, Negated = _negated };
        }

        if (Regex.TryCompile(text, out error) is { } regex)
        {
            return new RegExpPattern(regex, _names(regex)) { Lines = _lines, Negated = _negated };
        }

        return error is { NeedsPerl: true } && perl is not null ? WithPerl(text, perl, ref error) : null;
    }

    /// <summary>The pattern's text for an operation that keeps <paramref name="first"/>.</summary>
    public byte[] TextFor(IMatchVariables first)
    {
        var text = new ByteBuilder();
        foreach (ref readonly var piece in _text.Pieces.AsSpan())
        {
            if (piece.Kind == TemplatePieceKind.Literal)
            {
                text.Append(piece.Literal.Span);
            }
            else if (_isRegExp)
            {
                Regex.Quote(first.Get(piece.Variable!), text);
            }
            else
            {
                text.Append(first.Get(piece.Variable!));
            }
        }

        return text.ToArray();
    }

    private PerlRegExpPattern? WithPerl(ReadOnlySpan<byte> text, PerlRuntime perl, ref RegexError? error)
    {
        try
        {
            var function = PerlRegExpPattern.Compile(perl.Start(), text, "pattern2", 1);
            error = null;
            return new PerlRegExpPattern(function, _names(null)) { Lines = _lines, Negated = _negated };
        }
        catch (Exception exception) when (exception is PerlException or PerlUnavailableException)
        {
            error = new RegexError(exception.Message, 0, null);
            return null;
        }
    }

    /// <summary>Whether the regular expression is valid with some value: it then is with any, as values are quoted.</summary>
    private bool IsAlwaysValid()
    {
        var text = new ByteBuilder();
        foreach (ref readonly var piece in _text.Pieces.AsSpan())
        {
            text.Append(piece.Kind == TemplatePieceKind.Literal ? piece.Literal.Span : "x"u8);
        }

        using var regex = Regex.TryCompile(text.Span, out _);
        return regex is not null;
    }
}
