using System.Buffers;
using System.Collections.Immutable;

namespace SecSharp.Processes;

/// <summary>
/// A program to run and its arguments. A command line without shell metacharacters is split at white space and run
/// directly; with any it is handed to the shell as it is. sec(1), CHILD PROCESSES; which characters count was found by
/// asking the reference.
/// </summary>
/// <param name="Arguments">The program and its arguments, at least one.</param>
/// <param name="Text">The whole as log messages show it.</param>
internal sealed record CommandLine(ImmutableArray<ByteString> Arguments, ByteString Text)
{
    private static readonly SearchValues<byte> Metacharacters = SearchValues.Create("$&*(){}[]'\";\\|?<>~`\n"u8);
    private static readonly ByteString Shell = ByteString.Utf8("/bin/sh");

    /// <summary>Whether the command's standard error goes where its standard output goes (<c>2&gt;&amp;1</c> at its end).</summary>
    public bool JoinsErrors { get; init; }

    /// <summary>What to run when the system can't run the program itself, having no <c>#!</c> line.</summary>
    public ImmutableArray<ByteString> ThroughShell { get; init; } = [];

    /// <summary>A command line that the shell parses if it has to.</summary>
    public static CommandLine Parse(ByteString text)
    {
        var command = text.Span.TrimEnd((byte)'\n');
        if (StartsLikeShell(command))
        {
            return InShell(text);
        }

        var joinsErrors = CutErrorRedirection(ref command);
        if (command.ContainsAny(Metacharacters))
        {
            return InShell(text);
        }

        var arguments = ByteString.Copy(command).SplitAtWhiteSpace();
        return arguments.Length == 0
            ? InShell(text)
            : new CommandLine([.. arguments], text) { JoinsErrors = joinsErrors, ThroughShell = InShell(text).Arguments };
    }

    /// <summary>A command line in arguments, which no shell sees.</summary>
    public static CommandLine Of(params ImmutableArray<ByteString> arguments) =>
        new(arguments, Join(arguments)) { ThroughShell = [Shell, .. arguments] };

    private static CommandLine InShell(ByteString text) =>
        new([Shell, ByteString.Utf8("-c"), text], text);

    /// <summary>A variable assignment, the word exec, or a dot: what only the shell understands.</summary>
    private static bool StartsLikeShell(ReadOnlySpan<byte> command)
    {
        command = command.TrimStart(" \t\n\v\f\r"u8);
        if (command is [(byte)'.', (byte)' ' or (byte)'\t', ..]
            || (command.StartsWith("exec"u8) && command[4..] is [(byte)' ' or (byte)'\t', ..]))
        {
            return true;
        }

        var word = 0;
        while (word < command.Length && (char.IsAsciiLetterOrDigit((char)command[word]) || command[word] == (byte)'_'))
        {
            word++;
        }

        return word < command.Length && command[word] == (byte)'=';
    }

    private static bool CutErrorRedirection(ref ReadOnlySpan<byte> command)
    {
        var trimmed = command.TrimEnd(" \t\n\v\f\r"u8);
        if (!trimmed.EndsWith(" 2>&1"u8) && !trimmed.EndsWith("\t2>&1"u8))
        {
            return false;
        }

        command = trimmed[..^5];
        return true;
    }

    private static ByteString Join(ImmutableArray<ByteString> arguments)
    {
        var text = new ByteBuilder();
        foreach (var argument in arguments)
        {
            if (text.Length > 0)
            {
                text.Append((byte)' ');
            }

            text.Append(argument.Span);
        }

        return text.ToByteString();
    }
}
