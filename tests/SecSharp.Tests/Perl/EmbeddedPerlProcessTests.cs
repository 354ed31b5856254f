using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using SecSharp.Perl;
using SecSharp.Perl.Embedded;

namespace SecSharp.Tests.Perl;

[CollectionDefinition(nameof(EmbeddedPerlProcessTests), DisableParallelization = true)]
public static class EmbeddedPerlAlone;

/// <summary>Perl and .NET in one process: what the one sets up stays as it is for the other.</summary>
[Collection(nameof(EmbeddedPerlProcessTests))]
public sealed class EmbeddedPerlProcessTests : IDisposable
{
    private readonly EmbeddedPerl _host = new(Some.Perl);

    [Fact]
    public void Division_by_zero_is_still_an_exception()
    {
        var zero = Environment.ProcessId - Environment.ProcessId;
        Assert.Throws<DivideByZeroException>(() => 1 / zero);
    }

    [Fact]
    public void Null_reference_is_still_an_exception() =>
        Assert.Throws<NullReferenceException>(static () => Unset()!.Length);

    [Fact]
    public void Children_of_both_are_waited_for_by_their_parents()
    {
        for (var round = 0; round < 5; round++)
        {
            using var ours = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exit 3"]))!;
            Assert.Equal("4", Evaluate("system('/bin/sh', '-c', 'exit 4'); $? >> 8"));
            ours.WaitForExit();
            Assert.Equal(3, ours.ExitCode);
            Assert.Equal("hello\n", Evaluate("`echo hello`"));
        }
    }

