using System.Diagnostics;
using System.Globalization;

namespace SecSharp.Perl;

/// <summary>A Perl on this machine, as it describes itself.</summary>
/// <param name="Program">The interpreter's path.</param>
/// <param name="Version">Its version, as in 5.36.0.</param>
/// <param name="Library">Paths and names under which its shared library may be found, best first.</param>
/// <param name="LibraryPackage">The Debian package with the library.</param>
/// <param name="Threaded">Whether it was built with support for threads: its functions then take the interpreter as first parameter.</param>
internal sealed record PerlInstallation(
    string Program, Version Version, IReadOnlyList<string> Library, string LibraryPackage, bool Threaded)
{
    private const string Question =
        "print join(\"\\n\", sprintf('%vd', $^V), map { defined($_) ? $_ : '' } @Config{qw(libperl useshrplib archlibexp usethreads libpth)}), \"\\n\"";

    /// <summary>Oldest version that is known to fit.</summary>
    public static Version Oldest { get; } = new(5, 30);

    /// <summary>Newest version that is known to fit.</summary>
    public static Version Newest { get; } = new(5, 40);

    /// <summary>Whether the version is one of those that are known to fit.</summary>
    public bool HasKnownVersion =>
        new Version(Version.Major, Version.Minor) is var version && version >= Oldest && version <= Newest;

    /// <summary>Asks a Perl interpreter about itself.</summary>
    /// <param name="program">Its path.</param>
    /// <returns>Null when it cannot be run.</returns>
    public static PerlInstallation? Ask(string program)
    {
        var start = new ProcessStartInfo(program, ["-MConfig", "-e", Question])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment.Remove("PERL5OPT");
        try
        {
            using var process = Process.Start(start);
            process!.StandardInput.Close();
            var answer = process.StandardOutput.ReadToEnd();
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? Read(program, answer.Split('\n')) : null;
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or InvalidOperationException or IOException)
        {
            return null;
        }
    }

    private static PerlInstallation? Read(string program, string[] answer)
    {
        if (answer.Length < 6 || !Version.TryParse(answer[0], out var version))
        {
            return null;
        }

        var (library, archive, threaded) = (answer[1], answer[3], answer[4].Length > 0);
        var name = string.Create(CultureInfo.InvariantCulture, $"libperl.so.{version.Major}.{version.Minor}");
        string[] names = library.Contains(".so", StringComparison.Ordinal) ? [library, name] : [name];
        var candidates = names
            .Concat(names.SelectMany(file => answer[5].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, file))))
            .Append(Path.Combine(archive, "CORE", "libperl.so"))
            .Distinct()
            .ToArray();
        var package = string.Create(CultureInfo.InvariantCulture, $"libperl{version.Major}.{version.Minor}");
        return new PerlInstallation(program, version, candidates, package, threaded);
    }
}
