using System.Globalization;
using System.Text.Json;
using StreamJsonRpc;

namespace SecSharp.Tests.LanguageServer;

public sealed class LanguageServerTests : IDisposable
{
    private const string Rules = """
        # Guessed passwords.

        type=Options
        joincfset=web mail

        type=Single
        ptype=RegExp
        pattern=^login (?<user>\S+) from (\S+)
        varmap=LOGIN; host=2
        continue=GoTo end
        context=!QUIET_$2
        desc=login of $1
        action=create SEEN_$1 60 ( write - %s is over ); assign %count 1; write - %count

        label=end

        type=Single
        ptype=Cached
        pattern=LOGIN
        context=SEEN_$+{user}
        desc=second look
        action=add SEEN_$1 $0; free %count

        """;

    private const string Other = "type=Jump\nptype=SubStr\npattern=x\ncfset=web\n\ntype=Suppress\nptype=TValue\npattern=TRUE\ncontext=SEEN_$1 && varset LOGIN\n";

    private readonly Editor _editor;

    public LanguageServerTests()
    {
        var folder = new TemporaryFolder();
        folder.Write("rules.sec", Rules);
        Directory.CreateDirectory(folder["more"]);
        folder.Write("more/other.conf", Other);
        folder.Write("more/rsyslog.conf", "module(load=\"imuxsock\")\ntype=none\n");
        _editor = Editor.Open(folder);
    }

    public void Dispose() => _editor.Dispose();

    [Fact]
    public void Findings_are_told_when_a_file_is_opened_changed_and_closed()
    {
        _editor.OpenFile("rules.sec", "type=Single\nptype=RegExp\npattern=ä€𝄞 (x\ndesc=d\naction=none\n");
        var finding = Assert.Single(Errors(_editor.WaitForFindings("rules.sec", static findings => Errors(findings).Length > 0)));

        Assert.Equal("not a valid regular expression: Missing closing parenthesis\nremedy: write \\( for a parenthesis that stands for itself", finding.GetProperty("message").GetString());
        Assert.Equal(1, finding.GetProperty("severity").GetInt32());
        Assert.Equal((2, 13), Start(finding.GetProperty("range")));

        _editor.Tell("textDocument/didChange", Change("rules.sec", (2, 13, 2, 14, "\\("), (2, 15, 2, 16, "y")));
        _editor.WaitForFindings("rules.sec", static findings => Errors(findings).Length == 0);
        _editor.Tell("textDocument/didChange", Change("rules.sec", (1, 6, 1, 12, "TValue")));
        Assert.StartsWith("'ä€𝄞 \\(y' is no truth value", Errors(_editor.WaitForFindings("rules.sec", static findings => Errors(findings).Length > 0))[0].GetProperty("message").GetString(), StringComparison.Ordinal);

        _editor.Tell("textDocument/didClose", new { textDocument = new { uri = _editor.Uri("rules.sec") } });
        _editor.Folder.Write("rules.sec", "type=Singel\nptype=SubStr\npattern=x\ndesc=d\naction=none\n");
        _editor.Tell("workspace/didChangeWatchedFiles", new { changes = new[] { new { uri = _editor.Uri("rules.sec"), type = 2 } } });
        _editor.WaitForFindings("rules.sec", static findings => Errors(findings).Length == 1);
        Assert.Equal(0, _editor.Close());
    }

    [Fact]
    public void Checks_look_at_the_whole_rule_base()
    {
        _editor.OpenFile("more/other.conf", Other);
        _editor.WaitForFindings("more/other.conf", static findings => Array.TrueForAll(findings, static finding => finding.GetProperty("code").GetString() != "context-never-created"));
        _editor.OpenFile("rules.sec", Rules.Replace("SEEN_$1", "OTHER", StringComparison.Ordinal));
        var finding = Array.Find(
            _editor.WaitForFindings("more/other.conf", static findings => Array.Exists(findings, static finding => finding.GetProperty("code").GetString() == "context-never-created")),
            static finding => finding.GetProperty("code").GetString() == "context-never-created");
        Assert.Equal(2, finding.GetProperty("severity").GetInt32());
        Assert.Equal((8, 8), Start(finding.GetProperty("range")));
    }

    [Fact]
    public void What_takes_long_to_find_is_found_too()
    {
        _editor.OpenFile("a.sec", "type=Suppress\nptype=RegExp\npattern=^(a+)+$\n");
        var findings = _editor.WaitForFindings("a.sec", static findings => Array.Exists(findings, static finding => finding.GetProperty("code").GetString() == "catastrophic-backtracking"));
        _editor.OpenFile("b.sec", "type=Suppress\nptype=SubStr\npattern=x\n");
        _editor.WaitForFindings("b.sec", static _ => true);
        Assert.Equal(findings.Length, _editor.WaitForFindings("a.sec", static _ => true).Length);

        _editor.OpenFile("a.sec", "type=Suppress\nptype=RegExp\npattern=^a+$\n");
        _editor.WaitForFindings("a.sec", static findings => !Array.Exists(findings, static finding => finding.GetProperty("code").GetString() == "catastrophic-backtracking"));
    }

