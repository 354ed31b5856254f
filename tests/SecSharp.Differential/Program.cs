using System.Text;
using SecSharp.Differential;
using SecSharp.Differential.Generation;
using SecSharp.Differential.Running;

if (args is ["show", var shown] && long.TryParse(shown, out var only))
{
    var which = CaseGenerator.Generate(only);
    Console.OpenStandardOutput().Write(Encoding.Latin1.GetBytes(which.Format(new Reference(Repository.Folder("tests/oracle")).Run(which) ?? "")));
    return 0;
}

if (args is not [var firstText, var countText, ..] || !long.TryParse(firstText, out var first) || !long.TryParse(countText, out var count))
{
    Console.Error.WriteLine("Usage: differential FIRST COUNT [FOLDER]\n       differential show SEED\nCompares the seeds FIRST to FIRST + COUNT - 1 with the installed reference; keeps shrunken differences in FOLDER.");
    return 2;
}

if (!Reference.IsInstalled)
{
    Console.Error.WriteLine("The reference is not installed: apt-get install sec.");
    return 2;
}

var folder = args.Length > 2 ? args[2] : null;
var reference = new Reference(Repository.Folder("tests/oracle"));
var comparison = new Comparison(reference);
var tally = new int[4];
var gate = new Lock();
Parallel.For(first, first + count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, seed =>
{
    var which = CaseGenerator.Generate(seed);
    var result = comparison.Compare(which);
    string? report = null;
    if (result.Verdict == Verdict.Different)
    {
        var small = new Shrinker(smaller => comparison.Compare(smaller, orders: 3).IsLike(result)).Shrink(which);
        var both = comparison.Compare(small);
        report = $"seed {seed} differs\n{small.Format(both.Expected)}%% ours\n{both.Actual}\n";
        if (folder is not null)
        {
            File.WriteAllText(Path.Combine(folder, $"seed-{seed}.case"), small.Format(both.Expected), Encoding.Latin1);
            File.WriteAllText(Path.Combine(folder, $"seed-{seed}.ours"), both.Actual, Encoding.Latin1);
        }
    }

    lock (gate)
    {
        tally[(int)result.Verdict]++;
        if (report is not null)
        {
            Console.WriteLine(report);
        }
    }
});
Console.WriteLine($"{count} cases: {tally[0]} equal, {tally[1]} different, {tally[2]} without a defined order, {tally[3]} without an end");
return tally[1] == 0 ? 0 : 1;
