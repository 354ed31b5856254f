using System.Runtime.InteropServices;
using System.Text;
using SecSharp.Posix;

namespace SecSharp.Cli.Life;

/// <summary>Gives up the rights of root. sec(1), options --user and --group.</summary>
internal static unsafe class Privileges
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Becomes a user.</summary>
    /// <param name="user">The user.</param>
    /// <param name="groups">The group to become, then supplementary groups; none: the user's primary group.</param>
    /// <exception cref="StartupException">It can't be done.</exception>
    public static void Drop(string user, IReadOnlyList<string> groups)
    {
        var effective = Libc.EffectiveUser();
        if (effective != 0)
        {
            throw new StartupException(
                $"'--user' and '--group' options can only be used by root (current euid is not 0 but {effective})");
        }

        var (id, primary) = FindUser(user);
        uint[] ids = groups.Count == 0 ? [primary] : [.. groups.Select(FindGroup)];
        fixed (uint* pointer = ids)
        {
            Check(Libc.SetGroups((nuint)ids.Length, pointer), "supplementary groups");
        }

        Check(Libc.SetGroup(ids[0]), $"group {ids[0]}");
        Check(Libc.SetUser(id), $"user {id}");
    }

    private static (uint User, uint Group) FindUser(string name)
    {
        UserEntry entry;
        UserEntry* found = null;
        fixed (byte* text = Encoding.UTF8.GetBytes(name + "\0"), buffer = new byte[BufferSize])
        {
            _ = Libc.GetUserByName(text, &entry, buffer, BufferSize, &found);
        }

        return found is not null ? (entry.User, entry.Group) : throw new StartupException($"User name '{name}' does not exist, exiting!");
    }

    private static uint FindGroup(string name)
    {
        GroupEntry entry;
        GroupEntry* found = null;
        fixed (byte* text = Encoding.UTF8.GetBytes(name + "\0"), buffer = new byte[BufferSize])
        {
            _ = Libc.GetGroupByName(text, &entry, buffer, BufferSize, &found);
        }

        return found is not null ? entry.Group : throw new StartupException($"Group name '{name}' does not exist, exiting!");
    }

    private static void Check(int result, string what)
    {
        if (result != 0)
        {
            throw new StartupException($"Can't switch to {what} ({Libc.Message(Marshal.GetLastPInvokeError())}), exiting!");
        }
    }
}