    [Fact]
    public void A_finding_can_be_silenced_in_its_rule()
    {
        const string rule = "type=Suppress\nptype=SubStr\npattern=x\ncontext=NO_SUCH\n";
        _editor.OpenFile("a.sec", rule);
        var findings = _editor.WaitForFindings("a.sec", static findings => findings.Length > 0);
        var stranger = JsonSerializer.SerializeToElement(new { code = 7, message = "of somebody else", range = findings[0].GetProperty("range") });
        var answer = _editor.Ask("textDocument/codeAction", new
        {
            textDocument = new { uri = _editor.Uri("a.sec") },
            range = findings[0].GetProperty("range"),
            context = new { diagnostics = findings.Append(stranger) },
        });
        var action = Assert.Single(answer.EnumerateArray(), static action => action.GetProperty("title").GetString() == "Silence context-never-created in this rule");
        var edit = Assert.Single(action.GetProperty("edit").GetProperty("changes").GetProperty(_editor.Uri("a.sec")).EnumerateArray());
        Assert.Equal((0, 13), Start(edit.GetProperty("range")));
        Assert.Equal("\nrem=nocheck: context-never-created", edit.GetProperty("newText").GetString());

        _editor.OpenFile("a.sec", rule.Insert(13, edit.GetProperty("newText").GetString()!));
        _editor.WaitForFindings("a.sec", static findings => Array.TrueForAll(findings, static finding => finding.GetProperty("code").GetString() is not ("context-never-created" or "nocheck")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Perl_code_is_compiled_if_that_is_wanted(bool isWanted)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/perl"), "Perl is not installed.");
        using var editor = Editor.Open(new TemporaryFolder(), new { perl = isWanted });
        editor.OpenFile("a.sec", "type=Single\nptype=PerlFunc\npattern=sub { BEGIN { die 'compiled' } 1 }\ndesc=d\naction=none\n\ntype=Singel\n");
        var errors = Errors(editor.WaitForFindings("a.sec", static findings => findings.Length > 0));
        Assert.Equal(isWanted ? 2 : 1, errors.Length);
    }

    [Fact]
    public void The_rule_base_may_be_named()
    {
        var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["rules"]);
        folder.Write("rules/a.rules", "type=Singel\n");
        folder.Write("b.sec", "type=Singel\n");
        using var editor = Editor.Open(folder, new { files = new[] { "rules/*.rules" } });
        editor.WaitForFindings("rules/a.rules", static findings => findings.Length > 0);
        Assert.False(editor.HasFindings("b.sec"));

        editor.Tell("workspace/didChangeConfiguration", new { settings = new { secsharp = new { files = new[] { "*.sec" } } } });
        editor.WaitForFindings("b.sec", static findings => findings.Length > 0);
        editor.WaitForFindings("rules/a.rules", static findings => findings.Length == 0);
    }

    [Fact]
    public void Files_of_the_folder_are_checked_though_they_are_not_open()
    {
        _editor.Folder.Write("broken.sec", "type=Single\n");
        _editor.Tell("workspace/didChangeWatchedFiles", new { changes = Array.Empty<object>() });
        Assert.Equal(4, _editor.WaitForFindings("broken.sec", static findings => findings.Length > 0).Length);
        File.Delete(_editor.Folder["broken.sec"]);
        _editor.Tell("workspace/didChangeWatchedFiles", new { changes = Array.Empty<object>() });
        _editor.WaitForFindings("broken.sec", static findings => findings.Length == 0);
    }

    [Fact]
    public void Changes_on_the_disk_are_asked_for() =>
        Assert.Contains("**/*.{sec,conf}", _editor.WaitForRegistration().GetRawText(), StringComparison.Ordinal);

    [Theory]
    [InlineData("GoTo e|nd", "label=|end")]
    [InlineData("context=QUIET|", "")]
    [InlineData("pattern=LOGIN|", "varmap=|LOGIN")]
    [InlineData("=SEEN_|$+{", "create |SEEN_$1")]
    [InlineData("add SE|EN_$1 $0", "create |SEEN_$1")]
    [InlineData("free |%count", "assign |%count")]
    [InlineData("write - %cou|nt", "assign |%count")]
    public void Definitions_are_found(string place, string definition)
    {
        _editor.OpenFile("rules.sec", Rules);
        var (line, character) = Find(place.Replace("context=QUIET|", "!QUI|ET_$2", StringComparison.Ordinal));
        var expected = definition.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{Find(definition).Line}:{Find(definition).Character}");
        Assert.Equal(expected, Places(_editor.AskAt("textDocument/definition", "rules.sec", line, character)));
    }

    [Fact]
    public void Definitions_and_references_are_found_in_other_files()
    {
        _editor.OpenFile("more/other.conf", Other);
        var definition = Assert.Single(_editor.AskAt("textDocument/definition", "more/other.conf", 3, 8).EnumerateArray());
        Assert.Equal(_editor.Uri("rules.sec"), definition.GetProperty("uri").GetString());
        Assert.Equal((3, 10), Start(definition.GetProperty("range")));

        _editor.OpenFile("rules.sec", Rules);
        var references = _editor.AskAt("textDocument/references", "rules.sec", 8, 8).EnumerateArray().Select(static place =>
            $"{Path.GetFileName(place.GetProperty("uri").GetString())}:{place.GetProperty("range").GetProperty("start").GetProperty("line")}");
        Assert.Equal(["other.conf:8", "rules.sec:18", "rules.sec:8"], references.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("pty|pe=RegExp", "**ptype** (field)\n\nHow `pattern` is matched")]
    [InlineData("type=Sing|le", "**Single** (rule type)\n\nRuns its actions")]
    [InlineData("ptype=|RegExp", "**RegExp** (pattern type)\n\nMatches lines by a Perl")]
    [InlineData("continue=Go|To", "**GoTo** (point of continue)")]
    [InlineData("GoTo en|d", "**label end**\n\n- comes about in `rules.sec`, line 15: `end`\n\nNamed 2 times")]
    [InlineData("!QUI|ET_$2", "**context QUIET_$2**\n\nNo rule of the rule base brings it about.")]
    [InlineData("desc=login of $|1", "**$1**\n\nWhat group 1 of `pattern` has caught.")]
    [InlineData("action=cre|ate", "`create [NAME [TIME [LIST]]]`\n\nCreates a context")]
    [InlineData("create SE|EN_$1", "**context SEEN_$1**\n\n- comes about in `rules.sec`, line 13")]
    [InlineData("( wri|te -", "`write FILE [STRING]`")]
    [InlineData("%|s is over", "**%s**\n\nThe operation's description")]
    [InlineData("write - %c|ount", "**variable %count**\n\n- comes about in `rules.sec`, line 13: `%count`")]
    [InlineData("=SE|EN_$+{user}", "**context SEEN_$+{user}**")]
    [InlineData("add SEEN_$1 $|0", "**$0**\n\nWhat `pattern` has matched.")]
    public void What_words_mean_is_told(string place, string beginning)
    {
        _editor.OpenFile("rules.sec", Rules);
        var (line, character) = Find(place);
        var text = _editor.AskAt("textDocument/hover", "rules.sec", line, character).GetProperty("contents").GetProperty("value").GetString();
        Assert.StartsWith(beginning, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(7, 8)]
    [InlineData(99, 0)]
    public void Nothing_is_told_where_there_is_nothing_to_tell(int line, int character)
    {
        _editor.OpenFile("rules.sec", Rules);
        Assert.Equal(JsonValueKind.Null, _editor.AskAt("textDocument/hover", "rules.sec", line, character).ValueKind);
    }

    [Fact]
    public void The_outline_has_rules_and_labels()
    {
        _editor.OpenFile("rules.sec", Rules);
        var symbols = _editor.Ask("textDocument/documentSymbol", new { textDocument = new { uri = _editor.Uri("rules.sec") } })
            .EnumerateArray().Select(static symbol => $"{symbol.GetProperty("detail")} {symbol.GetProperty("name")} {symbol.GetProperty("range").GetProperty("start").GetProperty("line")}-{symbol.GetProperty("range").GetProperty("end").GetProperty("line")}");
        Assert.Equal(["Options web mail 2-3", "Single login of $1 5-12", "label end 14-14", "Single second look 16-21"], symbols);
    }

    [Fact]
    public void Formatting_changes_the_lines_that_differ()
    {
        const string untidy = "# é\r\n\r\ntype=Single\nptype=regexp\npattern=x\ndesc=d\naction=none ; none\n\n\n# end\n";
        _editor.OpenFile("rules.sec", untidy);
        Assert.Equal("# é\n\ntype=Single\nptype=RegExp\npattern=x\ndesc=d\naction=none; none\n\n# end\n", Applied(untidy, "rules.sec"));

        _editor.OpenFile("rules.sec", "type=Single\n# x");
        var edit = Assert.Single(Format("rules.sec"));
        Assert.Equal((1, 0), Start(edit.GetProperty("range")));
        _editor.OpenFile("rules.sec", "# x\n");
        Assert.Empty(Format("rules.sec"));
        _editor.OpenFile("rules.sec", "\n\n");
        Assert.Equal("", Applied("\n\n", "rules.sec"));
    }

    [Fact]
    public void What_can_t_be_done_is_told_with_the_codes_of_the_protocol()
    {
        Assert.Equal(-32601, Error(() => _editor.Ask("textDocument/nothing", new { })));
        Assert.Equal(-32602, Error(() => _editor.Ask("textDocument/hover", new { position = 5 })));
        Assert.Equal(-32602, Error(() => _editor.AskAt("textDocument/hover", "closed.sec", 0, 0)));
        Assert.Equal(-32600, Error(() => _editor.Ask("initialize", new { })));
        _editor.Tell("textDocument/nothing", new { });
        _editor.Tell("textDocument/didChange", new { textDocument = new { uri = "file:///closed.sec" }, contentChanges = Array.Empty<object>() });
        _editor.OpenFile("rules.sec", Rules);
        Assert.Equal("14:6", Places(_editor.AskAt("textDocument/definition", "rules.sec", 9, 14)));
        _editor.Ask("shutdown", null);
        Assert.Equal(-32600, Error(() => _editor.AskAt("textDocument/hover", "rules.sec", 0, 0)));
        _editor.Tell("exit", null);
        Assert.Equal(0, _editor.WaitForExit());
        Assert.Contains("closed.sec is not open", _editor.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_request_is_initialize()
    {
        using var editor = Editor.Start(new TemporaryFolder());
        Assert.Equal(-32002, Error(() => editor.AskAt("textDocument/hover", "rules.sec", 0, 0)));
        editor.Tell("exit", null);
        Assert.Equal(1, editor.WaitForExit());
    }

    [Fact]
    public void An_editor_that_vanishes_ends_the_server()
    {
        _editor.Vanish();
        Assert.Equal(1, _editor.WaitForExit());
    }

    /// <summary>The place of the bar in a part of the rules.</summary>
    private static (int Line, int Character) Find(string part)
    {
        var at = Rules.IndexOf(part.Replace("|", "", StringComparison.Ordinal), StringComparison.Ordinal) + part.IndexOf('|', StringComparison.Ordinal);
        Assert.Contains(part.Replace("|", "", StringComparison.Ordinal), Rules, StringComparison.Ordinal);
        return (Rules.AsSpan(0, at).Count('\n'), at - Rules.LastIndexOf('\n', at - 1) - 1);
    }

    private static JsonElement[] Errors(JsonElement[] findings) => Array.FindAll(findings, static finding => finding.GetProperty("severity").GetInt32() == 1);

    private static int Error(Action action) => (int?)Assert.ThrowsAny<RemoteRpcException>(action).ErrorCode ?? 0;

    private static (int Line, int Character) Start(JsonElement range) =>
        (range.GetProperty("start").GetProperty("line").GetInt32(), range.GetProperty("start").GetProperty("character").GetInt32());

    private static string Places(JsonElement locations) => string.Join(' ', locations.EnumerateArray().Select(static location =>
        string.Create(CultureInfo.InvariantCulture, $"{Start(location.GetProperty("range")).Line}:{Start(location.GetProperty("range")).Character}")));

    private object Change(string name, params (int Line, int Character, int EndLine, int EndCharacter, string Text)[] changes) => new
    {
        textDocument = new { uri = _editor.Uri(name), version = 2 },
        contentChanges = changes.Select(static change => new
        {
            range = new { start = new { line = change.Line, character = change.Character }, end = new { line = change.EndLine, character = change.EndCharacter } },
            text = change.Text,
        }).ToArray(),
    };

    private JsonElement[] Format(string name) =>
        [.. _editor.Ask("textDocument/formatting", new { textDocument = new { uri = _editor.Uri(name) }, options = new { tabSize = 4, insertSpaces = true } }).EnumerateArray()];

    /// <summary>A text with the formatting of the file that has it applied.</summary>
    private string Applied(string text, string name)
    {
        foreach (var edit in Format(name))
        {
            var lines = text.Split('\n');
            int Offset(JsonElement place) => lines.Take(place.GetProperty("line").GetInt32()).Sum(static line => line.Length + 1) + place.GetProperty("character").GetInt32();
            var range = edit.GetProperty("range");
            text = string.Concat(text.AsSpan(0, Offset(range.GetProperty("start"))), edit.GetProperty("newText").GetString(), text.AsSpan(Offset(range.GetProperty("end"))));
        }

        return text;
    }
}
