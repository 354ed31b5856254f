using System.Globalization;
using SecSharp.Contexts;
using SecSharp.Correlation;
using SecSharp.Inputs;
using SecSharp.Posix;

namespace SecSharp.Reporting.Dumping;

/// <summary>The dump for people: what the JSON dump has and the outputs, in sections.</summary>
internal sealed class TextDump
{
    private readonly DumpSources _sources;
    private readonly Engine _engine;
    private readonly ByteBuilder _text = new(64 * 1024);
    private readonly TextFields _fields;

    private TextDump(DumpSources sources)
    {
        _sources = sources;
        _engine = sources.Engine;
        _fields = new TextFields(_text, sources.Engine.LocalTime);
    }

    /// <summary>Writes the dump.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    public static void Write(DumpSources sources, Stream output)
    {
        var dump = new TextDump(sources);
        dump.Write();
        output.Write(dump._text.Span);
    }

    private void Write()
    {
        WriteProgram();
        WritePerformance();
        WriteRules();
        WriteInputs();
        WriteBuffers();
        WriteOutputs();
        WriteChildren();
        WritePendingEvents();
        WriteMatchCache();
        WriteOperations();
        WriteContexts();
        WriteVariables();
        WriteEnvironment();
    }

    private void WriteProgram()
    {
        Section("PROGRAM");
        var program = _sources.Program;
        _fields.Text("Version", program.Version);
        _fields.Time("Started", program.Started);
        _fields.Time("Rules loaded", _engine.ConfigurationLoaded);
        _fields.Time("Dump", _sources.Time);
        _fields.Text("Resource file", program.ResourceFile ?? "none");
        _fields.Text("Options", string.Join(' ', program.Options));
        _fields.Number("Effective user id", Libc.EffectiveUser());
        _fields.Number("Effective group id", Libc.EffectiveGroup());
        _fields.Text("Supplementary groups", string.Join(' ', Libc.SupplementaryGroups()));
    }

    private void WritePerformance()
    {
        Section("PERFORMANCE");
        var (user, system) = Libc.CpuSeconds(ofChildren: false);
        var (childUser, childSystem) = Libc.CpuSeconds(ofChildren: true);
        _fields.Number("Run time", _sources.Time - _sources.Program.Started, "seconds");
        Seconds("CPU time, user", user);
        Seconds("CPU time, system", system);
        Seconds("Children, user", childUser);
        Seconds("Children, system", childSystem);
        _fields.Number("Lines processed", _engine.LinesProcessed);
    }

    private void WriteRules()
    {
        Section("RULES");
        foreach (var file in _engine.Rules.Files)
        {
            Item($"{file.Path} ({file.Rules.Length} rules)");
            _fields.Time("Loaded", file.Loaded);
            foreach (var rule in file.Rules)
            {
                WriteRule(rule);
            }
        }
    }

    private void WriteRule(Rule rule)
    {
        var culture = CultureInfo.InvariantCulture;
        Line(string.Create(culture, $"  Rule {rule.Id.Number + 1,4}  line {rule.Line,5}  {rule.MatchCount,10} matches"), newline: false);
        if (_engine.Options.RulePerformance)
        {
            Line(string.Create(culture, $"  {rule.EventCount,10} events  {rule.CpuNanoseconds / 1e9,10:0.000000} s CPU"), newline: false);
        }

        Line($"  {rule.Syntax!.TypeName}: ", newline: false);
        Bytes(RuleText.Description(rule.Syntax));
    }

    private void WriteInputs()
    {
        Section("INPUTS");
        foreach (var input in _sources.Inputs)
        {
            Item(input.Name);
            _fields.Text("Status", input.IsOpen ? "open" : "closed");
            if (input.IsOpen)
            {
                _fields.Text("Type", input.IsRegular ? "regular file" : "pipe");
            }

            if (input.Identity is { } identity)
            {
                _fields.Number("Device", DumpContents.DeviceNumber(identity));
                _fields.Number("Inode", (long)identity.Inode);
            }

            if (input is { IsOpen: true, IsRegular: true })
            {
                _fields.Number("Read up to", input.Offset, "bytes");
                _fields.Number("Size", input.Size, "bytes");
            }

            _fields.Number("Lines", input.Lines);
            _fields.Number("Lines cut", input.LinesCut);
            _fields.Text("Added by", input.IsDynamic ? "addinput" : "");
            _fields.Text("", "Context", _engine.Options.InternalContexts ? input.Context.Span : default);
        }
    }

    private void WriteBuffers()
    {
        Section("INPUT BUFFERS");
        _fields.Number("Size", _engine.BufferLines, "lines");
        if (_engine.HasJointBuffer)
        {
            Item("Joint buffer of all sources");
            foreach (var (line, source) in _engine.Sources[0].Buffer.Lines())
            {
                _text.Append("  "u8);
                _text.Append(source.Span);
                _text.Append(": "u8);
                Bytes(line);
            }

            return;
        }

        foreach (var source in _engine.Sources)
        {
            Item(source == _engine.Sources[0] ? ByteString.Utf8("Synthetic events") : source.Name);
            WriteLines(source.Buffer);
        }
    }

