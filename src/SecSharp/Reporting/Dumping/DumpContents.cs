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
    public static IEnumerable<(string Name, ByteString Value)> Variables(Engine engine)
    {
        for (var index = 0; index < engine.Variables.Count; index++)
        {
            if (engine.Variables.Get(index) is { } value)
            {
                yield return (engine.Variables.NameOf(index).ToString(), new ByteString(value));
            }
        }

        yield return ("%", ByteString.Utf8("%"));
        for (var code = 0; code <= byte.MaxValue; code++)
        {
            yield return (string.Create(CultureInfo.InvariantCulture, $".chr{code}"), new ByteString([(byte)code]));
        }

        yield return (".nl", ByteString.Utf8("\n"));
        yield return (".cr", ByteString.Utf8("\r"));
        yield return (".tab", ByteString.Utf8("\t"));
        yield return (".sp", ByteString.Utf8(" "));
        var time = engine.EvaluatedDescription is null ? engine.Now : engine.EvaluationTime;
        foreach (var (name, variable) in TimeVariables)
        {
            yield return (name, At(engine, variable, time));
        }

        if (engine.EvaluatedDescription is { } description)
        {
            yield return ("s", description);
            yield return ("t", At(engine, BuiltinVariable.TimeText, time));
            yield return ("u", At(engine, BuiltinVariable.Seconds, time));
        }
    }

    /// <summary>The device number of a file as stat(2) gives it.</summary>
    public static long DeviceNumber(FileIdentity identity)
    {
        var major = (long)(identity.Device >> 32);
        var minor = (long)(identity.Device & 0xffffffff);
        return ((major & 0xfff) << 8) | ((major & ~0xfffL) << 32) | (minor & 0xff) | ((minor & ~0xffL) << 12);
    }

    private static (string Name, BuiltinVariable Variable)[] TimeVariables =>
    [
        (".sec", BuiltinVariable.Second), (".min", BuiltinVariable.Minute), (".hour", BuiltinVariable.Hour),
        (".hmsstr", BuiltinVariable.HourMinuteSecond), (".mday", BuiltinVariable.Day), (".mdaystr", BuiltinVariable.DayText),
        (".mon", BuiltinVariable.Month), (".monstr", BuiltinVariable.MonthText), (".year", BuiltinVariable.Year),
        (".wday", BuiltinVariable.Weekday), (".wdaystr", BuiltinVariable.WeekdayText), (".tzname", BuiltinVariable.ZoneName),
        (".tzoff", BuiltinVariable.ZoneOffset), (".tzoff2", BuiltinVariable.ZoneOffsetColon),
    ];

    private static ByteString At(Engine engine, BuiltinVariable variable, long time)
    {
        var text = new ByteBuilder();
        engine.LocalTime.Append(text, variable, time);
        return text.ToByteString();
    }
}
