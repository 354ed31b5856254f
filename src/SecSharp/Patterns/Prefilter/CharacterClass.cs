namespace SecSharp.Patterns.Prefilter;

/// <summary>A character class in square brackets: where it ends, and its members where they are few.</summary>
/// <param name="Length">Length of its text; 0 where it is not understood.</param>
/// <param name="Info">What it matches.</param>
internal readonly record struct CharacterClass(int Length, LiteralInfo Info)
{
    private const int MostMembers = 6;

    private static CharacterClass NotUnderstood => new(0, LiteralInfo.Unknown);

    /// <summary>Reads the class at the beginning of <paramref name="text"/>.</summary>
    public static CharacterClass Parse(ReadOnlySpan<byte> text, bool ignoreCase)
    {
        var at = 1;
        var wide = At(text, at) == '^';
        at += wide ? 1 : 0;
        Span<bool> members = stackalloc bool[256];
        members.Clear();
        var start = at;
        while (true)
        {
            if (At(text, at) < 0)
            {
                return NotUnderstood;
            }

            if (text[at] == (byte)']' && at > start)
            {
                break;
            }

            var from = Member(text, ref at, ref wide);
            if (from == EscapedByte.NotUnderstood)
            {
                return NotUnderstood;
            }

            if (At(text, at) == '-' && At(text, at + 1) is not (']' or -1))
            {
                at++;
                var to = Member(text, ref at, ref wide);
                if (to == EscapedByte.NotUnderstood)
                {
                    return NotUnderstood;
                }

                wide |= from < 0 || to < 0 || to - from > MostMembers;
                for (var value = from; !wide && value <= to; value++)
                {
                    members[value] = true;
                }
            }
            else if (from >= 0)
            {
                members[from] = true;
            }
        }

        return new(at + 1, wide ? LiteralInfo.Unknown : Few(members, ignoreCase));
    }

    /// <summary>The next member; <see cref="EscapedByte.OutOfRange"/> for one that stands for several bytes.</summary>
    private static int Member(ReadOnlySpan<byte> text, ref int at, ref bool wide)
    {
        if (text[at] == (byte)'[' && At(text, at + 1) is ':' or '.' or '=')
        {
            wide = true;
            return TrySkipNamedClass(text, ref at) ? EscapedByte.OutOfRange : EscapedByte.NotUnderstood;
        }

        if (text[at] != (byte)'\\')
        {
            return text[at++];
        }

        at++;
        switch (At(text, at))
        {
            case 'd' or 'D' or 'w' or 'W' or 's' or 'S' or 'h' or 'H' or 'v' or 'V':
                at++;
                wide = true;
                return EscapedByte.OutOfRange;
            case 'b':
                at++;
                return 0x08;
            default:
                var value = EscapedByte.Parse(text[Math.Min(at, text.Length)..], out var length);
                at += length;
                wide |= value < 0;
                return value;
        }
    }

    private static bool TrySkipNamedClass(ReadOnlySpan<byte> text, ref int at)
    {
        if (text[at + 1] != (byte)':')
        {
            return false;
        }

        var end = at + 2;
        end += At(text, end) == '^' ? 1 : 0;
        var name = end;
        while (At(text, end) is >= 'a' and <= 'z')
        {
            end++;
        }

        if (end == name || At(text, end) != ':' || At(text, end + 1) != ']')
        {
            return false;
        }

        at = end + 2;
        return true;
    }

    private static LiteralInfo Few(ReadOnlySpan<bool> members, bool ignoreCase)
    {
        var texts = new List<LiteralInfo>();
        for (var value = 0; value < members.Length; value++)
        {
            if (!members[value])
            {
                continue;
            }

            var letter = (byte)value;
            var bothCases = char.IsAsciiLetter((char)letter) && members[letter ^ 0x20];
            if (bothCases && char.IsAsciiLetterLower((char)letter))
            {
                continue;
            }

            texts.Add(LiteralInfo.Byte(letter, ignoreCase || bothCases));
            if (texts.Count > MostMembers)
            {
                return LiteralInfo.Unknown;
            }
        }

        return texts.Count == 0 ? LiteralInfo.Unknown : LiteralInfo.AnyOf(texts);
    }

    private static int At(ReadOnlySpan<byte> text, int index) => index < text.Length ? text[index] : -1;
}
