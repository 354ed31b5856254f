using System.Diagnostics;
using SecSharp.Differential;

namespace SecSharp.Tests.BlackBox;

/// <summary>The Debian package: built, installed under a root of its own, used, upgraded, removed.</summary>
[Collection(nameof(PackageTests))]
public sealed class PackageTests(PackageTests.Installed package) : IClassFixture<PackageTests.Installed>
{
    [Theory]
    [InlineData("usr/bin/sec")]
    [InlineData("lib/systemd/system/sec.service")]
    [InlineData("etc/default/sec")]
    [InlineData("usr/share/man/man1/sec.1.gz")]
    [InlineData("usr/share/man/man5/sec-rules.5.gz")]
    [InlineData("usr/share/bash-completion/completions/sec")]
    [InlineData("usr/share/zsh/vendor-completions/_sec")]
    [InlineData("usr/share/fish/vendor_completions.d/sec.fish")]
    [InlineData("usr/share/doc/secsharp/copyright")]
    [InlineData("usr/share/doc/secsharp/examples/rules/ssh.sec")]
    [InlineData("usr/share/doc/secsharp/docs/replay.md")]
    [InlineData("usr/share/doc/secsharp/docs/checks/README.md")]
    public void It_brings(string path) => Assert.True(File.Exists(package.Path(path)), path);

    [Fact]
    public void Its_program_runs_its_example()
    {
        var examples = package.Path("usr/share/doc/secsharp/examples");
        var output = Run(package.Path("usr/bin/sec"), "replay", "--summary=no", $"--conf={examples}/first.sec", $"{examples}/sample.log");
        Assert.Equal(File.ReadAllText(Path.Combine(examples, "expected-first.txt")), output);
    }

    [Fact]
    public void What_its_program_loads_is_in_packages_that_it_depends_on()
    {
        var examples = package.Path("usr/share/doc/secsharp/examples");
        Run("env", "LD_DEBUG=files", "LD_DEBUG_OUTPUT=" + package.Path("tmp/loaded"), package.Path("usr/bin/sec"),
            $"--conf={examples}/rules/*.sec", $"--input={examples}/sample.log", "--notail");
        var loaded = Directory.GetFiles(package.Path("tmp"), "loaded.*").SelectMany(File.ReadAllLines)
            .Where(static line => line.Contains("calling init: ", StringComparison.Ordinal)).Select(static line => Path.GetFileName(line.Split(' ')[^1])).ToHashSet();
        Assert.Contains("libpcre2-8.so.0", loaded);
        Assert.All(loaded, static library => Assert.Matches(@"^(linux-vdso|ld-linux.*|libm|libc|libdl|libpthread|librt|libpcre2-8)\.so", library));
    }

