using SecSharp.Actions;
using SecSharp.Configuration.Parsing;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Configuration.Printing;

/// <summary>Prints action lists in the form that <see cref="ActionListParser"/> reads.</summary>
internal static class ActionListPrinter
{
    public static string Print(ActionListSyntax list)
    {
        var text = string.Join("; ", list.Actions.Select(Print));

        // A backslash at the end of a line would continue it; an empty list must not be an empty field.
        return text.Length == 0 || text[^1] == '\\' ? text + ";" : text;
    }

    private static string Print(ActionSyntax action)
    {
        var keyword = ActionNames.Of(action.Kind);
        switch (action.Kind)
        {
            case ActionKind.If or ActionKind.While:
                var otherwise = action.Else is null ? "" : $" else ({Print(action.Else)} )";
                return $"{keyword} %{action.Arguments[0]} ({Print(action.Body!)} ){otherwise}";
            case ActionKind.LCall:
                var parameters = string.Join(' ', action.Arguments.Skip(2).Select(Masking.Mask));
                return $"{keyword} %{action.Arguments[0]} ({parameters} ) {(action.CacheReferences ? ":>" : "->")} ({Masking.Mask(action.Arguments[1])} )";
        }

        var parts = new List<string> { keyword };
        var arguments = new Queue<ByteString>(action.Arguments);
        var shape = ActionShape.Find(keyword)!;
        for (var index = 0; index < shape.Parameters.Length; index++)
        {
            var after = shape.Parameters.Length - index - 1;
            Print(shape.Parameters[index], after, arguments, action, parts);
        }

        return string.Join(' ', parts);
    }

    private static void Print(ParameterKind kind, int after, Queue<ByteString> arguments, ActionSyntax action, List<string> parts)
    {
        switch (kind)
        {
            case ParameterKind.OptionalNumber or ParameterKind.OptionalOffset:
                if (arguments.Count > after)
                {
                    parts.Add(arguments.Dequeue().ToString());
                }

                break;
            case ParameterKind.Offset:
                parts.Add(arguments.Dequeue().ToString());
                break;
            case ParameterKind.OptionalList:
                if (action.Body is { } body)
                {
                    // Without a time, its place must be held.
                    parts.AddRange(action.Arguments.Length == 1 ? ["()", $"({Print(body)} )"] : [$"({Print(body)} )"]);
                }

                break;
            case ParameterKind.Arguments or ParameterKind.OptionalArguments when arguments.Count > 0:
                parts.Add(Wrap(string.Join(' ', arguments.Select(Masking.Mask)), wrap: false));
                arguments.Clear();
                break;
            case ParameterKind.Variable or ParameterKind.OptionalVariable when arguments.Count > 0:
                parts.Add("%" + arguments.Dequeue());
                break;
            case ParameterKind.Quoted:
                var quoted = Masking.Mask(arguments.Dequeue());
                parts.Add(quoted.Contains(';', StringComparison.Ordinal) ? $"'({quoted} )'" : $"'{quoted}'");
                break;
            case ParameterKind.TextOrDescription or ParameterKind.Code:
                // Parentheses keep a number at the beginning of the text from being taken for another parameter.
                parts.Add(Wrap(Masking.Mask(arguments.Dequeue()), wrap: true));
                break;
            case ParameterKind.Text or ParameterKind.OptionalText when arguments.Count > 0:
                parts.Add(Wrap(Masking.Mask(arguments.Dequeue()), wrap: false));
                break;
            case ParameterKind.Word or ParameterKind.OptionalWord or ParameterKind.WordOrDescription when arguments.Count > 0:
                var word = Masking.Mask(arguments.Dequeue());
                parts.Add(word.Contains(';', StringComparison.Ordinal) ? $"({word})" : word);
                break;
        }
    }

    private static string Wrap(string text, bool wrap) =>
        wrap || text.Contains(';', StringComparison.Ordinal) || text.EndsWith('\\') ? $"({text} )" : text;
}
