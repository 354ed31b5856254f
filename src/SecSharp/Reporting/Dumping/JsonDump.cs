using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SecSharp.Actions;
using SecSharp.Contexts;
using SecSharp.Correlation;
using SecSharp.Inputs;
using SecSharp.Patterns;
using SecSharp.Posix;

namespace SecSharp.Reporting.Dumping;

/// <summary>
/// The dump in JSON (--dumpfjson), with the keys, nesting and types of the reference. Programs read it: what it has not, is
/// in the dump for people only.
/// </summary>
internal sealed class JsonDump : IDisposable
{
    private readonly DumpSources _sources;
    private readonly Engine _engine;
    private readonly Utf8JsonWriter _json;

    private JsonDump(DumpSources sources, Stream output)
    {
        _sources = sources;
        _engine = sources.Engine;
        _json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <summary>Writes the dump as one line.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    public static void Write(DumpSources sources, Stream output)
    {
        using (var dump = new JsonDump(sources, output))
        {
            dump.Write();
        }

        output.WriteByte((byte)'\n');
    }

    public void Dispose() => _json.Dispose();

    private void Write()
    {
        _json.WriteStartObject();
        Object("program", WriteProgram);
        Object("env", WriteEnvironment);
        Object("perf", WritePerformance);
        Object("rulestats", WriteRules);
        Object("inputs", WriteInputs);
        Object("buffer", WriteBuffers);
        Array("pendingevents", WritePendingEvents);
        Object("pmatchcache", WriteMatchCache);
        Object("operations", WriteOperations);
        Array("contexts", WriteContexts);
        Object("children", WriteChildren);
        Object("variables", WriteVariables);
        _json.WriteEndObject();
    }

    private void WriteProgram()
    {
        var program = _sources.Program;
        _json.WriteString("version", program.Version);
        _json.WriteNumber("startuptime", program.Started);
        _json.WriteNumber("confloadtime", _engine.ConfigurationLoaded);
        _json.WriteNumber("dumptime", _sources.Time);
        _json.WriteString("rcfile", program.ResourceFile ?? "none");
        _json.WriteString("options", string.Join(' ', program.Options));
        _json.WriteNumber("euid", Libc.EffectiveUser());
        _json.WriteNumber("egid", Libc.EffectiveGroup());
        _json.WriteStartArray("sgid");
        foreach (var group in Libc.SupplementaryGroups())
        {
            _json.WriteNumberValue(group);
        }

        _json.WriteEndArray();
    }

    private void WriteEnvironment()
    {
        foreach (var (name, value) in _sources.Program.Environment)
        {
            _json.WriteString(name, value);
        }
    }

    private void WritePerformance()
    {
        var (user, system) = Libc.CpuSeconds(ofChildren: false);
        var (childUser, childSystem) = Libc.CpuSeconds(ofChildren: true);
        _json.WriteNumber("runtime", _sources.Time - _sources.Program.Started);
        _json.WriteNumber("user", Math.Round(user, 2));
        _json.WriteNumber("system", Math.Round(system, 2));
        _json.WriteNumber("childuser", Math.Round(childUser, 2));
        _json.WriteNumber("childsystem", Math.Round(childSystem, 2));
        _json.WriteNumber("lines", _engine.LinesProcessed);
    }

    private void WriteRules()
    {
        foreach (var file in _engine.Rules.Files)
        {
            _json.WriteStartObject(file.Path);
            _json.WriteNumber("loadtime", file.Loaded);
            _json.WriteStartArray("stats");
            foreach (var rule in file.Rules)
            {
                WriteRule(rule);
            }

            _json.WriteEndArray();
            _json.WriteEndObject();
        }
    }

    private void WriteRule(Rule rule)
    {
        _json.WriteStartObject();
        _json.WriteNumber("ruleline", rule.Line);
        _json.WriteNumber("matches", rule.MatchCount);
        _json.WriteString("desc", Text(RuleText.Description(rule.Syntax!)));
        if (_engine.Options.RulePerformance)
        {
            _json.WriteNumber("events", rule.EventCount);
            _json.WriteNumber("cputime", Math.Round(rule.CpuNanoseconds / 1e9, 2));
        }

        _json.WriteEndObject();
    }

    private void WriteInputs()
    {
        foreach (var input in _sources.Inputs)
        {
            _json.WriteStartObject(Text(input.Name));
            _json.WriteString("file", Text(input.Name));
            _json.WriteString("status", input.IsOpen ? "Open" : "Closed");
            _json.WriteNumber("lines", input.Lines);
            if (_engine.Options.InternalContexts)
            {
                _json.WriteString("context", Text(input.Context));
            }

            if (input.IsOpen)
            {
                WriteOpenInput(input);
            }

            _json.WriteEndObject();
        }
    }

    private void WriteOpenInput(InputState input)
    {
        _json.WriteString("type", input.IsRegular ? "regular file" : "pipe");
        if (input.Identity is not { } identity || input.Name.Span.SequenceEqual("-"u8))
        {
            _json.WriteString("dev", "-");
            _json.WriteString("inode", "-");
        }
        else
        {
            _json.WriteNumber("dev", DumpContents.DeviceNumber(identity));
            _json.WriteNumber("inode", identity.Inode);
        }

        if (input.IsRegular)
        {
            _json.WriteNumber("offset", input.Offset);
            _json.WriteNumber("size", input.Size);
        }
    }

    private void WriteBuffers()
    {
        _json.WriteNumber("bufsize", _engine.BufferLines);
        if (_engine.HasJointBuffer)
        {
            _json.WriteString("bufmode", "joint buffer for all input sources");
            Array("lastlines", () => WriteLines(_engine.Sources[0].Buffer));
            Array("lastinputs", () =>
            {
                foreach (var (_, source) in _engine.Sources[0].Buffer.Lines())
                {
                    _json.WriteStringValue(source == _engine.Sources[0].Name ? "" : Text(source));
                }
            });
            return;
        }

        _json.WriteString("bufmode", "separate buffer for each input source");
        Array("lastsynevents", () => WriteLines(_engine.Sources[0].Buffer));
        Object("lastlines", () =>
        {
            foreach (var source in _engine.Sources.Skip(1).DistinctBy(static source => source.Name))
            {
                Array(Text(source.Name), () => WriteLines(source.Buffer));
            }
        });
    }

    private void WriteLines(InputBuffer buffer)
    {
        foreach (var (line, _) in buffer.Lines())
        {
            _json.WriteStringValue(Encoding.Latin1.GetString(line));
        }
    }

    private void WritePendingEvents()
    {
        foreach (var (text, context, due) in _engine.Events.Delayed)
        {
            _json.WriteStartObject();
            _json.WriteNumber("time", due);
            _json.WriteString("event", Text(text));
            if (_engine.Options.InternalContexts)
            {
                WriteEventContext(context);
            }

            _json.WriteEndObject();
        }
    }

    private void WriteMatchCache()
    {
        foreach (var (name, match) in _engine.Matcher.Cache.Entries)
        {
            Object(Text(name), () => WriteMatch(match));
        }
    }

    private void WriteMatch(PatternMatch match)
    {
        foreach (var (name, value) in match.Values())
        {
            if (value is { } text)
            {
                _json.WriteString(Text(name), Text(text));
            }
            else
            {
                _json.WriteNull(Text(name));
            }
        }
    }

    private void WriteOperations()
    {
        var fields = new JsonFields(_json);
        foreach (var (operation, path) in DumpContents.Operations(_engine))
        {
            Object(Text(OperationFields.KeyOf(operation, path)), () => new OperationFields(operation, path, fields).Write());
        }
    }

    private void WriteContexts()
    {
        foreach (var context in DumpContents.Contexts(_engine))
        {
            _json.WriteStartObject();
            WriteContext(context);
            _json.WriteEndObject();
        }
    }

    private void WriteContext(Context context)
    {
        Array("name", () =>
        {
            foreach (var name in context.Names)
            {
                _json.WriteStringValue(Text(name.Key));
            }
        });
        _json.WriteNumber("creationtime", context.Created);
        _json.WriteNumber("lifetime", context.Lifetime);
        if (DumpContents.Action(context) is { } action)
        {
            _json.WriteString("action", Text(action));
        }

        Array("buffer", () =>
        {
            for (var index = 0; context.HasEvents && index < context.Events.Count; index++)
            {
                _json.WriteStringValue(Text(context.Events[index]));
            }
        });
    }

    private void WriteChildren()
    {
        foreach (var child in _sources.Children)
        {
            _json.WriteStartObject(child.Pid.ToString(CultureInfo.InvariantCulture));
            _json.WriteNumber("pid", child.Pid);
            _json.WriteString("cmdline", Text(child.Command));
            if (child.IsRead)
            {
                _json.WriteString("status", "Connected to pipe input");
                if (_engine.Options.InternalContexts)
                {
                    WriteEventContext(child.Context);
                }
            }

            _json.WriteEndObject();
        }
    }

    private void WriteEventContext(ByteString context) =>
        _json.WriteString("context", context.Length > 0 ? Text(context) : "_INTERNAL_EVENT");

    private void WriteVariables()
    {
        foreach (var (name, value, form) in DumpContents.Variables(_engine))
        {
            switch (form)
            {
                case VariableForm.Number:
                    _json.WritePropertyName(name);
                    _json.WriteRawValue(value.Span);
                    break;
                case VariableForm.Undefined:
                    _json.WriteNull(name);
                    break;
                default:
                    _json.WriteString(name, Text(value));
                    break;
            }
        }
    }

    private void Object(string key, Action content)
    {
        _json.WriteStartObject(key);
        content();
        _json.WriteEndObject();
    }

    private void Array(string key, Action content)
    {
        _json.WriteStartArray(key);
        content();
        _json.WriteEndArray();
    }

    private static string Text(ByteString bytes) => Encoding.Latin1.GetString(bytes.Span);

    private static string Text(byte[] bytes) => Encoding.Latin1.GetString(bytes);
}
