namespace SecSharp.Perl.ChildProcess;

/// <summary>Stub.</summary>
internal static class ChildPerlStub { }
