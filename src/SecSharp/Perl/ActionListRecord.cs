using System.Globalization;
using SecSharp.Actions;
using SecSharp.Configuration.Compilation;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Configuration.Parsing;
using SecSharp.Configuration.Printing;
using SecSharp.Configuration.Reading;
using SecSharp.Configuration.Syntax;
using SecSharp.Patterns;

namespace SecSharp.Perl;

/// <summary>
/// An action list with the values it is bound to as one string, which another process can read: code that saves contexts
/// with Storable keeps their action lists so. sec(1), PERL INTEGRATION.
/// </summary>
/// <remarks>A sequence of <c>length:bytes</c>: the list as a rule file would have it, what it is bound to, values by variable.</remarks>
internal static class ActionListRecord
{
    private const string Version = "1";

    /// <summary>The string for an action list.</summary>
    public static ByteString Write(BoundActionList action, Engine engine)
    {
        var (list, scope) = (action.List, action.List.Scope);
        var record = new ByteBuilder();
        Append(record, Version);
        Append(record, ActionListPrinter.Print(list.Syntax!));
        Append(record, Letter(scope.Dollar));
        Append(record, Letter(scope.Percent));
        Append(record, engine.Rules.FindFile(action.Rule.File)?.Path ?? "");
        Append(record, action.Rule.Number.ToString(CultureInfo.InvariantCulture));
        Append(record, action.Description.Span);
        for (var slot = 0; slot < action.Variables.Count; slot++)
        {
            var variable = scope.Slots![slot];
            Append(record, Letter(variable.Origin));
            Append(record, variable.Number.ToString(CultureInfo.InvariantCulture));
            Append(record, variable.Name.Span);
            Append(record, variable.Entry is { } entry ? "+" + entry : "");
            Append(record, action.Variables.Get(slot));
        }

        return record.ToByteString();
    }

    /// <summary>The action list that a string stands for; null, with the reason in <paramref name="error"/>, when it is none.</summary>
    public static BoundActionList? Read(ByteString record, Engine engine, out string? error)
    {
        error = "it is none that was saved by this program";
        if (Split(record) is not [var version, var text, var dollar, var percent, var path, var number, var description, .. var values]
            || version.ToString() != Version || values.Length % 5 != 0 || !int.TryParse(number.Span, CultureInfo.InvariantCulture, out var rule))
        {
            return null;
        }

        if (Parse(text.ToString(), engine, out error) is not { } syntax)
        {
            return null;
        }

        var slots = new VariableTable();
        var scope = new VariableScope(Origin(dollar), Origin(percent), slots);
        var list = new ActionCompiler(engine.Variables).Compile(syntax, scope);
        var file = engine.Rules.Files.FirstOrDefault(file => ByteString.Utf8(file.Path) == path);
        return new BoundActionList(list, Bindings.Capture(slots, new SavedValues(values)), description, new RuleIdentity(file?.Id ?? -1, rule));
    }

    private static ActionListSyntax? Parse(string text, Engine engine, out string? error)
    {
        var bag = new DiagnosticBag("context") { Perl = engine.Perl };
        var report = new RuleReport(bag, new RuleBlock(0, []) { Position = new SourcePosition(1, 1) }, "");
        var syntax = new ActionListParser(report).Parse(new FieldValue(text, [(0, new SourcePosition(1, 1))]).All);
        error = report.HasErrors ? bag.Findings.First(static finding => finding.Severity == Severity.Error).Message : null;
        return report.HasErrors ? null : syntax;
    }

    private static ByteString[] Split(ByteString record)
    {
        var parts = new List<ByteString>();
        for (var rest = record.Span; !rest.IsEmpty;)
        {
            var colon = rest.IndexOf((byte)':');
            if (colon < 0 || !int.TryParse(rest[..colon], CultureInfo.InvariantCulture, out var length) || length < 0 || length > rest.Length - colon - 1)
            {
                return [];
            }

            parts.Add(ByteString.Copy(rest.Slice(colon + 1, length)));
            rest = rest[(colon + 1 + length)..];
        }

        return [.. parts];
    }

    private static void Append(ByteBuilder record, string latin1) => Append(record, ByteString.Latin1(latin1).Span);

    private static void Append(ByteBuilder record, ReadOnlySpan<byte> bytes)
    {
        record.Append(Numbers.ToBytes(bytes.Length));
        record.Append((byte)':');
        record.Append(bytes);
    }

    private static string Letter(MatchOrigin? origin) => origin switch
    {
        MatchOrigin.Current => "c",
        MatchOrigin.First => "f",
        _ => "",
    };

    private static MatchOrigin? Origin(ByteString letter) => letter.ToString() switch
    {
        "c" => MatchOrigin.Current,
        "f" => MatchOrigin.First,
        _ => null,
    };

    private sealed class SavedValues(ByteString[] values) : IMatchVariables
    {
        public ReadOnlySpan<byte> Get(VariableReference variable)
        {
            for (var index = 0; index < values.Length; index += 5)
            {
                if (values[index].ToString() == Letter(variable.Origin)
                    && values[index + 1].ToString() == variable.Number.ToString(CultureInfo.InvariantCulture)
                    && values[index + 2] == variable.Name
                    && values[index + 3].ToString() == (variable.Entry is { } entry ? "+" + entry : ""))
                {
                    return values[index + 4].Span;
                }
            }

            return [];
        }
    }
}
