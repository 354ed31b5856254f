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
    /// <summary>Seeds under which Perl walks a hash in clearly different orders; 1 is the usual one.</summary>
    private static readonly string[] _otherSeeds =
        ["abcdef0123456789", "fedcba9876543210", "99887766", "5a5a5a5a12345678", "0123456789abcdef", "c0ffee00c0ffee00", "2"];

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
