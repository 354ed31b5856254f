using SecSharp;
using SecSharp.Actions;
using SecSharp.Configuration;
using SecSharp.Configuration.Compilation;
using SecSharp.Hosting;
using SecSharp.Inputs;
using SecSharp.Outputs;
using SecSharp.Replaying;
using SecSharp.Reporting;

var conf = args.Where(a => a.StartsWith("--conf=")).Select(a => a[7..]);
var trace = args.Last();
var found = new List<SecSharp.Configuration.Diagnostics.Diagnostic>();
var variables = new ActionVariables();
var rules = RuleCompiler.Compile([.. conf.Select(c => RuleFileParser.Parse(c, File.ReadAllBytes(c), found))], variables);
foreach (var f in found) { Console.Error.WriteLine(f); }
string? Opt(string n) => args.FirstOrDefault(a => a.StartsWith("--" + n + "="))?.Split('=')[1];
var options = new EngineOptions { InternalEvents = args.Contains("--intevents"), InternalContexts = args.Contains("--intcontexts"), BufferSize = int.Parse(Opt("bufsize") ?? "0"), JointBuffer = args.Contains("--jointbuf") ? true : args.Contains("--nojointbuf") ? false : null, EventStoreSize = int.Parse(Opt("evstoresize") ?? "0"), CleanTime = int.Parse(Opt("cleantime") ?? "1") };
var clock = new ReplayClock();
var log = new EngineLog();
using var engine = new Engine(rules, variables, options, clock, new OutputSet(Console.OpenStandardOutput(), log), new ProgramHost(log), log);
var replay = new Replay(engine, clock, null);
using var reader = new LineReader(File.OpenRead(trace));
replay.Run(engine.CreateSource(ByteString.Utf8(trace)), reader);
replay.Finish(0);
return 0;
