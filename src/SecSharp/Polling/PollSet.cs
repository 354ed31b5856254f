using System.Runtime.InteropServices;
using SecSharp.Posix;

namespace SecSharp.Polling;

/// <summary>Something whose descriptor the daemon waits for: an input, a child's output, a connection in progress.</summary>
internal interface IPollable
{
    /// <summary>Called on the engine's thread when the descriptor is ready; may add and remove members of the set.</summary>
    void Ready(PollEvents events);
}

/// <summary>
/// The one place where the daemon waits: the descriptors of everything that can wake it. Owned by the engine's thread.
/// </summary>
internal sealed unsafe class PollSet
{
    private readonly Dictionary<int, int> _places = [];
    private PollEntry[] _entries = new PollEntry[16];
    private IPollable[] _members = new IPollable[16];
    private (PollEntry Entry, IPollable Member)[] _ready = new (PollEntry, IPollable)[16];

    /// <summary>Number of descriptors waited for.</summary>
    public int Count { get; private set; }

    /// <summary>Waits for <paramref name="events"/> on a descriptor, or changes what is waited for on one that is a member.</summary>
    public void Set(int descriptor, PollEvents events, IPollable member)
    {
        if (!_places.TryGetValue(descriptor, out var place))
        {
            place = Count++;
            if (place == _entries.Length)
            {
                Array.Resize(ref _entries, place * 2);
                Array.Resize(ref _members, place * 2);
            }

            _places.Add(descriptor, place);
        }

        _entries[place] = new PollEntry { Descriptor = descriptor, Events = events };
        _members[place] = member;
    }

    /// <summary>Waits no more for a descriptor; to be called before it is closed.</summary>
    public void Remove(int descriptor)
    {
        if (!_places.Remove(descriptor, out var place))
        {
            return;
        }

        var last = --Count;
        if (place != last)
        {
            _entries[place] = _entries[last];
            _members[place] = _members[last];
            _places[_entries[place].Descriptor] = place;
        }

        _members[last] = null!;
    }

    /// <summary>
    /// Waits until a descriptor is ready, a signal arrives or the time is over, then calls the members that are ready.
    /// </summary>
    /// <param name="timeoutMilliseconds">0 does not wait; -1 waits without limit.</param>
    /// <returns>Number of members called.</returns>
    /// <exception cref="IOException">poll(2) failed for a reason other than a signal.</exception>
    public int Wait(int timeoutMilliseconds)
    {
        int found;
        fixed (PollEntry* entries = _entries)
        {
            found = Libc.Poll(entries, (nuint)Count, timeoutMilliseconds);
        }

        if (found <= 0)
        {
            var error = found < 0 ? Marshal.GetLastPInvokeError() : 0;
            return error is 0 or Libc.EINTR ? 0 : throw new IOException($"poll: {Libc.Message(error)}");
        }

        if (_ready.Length < found)
        {
            _ready = new (PollEntry, IPollable)[found * 2];
        }

        var count = 0;
        for (var place = 0; place < Count && count < found; place++)
        {
            if (_entries[place].Returned != PollEvents.None)
            {
                _ready[count++] = (_entries[place], _members[place]);
            }
        }

        var called = 0;
        foreach (var (entry, member) in _ready.AsSpan(0, count))
        {
            if (_places.TryGetValue(entry.Descriptor, out var place) && ReferenceEquals(_members[place], member))
            {
                member.Ready(entry.Returned);
                called++;
            }
        }

        Array.Clear(_ready, 0, count);
        return called;
    }
}
