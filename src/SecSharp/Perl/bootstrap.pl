# What both hosts run before the code of rules. Nothing in here is seen by rules except through the overrides.
{
package SecSharp;
no warnings;

our ($now, $exit, $pid, $called, @in, @out, $hook);
$pid = $$;

# Asks the program; the hook's magic, or the child process host's sub of the same name, answers in @out.
sub request { local @in = map { defined($_) ? "$_" : undef } @_; local @out; ask(); return @out; }

# exit() ends the program in order, by way of the host; in a process that Perl code has forked it ends that process at once.
*CORE::GLOBAL::exit = sub (;$) {
  my $code = @_ ? int($_[0] || 0) & 255 : 0;
  if ($$ != $pid) { exec({ '/bin/sh' } 'sh', '-c', "exit $code") or kill('KILL', $$); }
  $exit = $code;
  local $SIG{__DIE__};
  die("exit\n");
};

$SIG{__WARN__} = sub { request('warn', $_[0]); };

# A call that takes all memory is told so; the program knows whether it is still that call.
our $busy;
$SIG{NUM62} = sub { die("endless recursion? the call has taken too much memory\n") if $busy && (request('runaway'))[0]; };

# The time of events instead of the system's. To be run before any rule code is compiled.
sub virtual_time {
  $now = shift;
  *CORE::GLOBAL::time = sub () { $now };
  *CORE::GLOBAL::sleep = sub (;$) {
    my $seconds = @_ && $_[0] > 0 ? int($_[0]) : 0;
    $now += $seconds;
    request('sleep', $seconds);
    return $seconds;
  };
  *CORE::GLOBAL::localtime = sub (;$) { CORE::localtime(@_ ? $_[0] : $now) };
  *CORE::GLOBAL::gmtime = sub (;$) { CORE::gmtime(@_ ? $_[0] : $now) };
}

sub text { my $text = defined($_[0]) ? "$_[0]" : ''; utf8::encode($text) if utf8::is_utf8($text) && !utf8::downgrade($text, 1); return $text; }
sub truth { return $_[0] ? '1' : ''; }
# A function for a regular expression: in list context the number of groups, their values, and the named groups.
sub matcher {
  my $regex = qr/$_[0]/;
  return sub {
    my @groups = $_[0] =~ $regex or return;
    return wantarray ? (scalar(@groups), @groups, %+) : 1;
  };
}

sub hash { return {}; }
sub again { $_[0]->{$_[1]} = $_[0]->{$_[2]}; return; }
sub copy { return { %{$_[0]} }; }
sub numbered { my $number = 0; return { map { ++$number => $_ } @_ }; }
sub list { return []; }
sub pairs {
  my $from = shift; my @pairs;
  foreach my $key (keys %$from) { my $value = $from->{$key}; push @pairs, text($key), defined($value) ? text($value) : undef; }
  return @pairs;
}

$| = 1;
{ my $old = select(STDERR); $| = 1; select($old); }

# %main::context_list: fetching an element makes a hash of its own, storing one changes the context.
package SecSharp::Contexts;
sub TIEHASH { return bless({}, $_[0]); }
sub FETCH {
  my ($time, $window, $description, $action, $aliases, @lines) = SecSharp::request('context get', $_[1]);
  return undef if !defined($time);
  return {
    Time => $time, Window => $window, Desc => $description, Action => (length($action) ? ['SecSharp', $action] : []),
    Aliases => { map { $_ => 1 } splice(@lines, 0, $aliases) }, Buffer => \@lines,
  };
}
sub STORE {
  my ($self, $name, $context) = @_;
  my @aliases = keys %{$context->{Aliases} || {}};
  my $action = ref($context->{Action}) ? $context->{Action}[1] : '';
  $action = '' if !defined($action) || $context->{Action}[0] ne 'SecSharp';
  SecSharp::request('context set', $name, $context->{Time} || 0, $context->{Window} || 0, $action,
    scalar(@aliases), @aliases, @{$context->{Buffer} || []});
}
sub EXISTS { return (SecSharp::request('context exists', $_[1]))[0]; }
sub DELETE { my $old = FETCH(@_); SecSharp::request('context delete', $_[1]); return $old; }
sub FIRSTKEY { my $self = shift; $self->{names} = [SecSharp::request('context names')]; return shift @{$self->{names}}; }
sub NEXTKEY { return shift @{$_[0]->{names}}; }
sub SCALAR { return scalar(@{[SecSharp::request('context names')]}); }
sub CLEAR { SecSharp::request('context delete', $_) foreach SecSharp::request('context names'); }
tie(%main::context_list, 'SecSharp::Contexts');

package SecSharp;
# Functions are called by the name of a glob, which is looked up faster than anything else can be passed.
sub install { no strict 'refs'; *{"main::$_[0]"} = $_[1]; return; }
sub uninstall { delete $main::{$_[0]}; return; }
}

1;
