namespace SecSharp.Patterns;

/// <summary>TValue: always or never.</summary>
internal sealed class TValuePattern(bool value) : Pattern
{
    public override bool SetsVariables => false;

    public override bool OnlyLooks => true;

    public override bool IsMatch(LineMatcher matcher) => value;
}
