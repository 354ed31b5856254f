using SecSharp.Actions;
using SecSharp.Configuration.Syntax;
using SecSharp.Patterns;

namespace SecSharp.Reporting.Dumping;

/// <summary>
/// Action lists as the dump shows them, in the notation of the reference: match variables substituted as far as their
/// values are known, action list variables as they are, every action followed by <c>; </c>.
/// </summary>
internal sealed class ActionListText(VariableScope scope, IMatchVariables values, RuleIdentity rule)
{
    /// <summary>The text of a list; empty for none.</summary>
    public byte[] Of(ActionListSyntax? list)
    {
        var text = new ByteBuilder();
        if (list is not null)
        {
            Append(text, list);
        }

        return text.ToArray();
    }

    private void Append(ByteBuilder text, ActionListSyntax list)
    {
        foreach (var action in list.Actions)
        {
            Append(text, action);
            text.Append("; "u8);
        }
    }

    private void Append(ByteBuilder text, ActionSyntax action)
    {
        text.Append(ByteString.Utf8(ActionNames.Of(action.Kind)).Span);
        switch (action.Kind)
        {
            case ActionKind.Event when action.Arguments.Length == 1:
                text.Append(" 0"u8);
                AppendArguments(text, action, 0);
                break;
            case ActionKind.Create or ActionKind.SetLTime:
                AppendArguments(text, action, 0);
                if (action.Arguments.Length == 1)
                {
                    text.Append(" 0"u8);
                }

                break;
            case ActionKind.Report or ActionKind.ReportExec or ActionKind.Pipe or ActionKind.PipeExec when action.Arguments.Length == 1:
            case ActionKind.Call when action.Arguments.Length == 2:
                AppendArguments(text, action, 0);
                text.Append((byte)' ');
                break;
            case ActionKind.Reset when action.Arguments.Length == 1:
                text.Append((byte)' ');
                AppendArguments(text, action, 0);
                break;
            case ActionKind.AddInput:
                AppendArguments(text, action, 0);
                if (action.Arguments.Length == 1)
                {
                    text.Append(" -"u8);
                }

                if (action.Arguments.Length < 3)
                {
                    text.Append(" _FILE_EVENT_"u8);
                    AppendText(text, action.Arguments[0]);
                }

                break;
            case ActionKind.LCall:
                AppendArgument(text, action, 0);
                AppendArguments(text, action, 2);
                text.Append(action.CacheReferences ? " :> "u8 : " -> "u8);
                text.Append(RuleText.Code);
                break;
            default:
                AppendArguments(text, action, 0);
                break;
        }

        AppendBody(text, action.Body, " ("u8);
        AppendBody(text, action.Else, " else ("u8);
    }

    private void AppendBody(ByteBuilder text, ActionListSyntax? body, ReadOnlySpan<byte> opening)
    {
        if (body is not null)
        {
            text.Append(opening);
            Append(text, body);
            text.Append((byte)')');
        }
    }

    private void AppendArguments(ByteBuilder text, ActionSyntax action, int first)
    {
        for (var index = first; index < action.Arguments.Length; index++)
        {
            AppendArgument(text, action, index);
        }
    }

    private void AppendArgument(ByteBuilder text, ActionSyntax action, int index)
    {
        text.Append((byte)' ');
        if (IsVariable(action.Kind, index))
        {
            text.Append((byte)'%');
            text.Append(action.Arguments[index].Span);
        }
        else if (IsOffset(action, index))
        {
            text.Append(Numbers.ToBytes(RuleOffset.Parse(action.Arguments[index].Span).Resolve(rule)));
        }
        else
        {
            AppendText(text, action.Arguments[index]);
        }
    }

    private void AppendText(ByteBuilder text, ByteString argument) =>
        TemplateParser.Parse(argument.Span, scope).RenderMasked(text, values);

    internal static bool IsVariable(ActionKind kind, int index) => kind switch
    {
        ActionKind.Copy or ActionKind.Empty or ActionKind.Pop or ActionKind.Shift => index == 1,
        ActionKind.Trim => index == 2,
        ActionKind.Exists or ActionKind.GetSize or ActionKind.GetAliases or ActionKind.GetLTime or ActionKind.GetCTime
            or ActionKind.GetWPos or ActionKind.Assign or ActionKind.AssignSq or ActionKind.Free or ActionKind.Eval
            or ActionKind.LCall or ActionKind.VarSet or ActionKind.If or ActionKind.While => index == 0,
        ActionKind.Call => index < 2,
        _ => false,
    };

    private static bool IsOffset(ActionSyntax action, int index) => action.Kind switch
    {
        ActionKind.Reset => index == 0 && action.Arguments.Length == 2,
        ActionKind.GetWPos or ActionKind.SetWPos => index == 1,
        _ => false,
    };
}
