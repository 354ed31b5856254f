using System.Text;
using SecSharp.Differential;
using SecSharp.Tests.Replaying;

namespace SecSharp.Tests.Observing;

/// <summary>What an engine tells its observer.</summary>
public sealed class EngineObserverTests
{
    private static readonly string[] Lines =
    [
        "120 start",
        "121 login ann",
        "122 login ann",
        "123 down db",
        "124 down db",
        "125 up db",
        "126 down web",
        "140 start again",
        "141 alpha",
        "142 beta",
        "143 jump",
        "144 script now",
        "145 cal",
        "146 cal",
        "150 two",
        "151 two",
        "152 other",
        "180",
        "181 nothing",
    ];

    [Theory]
    [InlineData(PrefilterMode.Yes)]
    [InlineData(PrefilterMode.No)]
    public void Everything_that_happens_is_told_in_its_order(PrefilterMode prefilter)
    {
        var approved = $"tests/SecSharp.Tests/Observing/doing-prefilter-{(prefilter == PrefilterMode.Yes ? "yes" : "no")}.approved.txt";
        var observer = Observe(Rules(), new EngineOptions { Prefilter = prefilter, InternalContexts = true });
        Approved.Check(approved, observer.Text);
    }

    [Fact]
    public void What_starts_ends()
    {
        var observer = Observe(Rules(), new EngineOptions());

        Assert.DoesNotContain(observer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1], "  ", StringComparison.Ordinal);
        Assert.StartsWith("end of", observer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void An_observer_that_has_left_is_told_nothing()
    {
        using var rules = new ReplayedRules(Rules(), options: new EngineOptions());
        var observer = new RecordingObserver();
        rules.Engine.Observer = observer;
        rules.Run("100 start");
        var seen = observer.Text;
        rules.Engine.Observer = null;

        rules.Run("101 login ann", "200 start").Finish();

        Assert.Equal(seen, observer.Text);
    }

    [Fact]
    public void The_walk_is_told_with_rule_performance_too()
    {
        var options = new EngineOptions { RulePerformance = true };
        var text = Observe(Rules(), options).Text;

        Assert.Equal(Observe(Rules(), new EngineOptions()).Text, text);
    }

    private static string Rules() =>
        File.ReadAllText(Path.Combine(Repository.Folder("tests/SecSharp.Tests/Observing"), "doing.sec"), Encoding.Latin1);

    private static RecordingObserver Observe(string text, EngineOptions options)
    {
        using var rules = new ReplayedRules(text, options: options);
        var observer = new RecordingObserver();
        rules.Engine.Observer = observer;
        rules.Run(Lines).Finish();
        return observer;
    }
}
