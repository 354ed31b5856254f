using SecSharp.Perl;

namespace SecSharp.Patterns;

/// <summary>RegExp and NRegExp with a regular expression that only Perl can run. docs/regular-expressions.md.</summary>
/// <param name="function">Matches: returns the number of groups, their values, then names and values of named groups.</param>
/// <param name="names">Names from the variable map.</param>
internal sealed class PerlRegExpPattern(PerlFunction function, VariableNames names) : Pattern, IDisposable
{
    public override bool SetsVariables => true;

    public override bool OnlyLooks => true;

    /// <summary>Compiles a regular expression.</summary>
    /// <exception cref="PerlException">It is not valid.</exception>
    public static PerlFunction Compile(PerlHost host, ReadOnlySpan<byte> regex, string file, int line)
    {
        var code = $"SecSharp::matcher(pack('H*', '{Convert.ToHexString(regex)}'))";
        return host.Compile(System.Text.Encoding.ASCII.GetBytes(code), file, line);
    }

    // Hot path.
    public override bool IsMatch(LineMatcher matcher)
    {
        var host = function.Host;
        var subject = matcher.Buffer.Last(Lines);
        host.Add(subject);
        if (!host.Call(function, PerlContext.List))
        {
            matcher.PerlFailed?.Invoke("Regular expression", host.Error);
            return false;
        }

        var isMatch = host.ResultCount > 0;
        if (isMatch && !Negated)
        {
            TakeResults(matcher, host, subject);
        }

        host.Finish();
        if (Negated && !isMatch)
        {
            matcher.SetWholeOnly(Lines, subject);
        }

        return isMatch != Negated;
    }

    public void Dispose() => function.Dispose();

    private void TakeResults(LineMatcher matcher, PerlHost host, ArraySegment<byte> subject)
    {
        var match = matcher.Own;
        match.SetFunction(matcher.Buffer, Lines, subject, matcher.InternalContext, names);
        matcher.Match = match;
        var groups = Numbers.TryReadUnsigned(host.TextOf(0), out var count) ? (int)count : 0;
        for (var group = 1; group <= groups; group++)
        {
            match.AddValue(host.TextOf(group), host.KindOf(group) != PerlValueKind.Undefined);
        }

        for (var name = groups + 1; name + 1 < host.ResultCount; name += 2)
        {
            // The text of one result is not valid any more when that of another is asked for.
            match.AddNamed(host.TextOf(name).ToArray(), host.TextOf(name + 1));
        }
    }
}
