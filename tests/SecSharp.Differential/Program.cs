using System.Text;
using SecSharp.Differential;
using SecSharp.Differential.Generation;
using SecSharp.Differential.Running;

var usesPerl = args.Contains("--perl");
args = [.. args.Where(static argument => argument != "--perl")];
if (args is ["show", var shown] && long.TryParse(shown, out var only))
{
    var which = CaseGenerator.Generate(only, usesPerl);
    Console.OpenStandardOutput().Write(Encoding.Latin1.GetBytes(which.Format(new Reference(Repository.Folder("tests/oracle")).Run(which)?.Output ?? "")));
    Console.Error.Write(Replayed.Faults(which));
    return 0;
}

if (args is not [var firstText, var countText, ..] || !long.TryParse(firstText, out var first) || !long.TryParse(countText, out var count))
{
    Console.Error.WriteLine("Usage: differential [--perl] FIRST COUNT [FOLDER]\n       differential show SEED\nCompares the seeds FIRST to FIRST + COUNT - 1 with the installed reference; keeps shrunken differences in FOLDER. With --perl rules hold Perl code.");
    return 2;
}

if (!Reference.IsInstalled)
{
    Console.Error.WriteLine("The reference is not installed: apt-get install sec.");
    return 2;
}

var folder = args.Length > 2 ? args[2] : null;
var reference = new Reference(Repository.Folder("tests/oracle"));
var comparison = new Comparison(reference) { IgnoresOrder = usesPerl };
var tally = new int[5];
var gate = new Lock();
Parallel.For(first, first + count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, seed =>
{
    var which = CaseGenerator.Generate(seed, usesPerl);
    var result = comparison.Compare(which);
    string? report = null;
    if (result.Verdict is Verdict.Different or Verdict.DifferentRules)
    {
        var steps = 250;
        var small = new Shrinker(smaller => --steps > 0 && comparison.Compare(smaller, orders: 3).IsLike(result)).Shrink(which);
        var both = comparison.Compare(small);
        report = $"seed {seed}: {result.Verdict}\n{small.Format(both.Expected.Output)}%% ours ({result.Actual.Loaded}; reference {result.Expected.Loaded})\n{both.Actual.Output}\n";
        if (folder is not null)
        {
            File.WriteAllText(Path.Combine(folder, $"{seed}-{result.Verdict}.case"), small.Format(both.Expected.Output), Encoding.Latin1);
            File.WriteAllText(Path.Combine(folder, $"{seed}-{result.Verdict}.ours"), both.Actual.Output, Encoding.Latin1);
        }
    }

    lock (gate)
    {
        tally[(int)result.Verdict]++;
        if (tally.Sum() % 100 == 0)
        {
            Console.Error.WriteLine(Counts());
        }

        if (report is not null)
        {
            Console.WriteLine(report);
        }
    }
});
Console.WriteLine(Counts());
return tally[(int)Verdict.Different] + tally[(int)Verdict.DifferentRules] == 0 ? 0 : 1;

string Counts() =>
    $"{tally.Sum()} cases: " + string.Join(", ", Enum.GetValues<Verdict>().Select(verdict => $"{tally[(int)verdict]} {verdict}"));
