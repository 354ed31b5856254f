# The loop of the child process. Runs after the bootstrap; messages are lists of strings, each behind its length, and a
# message stands behind its own length. Values carry a letter: u undef, s string, h hash, l list.
{
  package SecSharp;
  no warnings;
  open(my $from, '<&=', $ARGV[0]) or exit(1);
  open(my $to, '>&=', $ARGV[1]) or exit(1);
  binmode($from); binmode($to);
  @ARGV = ();
  my (%functions, %hashes, @results, @passed, $last);

  sub receive {
    my $message = '';
    foreach my $part (4, 0) {
      my $wanted = $part || unpack('N', $message);
      $message = '';
      while (length($message) < $wanted) {
        my $got = CORE::sysread($from, $message, $wanted - length($message), length($message));
        return if defined($got) && !$got;
        return if !defined($got) && !$!{EINTR};
      }
    }
    return unpack('(N/a)*', $message);
  }

  sub reply {
    my $message = pack('(N/a)*', @_);
    $message = pack('N', length($message)) . $message;
    for (my $done = 0; $done < length($message);) {
      my $written = syswrite($to, $message, length($message) - $done, $done);
      if (defined($written)) { $done += $written } elsif (!$!{EINTR}) { CORE::exit(1) }
    }
  }

  sub value { return defined($_[0]) ? 's' . text($_[0]) : 'u'; }
  sub read_value { my ($kind, $rest) = (substr($_[0], 0, 1), substr($_[0], 1)); return $kind eq 'u' ? undef : $rest; }
  sub contents { return pack('(N/a)*', map { $_->[0], value($_->[1]) } map { [text($_), $_[0]->{$_}] } keys %{$_[0]}); }

  sub argument {
    my ($kind, $rest) = (substr($_[0], 0, 1), substr($_[0], 1));
    return undef if $kind eq 'u';
    return [unpack('(N/a)*', $rest)] if $kind eq 'l';
    return $rest if $kind eq 's';
    my ($id, $pairs) = unpack('N/a N/a', $rest);
    if ($kind eq 'H') {
      my %new = unpack('(N/a)*', $pairs);
      $hashes{$id} = { map { $_ => read_value($new{$_}) } keys %new };
    }
    push @passed, $id;
    return $hashes{$id};
  }

  sub describe {
    my $kind = !defined($_[0]) ? 'u' : !ref($_[0]) ? 'p' : ref($_[0]) eq 'CODE' ? 'c' : ref($_[0]) eq 'HASH' ? 'h' : 'r';
    return $kind . ($_[0] ? '1' : '0') . text($_[0]);
  }

  sub finished {
    my $failed = shift;
    if (defined($exit)) { my $code = $exit; undef $exit; @results = (); return reply('exit', $code); }
    if ($failed) { @results = (); return reply('error', text($@)); }
    my $pairs = @results == 1 && ref($results[0]) eq 'HASH' ? contents($results[0]) : '';
    my @described = eval { map { describe($_) } @results };
    return reply('error', text($@)) if @described != @results;
    reply('ok', pack('(N/a)*', @described), $pairs, pack('(N/a)*', map { $_, contents($hashes{$_}) } @passed),
      $pairs ne '' && (grep { ref } values %{$results[0]}) ? '1' : '0');
  }

  # Asks the program in the midst of a call.
  sub ask {
    reply('request', map { defined($_) ? "s$_" : 'u' } @in);
    my ($operation, @answer) = receive() or CORE::exit(1);
    @out = map { read_value($_) } @answer;
    return;
  }

  sub keep { my $name = ++$last; $functions{$name} = $_[0]; return $name; }

  sub run_messages {
    while (my ($operation, @operands) = receive()) {
      if ($operation eq 'call') {
        my ($name, $context) = splice(@operands, 0, 2);
        @passed = ();
        my @arguments = map { argument($_) } @operands;
        my $done;
        local $busy = 1;
        if ($context eq '3') { $done = eval { @results = $functions{$name}->(@arguments); 1 }; }
        else { $done = eval { @results = (scalar($functions{$name}->(@arguments))); 1 }; }
        $busy = 0;
        finished(!$done);
      } elsif ($operation eq 'evaluate') {
        my ($code, $context) = @operands;
        @passed = ();
        $@ = '';
        local $busy = 1;
        @results = $context eq '3' ? evaluate($code) : scalar(evaluate($code));
        my $failed = ref($@) || $@ ne '';
        $busy = 0;
        finished($failed);
      } elsif ($operation eq 'keep') {
        reply('ok', keep($results[$operands[0]]));
      } elsif ($operation eq 'release') {
        delete $functions{$operands[0]};
      } elsif ($operation eq 'release hash') {
        delete $hashes{$operands[0]};
      } elsif ($operation eq 'keep results') {
        $hashes{$operands[0]} = @results == 1 && ref($results[0]) eq 'HASH' ? copy($results[0]) : numbered(@results);
        reply('ok', contents($hashes{$operands[0]}));
      } elsif ($operation eq 'copy') {
        $hashes{$operands[1]} = copy($hashes{$operands[0]});
      } elsif ($operation eq 'again') {
        again($hashes{$operands[0]}, @operands[1, 2]);
      } elsif ($operation eq 'store') {
        $hashes{$operands[0]}{$operands[1]} = read_value($operands[2]);
      } elsif ($operation eq 'time') {
        if (defined($now)) { $now = $operands[0]; } else { virtual_time($operands[0]); }
      }
    }
  }
}

use Errno;
package main::SEC;
sub SecSharp::evaluate { eval $_[0] }
SecSharp::run_messages();
