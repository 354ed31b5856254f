namespace SecSharp.Actions;

/// <summary>Single quotes for the shell. sec(1), action assignsq and option --quoting.</summary>
internal static class ShellQuoting
{
    /// <summary>Appends <paramref name="value"/> in single quotes, its own single quotes masked.</summary>
    public static void AppendQuoted(ReadOnlySpan<byte> value, ByteBuilder output)
    {
        output.Append((byte)'\'');
        foreach (var part in value)
        {
            if (part == (byte)'\'')
            {
                output.Append(@"'\''"u8);
            }
            else
            {
                output.Append(part);
            }
        }

        output.Append((byte)'\'');
    }
}
