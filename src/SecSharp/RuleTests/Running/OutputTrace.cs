namespace SecSharp.RuleTests.Running;

/// <summary>Collects what comes out during a test.</summary>
/// <param name="clock">The time of the test.</param>
/// <param name="kinds">Kinds that are kept.</param>
internal sealed class OutputTrace(TimeProvider clock, OutputKinds kinds)
{
    private readonly List<TestOutput> _outputs = [];

    public IReadOnlyList<TestOutput> Outputs => _outputs;

    /// <summary>Number of the line that is being processed, from 0.</summary>
    public int Event { get; set; } = -1;

    /// <summary>Warnings and errors that the engine has logged, whether they are compared or not.</summary>
    public List<TestOutput> Messages { get; } = [];

    public void Add(OutputKinds kind, ByteString text)
    {
        if (kind == OutputKinds.Log)
        {
            Messages.Add(new TestOutput(clock.GetUtcNow().ToUnixTimeSeconds(), kind, text, Event));
        }

        if ((kinds & kind) != 0)
        {
            _outputs.Add(new TestOutput(clock.GetUtcNow().ToUnixTimeSeconds(), kind, text, Event));
        }
    }

    /// <summary>Adds <c>KEYWORD: TEXT</c>, or <c>KEYWORD NAME: TEXT</c>.</summary>
    public void AddAction(string keyword, ByteString name, ReadOnlySpan<byte> text)
    {
        var line = new ByteBuilder();
        line.Append(System.Text.Encoding.UTF8.GetBytes(keyword));
        if (name.Length > 0)
        {
            line.Append(" "u8);
            line.Append(name.Span);
        }

        line.Append(": "u8);
        line.Append(text);
        Add(OutputKinds.Actions, line.ToByteString());
    }
}
