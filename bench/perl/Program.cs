// Compares calls of Perl functions from the engine with a plain Perl loop that calls the same function, alternating.
using System.Diagnostics;
using System.Globalization;
using System.Text;
using SecSharp.Perl;
using SecSharp.Perl.Embedded;

const int calls = 300_000;
const int rounds = 7;
var installation = PerlInstallation.Ask("/usr/bin/perl")!;
using var host = new EmbeddedPerl(installation);
var line = "Dec 16 16:24:59 myserver sshd[13685]: Failed password for risto from 10.12.2.5 port 41063 ssh2"u8.ToArray();
(string Name, string Function, string Loop, Func<PerlFunction, int> Call)[] cases =
[
    ("empty sub", "sub { }", "f()", Empty),
    ("regex, three captures", @"sub { return ($1, $2, $3) if $_[0] =~ /sshd\[\d+\]: Failed .+ for (\S+) from ([\d.]+) port (\d+) ssh2/; return 0 }", "my @r = f($l)", Captures),
    ("hash of 8 out", "sub { return { a => 1, b => 'two', c => 3, d => 'four', e => 5, f => 'six', g => 7, h => 'eight' } }", "my $r = f(); my $n = 0; while (my ($k, $v) = each %$r) { $n += length $v }", HashOut),
    ("hash of 8 in", "sub { $_[0]->{a} eq '1' && $_[0]->{h} eq 'eight' }", "my %h; @h{qw(a b c d e f g h)} = ('1', 'two', '3', 'four', '5', 'six', '7', 'eight'); my $r = f(\\%h)", HashIn),
];
if (args is ["leak", var many])
{
    foreach (var (name, call) in LeakCases())
    {
        var total = int.Parse(many, CultureInfo.InvariantCulture);
        long before = 0;
        for (var index = 0; index < total; index++)
        {
            if (index == total / 10)
            {
                before = ResidentKilobytes();
            }

            call();
        }

        Console.WriteLine($"{name,-24} {ResidentKilobytes() - before} kB more after {total * 9L / 10} calls");
    }

    return;
}

foreach (var (name, text, loop, call) in cases)
{
    var function = host.Compile(Encoding.ASCII.GetBytes(text), "bench", 1);
    List<double> ours = [], theirs = [];
    for (var round = 0; round < rounds; round++)
    {
        ours.Add(Measure(call, function));
        theirs.Add(MeasurePerl(text, loop));
    }

    ours.Sort();
    theirs.Sort();
    var (own, plain) = (ours[rounds / 2], theirs[rounds / 2]);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-24} {own,7:F0} ns, plain loop {plain,7:F0} ns, {own / plain:F2} times"));
}

double Measure(Func<PerlFunction, int> call, PerlFunction function)
{
    for (var index = 0; index < 20_000; index++)
    {
        call(function);
    }

    var start = Stopwatch.GetTimestamp();
    for (var index = 0; index < calls; index++)
    {
        call(function);
    }

    return Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls;
}

double MeasurePerl(string text, string loop)
{
    var program = $"use Time::HiRes; *f = {text}; my $l = '{Encoding.ASCII.GetString(line)}'; for (1 .. 20000) {{ {loop} }} "
        + $"my $t = Time::HiRes::time(); for (1 .. {calls}) {{ {loop} }} printf '%.1f', (Time::HiRes::time() - $t) * 1e9 / {calls};";
    using var process = Process.Start(new ProcessStartInfo("/usr/bin/perl", ["-e", program]) { RedirectStandardOutput = true })!;
    return double.Parse(process.StandardOutput.ReadToEnd(), CultureInfo.InvariantCulture);
}

IEnumerable<(string Name, Action Call)> LeakCases()
{
    foreach (var (name, text, _, call) in cases)
    {
        var function = host.Compile(Encoding.ASCII.GetBytes(text), "leak", 1);
        yield return (name, () => call(function));
    }

    var wide = host.Compile("sub { return ($_[0], undef, 1.5, \"\\x{20ac}\") }"u8, "leak", 1);
    yield return ("wide characters", () =>
    {
        host.Add(line);
        host.Call(wide, PerlContext.List);
        _ = host.TextOf(3);
        host.Finish();
    });
    var dies = host.Compile("sub { die \"dead\" }"u8, "leak", 1);
    yield return ("death", () => host.Call(dies, PerlContext.List));
    yield return ("eval", () =>
    {
        host.Evaluate("my $x = 5; $x + 1"u8, PerlContext.List);
        host.Finish();
    });
    yield return ("function from eval", () =>
    {
        host.Evaluate("sub { 1 }"u8, PerlContext.List);
        host.FunctionOf(0).Dispose();
        host.Finish();
    });
}

static long ResidentKilobytes()
{
    GC.Collect();
    GC.WaitForPendingFinalizers();
    var pages = File.ReadAllText("/proc/self/statm").Split(' ')[1];
    return long.Parse(pages, CultureInfo.InvariantCulture) * Environment.SystemPageSize / 1024;
}

int Empty(PerlFunction function)
{
    host.Call(function, PerlContext.List);
    host.Finish();
    return 0;
}

int Captures(PerlFunction function)
{
    host.Add(line);
    host.Call(function, PerlContext.List);
    var length = host.TextOf(0).Length + host.TextOf(1).Length + host.TextOf(2).Length;
    host.Finish();
    return length;
}

int HashOut(PerlFunction function)
{
    host.Call(function, PerlContext.List);
    var counter = new Counter();
    host.ReadHash(0, counter);
    host.Finish();
    return counter.Length;
}

int HashIn(PerlFunction function)
{
    using var hash = host.CreateHash();
    host.Store(hash, "a"u8, "1"u8);
    host.Store(hash, "b"u8, "two"u8);
    host.Store(hash, "c"u8, "3"u8);
    host.Store(hash, "d"u8, "four"u8);
    host.Store(hash, "e"u8, "5"u8);
    host.Store(hash, "f"u8, "six"u8);
    host.Store(hash, "g"u8, "7"u8);
    host.Store(hash, "h"u8, "eight"u8);
    host.Add(hash);
    host.Call(function, PerlContext.Scalar);
    var result = host.IsTrue(0) ? 1 : throw new InvalidOperationException();
    host.Finish();
    return result;
}

internal sealed class Counter : IPerlPairs
{
    public int Length { get; private set; }

    public void Take(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, bool isDefined) => Length += value.Length;
}
