namespace SecSharp.Patterns.Prefilter;

/// <summary>Parts of a regular expression that follow each other.</summary>
internal sealed class LiteralSequence
{
    private const int LongestText = 96;
    private const int MostCopies = 4;

    private readonly ByteBuilder _tail = new(32);
    private IReadOnlyList<Literal> _run = LiteralInfo.Empty.Exact!;
    private bool _tailIgnoresCase;
    private IReadOnlyList<Literal>? _required;
    private bool _broken;

    public void Add(LiteralInfo part)
    {
        _required = LiteralInfo.Stronger(_required, part.Required);
        if (part.Exact is not { } texts)
        {
            EndRun();
        }
        else if (texts.Count == 1 && _run[0].Length + _tail.Length + texts[0].Length <= LongestText)
        {
            AddToTail(texts[0]);
        }
        else if (_run.Count * texts.Count <= LiteralInfo.MostTexts && _run[0].Length + _tail.Length + texts[0].Length <= LongestText)
        {
            EndTail();
            _run = Product(_run, texts);
        }
        else
        {
            EndRun();
            _run = texts;
        }
    }

    /// <summary>Adds a part that is repeated; what is next to it is next to one of its copies.</summary>
    /// <param name="part">The part.</param>
    /// <param name="least">Fewest times.</param>
    /// <param name="most">Most times.</param>
    public void Add(LiteralInfo part, int least, int most)
    {
        if (most == 0)
        {
            return;
        }

        if (least == 0)
        {
            var optional = most == 1 && part.Required is null && part.Exact is { Count: < LiteralInfo.MostTexts };
            Add(optional ? LiteralInfo.AnyOf([part, LiteralInfo.Empty]) : LiteralInfo.Unknown);
            return;
        }

        var copies = Math.Min(least, MostCopies);
        AddCopies(part, copies);
        if (copies < most)
        {
            Add(LiteralInfo.Unknown);
            AddCopies(part, copies);
        }
    }

    /// <summary>What is known of the whole.</summary>
    public LiteralInfo ToInfo()
    {
        EndTail();
        if (!_broken)
        {
            return new(_run, _required);
        }

        EndRun();
        return new(null, _required);
    }

    private void AddCopies(LiteralInfo part, int copies)
    {
        for (var copy = 0; copy < copies; copy++)
        {
            Add(part);
        }
    }

    /// <summary>The last part of the run, one text of which is common to all: kept apart so that bytes are joined at once.</summary>
    private void AddToTail(Literal text)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (_tail.Length == 0)
        {
            _tailIgnoresCase = text.IgnoreCase;
        }
        else if (text.IgnoreCase != _tailIgnoresCase)
        {
            EndTail();
            _tailIgnoresCase = text.IgnoreCase;
        }

        _tail.Append(text.Bytes.Span);
    }

    private void EndTail()
    {
        if (_tail.Length > 0)
        {
            _run = Product(_run, [new Literal(_tail.ToByteString(), _tailIgnoresCase)]);
            _tail.Clear();
        }
    }

    private void EndRun()
    {
        EndTail();
        _broken = true;
        if (_run.All(static text => text.Length > 0))
        {
            _required = LiteralInfo.Stronger(_required, _run);
        }

        _run = LiteralInfo.Empty.Exact!;
    }

    private static IReadOnlyList<Literal> Product(IReadOnlyList<Literal> left, IReadOnlyList<Literal> right)
    {
        if (right.Count == 1 && right[0].Length == 0)
        {
            return left;
        }

        if (left.Count == 1 && left[0].Length == 0)
        {
            return right;
        }

        var product = new List<Literal>(left.Count * right.Count);
        foreach (var first in left)
        {
            foreach (var second in right)
            {
                var text = first.Join(second);
                if (!product.Contains(text))
                {
                    product.Add(text);
                }
            }
        }

        return product;
    }
}
