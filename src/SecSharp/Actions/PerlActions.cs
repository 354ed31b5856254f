using System.Collections.Immutable;
using SecSharp.Patterns;
using SecSharp.Perl;

namespace SecSharp.Actions;

/// <summary>eval %VAR CODE: the variable keeps its value when the code fails</summary>
internal sealed class EvalAction(VariableTarget variable, Template code) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame)
    {
        var engine = frame.Engine;
        var host = engine.Perl!.Start();
        using var text = frame.Text(code);
        if (host.Evaluate(text.Span, PerlContext.List))
        {
            PerlResult.Assign(engine, host, variable, keepsReference: true);
        }
        else
        {
            engine.Log.PerlFailed($"Code of action eval for '%{engine.Variables.NameOf(variable.Index)}'", host.Error);
        }

        engine.Perl.Complete();
        return ActionFlow.Next;
    }
}

/// <summary>call %VAR %REF PARAMETERS: calls the function that the variable REF refers to</summary>
internal sealed class CallAction(VariableTarget variable, VariableTarget reference, ImmutableArray<Template> parameters) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame)
    {
        var engine = frame.Engine;
        if (engine.Variables.FunctionOf(reference.Index) is not { } function)
        {
            engine.Log.NoFunction(engine.Variables.NameOf(reference.Index));
            return ActionFlow.Next;
        }

        foreach (var parameter in parameters)
        {
            using var value = frame.Text(parameter);
            function.Host.Add(value.Span);
        }

        PerlResult.Call(engine, function, variable);
        return ActionFlow.Next;
    }
}

/// <summary>lcall %VAR PARAMETERS -> CODE, and with :> references to match cache entries</summary>
internal sealed class LocalCallAction(VariableTarget variable, PerlFunction function, ImmutableArray<Template> parameters, bool cacheReferences) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame)
    {
        foreach (var parameter in parameters)
        {
            using var value = frame.Text(parameter);
            if (cacheReferences)
            {
                frame.Engine.Matcher.AddCacheReference(function.Host, value.Span);
            }
            else
            {
                function.Host.Add(value.Span);
            }
        }

        PerlResult.Call(frame.Engine, function, variable);
        return ActionFlow.Next;
    }
}

/// <summary>What becomes of the values that Perl code returns to an action.</summary>
internal static class PerlResult
{
    /// <summary>Calls a function with the collected arguments and assigns what it returns; it keeps the variable as it is when it dies.</summary>
    public static void Call(Engine engine, PerlFunction function, VariableTarget variable)
    {
        if (function.Host.Call(function, PerlContext.List))
        {
            Assign(engine, function.Host, variable, keepsReference: false);
        }
        else
        {
            engine.Log.PerlFailed($"Function called for '%{engine.Variables.NameOf(variable.Index)}'", function.Host.Error);
        }

        engine.Perl!.Complete();
    }

    /// <summary>Assigns the results: none unsets the variable, several are joined by newlines.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="host">The host with the results, which are given up.</param>
    /// <param name="variable">The variable.</param>
    /// <param name="keepsReference">
    /// Whether a reference stays one, so that it can be called: so with eval, while call and lcall yield strings only.
    /// </param>
    public static void Assign(Engine engine, PerlHost host, VariableTarget variable, bool keepsReference)
    {
        switch (host.ResultCount)
        {
            case 0:
                host.Finish();
                variable.Set(engine, null);
                return;
            case 1:
                AssignOne(engine, host, variable, keepsReference);
                return;
        }

        var text = engine.Scratch.Rent();
        for (var result = 0; result < host.ResultCount; result++)
        {
            if (result > 0)
            {
                text.Append((byte)'\n');
            }

            text.Append(host.TextOf(result));
        }

        host.Finish();
        variable.Set(engine, text.ToArray());
        engine.Scratch.Return(text);
    }

    private static void AssignOne(Engine engine, PerlHost host, VariableTarget variable, bool keepsReference)
    {
        var kind = host.KindOf(0);
        var value = host.TextOf(0).ToArray();
        var reference = keepsReference && kind is not (PerlValueKind.Undefined or PerlValueKind.Plain) ? host.FunctionOf(0) : null;
        host.Finish();
        variable.Set(engine, value);
        if (reference is not null)
        {
            engine.Variables.KeepReference(variable.Index, reference, kind == PerlValueKind.Code);
        }
    }
}
