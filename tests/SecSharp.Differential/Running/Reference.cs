using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace SecSharp.Differential.Running;

/// <summary>What has come of a case.</summary>
/// <param name="Output">What was written to standard output.</param>
/// <param name="Loaded">How many rules were loaded from which file.</param>
internal sealed record RunOutcome(string Output, string Loaded);

/// <summary>The installed reference under a virtual clock (tests/oracle/VClock.pm).</summary>
internal sealed partial class Reference(string oracleFolder)
{
    /// <summary>Seeds of full length: short ones hardly change the order in which Perl walks small hashes.</summary>
    private static readonly string[] _otherSeeds =
    [
        "73ab48767734d7c1c7fde805ec99108ddb5b5fab8f4d3e27dda1494c73cf256d",
        "79cb9e86830c71c2cdcc69292f45e678309d6b79965eda32dae445508201e2bd",
        "244caf9c4dabb4817253edc6181879932fa91425cb0088539d2c67eda13ffe79",
        "986e86cb0ab8ab67a26b7f62b1852f27e3eff9c0cf44dd3f89e7d15f17362f25",
        "a66b0d389d95847ebd299753a767779673f778aaf6fa5db8656abd72fb710734",
        "09208a650f3ebdd3102b938b8743feb6d4ea65d003d716849f8558a628518867",
        "5387f61376c468aec7321cc007b37e14998092253deffa38e12b2b8f30b17d0b",
        "4b4d8474a3ea284d3bd0334684e55160320094ead7a94ded97491e2370c6a5b8",
    ];

    private const string Program = "/usr/bin/sec";

    /// <summary>Whether the reference is installed here.</summary>
    public static bool IsInstalled => File.Exists(Program) && File.Exists("/usr/bin/perl");

    /// <summary>What the reference does; null when it runs on and on or writes without end.</summary>
    public RunOutcome? Run(Case which, string hashSeed = "1")
    {
        var folder = Directory.CreateTempSubdirectory("sec-reference-").FullName;
        try
        {
            return Run(which, hashSeed, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What the reference does under other orders of its hashes, one after the other.</summary>
    public IEnumerable<RunOutcome?> RunInOtherOrders(Case which) => _otherSeeds.Select(seed => Run(which, seed));

    private RunOutcome? Run(Case which, string hashSeed, string folder)
    {
        const int MostBytes = 4 << 20;
        var start = new ProcessStartInfo("/usr/bin/timeout")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.Latin1,
            StandardErrorEncoding = Encoding.Latin1,
        };
        string[] arguments =
        [
            "-s", "KILL", "20", "/usr/bin/perl", "-I", oracleFolder, "-MVClock", Program, "--input=trace", "--fromstart", "--poll-timeout=0", "--debug=6", "--log=log",
            .. which.Files.Select(static file => "--conf=" + file.Name), .. which.Options,
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var file in which.Files)
        {
            File.WriteAllText(Path.Combine(folder, file.Name), file.Text, Encoding.Latin1);
        }

        File.WriteAllText(Path.Combine(folder, "trace"), "");
        File.WriteAllText(Path.Combine(folder, "virtual"), string.Concat(which.Trace.Select(static line => line + "\n")), Encoding.Latin1);
        start.Environment["TZ"] = "UTC";
        start.Environment["LC_ALL"] = "C";
        start.Environment["PERL_HASH_SEED"] = hashSeed;
        start.Environment["PERL_PERTURB_KEYS"] = "0";
        start.Environment["VCLOCK_TRACE"] = "virtual";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = new StringBuilder();
        var block = new char[65536];
        for (int read; (read = process.StandardOutput.Read(block)) > 0;)
        {
            output.Append(block, 0, read);
            if (output.Length > MostBytes)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        process.WaitForExit();
        errors.Wait();
        return process.ExitCode == 0 ? new RunOutcome(output.ToString(), Loaded(Path.Combine(folder, "log"))) : null;
    }

    private static string Loaded(string log) => string.Join(
        ' ', File.ReadLines(log, Encoding.Latin1).Select(static line => RulesLoaded().Match(line)).Where(static match => match.Success)
            .Select(static match => $"{match.Groups[2].Value}:{match.Groups[1].Value}"));

    [GeneratedRegex(@": (\d+) rules loaded from (\S+)$")]
    private static partial Regex RulesLoaded();
}
