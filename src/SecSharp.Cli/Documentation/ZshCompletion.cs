using System.Text;
using SecSharp.Cli.Options;

namespace SecSharp.Cli.Documentation;

/// <summary>Completion for zsh, made from the table of options.</summary>
internal static class ZshCompletion
{
    public static string Text()
    {
        var text = new StringBuilder("""
            #compdef sec
            # zsh completion for sec; made by: sec generate zsh

            _sec_command() {
                local -a commands=(

            """);
        foreach (var command in Program.Commands)
        {
            text.Append($"        {Quote($"{command.Name}:{command.Summary}")}\n");
        }

        text.Append("    )\n    _describe command commands\n}\n\n_sec() {\n");
        text.Append("    if (( CURRENT > 2 )) && [[ $words[2] != -* ]]; then\n        local command=$words[2]\n        shift words\n        (( CURRENT-- ))\n        case $command in\n");
        foreach (var command in Program.Commands)
        {
            text.Append($"            {command.Name})\n                _arguments \\\n");
            AppendOptions(text, command, "                    ");
            text.Append(command.Operands.Count > 0
                ? $"                    '*:operand:({string.Join(' ', command.Operands)})' ;;\n"
                : "                    '*:file:_files' ;;\n");
        }

        text.Append("        esac\n        return\n    fi\n    _arguments \\\n");
        AppendOptions(text, DaemonCommand.Command, "        ");
        return text.Append("        '1:command:_sec_command'\n}\n\n_sec \"$@\"\n").ToString();
    }

    private static void AppendOptions(StringBuilder text, Command command, string indent)
    {
        foreach (var option in command.Options)
        {
            foreach (var name in option.Names)
            {
                var help = name == option.Name ? option.Help : $"not --{option.Name}";
                var value = option switch
                {
                    { TakesValue: false } => "",
                    { Choices.Count: > 0 } => $":{option.ValueName}:({string.Join(' ', option.Choices)})",
                    { TakesFile: true } => $":{option.ValueName}:_files",
                    _ => $":{option.ValueName}: ",
                };
                var escaped = help.Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal).Replace(":", "\\:", StringComparison.Ordinal);
                text.Append($"{indent}{Quote($"{(option.IsRepeatable ? "*" : "")}--{name}{(option.TakesValue ? "=" : "")}[{escaped}]{value.Replace("[", "\\[", StringComparison.Ordinal)}")} \\\n");
            }
        }
    }

    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
