namespace SecSharp.Patterns.Pcre2;

/// <summary>
/// Rewrites a regular expression with Perl's syntax and meaning (5.36) so that PCRE2 takes it the same way on bytes.
/// docs/regular-expressions.md lists the differences. One instance scans one pattern.
/// </summary>
internal sealed partial class PerlSyntax
{
    /// <summary>Perl's highest repeat count.</summary>
    private const int MaxRepeat = 65534;

    private readonly byte[] _source;
    private readonly ByteBuilder _output;
    private readonly List<int> _origins = [];
    private readonly List<RegexWarning> _warnings = [];
    private readonly Dictionary<string, string> _shortNames = [];
    private readonly Stack<Group> _open = new();
    private readonly int _groupsInAll;
    private bool _unicode;
    private bool _again;
    private bool _triesEveryStart;
    private bool _atStart = true;
    private bool _callsGroups;
    private int _at;
    private int _groups;
    private Modifiers _modifiers;
    private Repeatable _repeatable;
    private int _itemAt;
    private RegexError? _error;

    private PerlSyntax(byte[] source, bool unicode, int groupsInAll)
    {
        _source = source;
        _output = new ByteBuilder(source.Length + 16);
        _unicode = unicode;
        _groupsInAll = groupsInAll;
        _modifiers = new Modifiers(Rules: unicode ? CharacterRules.Unicode : CharacterRules.Default);
    }

    /// <summary>What a quantifier would belong to.</summary>
    private enum Repeatable
    {
        Nothing,
        Item,

        /// <summary>An anchor or a verb, which PCRE2 repeats as a group only.</summary>
        Anchor,

        /// <summary>
        /// A group that captures: PCRE2's native code leaves its captures set when what follows (...)*+ fails.
        /// </summary>
        Capture,
        KeepOut,
        Repeated,
    }

    private bool AtEnd => _at >= _source.Length;

    /// <summary>The current byte, or -1 at the end.</summary>
    private int Current => Peek(0);

    /// <summary>Rewrites <paramref name="pattern"/>; null with an error when it is not valid, or valid for Perl alone.</summary>
    public static PerlPattern? Translate(ReadOnlySpan<byte> pattern, out RegexError? error)
    {
        var source = pattern.ToArray();
        var unicode = false;
        var groups = int.MaxValue;

        // Unicode rules hold from the start once something asks for them, and what \10 means depends on all groups.
        while (true)
        {
            var syntax = new PerlSyntax(source, unicode, groups);
            syntax.Scan();
            if (syntax._error is null && (syntax._again || syntax._unicode != unicode))
            {
                unicode = syntax._unicode;
                groups = syntax._groups;
                continue;
            }

            error = syntax._error;
            return error is null
                ? new PerlPattern(syntax._output.ToArray(), [.. syntax._origins, source.Length], syntax._shortNames, syntax._warnings)
                {
                    TriesEveryStart = syntax._triesEveryStart,
                    CallsGroups = syntax._callsGroups,
                }
                : null;
        }
    }

    private int Peek(int ahead) => _at + ahead < _source.Length ? _source[_at + ahead] : -1;

    private bool StartsWith(ReadOnlySpan<byte> text) => _source.AsSpan(Math.Min(_at, _source.Length)).StartsWith(text);

    private void Scan()
    {
        while (!AtEnd)
        {
            ScanItem();
        }

        if (_open.Count > 0)
        {
            Fail("Missing closing parenthesis", _open.Peek().Start, "write \\( for a parenthesis that stands for itself");
        }
    }

    private void ScanItem()
    {
        var start = _at;
        switch (_source[_at])
        {
            case (byte)'\\':
                ScanEscape();
                break;
            case (byte)'[':
                ScanClass();
                break;
            case (byte)'(':
                ScanOpening();
                break;
            case (byte)')':
                ScanClosing();
                break;
            case (byte)'|':
                ScanBar();
                break;
            case (byte)'*' or (byte)'+' or (byte)'?':
                ScanQuantifier();
                break;
            case (byte)'{':
                ScanBrace(start);
                break;
            case (byte)'^' or (byte)'$':
                EmitAnchor(_source.AsSpan(_at++, 1), start);
                break;
            case (byte)'.':
                Emit("."u8, _at++);
                EndItem();
                break;
            case (byte)'#' when _modifiers.Extended:
                var end = Array.IndexOf(_source, (byte)'\n', _at);
                _at = end < 0 ? _source.Length : end + 1;
                break;
            case (byte)' ' or (>= (byte)'\t' and <= (byte)'\r') or 0x85 when _modifiers.Extended:
                _at++;
                break;
            default:
                EmitCharacter(_source[_at++], start);
                break;
        }
    }

    private static bool IsBlankOrComment(byte value) =>
        value is (byte)'#' or (byte)' ' or (>= (byte)'\t' and <= (byte)'\r') or 0x85;

    private void ScanBar()
    {
        Emit("|"u8, _at++);
        _repeatable = Repeatable.Nothing;
        _atStart = true;
        if (_open.TryPeek(out var group) && group.ResetsNumbers)
        {
            group.HighestNumber = Math.Max(group.HighestNumber, _groups);
            _groups = group.FirstNumber;
        }
    }