    private void WriteLines(InputBuffer buffer)
    {
        foreach (var (line, _) in buffer.Lines())
        {
            _text.Append("  "u8);
            Bytes(line);
        }
    }

    private void WriteOutputs()
    {
        Section("OUTPUTS");
        foreach (var output in _sources.Outputs)
        {
            Item(output.Name);
            _fields.Text("Type", output.Kind);
            _fields.Text("Status", output.IsOpen ? "open" : "not open");
            _fields.Number("Events waiting", output.EventsPending);
            _fields.Number("Events lost", output.EventsLost);
        }
    }

    private void WriteChildren()
    {
        Section("CHILD PROCESSES");
        foreach (var child in _sources.Children)
        {
            Item(string.Create(CultureInfo.InvariantCulture, $"Process {child.Pid}"));
            _fields.Text("", "Command line", child.Command.Span);
            _fields.Text("Standard output", child.IsRead ? "read as events" : "");
            _fields.Text("", "Context", child.Context.Span);
        }
    }

    private void WritePendingEvents()
    {
        Section("EVENTS TO COME");
        foreach (var (text, context, due) in _engine.Events.Delayed)
        {
            Item(text);
            _fields.Time("Due", due);
            _fields.Text("", "Context", context.Span);
        }
    }

    private void WriteMatchCache()
    {
        Section("PATTERN MATCH CACHE");
        foreach (var (name, match) in _engine.Matcher.Cache.Entries)
        {
            Item(name);
            foreach (var (variable, value) in match.Values())
            {
                _fields.Text("", variable.ToDisplay(), (value ?? default).Span);
            }
        }
    }

    private void WriteOperations()
    {
        Section($"EVENT CORRELATION OPERATIONS ({_engine.Operations.Count})");
        foreach (var (operation, path) in DumpContents.Operations(_engine))
        {
            _text.Append((byte)'\n');
            new OperationFields(operation, path, _fields).Write();
        }
    }

    private void WriteContexts()
    {
        var contexts = DumpContents.Contexts(_engine).ToList();
        Section($"CONTEXTS ({contexts.Count})");
        foreach (var context in contexts)
        {
            WriteContext(context);
        }
    }

    private void WriteContext(Context context)
    {
        Item(new ByteString(context.Names[0].Key));
        foreach (var name in context.Names.Skip(1))
        {
            _fields.Text("", "Alias", name.Key);
        }

        _fields.Time("Created", context.Created);
        if (context.Lifetime > 0)
        {
            _fields.Number("Lifetime", context.Lifetime, "seconds");
        }
        else
        {
            _fields.Text("Lifetime", "without end");
        }

        if (DumpContents.Action(context) is { } action)
        {
            _fields.Text("", "Action", action);
            _fields.Text("", "%s in the action", context.Action!.Description.Span);
        }

        if (context.HasEvents)
        {
            _fields.Number("Events", context.Events.Count);
            for (var index = 0; index < context.Events.Count; index++)
            {
                _text.Append("    "u8);
                Bytes(context.Events[index]);
            }
        }
    }

    private void WriteVariables()
    {
        Section("ACTION LIST VARIABLES");
        foreach (var (name, value, _) in DumpContents.Variables(_engine))
        {
            if (name.StartsWith(".chr", StringComparison.Ordinal))
            {
                continue;
            }

            Line($"  %{name} = '", newline: false);
            _text.Append(value.Span);
            Line("'");
        }
    }

    private void WriteEnvironment()
    {
        Section("ENVIRONMENT");
        foreach (var (name, value) in _sources.Program.Environment.OrderBy(static entry => entry.Key, StringComparer.Ordinal))
        {
            Line($"  {name}={value}");
        }
    }

    private void Section(string title)
    {
        if (_text.Length > 0)
        {
            _text.Append((byte)'\n');
        }

        Line(title);
        Line(new string('=', title.Length));
    }

    private void Item(string name) => Line($"\n{name}");

    private void Item(ByteString name)
    {
        _text.Append((byte)'\n');
        Bytes(name.Span);
    }

    private void Seconds(string label, double seconds) =>
        _fields.Text(label, string.Create(CultureInfo.InvariantCulture, $"{seconds:0.00} seconds"));

    private void Bytes(ReadOnlySpan<byte> bytes)
    {
        _text.Append(bytes);
        _text.Append((byte)'\n');
    }

    private void Line(string text, bool newline = true)
    {
        _text.Append(ByteString.Utf8(text).Span);
        if (newline)
        {
            _text.Append((byte)'\n');
        }
    }
}
