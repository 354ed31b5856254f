using SecSharp.Actions;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Configuration.Parsing;

/// <summary>What a parameter of an action looks like.</summary>
internal enum ParameterKind
{
    /// <summary>A word without white space.</summary>
    Word,

    /// <summary>A word that may be left out.</summary>
    OptionalWord,

    /// <summary>A word; %s where it is left out.</summary>
    WordOrDescription,

    /// <summary>An action list variable, %NAME.</summary>
    Variable,

    /// <summary>An action list variable that may be left out.</summary>
    OptionalVariable,

    /// <summary>The rest of the action; %s where it is left out.</summary>
    TextOrDescription,

    /// <summary>The rest of the action, which must not be empty.</summary>
    Text,

    /// <summary>The rest of the action, which may be empty.</summary>
    OptionalText,

    /// <summary>The rest of the action: a command line, split at white space into arguments.</summary>
    Arguments,

    /// <summary>The same, and may be left out.</summary>
    OptionalArguments,

    /// <summary>A rule offset: N, +N or -N.</summary>
    Offset,

    /// <summary>A rule offset that may be left out.</summary>
    OptionalOffset,

    /// <summary>An integer constant that may be left out.</summary>
    OptionalNumber,

    /// <summary>A text between single quotes; %s where it is empty.</summary>
    Quoted,

    /// <summary>An action list, in parentheses where it has several actions.</summary>
    OptionalList,

    /// <summary>Perl code.</summary>
    Code,
}

