using System.Text;
using SecSharp.Perl;

namespace SecSharp.Tests.Perl;

/// <summary>What every host must do.</summary>
public abstract class PerlHostTests : IDisposable
{
    private readonly PerlHost _host;

    protected PerlHostTests() => _host = CreateHost();

    [Fact]
    public void Function_gets_its_arguments_and_returns_a_list() =>
        Assert.Equal(["2", "a-b", "<undef>", ""], Call("sub { return (scalar(@_), join('-', @_), undef, '') }", "a", "b"));

    [Fact]
    public void Function_without_arguments_sees_none() => Assert.Equal(["0"], Call("sub { scalar(@_) }"));

    [Fact]
    public void Function_that_shifts_its_arguments_gets_them_all_again()
    {
        using var function = Compile("sub { my $first = shift; push @_, 'x'; $_[0] = 'changed'; return ($first, @_) }");
        for (var round = 0; round < 3; round++)
        {
            Assert.Equal(["a", "changed", "x"], Call(function, "a", "b"));
        }
    }

    [Fact]
    public void Function_that_keeps_a_reference_to_an_argument_keeps_its_value()
    {
        using var keep = Compile("sub { push @kept, \\$_[0]; return scalar(@kept) }");
        Call(keep, "one");
        Call(keep, "two");
        Assert.Equal(["one two"], Call("sub { join ' ', map { $$_ } @kept }"));
    }

    [Fact]
    public void Bytes_pass_unharmed_both_ways()
    {
        var all = string.Concat(Enumerable.Range(0, 256).Select(static value => (char)value));
        Assert.Equal([all, "256", "65280"], Call("sub { my $n = 0; $n += ord($_) for split //, $_[0]; return ($_[0], length($_[0]), $n * 2) }", all));
    }

