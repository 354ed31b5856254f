using System.Text;
using SecSharp.Cli.Options;

namespace SecSharp.Cli.Documentation;

/// <summary>Completion for fish, made from the table of options.</summary>
internal static class FishCompletion
{
    public static string Text()
    {
        var text = new StringBuilder("# fish completion for sec; made by: sec generate fish\n");
        var names = string.Join(' ', Program.Commands.Select(static command => command.Name));
        text.Append("complete -c sec -n __fish_use_subcommand -f\n");
        foreach (var command in Program.Commands)
        {
            text.Append($"complete -c sec -n __fish_use_subcommand -a {command.Name} -d {Quote(command.Summary)}\n");
        }

        AppendOptions(text, DaemonCommand.Command, $"not __fish_seen_subcommand_from {names}");
        foreach (var command in Program.Commands)
        {
            AppendOptions(text, command, $"__fish_seen_subcommand_from {command.Name}");
            if (command.Operands.Count > 0)
            {
                text.Append($"complete -c sec -n '__fish_seen_subcommand_from {command.Name}' -f -a {Quote(string.Join(' ', command.Operands))}\n");
            }
        }

        return text.ToString();
    }

    private static void AppendOptions(StringBuilder text, Command command, string condition)
    {
        foreach (var option in command.Options)
        {
            foreach (var name in option.Names)
            {
                text.Append($"complete -c sec -n '{condition}' -l {name}");
                text.Append(option switch
                {
                    { TakesValue: false } => "",
                    { Choices.Count: > 0 } => $" -x -a {Quote(string.Join(' ', option.Choices))}",
                    { TakesFile: true } => " -r -F",
                    _ => " -x",
                });
                text.Append($" -d {Quote(name == option.Name ? option.Help : $"not --{option.Name}")}\n");
            }
        }
    }

    private static string Quote(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
