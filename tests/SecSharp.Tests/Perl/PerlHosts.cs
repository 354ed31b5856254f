using SecSharp.Perl;
using SecSharp.Perl.ChildProcess;
using SecSharp.Perl.Embedded;

namespace SecSharp.Tests.Perl;

public sealed class EmbeddedPerlTests : PerlHostTests
{
    private protected override PerlHost CreateHost() => new EmbeddedPerl(Some.Perl);
}

public sealed class ChildPerlTests : PerlHostTests
{
    private protected override PerlHost CreateHost() => new ChildPerl(Some.Perl);
}

/// <summary>What tests take from this machine.</summary>
internal static class Some
{
    public static PerlInstallation Perl { get; } = PerlInstallation.Ask("/usr/bin/perl")!;
}
