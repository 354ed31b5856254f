using System.Text;
using SecSharp.Configuration;
using SecSharp.Configuration.Printing;
using SecSharp.Configuration.Syntax;
using SecSharp.Differential;
using SecSharp.Differential.Generation;
using SecSharp.Perl;

namespace SecSharp.Tests.Configuration;

/// <summary>Printing rules and parsing the text again gives the same rules.</summary>
public sealed class RuleFilePrinterTests : IDisposable
{
    private readonly PerlRuntime _perl = new(PerlHosting.ChildProcess);

    public void Dispose() => _perl.Dispose();

    [Fact]
    public void Random_rules_come_back()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            foreach (var file in CaseGenerator.Generate(seed).Files)
            {
                Check(file.Text);
            }
        }
    }

    [Fact]
    public void Rules_of_recorded_cases_come_back()
    {
        foreach (var path in Directory.GetFiles(Repository.Folder("tests/behaviour"), "*.case"))
        {
            foreach (var file in Case.Parse(File.ReadAllText(path, Encoding.Latin1), out _).Files)
            {
                Check(file.Text);
            }
        }
    }

    [Fact]
    public void Rules_of_examples_come_back()
    {
        foreach (var path in Directory.GetFiles(Repository.Folder("examples"), "*.sec", SearchOption.AllDirectories))
        {
            Check(File.ReadAllText(path, Encoding.Latin1));
        }
    }

    [Theory]
    [InlineData("action=write - (a;b\\\\\n\n ); create A () (none); event (5 a); reset (+1 x)")]
    [InlineData("action=pipe '(a;b)' cat; shellcmd (a; b); delete A\\\\; cmdexec a (b c) d")]
    [InlineData("action=if %a ( while %b ( break; none ) ) else ( continue ); write \\(f \\)x")]
    [InlineData("action=;\ncontext=!(A || !B) && (C && (D || varset E))")]
    [InlineData("action=none\ncontext=[T] && F")]
    [InlineData("action=none\ncontext=([T])")]
    [InlineData("action=none\ncontext=[ !\\(x && $1 ]")]
    [InlineData("action=lcall %a x y -> ( sub { return (1;2) } ); eval %b (); call %c %a p  q\ncontext=(a b) -> ( sub { 1 } ) || =(1)")]
    public void Odd_texts_come_back(string fields) => Check($"type=Single\nptype=RegExp\npattern=x\ndesc=d\n{fields}\n");

    private void Check(string text)
    {
        var rules = Parse(text);
        var printed = RuleFilePrinter.Print(rules);
        var again = Parse(printed);

        Assert.True(SyntaxText.Of(rules) == SyntaxText.Of(again), $"Not the same rules:\n{text}\nprinted as\n{printed}");
        Assert.Equal(printed, RuleFilePrinter.Print(again));
    }

    private RuleFileSyntax Parse(string text) => RuleFileParser.Parse("a.sec", Encoding.Latin1.GetBytes(text), [], _perl);
}
