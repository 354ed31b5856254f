using SecSharp.Configuration.Reading;

namespace SecSharp.LanguageServer.Documents;

/// <summary>Forms of variables in texts.</summary>
internal enum VariableTokenForm
{
    /// <summary><c>$1</c>, <c>${1}</c>, and with % those of the first pattern of a Pair rule.</summary>
    Numbered,

    /// <summary><c>$+{name}</c></summary>
    Named,

    /// <summary><c>$:{entry:name}</c></summary>
    Cached,

    /// <summary><c>%name</c>, <c>%{name}</c>, <c>%.name</c></summary>
    ActionList,
}

/// <summary>A variable in a text. sec(1), PATTERNS, PATTERN TYPES AND MATCH VARIABLES.</summary>
/// <param name="Form">Its form.</param>
/// <param name="Text">All of it.</param>
/// <param name="Name">Its name or number.</param>
/// <param name="Entry">The match cache entry of a <see cref="VariableTokenForm.Cached"/> one.</param>
internal readonly record struct VariableToken(VariableTokenForm Form, FieldSlice Text, FieldSlice Name, FieldSlice Entry = default)
{
    /// <summary>The variables in a text, in order; $$ and %% stand for $ and %.</summary>
    public static IEnumerable<VariableToken> Find(FieldSlice text)
    {
        for (var at = 0; at + 1 < text.Length; at++)
        {
            if (text[at] is not ('$' or '%'))
            {
                continue;
            }

            if (text[at + 1] == text[at])
            {
                at++;
            }
            else if (Read(text[at..]) is { } token)
            {
                yield return token;
                at += token.Text.Length - 1;
            }
        }
    }

    private static VariableToken? Read(FieldSlice text)
    {
        var prefix = text[1] is '+' or ':' ? 2 : 1;
        var isBraced = prefix < text.Length && text[prefix] == '{';
        var start = prefix + (isBraced ? 1 : 0);
        var end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' || (text[end] == ':' && text[1] == ':') || (text[end] == '.' && end == start)))
        {
            end++;
        }

        var name = text[start..end];
        if (name.IsEmpty || (isBraced ? end == text.Length || text[end] != '}' : prefix == 2))
        {
            return null;
        }

        var whole = text[..(isBraced ? end + 1 : end)];
        if (prefix == 2)
        {
            var colon = name.Span.IndexOf(':');
            return text[1] == '+' ? new VariableToken(VariableTokenForm.Named, whole, name)
                : colon > 0 ? new VariableToken(VariableTokenForm.Cached, whole, name[(colon + 1)..], name[..colon])
                : null;
        }

        if (char.IsAsciiDigit(name[0]))
        {
            var digits = name.Span.IndexOfAnyExceptInRange('0', '9');
            return digits < 0 ? new VariableToken(VariableTokenForm.Numbered, whole, name)
                : isBraced ? null
                : new VariableToken(VariableTokenForm.Numbered, text[..(1 + digits)], name[..digits]);
        }

        return text[0] == '%' && char.IsAsciiLetter(name.Span.TrimStart('.') is [var first, ..] ? first : '.') ? new VariableToken(VariableTokenForm.ActionList, whole, name) : null;
    }
}
