# What Perl does with a regular expression: the other side of PerlRegex.cs.
# Request, one a line: hexadecimal pattern, then a tab and a hexadecimal subject, any number of times.
# Answer, one a line: "E <tab> message" for an invalid pattern, else "C" and for each subject a tab and "N" (no match), "X" (Perl gave up) or
# start-end of $0, $1, ... ("-" for a group that is not set) and NAME=hexadecimal value of %+, separated by commas.
use strict;
no warnings;
binmode STDIN;
binmode STDOUT;
$| = 1;

while (my $request = <STDIN>) {
  chomp $request;
  my ($pattern, @subjects) = map { pack('H*', $_) } split(/\t/, $request, -1);
  my $regex = eval { qr/$pattern/ };
  if (!defined $regex) {
    my $message = $@;
    $message =~ s/[\r\n\t]/ /g;
    print "E\t$message\n";
    next;
  }
  my @answer = ('C');
  foreach my $subject (@subjects) {
    my $matched = eval { $subject =~ $regex ? 1 : 0 };
    if (!defined $matched) {
      push @answer, 'X';
    }
    elsif ($matched && $subject =~ $regex) {
      my @groups = map { defined $-[$_] && defined $+[$_] ? "$-[$_]-$+[$_]" : '-' } (0 .. $#+);
      my @names = map { "$_=" . unpack('H*', $+{$_}) } sort keys %+;
      push @answer, join(',', @groups, @names);
    }
    else {
      push @answer, 'N';
    }
  }
  print join("\t", @answer), "\n";
}
