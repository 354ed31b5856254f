namespace SecSharp.Files;

/// <summary>
/// File name patterns with the meaning that Perl's glob() gives them (File::Glob, "bsd_glob" with csh rules): several
/// patterns separated by white space; quotes around names with white space; <c>{a,b}</c>; <c>~</c> and <c>~user</c>;
/// <c>*</c>, <c>?</c> and <c>[...]</c>, none of which matches a leading dot; a backslash takes a character literally. A
/// pattern without wildcards stands for the file of that name, be there one or not.
/// </summary>
internal static class FileNamePattern
{
    private const ushort Literal = 0x100;

    /// <summary>The names that <paramref name="patterns"/> stand for: those of one pattern in the order of letters, regardless of case.</summary>
    public static IReadOnlyList<ByteString> Expand(ByteString patterns)
    {
        var names = new List<ByteString>();
        foreach (var word in Words(patterns.Array))
        {
            foreach (var pattern in Alternatives(Unquote(word)))
            {
                ExpandOne(ExpandHome(pattern), names);
            }
        }

        return names;
    }

    /// <summary>Splits at white space outside of quotes; the quotes go, backslashes stay.</summary>
    private static IEnumerable<List<byte>> Words(byte[] text)
    {
        var word = new List<byte>();
        for (var at = 0; at < text.Length; at++)
        {
            var end = text[at] is (byte)'"' or (byte)'\'' ? ClosingQuote(text, at) : -1;
            if (end >= 0)
            {
                word.AddRange(text.AsSpan(at + 1, end - at - 1));
                at = end;
            }
            else if (text[at] == '\\' && at + 1 < text.Length)
            {
                word.AddRange(text.AsSpan(at, 2));
                at++;
            }
            else if (text[at] is (byte)' ' or >= 9 and <= 13)
            {
                if (word.Count > 0)
                {
                    yield return word;
                    word = [];
                }
            }
            else
            {
                word.Add(text[at]);
            }
        }

        if (word.Count > 0)
        {
            yield return word;
        }
    }

    private static int ClosingQuote(byte[] text, int start)
    {
        for (var at = start + 1; at < text.Length; at++)
        {
            if (text[at] == text[start])
            {
                return at;
            }

            at += text[at] == '\\' ? 1 : 0;
        }

        return -1;
    }

    /// <summary>Characters, those after a backslash marked as literal.</summary>
    private static ushort[] Unquote(List<byte> word)
    {
        var characters = new List<ushort>(word.Count);
        for (var at = 0; at < word.Count; at++)
        {
            characters.Add(word[at] == '\\' && at + 1 < word.Count ? (ushort)(word[++at] | Literal) : word[at]);
        }

        return [.. characters];
    }

    /// <summary>Expands braces. A brace without its counterpart gives nothing.</summary>
    private static IEnumerable<ushort[]> Alternatives(ushort[] pattern)
    {
        var open = Array.IndexOf(pattern, (ushort)'{');
        if (open < 0 || (pattern.Length == 2 && pattern[1] == '}'))
        {
            return [pattern];
        }

        var depth = 0;
        var start = open + 1;
        var parts = new List<ushort[]>();
        for (var at = open; at < pattern.Length; at++)
        {
            switch (pattern[at])
            {
                case '[':
                    var end = Array.IndexOf(pattern, (ushort)']', at + 1);
                    at = end > 0 ? end : at;
                    break;
                case '{':
                    depth++;
                    break;
                case ',' when depth == 1:
                    parts.Add(pattern[start..at]);
                    start = at + 1;
                    break;
                case '}' when --depth == 0:
                    parts.Add(pattern[start..at]);
                    return parts.SelectMany(part => Alternatives([.. pattern[..open], .. part, .. pattern[(at + 1)..]]));
            }
        }

        return [];
    }

    private static ushort[] ExpandHome(ushort[] pattern)
    {
        if (pattern is not [(ushort)'~', ..])
        {
            return pattern;
        }

        var slash = Array.IndexOf(pattern, (ushort)'/');
        var user = Bytes(slash < 0 ? pattern.AsSpan(1) : pattern.AsSpan(1, slash - 1));
        if (HomeDirectory.Of(user) is not { } home)
        {
            return pattern;
        }

        return [.. home.Array.Select(static character => (ushort)(character | Literal)), .. slash < 0 ? [] : pattern[slash..]];
    }

    private static void ExpandOne(ushort[] pattern, List<ByteString> names)
    {
        if (!pattern.AsSpan().ContainsAny('*', '?') && !HasClass(pattern))
        {
            names.Add(Bytes(pattern));
            return;
        }

        var found = new List<ByteString>();
        Walk([], pattern, found);
        found.Sort(static (left, right) => Compare(left.Span, right.Span));
        names.AddRange(found);
    }