/// <summary>The parameters of one action. sec(1), ACTIONS, ACTION LISTS AND ACTION LIST VARIABLES.</summary>
/// <param name="Kind">The action.</param>
/// <param name="Synopsis">Its synopsis.</param>
/// <param name="Parameters">What follows the keyword.</param>
internal sealed record ActionShape(ActionKind Kind, string Synopsis, params ParameterKind[] Parameters)
{
    private static readonly Dictionary<string, ActionShape> Shapes = All().ToDictionary(
        static shape => ActionNames.Of(shape.Kind), StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Keywords => Shapes.Keys;

    public static ActionShape? Find(string keyword) => Shapes.GetValueOrDefault(keyword);

    /// <summary>The names of the parameters in the synopsis, as NAME or %VAR.</summary>
    public IReadOnlyList<string> ParameterNames { get; } =
        Synopsis.Split([' ', '[', ']', '(', ')', '\''], StringSplitOptions.RemoveEmptyEntries)[1..];

    /// <summary>Whether the action runs Perl code.</summary>
    public bool NeedsPerl => Kind is ActionKind.Eval or ActionKind.Call or ActionKind.LCall;

    private static IEnumerable<ActionShape> All()
    {
        const ParameterKind word = ParameterKind.Word;
        const ParameterKind variable = ParameterKind.Variable;
        const ParameterKind text = ParameterKind.TextOrDescription;
        yield return new(ActionKind.None, "none");
        yield return new(ActionKind.LogOnly, "logonly [STRING]", text);
        yield return new(ActionKind.Write, "write FILE [STRING]", word, text);
        yield return new(ActionKind.WriteN, "writen FILE [STRING]", word, text);
        yield return new(ActionKind.CloseF, "closef FILE", word);
        yield return new(ActionKind.OWriteCl, "owritecl FILE [STRING]", word, text);
        yield return new(ActionKind.UDgram, "udgram FILE [STRING]", word, text);
        yield return new(ActionKind.CloseUDgr, "closeudgr FILE", word);
        yield return new(ActionKind.UStream, "ustream FILE [STRING]", word, text);
        yield return new(ActionKind.CloseUStr, "closeustr FILE", word);
        yield return new(ActionKind.UdpSock, "udpsock HOST:PORT [STRING]", word, text);
        yield return new(ActionKind.CloseUdp, "closeudp HOST:PORT", word);
        yield return new(ActionKind.TcpSock, "tcpsock HOST:PORT [STRING]", word, text);
        yield return new(ActionKind.CloseTcp, "closetcp HOST:PORT", word);
        yield return new(ActionKind.ShellCmd, "shellcmd COMMANDLINE", ParameterKind.Text);
        yield return new(ActionKind.Spawn, "spawn COMMANDLINE", ParameterKind.Text);
        yield return new(ActionKind.CSpawn, "cspawn NAME COMMANDLINE", word, ParameterKind.Text);
        yield return new(ActionKind.CmdExec, "cmdexec COMMANDLINE", ParameterKind.Arguments);
        yield return new(ActionKind.SpawnExec, "spawnexec COMMANDLINE", ParameterKind.Arguments);
        yield return new(ActionKind.CSpawnExec, "cspawnexec NAME COMMANDLINE", word, ParameterKind.Arguments);
        yield return new(ActionKind.Pipe, "pipe '[STRING]' [COMMANDLINE]", ParameterKind.Quoted, ParameterKind.OptionalText);
        yield return new(ActionKind.PipeExec, "pipeexec '[STRING]' [COMMANDLINE]", ParameterKind.Quoted, ParameterKind.OptionalArguments);
        yield return new(ActionKind.Create, "create [NAME [TIME [LIST]]]", ParameterKind.WordOrDescription, ParameterKind.OptionalWord, ParameterKind.OptionalList);
        yield return new(ActionKind.Delete, "delete [NAME]", ParameterKind.WordOrDescription);
        yield return new(ActionKind.Obsolete, "obsolete [NAME]", ParameterKind.WordOrDescription);
        yield return new(ActionKind.Set, "set NAME TIME [LIST]", word, word, ParameterKind.OptionalList);
        yield return new(ActionKind.Alias, "alias NAME [ALIAS]", word, ParameterKind.WordOrDescription);
        yield return new(ActionKind.Unalias, "unalias [ALIAS]", ParameterKind.WordOrDescription);
        yield return new(ActionKind.Add, "add NAME [STRING]", word, text);
        yield return new(ActionKind.Prepend, "prepend NAME [STRING]", word, text);
        yield return new(ActionKind.Fill, "fill NAME [STRING]", word, text);
        yield return new(ActionKind.Report, "report NAME [COMMANDLINE]", word, ParameterKind.OptionalText);
        yield return new(ActionKind.ReportExec, "reportexec NAME [COMMANDLINE]", word, ParameterKind.OptionalArguments);
        yield return new(ActionKind.Copy, "copy NAME %VAR", word, variable);
        yield return new(ActionKind.Empty, "empty NAME [%VAR]", word, ParameterKind.OptionalVariable);
        yield return new(ActionKind.Pop, "pop NAME %VAR", word, variable);
        yield return new(ActionKind.Shift, "shift NAME %VAR", word, variable);
        yield return new(ActionKind.Trim, "trim TIME NAME [%VAR]", word, word, ParameterKind.OptionalVariable);
        yield return new(ActionKind.Exists, "exists %VAR NAME", variable, word);
        yield return new(ActionKind.GetSize, "getsize %VAR NAME", variable, word);
        yield return new(ActionKind.GetAliases, "getaliases %VAR NAME", variable, word);
        yield return new(ActionKind.GetLTime, "getltime %VAR NAME", variable, word);
        yield return new(ActionKind.SetLTime, "setltime NAME [TIME]", word, ParameterKind.OptionalWord);
        yield return new(ActionKind.GetCTime, "getctime %VAR NAME", variable, word);
        yield return new(ActionKind.SetCTime, "setctime TIME NAME", word, word);
        yield return new(ActionKind.Event, "event [TIME] [STRING]", ParameterKind.OptionalNumber, text);
        yield return new(ActionKind.TEvent, "tevent TIME [STRING]", word, text);
        yield return new(ActionKind.CEvent, "cevent NAME TIME [STRING]", word, word, text);
        yield return new(ActionKind.Reset, "reset [OFFSET] [STRING]", ParameterKind.OptionalOffset, text);
        yield return new(ActionKind.GetWPos, "getwpos %VAR OFFSET [STRING]", variable, ParameterKind.Offset, text);
        yield return new(ActionKind.SetWPos, "setwpos TIME OFFSET [STRING]", word, ParameterKind.Offset, text);
        yield return new(ActionKind.Assign, "assign %VAR [STRING]", variable, text);
        yield return new(ActionKind.AssignSq, "assignsq %VAR [STRING]", variable, text);
        yield return new(ActionKind.Free, "free %VAR", variable);
        yield return new(ActionKind.Eval, "eval %VAR CODE", variable, ParameterKind.Code);
        yield return new(ActionKind.Call, "call %VAR %REF [PARAMETERS]", variable, variable, ParameterKind.OptionalArguments);
        yield return new(ActionKind.LCall, "lcall %VAR [PARAMETERS] -> CODE", variable, ParameterKind.Code);
        yield return new(ActionKind.Rewrite, "rewrite LINES [STRING]", word, text);
        yield return new(ActionKind.AddInput, "addinput FILE [OFFSET [NAME]]", word, ParameterKind.OptionalWord, ParameterKind.OptionalWord);
        yield return new(ActionKind.DropInput, "dropinput FILE", word);
        yield return new(ActionKind.SigEmul, "sigemul SIGNAL", word);
        yield return new(ActionKind.VarSet, "varset %VAR ENTRY", variable, word);
        yield return new(ActionKind.If, "if %VAR ( LIST ) [ else ( LIST ) ]", variable);
        yield return new(ActionKind.While, "while %VAR ( LIST )", variable);
        yield return new(ActionKind.Break, "break");
        yield return new(ActionKind.Continue, "continue");
    }
}
