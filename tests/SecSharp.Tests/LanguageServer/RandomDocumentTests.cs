using System.Text;
using SecSharp.Differential.Generation;
using SecSharp.Formatting;
using SecSharp.LanguageServer.Documents;
using SecSharp.LanguageServer.Features;
using SecSharp.LanguageServer.Protocol;
using Range = SecSharp.LanguageServer.Protocol.Range;

namespace SecSharp.Tests.LanguageServer;

/// <summary>Rules as they are while somebody types: every question has an answer, and places in answers exist.</summary>
public sealed class RandomDocumentTests
{
    private static readonly string[] _splinters =
        ["\\\n", "\\\r\n", "\n", "\n\n", "\r", "\\", ";", " ", "(", ")", "\\(", "[", "]", "!", "&&", "->", ":>", "=", "%", "$", "$+{", "$:{a:", "%{", "#", "'", "𝄞", "ä", "\ufffd", "context=", "action=", "varmap=", "type=Pair\n"];

    [Fact]
    public void Every_question_has_an_answer()
    {
        var random = new Random(1234);
        var source = string.Concat(Enumerable.Range(0, 60).SelectMany(static seed => CaseGenerator.Generate(seed).Files).Select(static file => file.Text));
        for (var round = 0; round < 600; round++)
        {
            var length = random.Next(0, 600);
            var text = new StringBuilder(source.Substring(random.Next(source.Length - length), length));
            for (var change = random.Next(12); change > 0; change--)
            {
                text.Insert(random.Next(text.Length + 1), _splinters[random.Next(_splinters.Length)]);
            }

            Ask(text.ToString(), random);
        }
    }

    private static void Ask(string text, Random random)
    {
        var workspace = new Workspace();
        workspace.Put("file:///a.sec", new SourceText(text));
        var document = workspace.Find("file:///a.sec")!;
        var completion = new CompletionProvider(workspace) { HasSnippets = true };
        for (var question = 0; question < 25; question++)
        {
            var unit = random.Next(text.Length + 1);
            var isWithin = unit > 0 && unit < text.Length && (char.IsLowSurrogate(text[unit]) || (text[unit] == '\n' && text[unit - 1] == '\r'));
            var position = document.Source.ToPosition(isWithin ? unit - 1 : unit);
            foreach (var item in completion.Complete(document, position).Items)
            {
                Check(document, item.TextEdit.Range);
                Assert.Equal(position, item.TextEdit.Range.End);
            }

            if (HoverProvider.Find(workspace, document, position) is { } hover)
            {
                Check(document, hover.Range);
                Assert.NotEmpty(hover.Contents.Value);
            }

            var references = SymbolNavigation.References(workspace, document, position, true, CancellationToken.None);
            Assert.All(references, reference => Check(document, reference.Range));
            Assert.All(SymbolNavigation.Definitions(workspace, document, position, CancellationToken.None), definition => Assert.Contains(definition, references));
            Assert.Equal(SymbolNavigation.At(document, position) is not null, references.Count > 0);
        }

        foreach (var symbol in DocumentSymbols.Of(document))
        {
            Check(document, symbol.Range);
            Check(document, symbol.SelectionRange);
            Assert.True(IsBefore(symbol.Range.Start, symbol.SelectionRange.Start) && IsBefore(symbol.SelectionRange.End, symbol.Range.End));
        }

        var formatted = DocumentFormatting.Format(document.Source).Aggregate(document.Source, static (source, edit) => source.With(new TextDocumentChange(edit.NewText, edit.Range)));
        Assert.Equal(Encoding.UTF8.GetString(RuleFileFormatter.Format(document.Source.Bytes)), formatted.Text);
    }

    private static void Check(RuleDocument document, Range range)
    {
        Assert.True(IsBefore(range.Start, range.End));
        Assert.True(IsBefore(default, range.Start));
        Assert.True(IsBefore(range.End, document.Source.All.End));
    }

    private static bool IsBefore(Position first, Position second) => (first.Line, first.Character).CompareTo((second.Line, second.Character)) <= 0;
}
