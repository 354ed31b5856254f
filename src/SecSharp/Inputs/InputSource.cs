using SecSharp.Contexts;

namespace SecSharp.Inputs;

/// <summary>Where input lines come from: a file, standard input, or the engine itself.</summary>
/// <param name="name">Its name, as $+{_inputsrc} shows it.</param>
/// <param name="buffer">The buffer its lines go to.</param>
/// <param name="context">The internal context set up around each of its lines with --intcontexts.</param>
internal sealed class InputSource(ByteString name, InputBuffer buffer, ContextName context)
{
    public ByteString Name => name;

    /// <summary>The buffer its lines go to.</summary>
    public InputBuffer Buffer { get; set; } = buffer;

    public ContextName Context => context;

    /// <summary>Number of lines read so far.</summary>
    public long Lines { get; set; }
}
