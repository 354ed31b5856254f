using System.Numerics;

namespace SecSharp.Scheduling;

/// <summary>Something that falls due at a second: a context, an event correlation operation, a delayed event.</summary>
internal abstract class TimedItem(byte[] key) : ByteKeyed(key)
{
    /// <summary>Order of creation among all items of a kind.</summary>
    public long Sequence { get; set; }

    /// <summary>The second (since Epoch) at which the item is due; its owner may use it for what is never due.</summary>
    public long Due { get; internal set; }

    /// <summary>Writes what identifies the item among all items of its kind.</summary>
    public virtual void WriteId(ByteBuilder id) => id.Append(Key);

    internal TimedItem? WheelNext { get; set; }

    internal TimedItem? WheelPrevious { get; set; }

    /// <summary>Position in the wheel: level * 64 + slot, or -1 while not scheduled.</summary>
    internal short WheelSlot { get; set; } = -1;
}

/// <summary>
/// A hierarchical timing wheel in seconds: scheduling and cancelling cost the same for any number of items, and time
/// passes at the cost of what is due.
/// </summary>
/// <typeparam name="T">Item type.</typeparam>
internal sealed class TimingWheel<T>
    where T : TimedItem
{
    private const int LevelBits = 6;
    private const int SlotsPerLevel = 1 << LevelBits;
    private const int Levels = 7;

    private readonly TimedItem?[] _slots = new TimedItem?[Levels * SlotsPerLevel];
    private readonly ulong[] _occupied = new ulong[Levels];
    private readonly List<T> _due = [];
    private long _now;
    private long? _nextTurn;

    /// <summary>Number of scheduled items.</summary>
    public int Count { get; private set; }

    /// <summary>Schedules <paramref name="item"/> for the second <paramref name="due"/>, moving it if it is scheduled already.</summary>
    public void Schedule(T item, long due)
    {
        // Moving forward costs nothing: an item that is found in its old place before it is due is put where it belongs then.
        if (item.WheelSlot >= 0 && due >= item.Due)
        {
            item.Due = due;
            return;
        }

        Cancel(item);
        item.Due = due;
        Insert(item);
        Count++;
    }

    /// <summary>Takes <paramref name="item"/> out of the wheel, if it is in.</summary>
    public void Cancel(T item)
    {
        if (item.WheelSlot < 0)
        {
            return;
        }

        Unlink(item);
        Count--;
    }

    /// <summary>
    /// Moves the wheel's time to <paramref name="now"/> and hands out every item due by then, in no order. The list is
    /// reused by the next call.
    /// </summary>
    public List<T> Advance(long now)
    {
        _due.Clear();
        _nextTurn = null;
        if (Count == 0)
        {
            _now = Math.Max(_now, now);
            return _due;
        }

        for (var next = NextTurn(); next <= now; next = NextTurn())
        {
            _now = next;
            Turn();
            _nextTurn = null;
            if (Count == 0)
            {
                break;
            }
        }

        _now = Math.Max(_now, now);
        _nextTurn = null;
        return _due;
    }

    /// <summary>All scheduled items, in no order; none may be scheduled or cancelled meanwhile.</summary>
    public IEnumerable<T> Items()
    {
        foreach (var slot in _slots)
        {
            for (var item = slot; item is not null; item = item.WheelNext)
            {
                yield return (T)item;
            }
        }
    }

    /// <summary>A second not later than the first at which an item is due; <see cref="long.MaxValue"/> with no items.</summary>
    public long NextTurn()
    {
        // Hot path: context expressions before patterns make every line ask for it.
        _nextTurn ??= FindNextTurn();
        return _nextTurn.Value;
    }

    private long FindNextTurn()
    {
        var next = long.MaxValue;
        for (var level = 0; level < Levels; level++)
        {
            if (_occupied[level] == 0)
            {
                continue;
            }

            var shift = level * LevelBits;
            var position = (int)((_now >> shift) & (SlotsPerLevel - 1));
            var distance = BitOperations.TrailingZeroCount(BitOperations.RotateRight(_occupied[level], position));
            if (distance == 0 && level > 0)
            {
                distance = SlotsPerLevel;
            }

            var at = ((_now >> shift) + distance) << shift;
            next = Math.Min(next, Math.Max(at, _now));
        }

        return next;
    }

    private void Insert(TimedItem item)
    {
        _nextTurn = null;
        var due = Math.Max(item.Due, _now);
        var level = 0;
        while (level < Levels - 1 && (due >> (level * LevelBits)) - (_now >> (level * LevelBits)) >= SlotsPerLevel)
        {
            level++;
        }

        // Farther than the top level reaches: parked in its farthest slot and inserted anew when that turns.
        var tick = due >> (level * LevelBits);
        var farthest = (_now >> (level * LevelBits)) + SlotsPerLevel - 1;
        var slot = (level * SlotsPerLevel) + (int)(Math.Min(tick, farthest) & (SlotsPerLevel - 1));
        item.WheelSlot = (short)slot;
        item.WheelPrevious = null;
        item.WheelNext = _slots[slot];
        if (_slots[slot] is { } first)
        {
            first.WheelPrevious = item;
        }

        _slots[slot] = item;
        _occupied[level] |= 1UL << (slot & (SlotsPerLevel - 1));
    }

    private void Unlink(TimedItem item)
    {
        _nextTurn = null;
        var slot = item.WheelSlot;
        if (item.WheelPrevious is { } previous)
        {
            previous.WheelNext = item.WheelNext;
        }
        else
        {
            _slots[slot] = item.WheelNext;
        }

        if (item.WheelNext is { } next)
        {
            next.WheelPrevious = item.WheelPrevious;
        }

        item.WheelNext = item.WheelPrevious = null;
        item.WheelSlot = -1;
        if (_slots[slot] is null)
        {
            _occupied[slot / SlotsPerLevel] &= ~(1UL << (slot & (SlotsPerLevel - 1)));
        }
    }

    /// <summary>Empties the slots that the current second reaches: upper levels spill into lower ones, the lowest is due.</summary>
    private void Turn()
    {
        for (var level = Levels - 1; level >= 0; level--)
        {
            var shift = level * LevelBits;
            if ((_now & ((1L << shift) - 1)) != 0)
            {
                continue;
            }

            var slot = (level * SlotsPerLevel) + (int)((_now >> shift) & (SlotsPerLevel - 1));
            var item = _slots[slot];
            _slots[slot] = null;
            _occupied[level] &= ~(1UL << (slot & (SlotsPerLevel - 1)));
            while (item is not null)
            {
                var next = item.WheelNext;
                item.WheelNext = item.WheelPrevious = null;
                item.WheelSlot = -1;
                if (item.Due <= _now)
                {
                    _due.Add((T)item);
                    Count--;
                }
                else
                {
                    Insert(item);
                }

                item = next;
            }
        }
    }
}