    [Fact]
    public void Characters_that_fit_into_bytes_become_bytes_and_others_utf8()
    {
        Assert.Equal(["\u00e4", Latin1("€")], Call("sub { my $s = \"\\xe4\"; utf8::upgrade($s); return ($s, \"\\x{20ac}\") }"));

        static string Latin1(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
    }

    [Theory]
    [InlineData("0", false)]
    [InlineData("''", false)]
    [InlineData("undef", false)]
    [InlineData("()", false)]
    [InlineData("'0'", false)]
    [InlineData("0.0", false)]
    [InlineData("'0.0'", true)]
    [InlineData("'00'", true)]
    [InlineData("-1", true)]
    [InlineData("1.5", true)]
    [InlineData("[]", true)]
    [InlineData("\" \"", true)]
    [InlineData("!!0", false)]
    [InlineData("!!1", true)]
    public void Truth_is_that_of_perl(string value, bool expected)
    {
        using var function = Compile($"sub {{ return {value} }}");
        Assert.True(_host.Call(function, PerlContext.Scalar));
        Assert.Equal(1, _host.ResultCount);
        Assert.Equal(expected, _host.IsTrue(0));
        _host.Finish();
    }

    [Fact]
    public void Kinds_of_results_are_told_apart()
    {
        using var function = Compile("sub { return (undef, 'a', 1, sub { 1 }, {}, [], bless({}, 'X'), \\1) }");
        Assert.True(_host.Call(function, PerlContext.List));
        Assert.Equal(
            [PerlValueKind.Undefined, PerlValueKind.Plain, PerlValueKind.Plain, PerlValueKind.Code, PerlValueKind.Hash, PerlValueKind.Reference, PerlValueKind.Reference, PerlValueKind.Reference],
            Enumerable.Range(0, _host.ResultCount).Select(_host.KindOf));
        _host.Finish();
    }

    [Fact]
    public void Context_is_list_or_scalar_as_asked_for()
    {
        using var function = Compile("sub { wantarray ? 'list' : defined(wantarray) ? 'scalar' : 'void' }");
        foreach (var (context, expected) in new[] { (PerlContext.List, "list"), (PerlContext.Scalar, "scalar") })
        {
            Assert.True(_host.Call(function, context));
            Assert.Equal(expected, Text(0));
            _host.Finish();
            Assert.True(_host.Evaluate("wantarray ? 'list' : defined(wantarray) ? 'scalar' : 'void'"u8, context));
            Assert.Equal(expected, Text(0));
            _host.Finish();
        }
    }

    [Fact]
    public void Code_runs_in_the_package_for_rules()
    {
        Evaluate("$shared = 5");
        Assert.Equal(["main::SEC", "5"], Call("sub { (__PACKAGE__, $main::SEC::shared) }"));
    }

    [Fact]
    public void Hash_result_is_read_with_its_undefined_values()
    {
        using var function = Compile("sub { return { a => 1, b => undef, c => '' , \"\\xe4\" => \"\\xf6\", d => [] } }");
        Assert.True(_host.Call(function, PerlContext.List));
        var pairs = new Pairs();
        Assert.True(_host.ReadHash(0, pairs));
        _host.Finish();
        Assert.StartsWith("ARRAY(", pairs.Values["d"], StringComparison.Ordinal);
        pairs.Values.Remove("d");
        Assert.Equal(new Dictionary<string, string?> { ["a"] = "1", ["b"] = null, ["c"] = "", ["\u00e4"] = "\u00f6" }, pairs.Values);
    }

    [Fact]
    public void Hash_argument_is_shared_with_perl()
    {
        using var hash = _host.CreateHash();
        _host.Store(hash, "a"u8, "one"u8);
        _host.Store(hash, "u"u8, default, isDefined: false);
        using var function = Compile("sub { my $h = shift; $h->{b} = $h->{a} . (defined($h->{u}) ? 'd' : 'u'); delete $h->{a}; return join ',', sort keys %$h }");
        _host.Add(hash);
        Assert.True(_host.Call(function, PerlContext.List));
        Assert.Equal("b,u", Text(0));
        _host.Finish();
        Assert.Equal("oneu", Encoding.Latin1.GetString(_host.Fetch(hash, "b"u8)));
        Assert.True(_host.Fetch(hash, "a"u8).IsEmpty);
        var pairs = new Pairs();
        _host.ReadHash(hash, pairs);
        Assert.Equal(["b", "u"], pairs.Values.Keys.Order());
    }

    [Fact]
    public void Hash_that_perl_keeps_is_not_used_again()
    {
        using var keep = Compile("sub { push @hashes, $_[0]; return scalar(@hashes) }");
        foreach (var name in new[] { "one", "two" })
        {
            using var hash = _host.CreateHash();
            _host.Store(hash, "name"u8, Encoding.ASCII.GetBytes(name));
            _host.Add(hash);
            Assert.True(_host.Call(keep, PerlContext.List));
            _host.Finish();
        }

        Assert.Equal(["one two"], Call("sub { join ' ', map { $_->{name} } @hashes }"));
    }

    [Fact]
    public void Lists_come_as_references_among_other_arguments()
    {
        using var function = Compile("sub { return join '|', $_[0], @{$_[1]}, defined($_[2]) ? 'd' : 'u', scalar(@{$_[3]}) }");
        _host.Add("first"u8);
        _host.AddList();
        _host.AddItem("a"u8);
        _host.AddItem("b"u8);
        _host.AddUndefined();
        _host.AddList();
        Assert.True(_host.Call(function, PerlContext.Scalar));
        Assert.Equal("first|a|b|u|0", Text(0));
        _host.Finish();
    }

    [Fact]
    public void Code_reference_becomes_a_function_that_outlives_the_call()
    {
        Assert.True(_host.Evaluate("my $n = 10; sub { return $n++ . \"@_\" }"u8, PerlContext.List));
        using var function = _host.FunctionOf(0);
        _host.Finish();
        Assert.Equal(["10a"], Call(function, "a"));
        Assert.Equal(["11b"], Call(function, "b"));
    }

    [Fact]
    public void Released_function_lets_go_of_what_it_holds()
    {
        Evaluate("sub Guard::DESTROY { $destroyed++ } $destroyed = 0");
        Assert.True(_host.Evaluate("my $guard = bless({}, 'Guard'); sub { return $guard }"u8, PerlContext.List));
        var function = _host.FunctionOf(0);
        _host.Finish();
        Assert.Equal(["0"], Call("sub { $destroyed }"));
        function.Dispose();
        Assert.Equal(["1"], Call("sub { $destroyed }"));
    }

    [Fact]
    public void Death_is_survived_with_its_message()
    {
        using var function = Compile("sub { die \"dead \\xe4\\n\" if $_[0]; return 'alive' }");
        for (var round = 0; round < 3; round++)
        {
            _host.Add("1"u8);
            Assert.False(_host.Call(function, PerlContext.List));
            Assert.Equal("dead \u00e4", _host.Error.ToString());
            Assert.Equal(["alive"], Call(function, "0"));
        }
    }

    [Fact]
    public void Death_in_depth_and_of_objects_is_survived()
    {
        using var function = Compile("sub { my $f; $f = sub { die bless({}, 'Oops') if $_[0] == 0; eval { die 'inner' }; map { $f->($_[0] - 1) } (1) }; $f->(50); 1 }");
        Assert.False(_host.Call(function, PerlContext.Scalar));
        Assert.StartsWith("Oops=HASH(", _host.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(["fine"], Call("sub { 'fine' }"));
    }

    [Fact]
    public void Sort_blocks_and_nested_evals_leave_the_interpreter_in_order()
    {
        using var function = Compile("sub { my @s = sort { die 'in sort' if $_[0]; $a <=> $b } 3, 1, 2; return \"@s\" }");
        for (var round = 0; round < 200; round++)
        {
            _host.Add("1"u8);
            Assert.False(_host.Call(function, PerlContext.List));
            Assert.Equal(["1 2 3"], Call(function, "0"));
        }
    }

    [Fact]
    public void Text_that_does_not_compile_says_why_and_where()
    {
        var exception = Assert.Throws<PerlException>(() => _host.Compile("sub { 1 + }"u8, "rules/a.sec", 17));
        Assert.Contains("syntax error at rules/a.sec line 17", exception.Message, StringComparison.Ordinal);
        exception = Assert.Throws<PerlException>(() => _host.Compile("'no function'"u8, "a.sec", 3));
        Assert.Contains("no function", exception.Message, StringComparison.Ordinal);
        Assert.Equal(["fine"], Call("sub { 'fine' }"));
    }

    [Fact]
    public void Program_text_that_fails_says_why()
    {
        Assert.False(_host.Evaluate("1 +"u8, PerlContext.List));
        Assert.Contains("syntax error", _host.Error.ToString(), StringComparison.Ordinal);
        Assert.False(_host.Evaluate("die 'x'"u8, PerlContext.Scalar));
        Assert.StartsWith("x at (eval ", _host.Error.ToString(), StringComparison.Ordinal);
        Assert.False(_host.Evaluate("1; }"u8, PerlContext.Scalar));
        Assert.True(_host.Evaluate("return (5, 6)"u8, PerlContext.List));
        Assert.Equal(2, _host.ResultCount);
        _host.Finish();
    }

    [Fact]
    public void Exit_ends_the_program_in_order()
    {
        using var function = Compile("sub { eval { exit(300 + 3) }; return 1 }");
        Assert.Equal(47, Assert.Throws<PerlExitException>(() => _host.Call(function, PerlContext.List)).Code);
        Assert.Equal(0, Assert.Throws<PerlExitException>(() => _host.Evaluate("exit"u8, PerlContext.List)).Code);
        Assert.Equal(["fine"], Call("sub { 'fine' }"));
    }

    [Fact]
    public void Forked_process_that_exits_leaves_the_program_alone() =>
        Assert.Equal(["7"], Call("sub { my $pid = fork(); if (!$pid) { exit(7) } waitpid($pid, 0); return $? >> 8 }"));

    [Fact]
    public void Commands_run_from_perl_code() =>
        Assert.Equal(["out\n", "3"], Call("sub { my $out = `echo out`; system('sh', '-c', 'exit 3'); return ($out, $? >> 8) }"));

    [Fact]
    public void Warnings_are_handed_over()
    {
        var warnings = new List<string>();
        _host.Warned = text => warnings.Add(text.ToString());
        Call("sub { warn \"careful \\xe4\\n\"; my $x; my $y = \"a$x\"; return 1 }");
        Assert.Equal("careful \u00e4", warnings[0]);
        Assert.Contains("uninitialized", warnings[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Requests_are_answered_in_the_midst_of_a_call()
    {
        _host.Requested = (request, parameters) =>
            [request, parameters.Length == 2 && parameters[1] is null ? parameters[0] : null, null];
        Assert.Equal(["what", "x", "<undef>"], Call("sub { return SecSharp::request('what', 'x', undef) }"));
        _host.Requested = static (_, _) => throw new InvalidOperationException("No answer.");
        Assert.Equal(["0"], Call("sub { my @none = eval { SecSharp::request('fails') }; return scalar(@none) }"));
    }

    [Theory]
    [InlineData("JSON::PP", "JSON::PP::decode_json('{\"a\":[1,2]}')->{a}[1]", "2")]
    [InlineData("List::Util", "List::Util::sum(1 .. 4)", "10")]
    [InlineData("POSIX", "POSIX::floor(2.7)", "2")]
    [InlineData("Storable", "Storable::dclone({ a => 5 })->{a}", "5")]
    [InlineData("Time::HiRes", "Time::HiRes::time() > 1e9 ? 1 : 0", "1")]
    [InlineData("Encode", "Encode::decode('UTF-8', \"\\xc3\\xa4\")", "\u00e4")]
    [InlineData("Socket", "length(Socket::inet_aton('127.0.0.1'))", "4")]
    public void Modules_in_perl_and_in_c_load(string module, string expression, string expected) =>
        Assert.Equal([expected], Call($"sub {{ require {module}; return {expression} }}"));

    [Fact]
    public void Time_follows_the_clock_that_is_set()
    {
        Assert.Equal(["1"], Call("sub { time() > 1600000000 ? 1 : 0 }"));
        _host.SetTime(1_000_000_000);
        long slept = 0;
        _host.Slept = seconds => slept += seconds;
        var expected = new[] { "1000000000", "Sun Sep  9 01:46:40 2001", "1", "1000000003", "101" };
        Assert.Equal(expected, Call("sub { (time(), scalar(gmtime()), scalar(localtime(1000000000)) eq scalar(localtime()), do { sleep(3); time() }, (gmtime)[5]) }"));
        Assert.Equal(3, slept);
        _host.SetTime(2_000_000_000);
        Assert.Equal(["2000000000"], Call("sub { time }"));
        Evaluate("package Other; sub main::SEC::other { time }");
        Assert.Equal(["2000000000"], Call("sub { other() }"));
    }

    [Fact]
    public void Output_is_announced_before_it_comes()
    {
        var announced = 0;
        _host.BeforeOutput = () => announced++;
        Call("sub { 1 }");
        var before = announced;
        Call("sub { print ''; 1 }");
        Assert.True(announced > before);
    }

    [Fact]
    public void Recursion_without_end_ends_the_call_only()
    {
        _host.Guard.Limit = 20 << 20;
        using var function = Compile("sub { no warnings; my $f; $f = sub { my $n = shift; return $f->($n + 1) + 1 }; return $f->(0) }");
        Assert.False(_host.Call(function, PerlContext.List));
        Assert.Contains("endless recursion", _host.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(["fine"], Call("sub { 'fine' }"));
    }

    [Fact]
    public void Deep_recursion_is_no_error_by_itself() =>
        Assert.Equal(["50000"], Call("sub { no warnings; my $f; my $n = 0; $f = sub { $n++; $f->($_[0] - 1) if $_[0] > 1 }; $f->(50000); return $n }"));

    public void Dispose()
    {
        _host.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected abstract PerlHost CreateHost();

    private protected string Text(int result) =>
        _host.KindOf(result) == PerlValueKind.Undefined ? "<undef>" : Encoding.Latin1.GetString(_host.TextOf(result));

    private PerlFunction Compile(string code) => _host.Compile(Encoding.Latin1.GetBytes(code), "test.sec", 1);

    private void Evaluate(string code)
    {
        Assert.True(_host.Evaluate(Encoding.Latin1.GetBytes(code), PerlContext.List), _host.Error.ToString());
        _host.Finish();
    }

    private string[] Call(string code, params string[] arguments)
    {
        using var function = Compile(code);
        return Call(function, arguments);
    }

    private string[] Call(PerlFunction function, params string[] arguments)
    {
        foreach (var argument in arguments)
        {
            _host.Add(Encoding.Latin1.GetBytes(argument));
        }

        Assert.True(_host.Call(function, PerlContext.List), _host.Error.ToString());
        string[] results = [.. Enumerable.Range(0, _host.ResultCount).Select(Text)];
        _host.Finish();
        return results;
    }

    private sealed class Pairs : IPerlPairs
    {
        public Dictionary<string, string?> Values { get; } = [];

        public void Take(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, bool isDefined) =>
            Values.Add(Encoding.Latin1.GetString(key), isDefined ? Encoding.Latin1.GetString(value) : null);
    }
}
