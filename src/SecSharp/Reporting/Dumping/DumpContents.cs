using System.Globalization;
using SecSharp.Actions;
using SecSharp.Contexts;
using SecSharp.Correlation;
using SecSharp.Files;

namespace SecSharp.Reporting.Dumping;

/// <summary>Selections of the engine's state that both forms of the dump show.</summary>
internal static class DumpContents
{
    /// <summary>All contexts, in order of creation, without those that the engine sets up around each line.</summary>
    public static IEnumerable<Context> Contexts(Engine engine) => engine.Contexts.Names
        .Select(static name => name.Context)
        .Where(static context => !context.IsInternal)
        .Distinct()
        .OrderBy(static context => context.Sequence);

    /// <summary>All operations with the paths of their rule files, in order of their start.</summary>
    public static IEnumerable<(Operation Operation, string Path)> Operations(Engine engine) => engine.Rules.Files
        .SelectMany(static file => file.Rules.OfType<CorrelatingRule>()
            .SelectMany(static rule => rule.Operations.Entries())
            .Select(operation => (operation, file.Path)))
        .OrderBy(static pair => pair.operation.Sequence);

    /// <summary>The action list of a context as text; null without one.</summary>
    public static byte[]? Action(Context context) => context.Action is { } action
        ? new ActionListText(action.List.Scope, new KnownValues(action.Variables), action.Rule).Of(action.List.Syntax)
        : null;

    /// <summary>
    /// Action list variables by name: those that rules have set, then the built-in ones as they were evaluated last. %s, %t
    /// and %u have values once one was evaluated.
    /// </summary>
    public static IEnumerable<(string Name, ByteString Value, VariableForm Form)> Variables(Engine engine)
    {
        for (var index = 0; index < engine.Variables.Count; index++)
        {
            var form = engine.Variables.FormOf(index);
            if (engine.Variables.Get(index) is { } value)
            {
                yield return (engine.Variables.NameOf(index).ToString(), new ByteString(value), form);
            }
            else if (form == VariableForm.Undefined)
            {
                yield return (engine.Variables.NameOf(index).ToString(), default, form);
            }
        }

        foreach (var (name, value, form) in BuiltinVariables(engine))
        {
            yield return (name, value, form);
        }
    }

    /// <summary>The device number of a file as stat(2) gives it.</summary>
    public static long DeviceNumber(FileIdentity identity)
    {
        var major = (long)(identity.Device >> 32);
        var minor = (long)(identity.Device & 0xffffffff);
        return ((major & 0xfff) << 8) | ((major & ~0xfffL) << 32) | (minor & 0xff) | ((minor & ~0xffL) << 12);
    }

    private static IEnumerable<(string Name, ByteString Value, VariableForm Form)> BuiltinVariables(Engine engine)
    {
        yield return ("%", ByteString.Utf8("%"), VariableForm.Text);
        for (var code = 0; code <= byte.MaxValue; code++)
        {
            yield return (string.Create(CultureInfo.InvariantCulture, $".chr{code}"), new ByteString([(byte)code]), VariableForm.Text);
        }

        yield return (".nl", ByteString.Utf8("\n"), VariableForm.Text);
        yield return (".cr", ByteString.Utf8("\r"), VariableForm.Text);
        yield return (".tab", ByteString.Utf8("\t"), VariableForm.Text);
        yield return (".sp", ByteString.Utf8(" "), VariableForm.Text);
        var time = engine.EvaluatedDescription is null ? engine.Now : engine.EvaluationTime;
        foreach (var (name, variable, isNumber) in TimeVariables)
        {
            // The reference has these as numbers unless they begin with a zero or a space.
            var value = At(engine, variable, time);
            yield return (name, value, isNumber && IsPlainNumber(value.Span) ? VariableForm.Number : VariableForm.Text);
        }

        if (engine.EvaluatedDescription is { } description)
        {
            yield return ("s", description, VariableForm.Text);
            yield return ("t", At(engine, BuiltinVariable.TimeText, time), VariableForm.Text);
            yield return ("u", At(engine, BuiltinVariable.Seconds, time), VariableForm.Number);
        }
    }

    private static bool IsPlainNumber(ReadOnlySpan<byte> text) => text is [(byte)'0'] or [>= (byte)'1' and <= (byte)'9', ..];

    private static (string Name, BuiltinVariable Variable, bool IsNumber)[] TimeVariables =>
    [
        (".sec", BuiltinVariable.Second, true), (".min", BuiltinVariable.Minute, true), (".hour", BuiltinVariable.Hour, true),
        (".hmsstr", BuiltinVariable.HourMinuteSecond, false), (".mday", BuiltinVariable.Day, true),
        (".mdaystr", BuiltinVariable.DayText, true), (".mon", BuiltinVariable.Month, true),
        (".monstr", BuiltinVariable.MonthText, false), (".year", BuiltinVariable.Year, true),
        (".wday", BuiltinVariable.Weekday, true), (".wdaystr", BuiltinVariable.WeekdayText, false),
        (".tzname", BuiltinVariable.ZoneName, false), (".tzoff", BuiltinVariable.ZoneOffset, false),
        (".tzoff2", BuiltinVariable.ZoneOffsetColon, false),
    ];

    private static ByteString At(Engine engine, BuiltinVariable variable, long time)
    {
        var text = new ByteBuilder();
        engine.LocalTime.Append(text, variable, time);
        return text.ToByteString();
    }
}
