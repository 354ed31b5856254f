namespace SecSharp.Actions;

/// <summary>What the value of an action list variable is in the JSON dump.</summary>
internal enum VariableForm : byte
{
    /// <summary>A string; without a value the variable is not there.</summary>
    Text,

    /// <summary>A number: getsize, exists and others have counted or looked up something.</summary>
    Number,

    /// <summary>The variable is there without a value: getsize has found no context.</summary>
    Undefined,
}
