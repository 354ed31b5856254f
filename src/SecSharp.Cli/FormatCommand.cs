using System.Text;
using SecSharp.Cli.Options;
using SecSharp.Files;
using SecSharp.Formatting;

namespace SecSharp.Cli;

/// <summary><c>sec fmt</c>: prints rule files in the canonical layout.</summary>
internal sealed class FormatCommand
{
    private readonly Stream _output = Console.OpenStandardOutput();
    private readonly bool _isCheck;
    private readonly bool _isDifference;
    private readonly bool _isPrinted;

    private FormatCommand(OptionValues values)
    {
        _isCheck = values.Flag("check") == true;
        _isDifference = values.Flag("diff") == true;
        _isPrinted = values.Flag("stdout") == true;
    }

    /// <summary>Whether a file would change.</summary>
    private bool HasChanges { get; set; }

    /// <summary>The command.</summary>
    public static Command Command { get; } = new("fmt", "print rule files in the canonical layout", "[OPTION]... FILE...", OptionTable.Format, Run)
    {
        Details = """
            Rule files are rewritten in the canonical layout; they mean the same as before, and comments stay. FILE may be - for
            standard input, which goes formatted to standard output.
            Status: 0, 1 if --check finds a file that would change, 2 if a file can't be read or written.
            Example: sec fmt --check --diff /etc/sec/*.sec

            """,
    };

    private static int Run(IReadOnlyList<string> arguments)
    {
        var values = OptionParser.Parse(arguments, OptionTable.Format);
        if (Command.ShowsAbout(values))
        {
            return 0;
        }

        if (values.Arguments.Count == 0)
        {
            throw new UsageException("no rule files to format: name one or more, or - for standard input");
        }

        if (values.Flag("stdout") == true && (values.Flag("check") == true || values.Flag("diff") == true))
        {
            throw new UsageException("option --stdout prints whole files: leave it out, or --check and --diff");
        }

        var command = new FormatCommand(values);
        var failed = false;
        foreach (var path in values.Arguments)
        {
            try
            {
                command.Format(path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine($"sec: {path}: {exception.Message}");
                failed = true;
            }
        }

        return failed ? 2 : command._isCheck && command.HasChanges ? 1 : 0;
    }

    private static byte[] Read(string path)
    {
        if (path != "-")
        {
            return RuleFileArgument.Read(path);
        }

        using var input = Console.OpenStandardInput();
        using var content = new MemoryStream();
        input.CopyTo(content);
        return content.ToArray();
    }

    private void Format(string path)
    {
        var old = Read(path);
        var formatted = RuleFileFormatter.Format(old);
        var isChanged = !old.AsSpan().SequenceEqual(formatted);
        HasChanges |= isChanged;
        if (isChanged && _isCheck)
        {
            Print(Encoding.UTF8.GetBytes((path == "-" ? "standard input" : path) + "\n"));
        }

        if (isChanged && _isDifference)
        {
            Print(UnifiedDifference.Of(path, old, formatted));
        }

        if (_isCheck || _isDifference)
        {
            return;
        }

        if (_isPrinted || path == "-")
        {
            Print(formatted);
        }
        else if (isChanged)
        {
            FileReplacement.Write(path, formatted);
        }
    }

    private void Print(ReadOnlySpan<byte> bytes)
    {
        _output.Write(bytes);
        _output.Flush();
    }
}
