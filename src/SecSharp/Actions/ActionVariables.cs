using SecSharp.Patterns;
using SecSharp.Perl;

namespace SecSharp.Actions;

/// <summary>
/// The action list variables: names are resolved to indexes when rules are loaded, values live as long as the engine.
/// </summary>
internal sealed class ActionVariables
{
    private readonly Dictionary<ByteString, int> _indexes = [];
    private readonly List<ByteString> _names = [];
    private byte[]?[] _values = [];
    private PerlReference?[] _references = [];
    private VariableForm[] _forms = [];

    /// <summary>Number of known names.</summary>
    public int Count => _names.Count;

    /// <summary>The name with the given index.</summary>
    public ByteString NameOf(int index) => _names[index];

    /// <summary>The index of a variable, which is made known if it is not.</summary>
    public int IndexOf(ReadOnlySpan<byte> name)
    {
        var key = ByteString.Copy(name);
        if (!_indexes.TryGetValue(key, out var index))
        {
            index = _names.Count;
            _indexes.Add(key, index);
            _names.Add(key);
        }

        return index;
    }

    /// <summary>The function that a variable refers to; null when its value is no code reference.</summary>
    public PerlFunction? FunctionOf(int index) =>
        index < _references.Length && _references[index] is { IsCode: true } reference ? reference.Handle : null;

    /// <summary>Keeps what the present value, a Perl reference, refers to until the variable gets another value.</summary>
    public void KeepReference(int index, PerlFunction handle, bool isCode)
    {
        if (index >= _references.Length)
        {
            Array.Resize(ref _references, Math.Max(_names.Count, index + 1));
        }

        _references[index] = new PerlReference(handle, isCode);
    }

    /// <summary>The value; null where none is set.</summary>
    public byte[]? Get(int index) => index < _values.Length ? _values[index] : null;

    /// <summary>Sets a value, which the caller gives away; null unsets it.</summary>
    public void Set(int index, byte[]? value)
    {
        if (index >= _values.Length)
        {
            Array.Resize(ref _values, Math.Max(_names.Count, index + 1));
        }

        _values[index] = value;
        if (index < _forms.Length)
        {
            _forms[index] = VariableForm.Text;
        }

        if (index < _references.Length && _references[index] is { } reference)
        {
            reference.Handle.Dispose();
            _references[index] = null;
        }
    }

    /// <summary>How the value was set, which only the dump tells.</summary>
    public VariableForm FormOf(int index) => index < _forms.Length ? _forms[index] : VariableForm.Text;

    /// <summary>Notes how the present value was set.</summary>
    public void SetForm(int index, VariableForm form)
    {
        if (index >= _forms.Length)
        {
            Array.Resize(ref _forms, Math.Max(_names.Count, index + 1));
        }

        _forms[index] = form;
    }

    /// <summary>Unsets all variables; their names stay known.</summary>
    public void Clear()
    {
        _values = [];
        _forms = [];
    }

    /// <summary>The template piece for the variable with the given name (without the percent sign).</summary>
    public TemplatePiece PieceFor(ReadOnlySpan<byte> name) =>
        BuiltinOf(name, out var character) is { } builtin
            ? new TemplatePiece(TemplatePieceKind.BuiltinVariable, Index: (int)builtin, Extra: character)
            : new TemplatePiece(TemplatePieceKind.ActionVariable, Index: IndexOf(name));

    private sealed record PerlReference(PerlFunction Handle, bool IsCode);

    private static BuiltinVariable? BuiltinOf(ReadOnlySpan<byte> name, out byte character)
    {
        character = 0;
        switch (name)
        {
            case [(byte)'s']: return BuiltinVariable.Description;
            case [(byte)'t']: return BuiltinVariable.TimeText;
            case [(byte)'u']: return BuiltinVariable.Seconds;
            case [(byte)'.', ..]: return DottedBuiltin(name[1..], out character);
            default: return null;
        }
    }

    private static BuiltinVariable? DottedBuiltin(ReadOnlySpan<byte> name, out byte character)
    {
        character = 0;
        if (name.StartsWith("chr"u8))
        {
            var digits = name[3..];
            return digits.Length is > 0 and <= 3 && (digits.Length == 1 || digits[0] != (byte)'0')
                && byte.TryParse(digits, System.Globalization.CultureInfo.InvariantCulture, out character)
                ? BuiltinVariable.Character
                : null;
        }

        character = name switch
        {
            [(byte)'n', (byte)'l'] => (byte)'\n',
            [(byte)'c', (byte)'r'] => (byte)'\r',
            [(byte)'t', (byte)'a', (byte)'b'] => (byte)'\t',
            [(byte)'s', (byte)'p'] => (byte)' ',
            _ => 0,
        };
        return character != 0 ? BuiltinVariable.Character : System.Text.Encoding.Latin1.GetString(name) switch
        {
            "sec" => BuiltinVariable.Second,
            "min" => BuiltinVariable.Minute,
            "hour" => BuiltinVariable.Hour,
            "hmsstr" => BuiltinVariable.HourMinuteSecond,
            "mday" => BuiltinVariable.Day,
            "mdaystr" => BuiltinVariable.DayText,
            "mon" => BuiltinVariable.Month,
            "monstr" => BuiltinVariable.MonthText,
            "year" => BuiltinVariable.Year,
            "wday" => BuiltinVariable.Weekday,
            "wdaystr" => BuiltinVariable.WeekdayText,
            "tzname" => BuiltinVariable.ZoneName,
            "tzoff" => BuiltinVariable.ZoneOffset,
            "tzoff2" => BuiltinVariable.ZoneOffsetColon,
            _ => null,
        };
    }
}
