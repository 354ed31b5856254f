using System.Text;
using SecSharp.Cli.Options;

namespace SecSharp.Cli.Documentation;

/// <summary>Completion for bash, made from the table of options.</summary>
internal static class BashCompletion
{
    public static string Text()
    {
        var text = new StringBuilder("""
            # bash completion for sec; made by: sec generate bash
            _sec() {
                local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= options= operands= option=
                COMPREPLY=()
                [[ $COMP_CWORD -gt 1 && ${COMP_WORDS[1]} != -* ]] && command=${COMP_WORDS[1]}
                # bash splits words at the equals sign: --conf = name
                if [[ $word == = ]]; then
                    option=$before word=
                elif [[ $before == = ]]; then
                    option=${COMP_WORDS[COMP_CWORD-2]}
                fi
                case $command/$option in

            """);
        foreach (var command in ManualPage.AllCommands)
        {
            foreach (var option in command.Options.Where(static option => option.Choices.Count > 0))
            {
                text.Append($"        {command.Name}/--{option.Name}) COMPREPLY=($(compgen -W '{string.Join(' ', option.Choices)}' -- \"$word\")); return ;;\n");
            }
        }

        text.Append("        */-*) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- \"$word\")); return ;;\n    esac\n    case $command in\n");
        foreach (var command in ManualPage.AllCommands)
        {
            var pattern = command.Name.Length == 0 ? "''" : command.Name;
            text.Append($"        {pattern}) options='{string.Join(' ', command.Options.SelectMany(Words))}'");
            var operands = command.Name.Length == 0 ? Program.Commands.Select(static other => other.Name) : command.Operands;
            text.Append($" operands='{string.Join(' ', operands)}' ;;\n");
        }

        return text.Append("""
                esac
                if [[ $word == -* ]]; then
                    COMPREPLY=($(compgen -W "$options" -- "$word"))
                    [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null
                elif [[ -n $operands && ( -n $command || $COMP_CWORD -eq 1 ) ]]; then
                    COMPREPLY=($(compgen -W "$operands" -- "$word"))
                elif [[ -n $command ]]; then
                    compopt -o filenames 2>/dev/null
                    COMPREPLY=($(compgen -f -- "$word"))
                fi
            }
            complete -F _sec sec

            """).ToString();
    }

    private static IEnumerable<string> Words(Option option) => option.Names.Select(name => $"--{name}{(option.TakesValue ? "=" : "")}");
}
