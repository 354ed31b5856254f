using System.Buffers;
using SecSharp.Actions;
using SecSharp.Checking.Rules;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Configuration.Syntax;
using SecSharp.Patterns;
using SecSharp.Patterns.Pcre2;

namespace SecSharp.Checking.Checks;

/// <summary>
/// Command lines for the shell with data of events in them: whoever can have a line written to the log can then run
/// commands. Values whose bytes mean nothing to the shell at their place are none of these.
/// </summary>
internal sealed class ShellInjection() : Check("shell-injection", "data of events in command lines that go through the shell")
{
    /// <summary>Bytes that mean nothing to the shell. White space may make several arguments of one, but no command.</summary>
    private static ByteSet Harmless { get; } = ByteSet.Where(static value =>
        value >= 128 || char.IsAsciiLetterOrDigit((char)value) || "_-.,:/@%+=^ \t".Contains((char)value, StringComparison.Ordinal));

    private static SearchValues<byte> ShellSyntax { get; } = SearchValues.Create("|<>&;`"u8);

    private static ByteSet HarmlessInDoubleQuotes { get; } = ~default(ByteSet).With('"').With('$').With('`').With('\\');

    private static ByteSet HarmlessInSingleQuotes { get; } = ~default(ByteSet).With('\'');

    public override void Run(CheckedRuleBase rules, Findings findings)
    {
        var data = new EventData(rules);
        foreach (var rule in rules.Rules)
        {
            foreach (var text in rule.Texts.Where(static text => text.Role == TextRole.CommandLine))
            {
                if (text.Action is { } action ? action.RunsShell() : rule.Syntax is SingleWithScriptSyntax { Shell: true })
                {
                    CheckCommandLine(rules, rule, text, data, findings);
                }
            }
        }
    }

    private static void CheckCommandLine(CheckedRuleBase rules, CheckedRule rule, RuleText text, EventData data, Findings findings)
    {
        var names = new ActionVariables();
        var template = EventData.Parse(text, names);
        var quote = '\0';
        foreach (var piece in template.Pieces)
        {
            if (piece.Kind == TemplatePieceKind.Literal)
            {
                quote = QuoteAfter(quote, piece.Literal.Span);
                continue;
            }

            var isDescription = piece.Kind == TemplatePieceKind.BuiltinVariable && piece.Index == (int)BuiltinVariable.Description;
            var canBeQuoted = isDescription && text.Action?.Kind is ActionKind.ShellCmd or ActionKind.Spawn or ActionKind.CSpawn;
            var harmless = quote switch { '"' => HarmlessInDoubleQuotes, '\'' => HarmlessInSingleQuotes, _ => Harmless };
            if ((rules.Options.Quoting && canBeQuoted && quote == '\0') || ((data.Of(piece, rule, text, names) & ~harmless).Count == 0))
            {
                continue;
            }

            var name = piece.Kind switch
            {
                TemplatePieceKind.MatchVariable => piece.Variable!.Display(),
                TemplatePieceKind.ActionVariable => $"%{names.NameOf(piece.Index)}",
                _ => "%s",
            };
            var from = text.Action is null ? 0 : VariableText.OffsetOf(rule, text.Field, text.Action.Position);
            findings.Add(
                Severity.Warning, rule, piece.Kind == TemplatePieceKind.MatchVariable ? rule.PlaceOf(text, piece.Variable!) : rule.At(text.Field, name, from),
                $"{name} goes through the shell as it stands in the event{(quote == '\0' ? "" : ", and quotes do not hold what has quotes in it")}: whoever writes such a line can run commands",
                Remedy(text, name, canBeQuoted));
            return;
        }
    }

    private static string Remedy(RuleText text, string name, bool canBeQuoted)
    {
        if (text.Action is not { } action)
        {
            return "shell=no, with which the command line is split into arguments without a shell";
        }

        var safe = ActionNames.Of(action.Kind switch
        {
            ActionKind.Spawn => ActionKind.SpawnExec,
            ActionKind.CSpawn => ActionKind.CSpawnExec,
            ActionKind.Pipe => ActionKind.PipeExec,
            ActionKind.Report => ActionKind.ReportExec,
            _ => ActionKind.CmdExec,
        });
        if (text.Text.Span.IndexOfAny(ShellSyntax) >= 0)
        {
            return canBeQuoted
                ? $"start the program with --quoting, and write {name} without quotes of your own; or assignsq %quoted {name} before, and %quoted here"
                : $"assignsq %quoted {name} before, and %quoted without quotes of your own here";
        }

        return canBeQuoted
            ? $"{safe}, which needs no shell; or start the program with --quoting, and write {name} without quotes of your own"
            : $"{safe}, which needs no shell; or assignsq %quoted {name} before, and %quoted without quotes of your own here";
    }

    /// <summary>The quote that is open behind a text; NUL for none.</summary>
    private static char QuoteAfter(char quote, ReadOnlySpan<byte> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var letter = (char)text[at];
            if (letter == '\\' && quote != '\'')
            {
                at++;
            }
            else if (quote == '\0' && letter is '"' or '\'')
            {
                quote = letter;
            }
            else if (letter == quote)
            {
                quote = '\0';
            }
        }

        return quote;
    }
}
