using System.Runtime.InteropServices;
using System.Text;

namespace SecSharp.Perl.Embedded;

/// <summary>Strings in memory for C.</summary>
internal static unsafe class CStrings
{
    /// <summary>An array of strings with a null pointer at its end, never freed.</summary>
    public static byte** Allocate(params ReadOnlySpan<string> texts)
    {
        var array = (byte**)NativeMemory.AllocZeroed((nuint)(texts.Length + 1), (nuint)sizeof(nint));
        for (var index = 0; index < texts.Length; index++)
        {
            var bytes = Encoding.UTF8.GetBytes(texts[index]);
            array[index] = (byte*)NativeMemory.AllocZeroed((nuint)bytes.Length + 1);
            bytes.CopyTo(new Span<byte>(array[index], bytes.Length));
        }

        return array;
    }
}
