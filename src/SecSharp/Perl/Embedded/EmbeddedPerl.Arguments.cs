using System.Runtime.CompilerServices;

namespace SecSharp.Perl.Embedded;

/// <content>Arguments are collected as values of our own, which are used again where Perl code has not kept or changed them.</content>
internal sealed unsafe partial class EmbeddedPerl
{
    // Hot path.
    public override void Add(ReadOnlySpan<byte> value)
    {
        BeginArguments();
        while (_pooled >= _pool.Count)
        {
            _pool.Add(_library.NewString(_perl, default));
        }

        var scalar = new Scalar(_pool[_pooled]);
        if (!scalar.IsReusable)
        {
            _library.FreeScalar(_perl, scalar.Address);
            scalar = new Scalar(_library.NewString(_perl, default));
            _pool[_pooled] = scalar.Address;
        }

        _pooled++;
        _library.SetString(_perl, scalar.Address, value);
        scalar.References++;
        _pending.Add(scalar.Address);
    }

    public override void AddUndefined()
    {
        BeginArguments();
        AddCopy(_undefined);
    }

    public override void Add(PerlHash hash)
    {
        BeginArguments();
        AddCopy(hash.Id);
    }

    public override void AddList()
    {
        BeginArguments();
        var count = InnerCall(_emptyList);
        AddCopy(Top(count, 0).Address);
        Drop(count);
    }

    public override void AddItem(ReadOnlySpan<byte> value) =>
        _library.Push(_perl, new Scalar(_pending[^1]).Referent.Address, _library.NewString(_perl, value));

    /// <summary>To be called before an argument is made; clears what the last call has left, so that its values can be used again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void BeginArguments()
    {
        if (_pending.Count == 0)
        {
            Enter();
            if (_isDirty)
            {
                _library.ClearArray(_perl, _arguments);
                _isDirty = false;
            }

            ReleasePending();
        }
    }

    private nint Copy(nint scalar)
    {
        var copy = _library.NewString(_perl, default);
        _library.SetScalar(_perl, copy, scalar);
        return copy;
    }

    private void AddCopy(nint scalar) => _pending.Add(Copy(scalar));
}
