using System.Text.RegularExpressions;
using SecSharp.Files;

namespace SecSharp.Inputs;

/// <summary>A value of --input: a pattern of file names, with the name of a context or without. sec(1), option --input.</summary>
/// <param name="Pattern">The pattern, as Perl's glob() takes it.</param>
/// <param name="Context">The internal context of all files it stands for; empty for the default ones.</param>
internal sealed partial record InputPattern(ByteString Pattern, ByteString Context)
{
    /// <summary>Takes a value apart: what follows its last equal sign is the context, if it has no white space.</summary>
    public static InputPattern Parse(string value)
    {
        var parts = PatternWithContext().Match(value);
        return parts.Success
            ? new InputPattern(ByteString.Utf8(parts.Groups[1].Value), ByteString.Utf8(parts.Groups[2].Value))
            : new InputPattern(ByteString.Utf8(value), default);
    }

    /// <summary>
    /// The files that patterns stand for, in the order in which they are read: that of the bytes of their names. Of several
    /// patterns for one file the last one says its context.
    /// </summary>
    public static SortedDictionary<ByteString, ByteString> Expand(IEnumerable<InputPattern> patterns)
    {
        var inputs = new SortedDictionary<ByteString, ByteString>();
        foreach (var pattern in patterns)
        {
            foreach (var name in FileNamePattern.Expand(pattern.Pattern))
            {
                inputs[name] = pattern.Context;
            }
        }

        return inputs;
    }

    [GeneratedRegex(@"^(.+)=(\S+)\z", RegexOptions.Singleline)]
    private static partial Regex PatternWithContext();
}
