using System.Text.Json;

namespace SecSharp.Tests.LanguageServer;

public sealed class CompletionTests(CompletionTests.OpenEditor editor) : IClassFixture<CompletionTests.OpenEditor>
{
    private const string Others = """
        type=Options
        joincfset=web

        type=Pair
        ptype=RegExp
        pattern=(?<user>\S+) (\d+)
        varmap=ENTRY; host=2
        desc=d
        action=create WATCH_$1 5; assign %seen 1; none
        ptype2=SubStr
        pattern2=x
        desc2=e
        action2=none
        """;

    /// <summary>The bar is the cursor; words wanted, and with ! before them words not wanted.</summary>
    [Theory]
    [InlineData("|", "type label rem type=Single type=EventGroup !pattern")]
    [InlineData("type=Single\n|", "ptype pattern varmap desc action rem !type !window")]
    [InlineData("type=Single\nptype=SubStr\npa|\ndesc=d", "pattern !ptype !desc")]
    [InlineData("type=EventGroup2\np|", "ptype pattern ptype2 pattern2 egptype")]
    [InlineData("desc=x\nty|", "type !type=Single")]
    [InlineData("type=Sing|", "Single SingleWithThreshold Calendar")]
    [InlineData("ptype=|", "RegExp NSubStr TValue")]
    [InlineData("egptype=|", "RegExp NSubStr !TValue !Cached")]
    [InlineData("type=Single\ncontinue=|", "TakeNext GoTo EndMatch")]
    [InlineData("label=before\n\ntype=Single\ncontinue=GoTo |\n\nlabel=behind", "behind !before !TakeNext")]
    [InlineData("type=Jump\ncfset=|", "web")]
    [InlineData("type=EventGroup\nmultact=|", "Yes No")]
    [InlineData("type=Single\nptype=Cached\npattern=|", "ENTRY")]
    [InlineData("type=Single\nptype=TValue\npattern=|", "TRUE FALSE")]
    [InlineData("type=Single\ncontext=|", "WATCH_$1 varset")]
    [InlineData("type=Single\ncontext=A && !(W|", "WATCH_$1 varset")]
    [InlineData("type=Single\ncontext=[A || varset |", "ENTRY !WATCH_$1")]
    [InlineData("type=Single\naction=|", "write create if")]
    [InlineData("type=Single\naction=write - x; cr|", "write create if !WATCH_$1")]
    [InlineData("type=Single\naction=write |", "!write !WATCH_$1 !%seen")]
    [InlineData("type=Single\naction=add |", "WATCH_$1 !write")]
    [InlineData("type=Single\naction=create X 5 ( none; add WA|", "WATCH_$1 !write")]
    [InlineData("type=Single\naction=create X 5 ( |", "write create !WATCH_$1")]
    [InlineData("type=Single\naction=if %a ( none ) else ( wri|", "write create")]
    [InlineData("type=Single\naction=write - x; \\\n  getsize |", "%seen !write")]
    [InlineData("type=Single\naction=if |", "%seen !write")]
    [InlineData("type=Single\naction=varset %x |", "ENTRY !WATCH_$1")]
    [InlineData("type=Single\naction=write - 100%% of %|", "%s %u %.hmsstr %seen !$1")]
    [InlineData("type=Single\naction=write - %.|", "%.hmsstr %.year")]
    [InlineData("type=Single\naction=write - 100%%|", "!%s")]
    [InlineData("type=Single\nptype=RegExp\npattern=(a) (?<b>c)\nvarmap=d=1\ndesc=$|", "$0 $1 $2 $+{b} $+{d} $+{_inputsrc} $:{ENTRY:...} !$3 !%s")]
    [InlineData("type=Single\nptype=Cached\npattern=ENTRY\ndesc=$|", "$1 $2 $+{user} $+{host}")]
    [InlineData("type=Pair\nptype=RegExp\npattern=(a)\nptype2=RegExp\npattern2=$|", "$0 $1 !$2")]
    [InlineData("type=Pair\nptype=RegExp\npattern=(a)\nptype2=RegExp\npattern2=(b) (c)\naction2=write - %|", "%0 %1 %s !%2 !$1")]
    [InlineData("type=Pair\nptype=RegExp\npattern=(a)\nptype2=RegExp\npattern2=(b) (c)\naction2=write - $|", "$0 $1 $2 !$3")]
    [InlineData("type=EventGroup2\nptype=RegExp\npattern=(a)\nptype2=RegExp\npattern2=(b) (c)\ncount=none $|", "$1 !$2")]
    [InlineData("type=EventGroup2\nptype=RegExp\npattern=(a)\nptype2=RegExp\npattern2=(b) (c)\naction=write - $|", "$1 $2 !$3")]
    [InlineData("type=Single\nrem=nocheck: a, |", "context-never-created shell-injection")]
    [InlineData("# ty|", "!type")]
    [InlineData("type=Single\ndesc=ä𝄞 $|", "$+{_inputsrc}")]
    public void Words_are_proposed(string text, string words)
    {
        var labels = Complete(text).Select(static item => item.GetProperty("label").GetString()!).ToList();
        foreach (var word in words.Split(' '))
        {
            if (word[0] == '!')
            {
                Assert.DoesNotContain(word[1..], labels);
            }
            else
            {
                Assert.Contains(word, labels);
            }
        }

        Assert.Equal(labels.Distinct(), labels);
    }

