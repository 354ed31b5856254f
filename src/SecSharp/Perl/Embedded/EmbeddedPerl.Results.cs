using System.Globalization;

namespace SecSharp.Perl.Embedded;

/// <content>Results are read where Perl leaves them, on its stack; what may run Perl code when read goes through the bootstrap.</content>
internal sealed unsafe partial class EmbeddedPerl
{
    public override PerlValueKind KindOf(int result)
    {
        var scalar = Result(result);
        if (!scalar.IsReference)
        {
            return scalar.IsDefined || scalar.IsMagical ? PerlValueKind.Plain : PerlValueKind.Undefined;
        }

        var referent = scalar.Referent;
        return referent.IsPlainHash ? PerlValueKind.Hash : referent.IsCode ? PerlValueKind.Code : PerlValueKind.Reference;
    }

    public override bool IsTrue(int result)
    {
        var scalar = Result(result);
        if (scalar.IsPlainText)
        {
            return scalar.Text is not ([] or [(byte)'0']);
        }

        if (scalar.IsInteger)
        {
            return scalar.Integer != 0;
        }

        return (scalar.IsMagical || scalar.IsDefined) && InnerText(_truth, scalar) is [(byte)'1'];
    }

    public override ReadOnlySpan<byte> TextOf(int result) => TextOf(Result(result));

    public override PerlFunction FunctionOf(int result)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"\u0001{++_lastId}");
        var function = Named(name);
        Drop(InnerCall(_install, _library.NewString(_perl, function.Name), Copy(Result(result).Address)));
        return function;
    }

    public override bool ReadHash(int result, IPerlPairs take) => ReadHash(Result(result), take);

    public override void Finish()
    {
        if (ResultCount > 0)
        {
            Drop(ResultCount);
            ResultCount = 0;
        }

        _library.FreeTemporaries(_perl);
    }

    public override void ReadHash(PerlHash hash, IPerlPairs take)
    {
        Enter();
        ReadHash(new Scalar(hash.Id), take);
    }

    /// <summary>A scalar that Perl code has set, as text; valid until Perl runs again.</summary>
    internal ReadOnlySpan<byte> TextOf(Scalar scalar)
    {
        if (scalar.IsPlainText)
        {
            return scalar.Text;
        }

        if (scalar.IsMagical || scalar.IsReference || scalar.IsUtf8)
        {
            return InnerText(_text, scalar);
        }

        if (!scalar.IsDefined)
        {
            return default;
        }

        nuint length;
        var start = _library.StringOf(_perl, scalar.Address, &length);
        return new ReadOnlySpan<byte>(start, (int)length);
    }

    private ReadOnlySpan<byte> InnerText(PerlFunction function, Scalar scalar)
    {
        var count = InnerCall(function, Copy(scalar.Address));
        _inner.Clear();
        if (count > 0 && Top(count, 0) is { IsPlainText: true } text)
        {
            _inner.Append(text.Text);
        }

        Drop(count);
        return _inner.Span;
    }

    private bool ReadHash(Scalar reference, IPerlPairs take)
    {
        var hash = reference.Referent;
        if (hash.IsMagical)
        {
            ReadTiedHash(reference, take);
            return false;
        }

        _library.BeginPairs(_perl, hash.Address);
        byte* key;
        int length;
        var hasReferences = false;
        for (nint value; (value = _library.NextPair(_perl, hash.Address, &key, &length)) != 0;)
        {
            var scalar = new Scalar(value);
            hasReferences |= scalar.IsReference;
            take.Take(new ReadOnlySpan<byte>(key, Math.Abs(length)), TextOf(scalar), scalar.IsDefined || scalar.IsMagical);
        }

        return hasReferences;
    }

    private void ReadTiedHash(Scalar reference, IPerlPairs take)
    {
        var count = InnerCall(_pairs, Copy(reference.Address));
        for (var index = 0; index + 1 < count; index += 2)
        {
            var value = Top(count, index + 1);
            take.Take(Top(count, index).Text, value.IsDefined ? value.Text : default, value.IsDefined);
        }

        Drop(count);
    }

    private Scalar Result(int index) => Top(ResultCount, index);

    private Scalar Top(int count, int index) => new((*_stack)[index + 1 - count]);

    private void Drop(int count) => *_stack -= count;
}