    /// <summary>Goes on from a path along what is left of a pattern.</summary>
    private static void Walk(byte[] path, ReadOnlySpan<ushort> pattern, List<ByteString> found)
    {
        var end = Slash(pattern);
        var component = end < 0 ? pattern : pattern[..end];
        var rest = end < 0 ? default : pattern[end..];
        if (!component.ContainsAny('*', '?') && !HasClass(component))
        {
            Go([.. path, .. Bytes(component).Span], rest, found);
            return;
        }

        var directory = path.Length == 0 ? ByteString.Utf8(".") : new ByteString(path);
        foreach (var name in DirectoryListing.Of(directory))
        {
            if ((name.Span is not [(byte)'.', ..] || component[0] == '.') && Matches(name.Span, component))
            {
                Go([.. path, .. name.Span], rest, found);
            }
        }
    }

    private static void Go(byte[] path, ReadOnlySpan<ushort> rest, List<ByteString> found)
    {
        var slashes = 0;
        while (slashes < rest.Length && (byte)rest[slashes] == '/')
        {
            path = [.. path, (byte)'/'];
            slashes++;
        }

        if (slashes < rest.Length)
        {
            Walk(path, rest[slashes..], found);
        }
        else if (FileStatus.OfLink(new ByteString(path), out _) is not null)
        {
            found.Add(new ByteString(path));
        }
    }

    private static bool Matches(ReadOnlySpan<byte> name, ReadOnlySpan<ushort> pattern)
    {
        for (var at = 0; at < pattern.Length; at++)
        {
            switch (pattern[at])
            {
                case '*':
                    for (var skipped = 0; skipped <= name.Length; skipped++)
                    {
                        if (Matches(name[skipped..], pattern[(at + 1)..]))
                        {
                            return true;
                        }
                    }

                    return false;
                case '?' when name.Length > 0:
                    break;
                case '[' when ClassEnd(pattern[at..]) is > 0 and var end:
                    if (name.Length == 0 || !IsInClass(name[0], pattern.Slice(at + 1, end - 1)))
                    {
                        return false;
                    }

                    at += end;
                    break;
                default:
                    if (name.Length == 0 || name[0] != (byte)pattern[at])
                    {
                        return false;
                    }

                    break;
            }

            name = name[1..];
        }

        return name.Length == 0;
    }

    private static bool IsInClass(byte character, ReadOnlySpan<ushort> members)
    {
        var isNegated = members[0] == '!';
        var found = false;
        for (var at = isNegated ? 1 : 0; at < members.Length; at++)
        {
            if (at + 2 < members.Length && members[at + 1] == '-')
            {
                found |= character >= (byte)members[at] && character <= (byte)members[at + 2];
                at += 2;
            }
            else
            {
                found |= character == (byte)members[at];
            }
        }

        return found != isNegated;
    }

    private static bool HasClass(ReadOnlySpan<ushort> pattern)
    {
        var open = pattern.IndexOf((ushort)'[');
        return open >= 0 && (ClassEnd(pattern[open..]) > 0 || HasClass(pattern[(open + 1)..]));
    }

    /// <summary>Index of the bracket that ends the class at the beginning of a pattern; 0 when there is none: the bracket is a character.</summary>
    private static int ClassEnd(ReadOnlySpan<ushort> pattern)
    {
        var first = pattern.Length > 1 && pattern[1] == '!' ? 2 : 1;
        var end = first + 1 < pattern.Length ? pattern[(first + 1)..].IndexOf((ushort)']') : -1;
        return end < 0 ? 0 : end + first + 1;
    }

    private static int Slash(ReadOnlySpan<ushort> pattern)
    {
        for (var at = 0; at < pattern.Length; at++)
        {
            if ((byte)pattern[at] == '/')
            {
                return at;
            }
        }

        return -1;
    }

    private static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        for (var at = 0; at < Math.Min(left.Length, right.Length); at++)
        {
            var order = Lower(left[at]) - Lower(right[at]);
            if (order != 0)
            {
                return order;
            }
        }

        return left.Length != right.Length ? left.Length - right.Length : left.SequenceCompareTo(right);
    }

    private static byte Lower(byte character) => character is >= (byte)'A' and <= (byte)'Z' ? (byte)(character + 32) : character;

    private static ByteString Bytes(ReadOnlySpan<ushort> characters)
    {
        var bytes = new byte[characters.Length];
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] = (byte)characters[at];
        }

        return new ByteString(bytes);
    }
}
