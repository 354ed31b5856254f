using SecSharp.Perl;

namespace SecSharp.Patterns;

/// <summary>PerlFunc and NPerlFunc: a Perl function gets the lines and the names of their sources.</summary>
/// <param name="function">The function.</param>
/// <param name="names">Names from the variable map.</param>
/// <param name="isCached">Whether matches are kept in the match cache.</param>
internal sealed class PerlFuncPattern(PerlFunction function, VariableNames names, bool isCached) : Pattern
{
    public override bool SetsVariables => true;

    // Hot path.
    public override bool IsMatch(LineMatcher matcher)
    {
        var host = function.Host;
        matcher.Buffer.AddTo(host, Lines, matcher.SyntheticSource);
        if (!host.Call(function, PerlContext.List))
        {
            matcher.PerlFailed?.Invoke(Negated ? "NPerlFunc pattern" : "PerlFunc pattern", host.Error);
            return false;
        }

        var isMatch = host.ResultCount > 1 || (host.ResultCount == 1 && host.IsTrue(0));
        if (isMatch && !Negated)
        {
            TakeResults(matcher, host);
        }

        host.Finish();
        if (Negated && !isMatch)
        {
            matcher.SetWholeOnly(Lines, matcher.Buffer.Last(Lines));
        }

        return isMatch != Negated;
    }

    private void TakeResults(LineMatcher matcher, PerlHost host)
    {
        var match = matcher.Own;
        match.SetFunction(matcher.Buffer, Lines, matcher.Buffer.Last(Lines), matcher.InternalContext, names);
        matcher.Match = match;
        if (host.ResultCount == 1 && host.KindOf(0) == PerlValueKind.Hash)
        {
            if (match.AddNamed(host) && isCached)
            {
                match.KeepReferences(host);
            }

            return;
        }

        var hasReferences = false;
        for (var result = 0; result < host.ResultCount; result++)
        {
            var kind = host.KindOf(result);
            hasReferences |= kind is not (PerlValueKind.Undefined or PerlValueKind.Plain);
            match.AddValue(host.TextOf(result), kind != PerlValueKind.Undefined);
        }

        if (hasReferences && isCached)
        {
            match.KeepReferences(host);
        }
    }
}