    /// <summary>Stops with an error; the first one counts.</summary>
    private void Fail(string message, int offset, string? hint = null, bool needsPerl = false)
    {
        _error ??= new RegexError(message, offset, hint) { NeedsPerl = needsPerl };
        _at = _source.Length;
    }

    private void FailWithoutPerl(string construct, int offset, string? hint = null) =>
        Fail($"{construct} can only be run by Perl itself", offset, hint, needsPerl: true);

    private void Emit(ReadOnlySpan<byte> text, int origin)
    {
        _output.Append(text);
        NoteOrigin(origin);
    }

    private void NoteOrigin(int origin)
    {
        while (_origins.Count < _output.Length)
        {
            _origins.Add(origin);
        }
    }

    private void EndItem()
    {
        _repeatable = Repeatable.Item;
        _atStart = false;
    }

    private void EmitAnchor(ReadOnlySpan<byte> text, int origin)
    {
        _itemAt = _output.Length;
        Emit(text, origin);
        _repeatable = Repeatable.Anchor;
    }

    private void EmitSet(ByteSet set, int origin)
    {
        set.AppendClass(_output);
        NoteOrigin(origin);
        EndItem();
    }

    /// <summary>Emits a character that stands for itself. No byte is a character above 255, except for some under /i.</summary>
    private void EmitCharacter(int character, int origin)
    {
        if (character > 255)
        {
            _unicode = true;
            EmitSet(CharacterSet(character), origin);
            return;
        }

        var rules = _modifiers.Rules;
        if (_modifiers.IgnoreCase && character > 127 && CharacterSets.OtherCase(character, rules) != character)
        {
            EmitSet(CharacterSet(character), origin);
            return;
        }

        if (character is > ' ' and < 127 && !char.IsAsciiLetterOrDigit((char)character))
        {
            if (!"\"%&',-/:;<=>@_`~!"u8.Contains((byte)character))
            {
                _output.Append((byte)'\\');
            }

            _output.Append((byte)character);
        }
        else if (character is ' ' or > 127)
        {
            _output.Append((byte)character);
        }
        else
        {
            ByteSet.AppendLiteral(_output, character);
        }

        NoteOrigin(origin);
        EndItem();
    }

    private ByteSet CharacterSet(int character)
    {
        var value = character < 256 ? character
            : _modifiers.IgnoreCase ? CharacterSets.ByteUnderIgnoreCase(character) : -1;
        var set = value < 0 ? default : default(ByteSet).With(value);
        return _modifiers.IgnoreCase ? CharacterSets.IgnoreCase(set, _modifiers.Rules) : set;
    }

    private void Warn(string message, int offset) => _warnings.Add(new RegexWarning(message, offset));

    /// <summary>Modifiers in force, apart from those that PCRE2 gets as they are (m and s).</summary>
    private readonly record struct Modifiers(
        bool IgnoreCase = false, bool Extended = false, bool BlanksInClasses = false, bool NoCapture = false,
        CharacterRules Rules = CharacterRules.Default);

    /// <summary>A group whose closing parenthesis has not come yet.</summary>
    private sealed class Group(int start, Modifiers outside)
    {
        /// <summary>Place of its opening parenthesis.</summary>
        public int Start => start;

        /// <summary>The modifiers that come back behind it.</summary>
        public Modifiers Outside => outside;

        /// <summary>(?|...): every alternative begins with the same number.</summary>
        public bool ResetsNumbers { get; init; }

        public int FirstNumber { get; init; }

        public int HighestNumber { get; set; }

        /// <summary>Where it begins in the output.</summary>
        public int Output { get; init; }

        public bool Captures { get; init; }

        /// <summary>Whether it is the assertion that a condition consists of.</summary>
        public bool IsCondition { get; init; }

        /// <summary>Whether it began an alternative and leaves what follows at the beginning.</summary>
        public bool KeepsStart { get; init; }

        /// <summary>Where the body of a lookbehind begins in the output; -1 for other groups.</summary>
        public int Lookbehind { get; init; } = -1;
    }
}

/// <summary>A pattern in PCRE2's syntax.</summary>
/// <param name="Text">The pattern for PCRE2.</param>
/// <param name="Origins">For each byte of <paramref name="Text"/> and for its end, the place in the author's pattern.</param>
/// <param name="ShortNames">Names of groups as the author wrote them, by the shorter ones that PCRE2 gets.</param>
/// <param name="Warnings">What the author hardly means.</param>
internal sealed record PerlPattern(
    byte[] Text, int[] Origins, IReadOnlyDictionary<string, string> ShortNames, IReadOnlyList<RegexWarning> Warnings)
{
    /// <summary>
    /// Whether the match has to be tried from every place. PCRE2 10.42 can skip places where a pattern that begins with
    /// a positive lookahead matches: (?=c)c*?c on "ac".
    /// </summary>
    public bool TriesEveryStart { get; init; }

    /// <summary>
    /// Whether groups are called. Only the interpreter notices recursion without end at once; native code fills its stack
    /// and may backtrack through it for minutes, unseen by the step limit.
    /// </summary>
    public bool CallsGroups { get; init; }
}
