#!/usr/bin/perl
# xlsx/perl-*.xlsx. Needs libexcel-writer-xlsx-perl.
use strict;
use warnings;
use utf8;
use Excel::Writer::XLSX;
use File::Basename qw(dirname);

my $here = dirname(__FILE__);
my $testdata = $ENV{TESTDATA} || "$here/../../data/sheet/testdata";
my @rows;
open my $in, '<:encoding(UTF-8)', "$here/people.csv" or die $!;
while (my $line = <$in>) {
    chomp $line;
    my @cells;
    push @cells, defined $1 ? $1 =~ s/""/"/gr : $2 while $line =~ /(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g;
    push @rows, \@cells;
}

my $book = Excel::Writer::XLSX->new("$testdata/xlsx/perl-excel-writer.xlsx");
my $sheet = $book->add_worksheet('Users');
for my $r (0 .. $#rows) {
    $sheet->write_string($r, $_, $rows[$r][$_]) for 0 .. $#{ $rows[$r] };
}
$sheet->write('H2', '0612345601');    # write() takes what looks like a number for one, and the zero is gone
$rows[1][7] = '612345601';
$sheet->write_number('H3', 612345602, $book->add_format(num_format => '0# ## ## ## ##'));
$rows[2][7] = '06 12 34 56 02';
$sheet->write('A4', 'mailto:zoe.dherouville@bellerive.example', undef, 'Zoë');
$rows[3][0] = 'zoe.dherouville@bellerive.example';
$sheet->write_formula('G5', '=UPPER("vendeur")', undef, 'VENDEUR');
$rows[4][6] = 'VENDEUR';
$sheet->autofilter('A1:H21');
$book->close;

open my $out, '>:encoding(UTF-8)', "$testdata/xlsx/perl-excel-writer.golden" or die $!;
print $out "sheet=Users header_row=1\n";
print $out join('|', $_ + 1, @{ $rows[$_] }), "\n" for 0 .. $#rows;
