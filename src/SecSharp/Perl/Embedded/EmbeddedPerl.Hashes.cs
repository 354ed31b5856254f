namespace SecSharp.Perl.Embedded;

/// <content>Hashes that rules share with Perl code.</content>
internal sealed unsafe partial class EmbeddedPerl
{
    public override PerlHash CreateHash()
    {
        Enter();
        if (_spareHashes.TryPop(out var spare))
        {
            return new PerlHash(this, spare);
        }

        return TakeHash(InnerCall(_emptyHash));
    }

    public override PerlHash KeepResults()
    {
        Span<nint> results = stackalloc nint[Math.Min(ResultCount, MostKeptResults)];
        for (var result = 0; result < results.Length; result++)
        {
            results[result] = Copy(Result(result).Address);
        }

        var isHash = ResultCount == 1 && KindOf(0) == PerlValueKind.Hash;
        return TakeHash(InnerCall(isHash ? _copy : _numbered, results));
    }

    public override PerlHash CopyOf(PerlHash hash)
    {
        Enter();
        return TakeHash(InnerCall(_copy, Copy(hash.Id)));
    }

    public override void Store(PerlHash hash, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, bool isDefined = true)
    {
        var scalar = _library.NewString(_perl, value);
        if (!isDefined)
        {
            _library.SetScalar(_perl, scalar, _undefined);
        }

        if (_library.HashElement(_perl, new Scalar(hash.Id).Referent.Address, key, scalar) is null)
        {
            _library.FreeScalar(_perl, scalar);
        }
    }

    public override void StoreAgain(PerlHash hash, ReadOnlySpan<byte> key, ReadOnlySpan<byte> existing)
    {
        Enter();
        Drop(InnerCall(_again, Copy(hash.Id), _library.NewString(_perl, key), _library.NewString(_perl, existing)));
    }

    public override ReadOnlySpan<byte> Fetch(PerlHash hash, ReadOnlySpan<byte> key)
    {
        Enter();
        var table = new Scalar(hash.Id).Referent;
        var element = table.IsMagical ? null : _library.HashElement(_perl, table.Address, key, 0);
        return element is null ? default : TextOf(new Scalar(*element));
    }

    private PerlHash TakeHash(int count)
    {
        var reference = Copy(Top(count, 0).Address);
        Drop(count);
        return new PerlHash(this, reference);
    }

    private void ReleaseHash(Scalar reference)
    {
        // One that Perl code has kept or changed beyond its contents is not used again.
        if (reference.IsReference && reference.References == 1 && reference.Referent is { References: 1, IsMagical: false, IsPlainHash: true } hash
            && _spareHashes.Count < MostSpareHashes)
        {
            _library.ClearHash(_perl, hash.Address);
            _spareHashes.Push(reference.Address);
        }
        else
        {
            _library.FreeScalar(_perl, reference.Address);
        }
    }
}
