using System.Collections.Immutable;
using SecSharp.Patterns.Pcre2;
using SecSharp.Patterns.Prefilter;

namespace SecSharp.Patterns;

/// <summary>RegExp and NRegExp.</summary>
internal sealed class RegExpPattern(Regex regex, VariableNames names) : Pattern
{
    public override bool SetsVariables => true;

    public override ImmutableArray<Literal> RequiredLiterals => Negated ? [] : Prefilter.RequiredLiterals.OfRegExp(regex.Translation.Span);

    public override bool OnlyLooks => true;

    /// <summary>The regular expression.</summary>
    public Regex Regex => regex;

    // Hot path.
    public override bool IsMatch(LineMatcher matcher)
    {
        var subject = matcher.Buffer.Last(Lines);
        if (Negated)
        {
            if (regex.IsMatch(subject, matcher.Scratch))
            {
                return false;
            }

            matcher.SetWholeOnly(Lines, subject);
            return true;
        }

        var groups = regex.GroupCount;
        if (!regex.Match(subject, matcher.Scratch, matcher.Own.OffsetsFor(groups)))
        {
            return false;
        }

        matcher.Own.Set(matcher.Buffer, Lines, subject, matcher.InternalContext, groups, names, implicitFirst: groups == 0);
        matcher.Match = matcher.Own;
        return true;
    }
}
