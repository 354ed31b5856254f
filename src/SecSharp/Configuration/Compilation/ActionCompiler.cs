using System.Collections.Immutable;
using SecSharp.Actions;
using SecSharp.Configuration.Syntax;
using SecSharp.Patterns;

namespace SecSharp.Configuration.Compilation;

/// <summary>Makes action lists ready to run.</summary>
internal sealed class ActionCompiler(ActionVariables variables)
{
    /// <summary>Compiles a list whose match variables are those of <paramref name="scope"/>.</summary>
    public ActionList Compile(ActionListSyntax list, VariableScope scope)
    {
        var usesDescription = false;
        var actions = list.Actions.Select(action => Compile(action, scope, ref usesDescription)).ToImmutableArray();
        return new ActionList(actions, usesDescription) { Syntax = list, Scope = scope };
    }

    private EngineAction Compile(ActionSyntax action, VariableScope scope, ref bool usesDescription)
    {
        var parameters = new Parameters(this, action, scope);
        var compiled = Compile(action, parameters);
        usesDescription |= parameters.UsesDescription;
        return compiled;
    }

    private static EngineAction Compile(ActionSyntax action, Parameters p) => action.Kind switch
    {
        ActionKind.None => new NoneAction(),
        ActionKind.LogOnly => new LogOnlyAction(p.Text(0)),
        ActionKind.Write => new WriteAction(p.Text(0), p.Text(1), newline: true),
        ActionKind.WriteN => new WriteAction(p.Text(0), p.Text(1), newline: false),
        ActionKind.CloseF => new CloseFileAction(p.Text(0)),
        ActionKind.OWriteCl => new OpenWriteCloseAction(p.Text(0), p.Text(1)),
        ActionKind.Create => new CreateAction(p.Text(0), p.OptionalText(1), p.Body),
        ActionKind.Delete => new DeleteAction(p.Text(0), runAction: false),
        ActionKind.Obsolete => new DeleteAction(p.Text(0), runAction: true),
        ActionKind.Set => new SetAction(p.Text(0), p.Text(1), p.Body),
        ActionKind.Alias => new AliasAction(p.Text(0), p.Text(1)),
        ActionKind.Unalias => new UnaliasAction(p.Text(0)),
        ActionKind.Add => new StoreAction(StoreMode.Add, p.Text(0), p.Text(1)),
        ActionKind.Prepend => new StoreAction(StoreMode.Prepend, p.Text(0), p.Text(1)),
        ActionKind.Fill => new StoreAction(StoreMode.Fill, p.Text(0), p.Text(1)),
        ActionKind.Report or ActionKind.ReportExec => new ReportAction(action.Kind, p.Text(0), p.From(1)),
        ActionKind.Pipe or ActionKind.PipeExec when p.Count == 1 =>
            new WriteAction(new Template([new TemplatePiece(TemplatePieceKind.Literal, ByteString.Utf8("-"))]), p.Text(0), newline: true),
        ActionKind.Copy => new CopyAction(p.Text(0), p.Variable(1), clear: false),
        ActionKind.Empty => new CopyAction(p.Text(0), p.OptionalVariable(1), clear: true),
        ActionKind.Pop => new TakeAction(p.Text(0), p.Variable(1), last: true),
        ActionKind.Shift => new TakeAction(p.Text(0), p.Variable(1), last: false),
        ActionKind.Trim => new TrimAction(p.Text(0), p.Text(1), p.OptionalVariable(2)),
        ActionKind.Exists => new ExistsAction(p.Variable(0), p.Text(1)),
        ActionKind.GetSize => new GetSizeAction(p.Variable(0), p.Text(1)),
        ActionKind.GetAliases => new GetPropertyAction(ContextProperty.Aliases, p.Variable(0), p.Text(1)),
        ActionKind.GetLTime => new GetPropertyAction(ContextProperty.Lifetime, p.Variable(0), p.Text(1)),
        ActionKind.GetCTime => new GetPropertyAction(ContextProperty.CreationTime, p.Variable(0), p.Text(1)),
        ActionKind.SetLTime => new SetLifetimeAction(p.Text(0), p.OptionalText(1)),
        ActionKind.SetCTime => new SetCreationTimeAction(p.Text(0), p.Text(1)),
        ActionKind.Event => p.Count == 2 ? new EventAction(null, p.Text(0), p.Text(1)) : new EventAction(null, null, p.Text(0)),
        ActionKind.TEvent => new EventAction(null, p.Text(0), p.Text(1)),
        ActionKind.CEvent => new EventAction(p.Text(0), p.Text(1), p.Text(2)),
        ActionKind.Reset => p.Count == 2 ? new ResetAction(p.Offset(0), p.Text(1)) : new ResetAction(null, p.Text(0)),
        ActionKind.GetWPos => new GetWindowPositionAction(p.Variable(0), p.Offset(1), p.Text(2)),
        ActionKind.SetWPos => new SetWindowPositionAction(p.Text(0), p.Offset(1), p.Text(2)),
        ActionKind.Assign => new AssignAction(p.Variable(0), p.Text(1)),
        ActionKind.AssignSq => new AssignQuotedAction(p.Variable(0), p.Text(1)),
        ActionKind.Free => new FreeAction(p.Variable(0)),
        ActionKind.Rewrite => new RewriteAction(p.Text(0), p.Text(1)),
        ActionKind.VarSet => new VarSetAction(p.Variable(0), p.Text(1)),
        ActionKind.Eval => new EvalAction(p.Variable(0), p.Text(1)),
        ActionKind.Call => new CallAction(p.Variable(0), p.Variable(1), p.From(2)),
        ActionKind.LCall => new LocalCallAction(p.Variable(0), action.Function!, p.From(2), action.CacheReferences),
        ActionKind.If => new IfAction(p.Variable(0), p.Body!, p.Else),
        ActionKind.While => new WhileAction(p.Variable(0), p.Body!),
        ActionKind.Break => new FlowAction(ActionFlow.Break),
        ActionKind.Continue => new FlowAction(ActionFlow.Continue),
        ActionKind.ShellCmd or ActionKind.Spawn or ActionKind.CSpawn => new ShellAction(action.Kind, p.From(0)),
        _ => new ExternalAction(action.Kind, p.From(0)),
    };

    /// <summary>The parameters of one action, compiled on demand.</summary>
    private sealed class Parameters(ActionCompiler compiler, ActionSyntax action, VariableScope scope)
    {
        public int Count => action.Arguments.Length;

        public bool UsesDescription { get; private set; }

        public ActionList? Body => Nested(action.Body);

        public ActionList? Else => Nested(action.Else);

        public Template Text(int index)
        {
            var template = TemplateParser.Parse(action.Arguments[index].Span, scope, compiler.Variables);
            UsesDescription |= template.UsesDescription;
            return template;
        }

        public Template? OptionalText(int index) => index < Count ? Text(index) : null;

        public VariableTarget Variable(int index) => new(compiler.Variables.IndexOf(action.Arguments[index].Span));

        public VariableTarget? OptionalVariable(int index) => index < Count ? Variable(index) : null;

        public RuleOffset Offset(int index) => RuleOffset.Parse(action.Arguments[index].Span);

        /// <summary>The parameters from an index on.</summary>
        public ImmutableArray<Template> From(int index) => [.. Enumerable.Range(index, Count - index).Select(Text)];

        private ActionList? Nested(ActionListSyntax? list)
        {
            if (list is null)
            {
                return null;
            }

            var compiled = compiler.Compile(list, scope);
            UsesDescription |= compiled.UsesDescription;
            return compiled;
        }
    }

    private ActionVariables Variables => variables;
}
