namespace SecSharp.Perl;

/// <summary>Takes all Perl code for valid and runs none: for looking at rules that nobody has vouched for.</summary>
internal sealed class UncheckedPerl : PerlHost
{
    public override RunawayGuard Guard => throw Refusal();

    public override string Version => "";

    public override void SetTime(long seconds)
    {
    }

    protected override bool RunText(ByteString text, PerlContext context) => true;

    public override PerlValueKind KindOf(int result) => PerlValueKind.Code;

    public override PerlFunction FunctionOf(int result) => new(this, [], 0);

    public override void Finish() => ReleasePending();

    public override void Release(PerlHandle handle)
    {
    }

    public override void Dispose()
    {
    }

    public override void Add(ReadOnlySpan<byte> value) => throw Refusal();

    public override void AddUndefined() => throw Refusal();

    public override void Add(PerlHash hash) => throw Refusal();

    public override void AddList() => throw Refusal();

    public override void AddItem(ReadOnlySpan<byte> value) => throw Refusal();

    public override bool Call(PerlFunction function, PerlContext context) => throw Refusal();

    public override bool IsTrue(int result) => throw Refusal();

    public override ReadOnlySpan<byte> TextOf(int result) => throw Refusal();

    public override bool ReadHash(int result, IPerlPairs take) => throw Refusal();

    public override PerlHash CreateHash() => throw Refusal();

    public override PerlHash KeepResults() => throw Refusal();

    public override PerlHash CopyOf(PerlHash hash) => throw Refusal();

    public override void Store(PerlHash hash, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, bool isDefined = true) => throw Refusal();

    public override void StoreAgain(PerlHash hash, ReadOnlySpan<byte> key, ReadOnlySpan<byte> existing) => throw Refusal();

    public override ReadOnlySpan<byte> Fetch(PerlHash hash, ReadOnlySpan<byte> key) => throw Refusal();

    public override void ReadHash(PerlHash hash, IPerlPairs take) => throw Refusal();

    private static NotSupportedException Refusal() => new("Perl code is not run here.");
}
