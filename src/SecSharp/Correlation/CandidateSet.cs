namespace SecSharp.Correlation;

/// <summary>
/// The rules of a file that can match the current line at all. Every walk through rules asks it for the next rule to
/// try; what it leaves out must be exactly what could not have matched, so that nothing that can be observed depends on it.
/// </summary>
internal static class CandidateSet
{
    /// <summary>The number of the first rule to try from <paramref name="number"/> on; the number of rules when there is none.</summary>
    public static int Next(RuleFile file, int number)
    {
        var rules = file.EventRules;
        while (number < rules.Length && rules[number] is null)
        {
            number++;
        }

        return number;
    }
}
