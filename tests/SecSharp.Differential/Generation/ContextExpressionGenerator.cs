namespace SecSharp.Differential.Generation;

/// <summary>Makes context expressions.</summary>
internal sealed class ContextExpressionGenerator(Dice dice)
{
    public string Expression(Scope scope)
    {
        var expression = Node(scope, dice.Between(0, 2));
        return dice.Chance(15) ? $"[{expression}]" : expression;
    }

    private string Node(Scope scope, int depth) => dice.Next(depth > 0 ? 5 : 2) switch
    {
        0 => dice.Chance(40) ? Operand(scope) : "!" + dice.Pick("", "", " ") + Operand(scope),
        1 => Operand(scope),
        2 => dice.Pick("(", "!(", "( ") + Node(scope, depth - 1) + dice.Pick(")", " )"),
        3 => Node(scope, depth - 1) + dice.Pick(" && ", "&&") + Node(scope, depth - 1),
        _ => Node(scope, depth - 1) + dice.Pick(" || ", "||") + Node(scope, depth - 1),
    };

    private string Operand(Scope scope) => dice.UsesPerl && dice.Chance(50) ? new PerlGenerator(dice).Operand(scope) : dice.Next(12) switch
    {
        0 => "varset " + Vocabulary.CacheName(dice),
        1 => dice.Pick("_INTERNAL_EVENT", "SEC_INTERNAL_EVENT", "_FILE_EVENT_trace", "CE"),
        2 or 3 => "U_$1",
        4 when scope.Names.Length > 0 => "U_$+{" + scope.Names[0] + "}",
        5 => "H_$2",
        6 when scope.Percent => "U_%1",
        _ => Vocabulary.Context(dice),
    };
}
