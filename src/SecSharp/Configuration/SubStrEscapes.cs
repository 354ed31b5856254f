namespace SecSharp.Configuration;

/// <summary>Backslash sequences of SubStr patterns: \t \n \r \s \0 (nothing) and \\. sec(1), pattern type SubStr.</summary>
internal static class SubStrEscapes
{
    /// <summary>The bytes that a pattern stands for; other sequences stay as they are.</summary>
    public static byte[] Decode(ReadOnlySpan<byte> text)
    {
        var output = new ByteBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != (byte)'\\' || at + 1 == text.Length)
            {
                output.Append(text[at]);
                continue;
            }

            switch (text[++at])
            {
                case (byte)'t': output.Append((byte)'\t'); break;
                case (byte)'n': output.Append((byte)'\n'); break;
                case (byte)'r': output.Append((byte)'\r'); break;
                case (byte)'s': output.Append((byte)' '); break;
                case (byte)'0': break;
                case (byte)'\\': output.Append((byte)'\\'); break;
                default:
                    output.Append((byte)'\\');
                    output.Append(text[at]);
                    break;
            }
        }

        return output.ToArray();
    }
}
