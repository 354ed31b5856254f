using SecSharp.Perl;

namespace SecSharp.Patterns;

/// <summary>PerlFunc and NPerlFunc: a Perl function gets the lines and the names of their sources.</summary>
internal sealed class PerlFuncPattern(PerlFunction function, VariableNames names) : Pattern
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
            match.AddNamed(host);
            return;
        }

        for (var result = 0; result < host.ResultCount; result++)
        {
            match.AddValue(host.TextOf(result), host.KindOf(result) != PerlValueKind.Undefined);
        }
    }
}