    [Fact]
    public void Signals_that_the_program_handles_stay_with_it()
    {
        using var handled = new ManualResetEventSlim();
        using var registration = PosixSignalRegistration.Create((PosixSignal)12, context =>
        {
            context.Cancel = true;
            handled.Set();
        });
        using var second = new EmbeddedPerl(Some.Perl);
        Evaluate("kill('USR2', $$)");
        Assert.True(handled.Wait(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Numbers_are_written_and_read_alike_in_every_locale()
    {
        Assert.Equal("0.5", Evaluate("1 / 2"));
        Assert.Equal("0.5", 0.5.ToString(CultureInfo.CurrentCulture));
        Assert.Equal("1.5", Evaluate("require POSIX; POSIX::setlocale(POSIX::LC_ALL(), ''); '1.25' + 0.25"));
    }

    [Fact]
    public void Interpreters_do_not_share_variables()
    {
        using var other = new EmbeddedPerl(Some.Perl);
        Evaluate("$own = 'first'");
        Assert.True(other.Evaluate("defined($own) ? 1 : 0"u8, PerlContext.Scalar));
        Assert.False(other.IsTrue(0));
        other.Finish();
        Assert.Equal("first", Evaluate("$own"));
    }

    [Fact]
    public void Host_can_be_used_from_another_thread()
    {
        string? result = null;
        var thread = new Thread(() => result = Evaluate("$from_thread = 5; $from_thread * 2"));
        thread.Start();
        thread.Join();
        Assert.Equal("10", result);
        Assert.Equal("5", Evaluate("$from_thread"));
    }

    [Fact]
    public void Garbage_collections_during_calls_do_no_harm()
    {
        using var function = _host.Compile("sub { return { map { $_ => \"$_[0]$_\" } 1 .. 20 } }"u8, "gc.sec", 1);
        for (var round = 0; round < 300; round++)
        {
            _host.Add(Encoding.ASCII.GetBytes($"round {round}"));
            Assert.True(_host.Call(function, PerlContext.List));
            GC.Collect(0);
            Assert.Equal(PerlValueKind.Hash, _host.KindOf(0));
            _host.Finish();
        }
    }

    [Fact]
    public void Memory_stays_flat_over_many_calls()
    {
        using var list = _host.Compile("sub { return ($_[0] =~ /(\\w+) (\\w+)/, undef, 1.5, \"\\x{20ac}\") }"u8, "leak.sec", 1);
        using var hash = _host.Compile("sub { my %h = (a => $_[0], b => undef); return \\%h }"u8, "leak.sec", 2);
        using var dies = _host.Compile("sub { die \"$_[0] is dead\" }"u8, "leak.sec", 3);
        using var shared = _host.Compile("sub { $_[0]->{seen} = 1; return scalar(keys %{$_[0]}) > 1 }"u8, "leak.sec", 4);
        var pairs = new NoPairs();
        var before = 0L;
        for (var round = 0; round < 250_000; round++)
        {
            if (round % 5_000 == 0)
            {
                // Often enough that our own garbage does not count.
                GC.Collect();
            }

            if (round == 50_000)
            {
                before = ResidentMemory();
            }

            _host.Add("some line of text"u8);
            Assert.True(_host.Call(list, PerlContext.List));
            _ = _host.TextOf(_host.ResultCount - 1);
            _host.Finish();
            _host.Add("value"u8);
            Assert.True(_host.Call(hash, PerlContext.List));
            _host.ReadHash(0, pairs);
            _host.Finish();
            using (var entry = _host.CreateHash())
            {
                _host.Store(entry, "name"u8, "x"u8);
                _host.Add(entry);
                Assert.True(_host.Call(shared, PerlContext.Scalar));
                Assert.True(_host.IsTrue(0));
                _host.Finish();
            }

            if (round % 10 == 0)
            {
                _host.Add("he"u8);
                Assert.False(_host.Call(dies, PerlContext.List));
                Assert.True(_host.Evaluate("sub { 1 }"u8, PerlContext.List));
                _host.FunctionOf(0).Dispose();
                _host.Finish();
            }
        }

        Assert.InRange(ResidentMemory() - before, long.MinValue, 8 << 20);
    }

    [Fact]
    public void Perl_of_another_version_is_refused()
    {
        var exception = Assert.Throws<PerlUnavailableException>(() => new EmbeddedPerl(Some.Perl with { Version = new Version(5, 8, 9) }));
        Assert.Contains("5.8.9", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_library_names_the_package_to_install()
    {
        var exception = Assert.Throws<PerlUnavailableException>(() => new EmbeddedPerl(Some.Perl with { Library = ["libperl.so.5.99"] }));
        Assert.Contains($"libperl5.{Some.Perl.Version.Minor}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_perl_names_the_package_to_install()
    {
        using var runtime = new PerlRuntime { Program = "/nonexistent/perl" };
        for (var round = 0; round < 2; round++)
        {
            Assert.Contains("install the package perl", Assert.Throws<PerlUnavailableException>(runtime.Start).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Perl_without_its_library_runs_in_a_child_process()
    {
        using var folder = new TemporaryFolder();
        var program = folder["perl"];
        folder.Write("perl", "#!/bin/sh\ncase \"$1\" in -MConfig) printf '5.31.0\\nlibperl.so.5.99\\ntrue\\n/nonexistent\\ndefine\\n/nonexistent\\n';; *) exec /usr/bin/perl \"$@\";; esac\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        using (var automatic = new PerlRuntime { Program = program })
        {
            Assert.IsType<SecSharp.Perl.ChildProcess.ChildPerl>(automatic.Start());
        }

        using var embedded = new PerlRuntime(PerlHosting.Embedded) { Program = program };
        Assert.Contains("install the package libperl5.31", Assert.Throws<PerlUnavailableException>(embedded.Start).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _host.Dispose();

    private static string? Unset() => null;

    private static long ResidentMemory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var pages = File.ReadAllText("/proc/self/statm").Split(' ')[1];
        return long.Parse(pages, CultureInfo.InvariantCulture) * Environment.SystemPageSize;
    }

    private string Evaluate(string code)
    {
        Assert.True(_host.Evaluate(Encoding.ASCII.GetBytes(code), PerlContext.Scalar), _host.Error.ToString());
        var text = Encoding.Latin1.GetString(_host.TextOf(0));
        _host.Finish();
        return text;
    }

    private sealed class NoPairs : IPerlPairs
    {
        public void Take(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, bool isDefined)
        {
        }
    }
}
