using System.Runtime.InteropServices;
using SecSharp.Posix;

namespace SecSharp.Files;

/// <summary>Where users are at home.</summary>
internal static unsafe class HomeDirectory
{
    /// <summary>The home directory of a user; of the present one, as HOME has it, when the name is empty. Null for an unknown user.</summary>
    public static ByteString? Of(ByteString user)
    {
        if (user.Length == 0 && Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } home)
        {
            return ByteString.Utf8(home);
        }

        Libc.PasswordEntry* entry;
        fixed (byte* name = user.ZeroTerminated())
        {
            entry = user.Length == 0 ? Libc.PasswordEntryOf(Libc.UserId()) : Libc.PasswordEntryOf(name);
        }

        return entry is null ? null : ByteString.Copy(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(entry->Home));
    }
}
