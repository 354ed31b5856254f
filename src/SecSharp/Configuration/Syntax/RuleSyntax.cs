using System.Collections.Immutable;

namespace SecSharp.Configuration.Syntax;

/// <summary>
/// A rule as its file states it: parsed and checked, nothing compiled or substituted. Texts are as in the file,
/// without the white space and parentheses that only delimit them. sec(1), RULE TYPES.
/// </summary>
internal abstract record RuleSyntax
{
    /// <summary>Where the rule's first field stands.</summary>
    public required SourcePosition Position { get; init; }

    /// <summary>The rule's number in its file, as used in operation ids and by <c>reset</c>: Options rules have none (-1).</summary>
    public int Number { get; init; } = -1;

    /// <summary>The rule type as the manual spells it.</summary>
    public abstract string TypeName { get; }

    /// <summary>Description string; empty where the type allows it to be absent and it is.</summary>
    public ByteString Description { get; init; }
}

/// <summary>A rule that reacts to input lines.</summary>
internal abstract record EventRuleSyntax : RuleSyntax
{
    /// <summary>The first (for most types only) pattern with its variable map, context expression and point of continue.</summary>
    public required MatchSyntax Match { get; init; }
}

/// <summary>sec(1), SINGLE RULE.</summary>
internal sealed record SingleSyntax : EventRuleSyntax
{
    public override string TypeName => "Single";

    public required ActionListSyntax Action { get; init; }
}

/// <summary>sec(1), SINGLEWITHSCRIPT RULE.</summary>
internal sealed record SingleWithScriptSyntax : EventRuleSyntax
{
    public override string TypeName => "SingleWithScript";

    public required ByteString Script { get; init; }

    /// <summary>Whether a command line with shell metacharacters is handed to the shell (default) or split at white space.</summary>
    public bool Shell { get; init; } = true;

    public required ActionListSyntax Action { get; init; }

    public ActionListSyntax? Action2 { get; init; }
}

/// <summary>sec(1), SINGLEWITHSUPPRESS RULE.</summary>
internal sealed record SingleWithSuppressSyntax : EventRuleSyntax
{
    public override string TypeName => "SingleWithSuppress";

    public required ActionListSyntax Action { get; init; }

    /// <summary>Seconds.</summary>
    public required long Window { get; init; }
}

/// <summary>sec(1), PAIR RULE and PAIRWITHWINDOW RULE.</summary>
internal sealed record PairSyntax : EventRuleSyntax
{
    public override string TypeName => WithWindow ? "PairWithWindow" : "Pair";

    /// <summary>True for PairWithWindow: the first action list runs when the window ends without a second event.</summary>
    public required bool WithWindow { get; init; }

    public required ActionListSyntax Action { get; init; }

    public required MatchSyntax Match2 { get; init; }

    public required ByteString Description2 { get; init; }

    public required ActionListSyntax Action2 { get; init; }

    /// <summary>Seconds; 0 (Pair only) is without end.</summary>
    public long Window { get; init; }
}

/// <summary>sec(1), SINGLEWITHTHRESHOLD RULE.</summary>
internal sealed record SingleWithThresholdSyntax : EventRuleSyntax
{
    public override string TypeName => "SingleWithThreshold";

    public required ActionListSyntax Action { get; init; }

    public ActionListSyntax? Action2 { get; init; }

    /// <summary>Seconds.</summary>
    public required long Window { get; init; }

    public required long Threshold { get; init; }
}

/// <summary>sec(1), SINGLEWITH2THRESHOLDS RULE.</summary>
internal sealed record SingleWith2ThresholdsSyntax : EventRuleSyntax
{
    public override string TypeName => "SingleWith2Thresholds";

    public required ActionListSyntax Action { get; init; }

    /// <summary>Seconds.</summary>
    public required long Window { get; init; }

    public required long Threshold { get; init; }

    public required ByteString Description2 { get; init; }

    public required ActionListSyntax Action2 { get; init; }

    /// <summary>Seconds.</summary>
    public required long Window2 { get; init; }

    public required long Threshold2 { get; init; }
}

/// <summary>sec(1), EVENTGROUP RULE. <see cref="EventRuleSyntax.Match"/> is the first of <see cref="Events"/>.</summary>
internal sealed record EventGroupSyntax : EventRuleSyntax
{
    public override string TypeName => Events.Length == 1 ? "EventGroup" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"EventGroup{Events.Length}");

    /// <summary>The N events of EventGroupN, in order.</summary>
    public required ImmutableArray<EventGroupEventSyntax> Events { get; init; }

    public required ActionListSyntax Action { get; init; }

    public ActionListSyntax? Init { get; init; }

    public ActionListSyntax? End { get; init; }

    public ActionListSyntax? Slide { get; init; }

    public bool MultipleActions { get; init; }

    /// <summary>The event group pattern (egptype, egpattern): SubStr, RegExp or PerlFunc and their negations.</summary>
    public PatternSyntax? GroupPattern { get; init; }

    /// <summary>Seconds.</summary>
    public required long Window { get; init; }
}

/// <summary>One event of an EventGroup rule.</summary>
/// <param name="Match">Its pattern, variable map, context expression and point of continue.</param>
/// <param name="Count">Action list for each instance.</param>
/// <param name="Threshold">Instances needed in the window.</param>
/// <param name="Token">Token for the event group string; null stands for the event's number.</param>
internal sealed record EventGroupEventSyntax(MatchSyntax Match, ActionListSyntax? Count, long Threshold, ByteString? Token);

/// <summary>sec(1), SUPPRESS RULE.</summary>
internal sealed record SuppressSyntax : EventRuleSyntax
{
    public override string TypeName => "Suppress";
}

/// <summary>sec(1), CALENDAR RULE.</summary>
internal sealed record CalendarSyntax : RuleSyntax
{
    public override string TypeName => "Calendar";

    public required CalendarTime Time { get; init; }

    public ContextExpressionSyntax? Context { get; init; }

    public required ActionListSyntax Action { get; init; }
}

/// <summary>sec(1), JUMP RULE.</summary>
internal sealed record JumpSyntax : EventRuleSyntax
{
    public override string TypeName => "Jump";

    /// <summary>Names of configuration file sets; with <see cref="ConstantSets"/> false they may hold match variables.</summary>
    public ImmutableArray<ByteString> Sets { get; init; } = [];

    public bool ConstantSets { get; init; } = true;
}

/// <summary>sec(1), OPTIONS RULE.</summary>
internal sealed record OptionsSyntax : RuleSyntax
{
    public override string TypeName => "Options";

    public ImmutableArray<ByteString> JoinSets { get; init; } = [];

    public bool ProcessAllInput { get; init; } = true;
}