    [Fact]
    public void Its_manual_page_has_no_warnings_and_all_commands_and_options()
    {
        var page = package.Path("usr/share/man/man1/sec.1.gz");
        var text = Run("env", "LC_ALL=C", "MANWIDTH=100", "man", "--warnings", "-l", page);
        Assert.Equal("", LastErrors);
        foreach (var command in Cli.Documentation.ManualPage.AllCommands)
        {
            Assert.Contains($"sec {command.Name}".TrimEnd(), text, StringComparison.Ordinal);
            Assert.All(command.Options, option => Assert.Contains("--" + option.Name, text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Its_page_on_rules_has_no_warnings_and_all_words()
    {
        var text = Run("env", "LC_ALL=C", "MANWIDTH=200", "man", "--warnings", "-l", package.Path("usr/share/man/man5/sec-rules.5.gz"));
        Assert.Equal("", LastErrors);
        Assert.All(SecSharp.Glossary.Fields.All, field => Assert.Contains(field.Word, text, StringComparison.Ordinal));
        Assert.All(SecSharp.Glossary.RuleTypes.All, type => Assert.Contains(type.Word, text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sec --notai", "--notail")]
    [InlineData("sec rep", "replay")]
    [InlineData("sec replay --dry", "--dry-run")]
    [InlineData("sec --reload = s", "safe")]
    [InlineData("sec generate z", "zsh")]
    public void Bash_completes(string line, string expected)
    {
        var script = $"""
            source {package.Path("usr/share/bash-completion/completions/sec")}
            COMP_WORDS=({line}); COMP_CWORD=$((${"{#COMP_WORDS[@]}"}-1)); _sec; printf '%s\n' "${"{COMPREPLY[@]}"}"
            """;
        Assert.Equal(expected + "\n", Run("bash", "-c", script));
    }

    [Theory]
    [InlineData("sec --notai", "--notail")]
    [InlineData("sec rep", "replay")]
    [InlineData("sec replay --dry", "--dry-run")]
    [InlineData("sec --reload=s", "--reload=safe")]
    [InlineData("sec generate z", "zsh")]
    public void Fish_completes(string line, string expected)
    {
        var script = $"source {package.Path("usr/share/fish/vendor_completions.d/sec.fish")}; complete -C '{line}'";
        var offered = Run("env", $"HOME={package.Path("tmp")}", "fish", "--no-config", "-c", script)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static entry => entry.Split('\t')[0]);
        Assert.Contains(expected, offered);
    }

    [Fact]
    public void Zsh_reads_its_completion()
    {
        var script = $$"""
            autoload -U compinit; compinit -u -D
            fpath=({{package.Path("usr/share/zsh/vendor-completions")}} $fpath)
            autoload -U _sec
            _arguments() { print -rl -- "$@" }
            words=(sec replay --d) CURRENT=3
            _sec
            """;
        var offered = Run("zsh", "-f", "-c", script);
        Assert.Contains("--dry-run[", offered, StringComparison.Ordinal);
        Assert.Contains("*--conf=[", offered, StringComparison.Ordinal);
        Assert.DoesNotContain("--detach", offered, StringComparison.Ordinal);
    }

    [Fact]
    public void It_takes_the_place_of_the_reference()
    {
        var fields = Run("dpkg-deb", "--field", package.File);
        Assert.Contains("Provides: sec\n", fields, StringComparison.Ordinal);
        Assert.Contains("Conflicts: sec\n", fields, StringComparison.Ordinal);
    }

    [Fact]
    public void Changed_options_of_the_service_outlive_an_upgrade_and_a_purge_leaves_nothing()
    {
        using var other = new Installed(package.File);
        System.IO.File.AppendAllText(other.Path("etc/default/sec"), "# mine\n");
        other.Dpkg("--install", package.File);
        Assert.Contains("# mine", System.IO.File.ReadAllText(other.Path("etc/default/sec")), StringComparison.Ordinal);
        other.Dpkg("--remove", "secsharp");
        Assert.False(System.IO.File.Exists(other.Path("usr/bin/sec")));
        Assert.True(System.IO.File.Exists(other.Path("etc/default/sec")));
        other.Dpkg("--purge", "secsharp");
        Assert.False(Directory.Exists(other.Path("etc/sec")));
        Assert.False(System.IO.File.Exists(other.Path("etc/default/sec")));
    }

    private static string LastErrors { get; set; } = "";

    private static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        LastErrors = errors.Result;
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {LastErrors}");
        return output;
    }

    /// <summary>A root folder with the package installed.</summary>
    public sealed class Installed : IDisposable
    {
        private readonly TemporaryFolder _root = new();

        public Installed()
            : this(Run(Repository.Folder("scripts/package")).TrimEnd().Split('\n')[^1])
        {
        }

        internal Installed(string file)
        {
            File = file;
            Directory.CreateDirectory(Path("var/lib/dpkg/updates"));
            Directory.CreateDirectory(Path("var/lib/dpkg/info"));
            Directory.CreateDirectory(Path("tmp"));
            System.IO.File.WriteAllText(Path("var/lib/dpkg/status"), "");
            Dpkg("--install", file);
        }

        public string File { get; }

        public string Path(string path) => System.IO.Path.Combine(_root.Path, path);

        /// <summary>Maintainer scripts run with DPKG_ROOT, because there is no shell under the root.</summary>
        public void Dpkg(params string[] arguments) => Run(
            "dpkg", ["--root=" + _root.Path, "--force-depends", "--force-confold", "--force-not-root", "--force-script-chrootless", .. arguments]);

        public void Dispose() => _root.Dispose();
    }
}
