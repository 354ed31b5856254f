using System.Text;

namespace SecSharp.Cli.Options;

/// <summary>The text of --help, made from the option table.</summary>
internal static class HelpText
{
    private const int Column = 34;
    private const int Width = 100;

    /// <summary>Usage, options and their defaults; for the daemon also the commands.</summary>
    public static string Of(Command command)
    {
        var text = new StringBuilder("Usage: ").Append(command.Usage).Append('\n');
        if (command.Name.Length == 0)
        {
            text.Append("       sec COMMAND [OPTION]...\n\nWithout a command: ").Append(command.Summary).Append(".\n\nCommands (sec COMMAND --help tells more):\n");
            foreach (var other in Program.Commands)
            {
                text.Append("  ").Append(other.Name.PadRight(12)).Append(other.Summary).Append('\n');
            }
        }
        else
        {
            text.Append('\n').Append(command.Sentence).Append('\n');
        }

        text.Append("\nOptions:\n");
        foreach (var option in command.Options)
        {
            Append(text, option);
        }

        if (command.Details.Length > 0)
        {
            text.Append('\n').Append(command.Details);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Option option)
    {
        var line = new StringBuilder("  ").Append(option.Signature);
        if (line.Length >= Column - 1)
        {
            text.Append(line).Append('\n');
            line.Clear();
        }

        line.Append(' ', Column - line.Length);
        foreach (var word in option.HelpWithDefault.Split(' '))
        {
            if (line.Length + word.Length > Width)
            {
                text.Append(line.ToString().TrimEnd()).Append('\n');
                line.Clear().Append(' ', Column);
            }

            line.Append(word).Append(' ');
        }

        text.Append(line.ToString().TrimEnd()).Append('\n');
    }
}
