namespace SecSharp.Differential.Generation;

/// <summary>
/// Makes Perl code for patterns, context expressions, event group patterns and actions. Nothing in it depends on the order
/// of a Perl hash or on addresses.
/// </summary>
internal sealed class PerlGenerator(Dice dice)
{
    /// <summary>A PerlFunc or NPerlFunc pattern.</summary>
    public GeneratedPattern Pattern()
    {
        var rank = dice.Chance(80) ? 0 : dice.Between(1, 3);
        var word = Vocabulary.Word(dice, rank);
        return dice.Next(11) switch
        {
            0 => new("NPerlFunc", $"sub {{ return $_[0] !~ /^{word}/ }}", 0, [], rank),
            1 => new("perlfunc2", $"sub {{ return $_[1] =~ /^{word} (\\S+)/ ? ($1, $_[0] =~ /^(\\S+)/, scalar(@_)) : () }}", 3, [], rank),
            2 or 3 => new("PerlFunc", $"sub {{ my(%v); if ($_[0] !~ /^{word} (\\S+)/) {{ return 0; }} $v{{u}} = $1; $v{{len}} = length($_[0]); $v{{h}} = undef; $v{{1}} = 'one'; return \\%v; }}", 1, ["u", "len"], rank),
            4 => new("PerlFunc", $"sub {{ my @w = split(' ', $_[0]); return @w && $w[0] eq '{word}' ? @w[1 .. $#w] : () }}", 3, [], rank),
            5 => new("PERLFUNC", $"sub {{ return $_[0] =~ /{word}/ ? scalar(@_) . (defined($_[1]) ? $_[1] : 'undef') : '' }}", 1, [], rank),
            6 => new("PerlFunc", $"sub {{ return (undef, '', 0) if $_[0] =~ /^{word}/; return }}", 3, [], rank),
            7 => new("PerlFunc", $"sub {{ die \"oops\\n\" if $_[0] =~ /bob/; return $_[0] =~ /^{word} (\\S+)/ }}", 1, [], rank),
            8 => new("PerlFunc", $"sub {{ return $_[0] =~ /^{word} (\\S+)/ ? ++$main::SEC::seen{{$1}} : 0 }}", 1, [], rank),
            _ => new("PerlFunc", $"sub {{ if ($_[0] =~ /^{word} (\\S+) (\\S+) n=(\\d+)/) {{ return ($1, $2, $3 * 2); }} return 0; }}", 3, [], rank),
        };
    }

    /// <summary>An operand of a context expression.</summary>
    public string Operand(Scope scope) => dice.Next(12) switch
    {
        0 => "$1 -> ( sub { defined($_[0]) && $_[0] =~ /a/ } )",
        1 => "($1 $2) -> ( sub { scalar(@_) == 2 && $_[0] ne $_[1] } )",
        2 => " -> ( sub { $cnt++ % 3 } )",
        3 => "=( \"$1\" ne \"ann\" )",
        4 => dice.Pick("=(1)", "= (0)", "=( ++$m > 2 )", "=( my @none )"),
        5 => Vocabulary.CacheName(dice) + " :> ( sub { defined($_[0]) && exists($_[0]->{u}) } )",
        6 => "CA1 CA2 :> ( sub { foreach my $e (grep { defined } @_) { $e->{mark} .= 'x'; $e->{1} = 'set' } scalar(grep { defined } @_) } )",
        7 => dice.Pick("=( die 'x' )", "$1 -> ( sub { die 'x' if $_[0] eq 'bob'; 1 } )"),
        8 when scope.Names.Length > 0 => "$+{" + scope.Names[0] + "} -> ( sub { length($_[0]) > 2 } )",
        9 when scope.Percent => "($1 %1) -> ( sub { $_[0] eq $_[1] } )",
        10 => "$0 -> ( sub { return (0, length($_[0]) % 2) } )",
        _ => "=( $main::SEC::total < 20 )",
    };

    /// <summary>An action, with one that shows its outcome.</summary>
    /// <param name="scope">What surrounds it.</param>
    /// <param name="odd">Whether values may hold variables, so that those of cache entries must not be used.</param>
    public string Action(Scope scope, bool odd)
    {
        var variable = Vocabulary.Variable(dice);
        var cache = Vocabulary.CacheName(dice);
        return dice.Next(14) switch
        {
            0 => $"eval %{variable} ( {dice.Pick("1 + 2", "(1,2,3)", "undef", "()", "die 'x'", "return (4, 5)", "1 +", "''", "\"a\\nb\"")} )",
            1 => $"eval %{variable} ( {dice.Pick("length('$0')", "uc(\"$1\")", "'$1' . '%v1'", "'%s' . \"$2\"", "'$0' =~ /(\\w+)$$/")} )",
            2 or 3 => $"eval %f ( sub {{ return join('-', @_); }} ); call %{variable} %f $1 {dice.Pick("z", "%v2 z", "", "$0")}",
            4 => $"call %{variable} {dice.Pick("%f", "%v1", "%none", "%v2")} $1",
            5 or 6 => $"lcall %{variable} $1 $2 -> ( sub {{ return map {{ uc($_) }} @_; }} )",
            7 => $"lcall %{variable} {cache} :> ( sub {{ return defined($_[0]) ? join(',', map {{ \"$_=\" . (defined($_[0]->{{$_}}) ? $_[0]->{{$_}} : 'UNDEF') }} sort keys %{{$_[0]}}) : 'none' }} )",
            8 => $"lcall %{variable} {cache} :> ( sub {{ $_[0]->{{new}} = 'set' if $_[0]; delete $_[0]->{{u}} if $_[0]; scalar(@_) }} )"
                + (odd ? "" : $"; write - new <$:{{{cache}:new}}> <$:{{{cache}:u}}>"),
            9 => $"lcall %{variable} %v1 {dice.Pick("", "%s", "$+{u}")} -> ( sub {{ defined($_[0]) ? length($_[0]) . scalar(@_) : 'undef' }} )",
            10 => $"lcall %{variable} -> ( sub {{ return {dice.Pick("time", "++$main::SEC::total", "join(' ', gmtime(time))", "wantarray", "__PACKAGE__")} }} )",
            11 => $"lcall %{variable} {Vocabulary.Context(dice)} -> ( sub {{ exists($main::context_list{{$_[0]}}) ? join('|', @{{$main::context_list{{$_[0]}}{{Buffer}}}}) . ' ' . join(',', sort keys %{{$main::context_list{{$_[0]}}{{Aliases}}}}) : 'none' }} )",
            12 => $"lcall %{variable} -> ( sub {{ return join ' ', sort grep {{ !/^_|^SEC/ }} keys %main::context_list }} )",
            _ => $"lcall %{variable} $0 -> ( sub {{ return if $_[0] =~ /bob/; return reverse(split(' ', $_[0])) }} )",
        } + dice.Pick("; write - perl <%" + variable + ">", "; if %" + variable + " ( write - true %" + variable + " ) else ( write - false )");
    }

    /// <summary>An event group pattern with its type.</summary>
    public (string Type, string Pattern) GroupPattern() => dice.Pick(
        ("PerlFunc", "sub { return scalar(@{$_[1]}) >= 3; }"),
        ("PerlFunc", "sub { return $_[0] =~ /1$/ }"),
        ("NPerlFunc", "sub { my %s = map { $_ => 1 } @{$_[1]}; return keys(%s) > 1 }"),
        ("PerlFunc", "sub { die 'x' if @{$_[1]} == 2; return $_[0] eq join(' ', @{$_[1]}) }"),
        ("NPerlFunc", "sub { die 'x' if $eg++ % 2; return 0 }"));
}