    [Theory]
    [InlineData("type=Single\nptype=SubStr\npat|", "pattern", "type=Single\nptype=SubStr\npattern=")]
    [InlineData("type=Single\naction=write - %.hm|; none", "%.hmsstr", "type=Single\naction=write - %.hmsstr; none")]
    [InlineData("type=Single\naction=write - x; cr|", "create", "type=Single\naction=write - x; create")]
    [InlineData("type=Single\naction=write - x; \\\n    add W|", "WATCH_$1", "type=Single\naction=write - x; \\\n    add WATCH_$1")]
    [InlineData("type=Single\ndesc=ä𝄞 $:|", "$:{ENTRY:...}", "type=Single\ndesc=ä𝄞 $:{ENTRY:")]
    [InlineData("type=Single\ncontext=A && !(W|", "WATCH_$1", "type=Single\ncontext=A && !(WATCH_$1")]
    public void A_proposal_replaces_what_has_been_typed(string text, string label, string result)
    {
        var edit = Complete(text).Single(item => item.GetProperty("label").GetString() == label).GetProperty("textEdit");
        var lines = text.Replace("|", "", StringComparison.Ordinal).Split('\n');
        var start = edit.GetProperty("range").GetProperty("start");
        var end = edit.GetProperty("range").GetProperty("end");
        Assert.Equal(start.GetProperty("line").GetInt32(), end.GetProperty("line").GetInt32());
        ref var line = ref lines[start.GetProperty("line").GetInt32()];
        line = string.Concat(line.AsSpan(0, start.GetProperty("character").GetInt32()), edit.GetProperty("newText").GetString(), line.AsSpan(end.GetProperty("character").GetInt32()));
        Assert.Equal(result, string.Join('\n', lines));
    }

    [Fact]
    public void A_rule_is_proposed_with_places_to_fill_in()
    {
        var item = Complete("|").Single(static item => item.GetProperty("label").GetString() == "type=SingleWithSuppress");
        Assert.Equal(2, item.GetProperty("insertTextFormat").GetInt32());
        Assert.Equal(
            "type=SingleWithSuppress\nptype=${1|RegExp,SubStr,PerlFunc,Cached,TValue|}\npattern=${2}\ndesc=${3}\naction=${4}\nwindow=${5}\n",
            item.GetProperty("textEdit").GetProperty("newText").GetString());
    }

    private JsonElement[] Complete(string text)
    {
        var cursor = text.IndexOf('|', StringComparison.Ordinal);
        while (cursor > 0 && text[cursor - 1] == '|' || cursor + 1 < text.Length && text[cursor + 1] == '|')
        {
            cursor = text.IndexOf('|', cursor + 2);
        }

        var before = text[..cursor];
        editor.Editor.OpenFile("typed.sec", before + text[(cursor + 1)..]);
        return [.. editor.Editor.AskAt("textDocument/completion", "typed.sec", before.Count(static letter => letter == '\n'), cursor - before.LastIndexOf('\n') - 1)
            .GetProperty("items").EnumerateArray()];
    }

    /// <summary>An editor for all tests of the class.</summary>
    public sealed class OpenEditor : IDisposable
    {
        public OpenEditor()
        {
            var folder = new TemporaryFolder();
            folder.Write("others.sec", Others);
            Editor = Editor.Open(folder);
        }

        internal Editor Editor { get; }

        public void Dispose() => Editor.Dispose();
    }
}
