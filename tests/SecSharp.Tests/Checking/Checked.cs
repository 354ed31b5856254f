using System.Text;
using SecSharp.Checking;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Configuration.Parsing;

namespace SecSharp.Tests.Checking;

/// <summary>Rule bases that are checked.</summary>
internal static class Checked
{
    /// <summary>What one check finds in rule files, as <c>LINE:FIELD: MESSAGE</c>.</summary>
    public static IReadOnlyList<string> By(string check, params string[] files) => By(check, new CheckOptions(), files);

    /// <summary>The same with options.</summary>
    public static IReadOnlyList<string> By(string check, CheckOptions options, params string[] files) =>
        [.. All(options with { Only = [check] }, files).Select(static finding => $"{finding.Position.Line}:{finding.Field}: {finding.Message}")];

    /// <summary>All that is found in rule files, which are named a.sec, b.sec, ...</summary>
    public static IReadOnlyList<Diagnostic> All(CheckOptions options, params string[] files) => RuleBaseChecker.Check(
        [.. files.Select(static (text, index) => new RuleFileSource($"{(char)('a' + index)}.sec", Encoding.Latin1.GetBytes(text)))], options);

    /// <summary>A rule with the given fields; those that its type needs and that are missing are filled in.</summary>
    public static string Rule(string type, params string[] fields)
    {
        var given = fields.Select(static field => field[..field.IndexOf('=', StringComparison.Ordinal)]).ToHashSet();
        var missing = RuleType.Find(type)!.Required.Where(name => !given.Contains(name)).Select(static name => name switch
        {
            _ when name.StartsWith("ptype", StringComparison.Ordinal) => name + "=RegExp",
            _ when name.StartsWith("pattern", StringComparison.Ordinal) => name + "=word",
            _ when name.StartsWith("action", StringComparison.Ordinal) => name + "=none",
            _ when name.StartsWith("thresh", StringComparison.Ordinal) => name + "=3",
            _ when name.StartsWith("window", StringComparison.Ordinal) => name + "=60",
            "time" => "time=0 * * * *",
            "script" => "script=/bin/true",
            _ => name + "=text",
        });
        return string.Concat(fields.Concat(missing).Prepend($"type={type}").Select(static field => field + "\n"));
    }

    /// <summary>A Single rule.</summary>
    public static string Single(params string[] fields) => Rule("Single", fields);

    /// <summary>Rules in one file.</summary>
    public static string File(params string[] rules) => string.Join('\n', rules);
}
