using System.Text;
using SecSharp.Configuration.Outlining;
using SecSharp.Configuration.Parsing;
using SecSharp.Configuration.Reading;
using SecSharp.Configuration.Syntax;

namespace SecSharp.LanguageServer.Documents;

/// <summary>Finds the names in rules, also in those that are not valid.</summary>
internal sealed class SymbolCollector
{
    private readonly List<Symbol> _symbols = [];

    private SymbolCollector()
    {
    }

    /// <summary>The names in a rule, in no particular order.</summary>
    public static List<Symbol> Collect(RuleOutline rule)
    {
        var collector = new SymbolCollector();
        foreach (var line in rule.Lines.Where(static line => line.Kind == LogicalLineKind.Field))
        {
            collector.Field(rule, line);
        }

        return collector._symbols;
    }

    private void Field(RuleOutline rule, LogicalLine line)
    {
        var name = line.Name.ToString();
        var value = line.Value;
        var known = name.AsSpan().TrimEnd("0123456789");
        switch (known)
        {
            case "label":
                Add(SymbolKind.Label, SymbolUse.Definition, value);
                break;
            case "continue":
                var label = value;
                if (FieldSlice.TakeWord(ref label).Is("GoTo") && !label.IsEmpty)
                {
                    Add(SymbolKind.Label, SymbolUse.Reference, label);
                }

                break;
            case "joincfset":
                AddWords(SymbolKind.RuleSet, SymbolUse.Definition, value);
                break;
            case "cfset":
                AddWords(SymbolKind.RuleSet, SymbolUse.Reference, value);
                break;
            case "varmap":
                VariableMap(value);
                break;
            case "pattern" when rule.Find("ptype" + name["pattern".Length..])?.Value is { } type && (type.Is("Cached") || type.Is("NCached")):
                Add(SymbolKind.CachedMatch, SymbolUse.Reference, value);
                break;
            case "context":
                Expression(ContextOutline.Read(value, out _));
                break;
            case "action" or "count" or "init" or "end" or "slide":
                List(ActionListOutline.Read(value));
                break;
            case "desc" or "script" or "egtoken":
                Text(value, hasActionVariables: false);
                break;
        }
    }

    private void VariableMap(FieldSlice value)
    {
        for (var rest = value; !rest.IsEmpty;)
        {
            var end = rest.Span.IndexOf(';');
            var part = (end < 0 ? rest : rest[..end]).Trim();
            rest = end < 0 ? rest[rest.Length..] : rest[(end + 1)..];
            if (Names.IsName(part.Span))
            {
                Add(SymbolKind.CachedMatch, SymbolUse.Definition, part);
            }
        }
    }

    private void Expression(ContextOutline outline)
    {
        switch (outline)
        {
            case ContextListOutline list:
                foreach (var operand in list.Operands)
                {
                    Expression(operand);
                }

                break;
            case ContextNotOutline not:
                Expression(not.Operand);
                break;
            case ContextGroupOutline group:
                Expression(group.Content);
                break;
            case ContextPerlOutline { Arrow.IsEmpty: false } perl:
                Parameters(perl.Parameters, areEntries: perl.Arrow[0] == ':');
                break;
            case ContextNameOutline { Name.IsEmpty: false } name:
                Add(name.IsEntry ? SymbolKind.CachedMatch : SymbolKind.Context, SymbolUse.Reference, name.Name);
                Text(name.Name, hasActionVariables: false);
                break;
        }
    }

    private void Parameters(FieldSlice parameters, bool areEntries)
    {
        if (areEntries)
        {
            AddWords(SymbolKind.CachedMatch, SymbolUse.Reference, Parentheses.StripOuter(parameters));
        }
        else
        {
            Text(parameters, hasActionVariables: false);
        }
    }

    private void List(ActionListOutline list)
    {
        foreach (var action in list.Actions.Where(static action => action.Shape is not null))
        {
            var isFirstVariable = true;
            foreach (var part in action.Parts)
            {
                switch (part.Role)
                {
                    case "NAME" or "ALIAS":
                        var context = Parentheses.StripOuter(part.Text);
                        Add(SymbolKind.Context, UseOf(action.Shape!.Kind, part.Role), context);
                        Text(context, hasActionVariables: true);
                        break;
                    case "%VAR" or "%REF":
                        Variable(action.Shape!.Kind, part.Text, isFirstVariable);
                        isFirstVariable = false;
                        break;
                    case "ENTRY":
                        Add(SymbolKind.CachedMatch, SymbolUse.Reference, part.Text);
                        break;
                    case "ENTRIES":
                        Parameters(part.Text, areEntries: true);
                        break;
                    case "CODE" or "else" or "->":
                        break;
                    default:
                        if (part.List is { } inner)
                        {
                            List(inner);
                        }
                        else
                        {
                            Text(part.Text, hasActionVariables: true);
                        }

                        break;
                }
            }
        }
    }

    private void Variable(ActionKind kind, FieldSlice text, bool isFirst)
    {
        if (text.Length > 1 && text[0] == '%')
        {
            var isAssigned = isFirst && kind is not (ActionKind.If or ActionKind.While or ActionKind.Free);
            _symbols.Add(new Symbol(SymbolKind.Variable, text[1..].ToString(), isAssigned ? SymbolUse.Definition : SymbolUse.Reference, text));
        }
    }

    private static SymbolUse UseOf(ActionKind kind, string role) => kind switch
    {
        ActionKind.Create or ActionKind.CSpawn or ActionKind.CSpawnExec or ActionKind.CEvent or ActionKind.AddInput => SymbolUse.Definition,
        ActionKind.Alias when role == "ALIAS" => SymbolUse.Definition,
        ActionKind.Add or ActionKind.Prepend or ActionKind.Fill => SymbolUse.ImplicitDefinition,
        _ => SymbolUse.Reference,
    };

    private void Text(FieldSlice text, bool hasActionVariables)
    {
        if (text.IsEmpty)
        {
            return;
        }

        foreach (var token in VariableToken.Find(text))
        {
            if (token.Form == VariableTokenForm.Cached)
            {
                Add(SymbolKind.CachedMatch, SymbolUse.Reference, token.Entry);
            }
            else if (token.Form == VariableTokenForm.ActionList && hasActionVariables && Glossary.Variables.Find("%" + token.Name) is null)
            {
                _symbols.Add(new Symbol(SymbolKind.Variable, token.Name.ToString(), SymbolUse.Reference, token.Text));
            }
        }
    }

    private void AddWords(SymbolKind kind, SymbolUse use, FieldSlice text)
    {
        foreach (var word in text.Words())
        {
            Add(kind, use, word);
        }
    }

    private void Add(SymbolKind kind, SymbolUse use, FieldSlice place)
    {
        var name = new StringBuilder();
        var at = 0;
        foreach (var token in VariableToken.Find(place))
        {
            var start = token.Text.Start - place.Start;
            name.Append(place.Span[at..start]).Append('*');
            at = start + token.Text.Length;
        }

        _symbols.Add(new Symbol(kind, name.Append(place.Span[at..]).ToString(), use, place));
    }
}
