#pragma warning disable CA1862, CA1854
using System.Collections.Immutable;
using System.Text;
using SecSharp.Configuration.Syntax;
using SecSharp.Patterns.Pcre2;

namespace SecSharp.Configuration;

// Temporary.
internal static class RuleFileParser
{
    public static RuleFileSyntax Parse(string path, string text)
    {
        var rules = new List<Dictionary<string, string>>();
        var labels = new List<(string, int)>();
        OptionsSyntax? options = null;
        Dictionary<string, string>? current = null;
        var blocks = new List<object>();
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            while (line.EndsWith('\\') && i + 1 < lines.Length)
            {
                line = line[..^1] + lines[++i].Trim();
            }

            if (line.Length == 0 || line[0] == '#')
            {
                current = null;
                continue;
            }

            var eq = line.IndexOf('=');
            if (eq < 0) { continue; }
            var key = line[..eq].Trim().ToLowerInvariant();
            var value = line[(eq + 1)..].Trim();
            if (key == "label") { blocks.Add(value); continue; }
            if (key == "rem") { continue; }
            if (current is null) { current = []; blocks.Add(current); }
            current[key] = value;
        }

        var result = new List<RuleSyntax>();
        var pendingLabels = new Dictionary<string, int>();
        var parsed = new List<(Dictionary<string, string> F, int Number)>();
        var number = 0;
        var valid = new List<(Dictionary<string, string>, int)>();
        foreach (var b in blocks)
        {
            if (b is string label) { pendingLabels[label] = number; continue; }
            var f = (Dictionary<string, string>)b;
            if (f["type"].ToLowerInvariant() == "options")
            {
                options = new OptionsSyntax { Position = new(1, 1), JoinSets = [.. f.GetValueOrDefault("joincfset", "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(B)], ProcessAllInput = f.GetValueOrDefault("procallin", "yes").ToLowerInvariant() == "yes" };
                continue;
            }

            try { Rule(f, 0, []); } catch (Exception e) { Console.Error.WriteLine(path + ": " + e.Message); continue; }
            valid.Add((f, number++));
        }

        foreach (var (f, n) in valid)
        {
            result.Add(Rule(f, n, pendingLabels));
        }

        return new RuleFileSyntax(path, [.. result], options, [.. pendingLabels.Select(l => KeyValuePair.Create(B(l.Key), l.Value))]);
    }

    private static ByteString B(string s) => ByteString.Latin1(s);

    private static RuleSyntax Rule(Dictionary<string, string> f, int n, Dictionary<string, int> labels)
    {
        var type = f["type"].ToLowerInvariant();
        var pos = new SourcePosition(1, 1);
        string G(string k) => f.GetValueOrDefault(k, "");
        ActionListSyntax A(string k) => Actions(f[k]);
        ActionListSyntax? AO(string k) => f.TryGetValue(k, out var v) ? Actions(v) : null;
        if (type == "calendar")
        {
            return new CalendarSyntax { Position = pos, Number = n, Description = B(G("desc")), Time = Time(f["time"]), Context = Ctx(G("context")), Action = A("action") };
        }

        var m = M(f, "", labels);
        var d = B(G("desc"));
        long L(string k, long def = 0) => f.TryGetValue(k, out var v) ? long.Parse(v) : def;
        if (type.StartsWith("eventgroup"))
        {
            var count = type.Length > 10 ? int.Parse(type[10..]) : 1;
            var ev = Enumerable.Range(1, count).Select(i => i == 1 ? "" : i.ToString()).Select(s => new EventGroupEventSyntax(M(f, s, labels), AO("count" + s), L("thresh" + s, 1), f.TryGetValue("egtoken" + s, out var t) ? B(t) : null)).ToImmutableArray();
            if (f.Keys.Any(k => k.StartsWith("egtoken")) && !f.ContainsKey("egpattern")) { throw new InvalidDataException("egtoken"); }
            foreach (var e in ev) { if (e.Threshold < 1) { throw new InvalidDataException("thresh"); } }
            return new EventGroupSyntax { Position = pos, Number = n, Match = m, Events = ev, Description = d, Action = A("action"), Init = AO("init"), End = AO("end"), Slide = AO("slide"), MultipleActions = G("multact").ToLowerInvariant() == "yes", GroupPattern = f.ContainsKey("egptype") ? P(f["egptype"], f["egpattern"]) : null, Window = L("window") };
        }

        return type switch
        {
            "single" => new SingleSyntax { Position = pos, Number = n, Match = m, Description = d, Action = A("action") },
            "suppress" => new SuppressSyntax { Position = pos, Number = n, Match = m },
            "jump" => new JumpSyntax { Position = pos, Number = n, Match = m, Sets = [.. G("cfset").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(B)], ConstantSets = G("constset").ToLowerInvariant() != "no" },
            "singlewithsuppress" => new SingleWithSuppressSyntax { Position = pos, Number = n, Match = m, Description = d, Action = A("action"), Window = L("window") },
            "singlewiththreshold" => new SingleWithThresholdSyntax { Position = pos, Number = n, Match = m, Description = d, Action = A("action"), Action2 = AO("action2"), Window = L("window"), Threshold = L("thresh") },
            "singlewith2thresholds" => new SingleWith2ThresholdsSyntax { Position = pos, Number = n, Match = m, Description = d, Action = A("action"), Action2 = A("action2"), Description2 = B(G("desc2")), Window = L("window"), Threshold = L("thresh"), Window2 = L("window2"), Threshold2 = L("thresh2") },
            "pair" or "pairwithwindow" => new PairSyntax { Position = pos, Number = n, WithWindow = type != "pair", Match = m, Match2 = M(f, "2", labels), Description = d, Description2 = B(G("desc2")), Action = A("action"), Action2 = A("action2"), Window = L("window") },
            _ => throw new InvalidDataException("type " + type),
        };
    }

    private static MatchSyntax M(Dictionary<string, string> f, string s, Dictionary<string, int> labels)
    {
        var names = new List<ByteString>();
        var vars = new List<VariableMapping>();
        foreach (var part in f.GetValueOrDefault("varmap" + s, "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var eq = part.Split('=', StringSplitOptions.TrimEntries);
            if (eq.Length == 1) { names.Add(B(part)); } else { vars.Add(new(B(eq[0]), int.Parse(eq[1]))); }
        }

        var cont = f.GetValueOrDefault("continue" + s, "dontcont");
        var c = cont.ToLowerInvariant() switch
        {
            "takenext" => new ContinueSyntax(ContinueKind.TakeNext),
            "endmatch" => new ContinueSyntax(ContinueKind.EndMatch),
            "dontcont" => ContinueSyntax.DontCont,
            _ => new ContinueSyntax(ContinueKind.GoTo, B(cont[5..].Trim()), labels.GetValueOrDefault(cont[5..].Trim(), -1)),
        };
        return new MatchSyntax(P(f["ptype" + s], f["pattern" + s]), new VariableMapSyntax([.. vars], [.. names]), Ctx(f.GetValueOrDefault("context" + s, "")), c);
    }

    private static PatternSyntax P(string type, string text)
    {
        var t = type.ToLowerInvariant();
        var neg = t.StartsWith('n');
        if (neg) { t = t[1..]; }
        var lines = 1;
        if (char.IsDigit(t[^1])) { lines = t[^1] - '0'; t = t[..^1]; }
        var kind = t switch { "substr" => PatternKind.SubStr, "regexp" => PatternKind.RegExp, "cached" => PatternKind.Cached, "tvalue" => PatternKind.TValue, _ => throw new InvalidDataException(t) };
        var p = new PatternSyntax(kind, neg, lines, kind == PatternKind.TValue ? B(text.ToUpperInvariant()) : B(text));
        if (kind == PatternKind.RegExp) { p = p with { Regex = Regex.TryCompile(p.Text.Span, out var e) }; if (e is not null && !text.Contains('$')) { throw new InvalidDataException(e.Message); } }
        return p;
    }

    private static ContextExpressionSyntax? Ctx(string text)
    {
        text = text.Trim();
        if (text.Length == 0) { return null; }
        var before = text[0] == '[';
        if (before) { text = text[1..^1].Trim(); }
        var at = 0;
        var node = Or(text, ref at);
        return new ContextExpressionSyntax(node, before);
    }

    private static void Ws(string t, ref int at) { while (at < t.Length && t[at] == ' ') { at++; } }

    private static ContextNode Or(string t, ref int at)
    {
        var left = And(t, ref at);
        Ws(t, ref at);
        while (at + 1 < t.Length && t[at] == '|') { at += 2; left = new OrNode(left, And(t, ref at)); Ws(t, ref at); }
        return left;
    }

    private static ContextNode And(string t, ref int at)
    {
        var left = Unary(t, ref at);
        Ws(t, ref at);
        while (at + 1 < t.Length && t[at] == '&') { at += 2; left = new AndNode(left, Unary(t, ref at)); Ws(t, ref at); }
        return left;
    }

    private static ContextNode Unary(string t, ref int at)
    {
        Ws(t, ref at);
        if (t[at] == '!') { at++; return new NotNode(Unary(t, ref at)); }
        if (t[at] == '(') { at++; var inner = Or(t, ref at); Ws(t, ref at); at++; return inner; }
        var start = at;
        while (at < t.Length && t[at] is not ('&' or '|' or ')' or '!')) { at++; }
        var name = t[start..at].Trim();
        return name.StartsWith("varset ") ? new VarSetNode(B(name[7..].Trim())) : new ContextNameNode(B(name));
    }

    private static CalendarTime Time(string text)
    {
        var p = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        ulong S(string s, int lo, int hi)
        {
            ulong r = 0;
            foreach (var e in s.Split(','))
            {
                var step = e.Split('/');
                var st = step.Length > 1 ? int.Parse(step[1]) : 1;
                var (a, b) = step[0] == "*" ? (lo, hi) : step[0].Split('-') is { Length: 2 } x ? (int.Parse(x[0]), int.Parse(x[1])) : (int.Parse(step[0]), int.Parse(step[0]));
                for (var i = a; i <= b; i += st) { r |= 1UL << i; }
            }

            return r;
        }

        var wd = S(p[4], 0, 7);
        if ((wd & 128) != 0) { wd |= 1; }
        return new CalendarTime(S(p[0], 0, 59), (uint)S(p[1], 0, 23), (uint)S(p[2], 1, 31), (uint)S(p[3], 1, 12), (uint)wd, ulong.MaxValue, ulong.MaxValue) { Text = B(text) };
    }

    private static ActionListSyntax Actions(string text)
    {
        var parts = new List<string>();
        var depth = 0;
        var sb = new StringBuilder();
        foreach (var ch in text)
        {
            if (ch == '(') { depth++; }
            if (ch == ')') { depth--; }
            if (ch == ';' && depth == 0) { parts.Add(sb.ToString()); sb.Clear(); } else { sb.Append(ch); }
        }

        parts.Add(sb.ToString());
        return new ActionListSyntax([.. parts.Select(x => x.Trim()).Where(x => x.Length > 0).Select(Action)]);
    }

    private static ActionSyntax Action(string text)
    {
        string Word(ref string t) { t = t.TrimStart(); var e = t.IndexOf(' '); var w = e < 0 ? t : t[..e]; t = e < 0 ? "" : t[e..].TrimStart(); return w; }
        string Paren(string t) => t.StartsWith('(') && t.EndsWith(')') ? t[1..^1] : t;
        var rest = text;
        var kw = Word(ref rest).ToLowerInvariant();
        var kind = Enum.Parse<ActionKind>(kw, true);
        ActionSyntax R(params string[] a) => new(kind, [.. a.Select(B)]);
        string D(string s) => s.Length == 0 ? "%s" : Paren(s);
        string V(ref string t) => Word(ref t)[1..];
        switch (kind)
        {
            case ActionKind.None or ActionKind.Break or ActionKind.Continue: return R();
            case ActionKind.LogOnly: return R(D(rest));
            case ActionKind.Write or ActionKind.WriteN or ActionKind.OWriteCl or ActionKind.Add or ActionKind.Fill or ActionKind.Prepend or ActionKind.TEvent or ActionKind.Rewrite: { var a = Word(ref rest); return R(a, D(rest)); }
            case ActionKind.CEvent: { var a = Word(ref rest); var b = Word(ref rest); return R(a, b, D(rest)); }
            case ActionKind.Event: { var a = rest; var w = Word(ref a); return w.Length > 0 && w.All(char.IsDigit) ? R(w, D(a)) : R("0", D(rest)); }
            case ActionKind.Create or ActionKind.Set:
                {
                    var name = Word(ref rest); var time = Word(ref rest);
                    var body = rest.Length > 0 ? Actions(Paren(rest)) : null;
                    return (time.Length > 0 ? R(name, time) : R(name.Length == 0 ? "%s" : name)) with { Body = body };
                }
            case ActionKind.Delete or ActionKind.Obsolete or ActionKind.Unalias: return R(D(rest));
            case ActionKind.Alias: { var a = Word(ref rest); return R(a, D(rest)); }
            case ActionKind.Report or ActionKind.CloseF: return R(Word(ref rest));
            case ActionKind.Copy or ActionKind.Pop or ActionKind.Shift: { var a = Word(ref rest); return R(a, V(ref rest)); }
            case ActionKind.Empty: { var a = Word(ref rest); return rest.Length > 0 ? R(a, V(ref rest)) : R(a); }
            case ActionKind.Trim: { var a = Word(ref rest); var b = Word(ref rest); return rest.Length > 0 ? R(a, b, V(ref rest)) : R(a, b); }
            case ActionKind.Exists or ActionKind.GetSize or ActionKind.GetAliases or ActionKind.GetLTime or ActionKind.GetCTime or ActionKind.VarSet: { var a = V(ref rest); return R(a, rest); }
            case ActionKind.SetLTime: { var a = Word(ref rest); return rest.Length > 0 ? R(a, rest) : R(a); }
            case ActionKind.SetCTime: { var a = Word(ref rest); return R(a, rest); }
            case ActionKind.Reset: { var a = rest; var w = Word(ref a); return w.Length > 0 && (char.IsDigit(w[0]) || ((w[0] == '-' || w[0] == '+') && w.Length > 1)) ? R(w, D(a)) : R(D(rest)); }
            case ActionKind.GetWPos: { var a = V(ref rest); var b = Word(ref rest); return R(a, b, D(rest)); }
            case ActionKind.SetWPos: { var a = Word(ref rest); var b = Word(ref rest); return R(a, b, D(rest)); }
            case ActionKind.Assign or ActionKind.AssignSq: { var a = V(ref rest); return R(a, D(rest)); }
            case ActionKind.Free: return R(V(ref rest));
            case ActionKind.If or ActionKind.While:
                {
                    var v = V(ref rest);
                    var depth = 0; var e = 0;
                    for (; e < rest.Length; e++) { if (rest[e] == '(') { depth++; } if (rest[e] == ')' && --depth == 0) { break; } }
                    var body = Actions(rest[1..e]);
                    var after = rest[(e + 1)..].Trim();
                    return R(v) with { Body = body, Else = after.StartsWith("else") ? Actions(Paren(after[4..].Trim())) : null };
                }
            default: throw new InvalidDataException(text);
        }
    }
}
