using System.Text;

namespace SecSharp.Differential.Generation;

/// <summary>Makes texts with variables.</summary>
/// <param name="dice">The source of choices.</param>
/// <param name="odd">Whether values may hold variables, so that those of cache entries must not be used.</param>
internal sealed class TextGenerator(Dice dice, bool odd)
{
    private static readonly string[] _literals =
        ["a", "b  c", "x y", "it's", "100%%", "$$1", "$$", "%%s", "lit%%eral", "$", "%", "%.", "\\", "\\t", "\\n", "\"q\"", "#no", "a=b",
         "{x}", "$x", "$+{", "${", "%{", "\xe9", "\xff\x80", "~", "|", "&&", "-", "0", "00", "1e3", "<>", "%%%", "$$$", "$:{", ":>", "->", "()", "(a b)"];

    private static readonly string[] _builtin =
        ["%s", "%s", "%u", "%u", "%t", "%{s}", "%{u}", "%.nl", "%{.nl}", "%.sp", "%.tab", "%.hmsstr", "%.mday", "%.mdaystr", "%.mon", "%.monstr",
         "%.year", "%.wday", "%.wdaystr", "%.tzname", "%.tzoff", "%.tzoff2", "%.sec", "%.min", "%.hour", "%.chr9", "%{.chr31}"];

    /// <summary>A text with literals, match variables and, where <paramref name="action"/> says so, action list variables.</summary>
    public string Text(Scope scope, bool action)
    {
        var text = new StringBuilder();
        for (var pieces = dice.Between(1, 4); pieces > 0; pieces--)
        {
            text.Append(Piece(scope, action));
            text.Append(dice.Pick("", " ", " ", "_"));
        }

        var value = text.ToString().Trim();
        return value.Length == 0 || value.EndsWith('\\') ? value + "." : value;
    }

    /// <summary>A description string: few different ones, so that operations meet.</summary>
    public string Description(Scope scope) =>
        dice.Next(10) switch
        {
            0 => "d",
            1 or 2 or 3 when scope.Groups > 0 => "d $1",
            4 when scope.Groups > 1 => "$2",
            5 when scope.Names.Length > 0 => "n $+{" + dice.Pick<string>(scope.Names) + "}",
            6 when scope.Percent => "p %1",
            7 => Text(scope, action: false),
            8 => "d $1",
            _ => "d",
        };

    /// <summary>A description string as an action names it to find an operation.</summary>
    public string OperationName(Scope scope) =>
        dice.Pick("%s", "%s", "%s", "d", "d ann", "d $1", "d $1", "d bob", "$2", "nothing");

    /// <summary>A reference to a match variable.</summary>
    public string MatchVariable(Scope scope)
    {
        var prefix = scope.Percent && dice.Chance(50) ? "%" : "$";
        if (scope.Names.Length > 0 && dice.Chance(40))
        {
            return prefix + "+{" + dice.Pick<string>(scope.Names) + "}";
        }

        return dice.Next(12) switch
        {
            0 => prefix + "0",
            1 => prefix + "{" + dice.Between(0, scope.Groups + 1) + "}",
            2 => prefix + "+{" + dice.Pick("_inputsrc", "_intcontext", "u", "zz") + "}",
            3 when !odd => prefix + ":{" + Vocabulary.CacheName(dice) + ":" + dice.Pick("0", "1", "u", "_inputsrc") + "}",
            _ => prefix + dice.Between(1, Math.Max(1, scope.Groups)),
        };
    }

    private string Piece(Scope scope, bool action) =>
        dice.Next(action ? 10 : 6) switch
        {
            0 or 1 => dice.Pick<string>(_literals),
            6 or 7 => dice.Pick<string>(_builtin),
            8 => dice.Pick("%", "%{") is "%" ? "%" + Vocabulary.Variable(dice) : "%{" + Vocabulary.Variable(dice) + "}",
            9 when dice.Chance(10) => dice.Pick("%$1", "%{$1}", "%v$1", "$1%v1", "%%$1"),
            _ => MatchVariable(scope),
        };
}
