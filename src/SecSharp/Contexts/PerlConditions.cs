using System.Collections.Immutable;
using SecSharp.Patterns;
using SecSharp.Perl;

namespace SecSharp.Contexts;

/// <summary><c>PARAMETERS -> CODE</c> and <c>ENTRIES :> CODE</c>: true when the Perl function returns a true value.</summary>
internal sealed class PerlFunctionCondition(PerlFunction function, ImmutableArray<Template> parameters, bool cacheReferences) : ContextCondition
{
    // Hot path.
    public override bool Evaluate(Engine engine, IMatchVariables variables)
    {
        var host = function.Host;
        var text = engine.Scratch.Rent();
        foreach (var parameter in parameters)
        {
            text.Clear();
            parameter.Render(text, variables);
            if (cacheReferences)
            {
                engine.Matcher.AddCacheReference(host, text.Span);
            }
            else
            {
                host.Add(text.Span);
            }
        }

        engine.Scratch.Return(text);
        var value = host.Call(function, PerlContext.Scalar) ? PerlExpressionCondition.TakeTruth(host) : PerlExpressionCondition.Fail(engine, host);
        if (engine.Observer is { } observer)
        {
            observer.TermEvaluated(this, Parameters(variables), value);
        }

        return value;
    }

    private byte[] Parameters(IMatchVariables variables)
    {
        var text = new ByteBuilder();
        foreach (var parameter in parameters)
        {
            if (text.Length > 0)
            {
                text.Append((byte)' ');
            }

            parameter.Render(text, variables);
        }

        return text.ToArray();
    }
}

/// <summary><c>= CODE</c>: true when the Perl miniprogram yields a true value.</summary>
internal sealed class PerlExpressionCondition(Template code) : ContextCondition
{
    public override bool Evaluate(Engine engine, IMatchVariables variables)
    {
        var host = engine.Perl!.Start();
        var text = engine.Scratch.Rent();
        code.Render(text, variables);
        var value = host.Evaluate(text.Span, PerlContext.Scalar) ? TakeTruth(host) : Fail(engine, host);
        engine.Observer?.TermEvaluated(this, text.Span, value);
        engine.Scratch.Return(text);
        return value;
    }

    /// <summary>The truth of the only result, which is given up.</summary>
    public static bool TakeTruth(PerlHost host)
    {
        var isTrue = host.ResultCount > 0 && host.IsTrue(0);
        host.Finish();
        return isTrue;
    }

    /// <summary>Code that dies is false.</summary>
    public static bool Fail(Engine engine, PerlHost host)
    {
        engine.Log.PerlFailed("Context expression", host.Error);
        return false;
    }
}
