namespace SecSharp.Actions;

/// <summary>An action list variable as an action's parameter: read or set as a whole.</summary>
/// <param name="Index">Its index.</param>
internal readonly record struct VariableTarget(int Index)
{
    /// <summary>Sets the value and logs it.</summary>
    public void Set(Engine engine, byte[]? value)
    {
        engine.Variables.Set(Index, value);
        engine.Log.VariableSet(engine.Variables.NameOf(Index), value);
        engine.Observer?.VariableSet(engine.Variables.NameOf(Index), value);
    }

    /// <summary>Sets a number; null makes the variable undefined.</summary>
    public void SetNumber(Engine engine, long? value)
    {
        Set(engine, value is { } number ? Numbers.ToBytes(number) : null);
        engine.Variables.SetForm(Index, value is null ? VariableForm.Undefined : VariableForm.Number);
    }

    public byte[]? Get(Engine engine) => engine.Variables.Get(Index);
}
