namespace SecSharp.Configuration;

internal static class SubStrEscapes
{
    public static byte[] Decode(ReadOnlySpan<byte> text)
    {
        var output = new ByteBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != (byte)'\\' || i + 1 == text.Length)
            {
                output.Append(text[i]);
                continue;
            }

            switch (text[++i])
            {
                case (byte)'t': output.Append((byte)'\t'); break;
                case (byte)'n': output.Append((byte)'\n'); break;
                case (byte)'r': output.Append((byte)'\r'); break;
                case (byte)'s': output.Append((byte)' '); break;
                case (byte)'0': break;
                case (byte)'\\': output.Append((byte)'\\'); break;
                default: output.Append((byte)'\\'); output.Append(text[i]); break;
            }
        }

        return output.ToArray();
    }
}
