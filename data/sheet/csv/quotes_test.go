package csv

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/sheettest"

	"pgregory.net/rapid"
)

// list is a small user file before it is written: what the cells hold, and how
// they are put in quotes.
type list struct {
	header []string
	rows   [][]string
	comma  string
	lines  string // the line end
	quote  func(row, column int) bool
}

// cell writes one cell with the stray quotes at the places given, counted in
// bytes of what is written.
func (l list) cell(row, column int, strays []int) string {
	text := l.rows[row][column]
	if l.quote(row, column) || strings.ContainsAny(text, l.comma+"\"\n") {
		text = `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
	}
	for _, at := range strays {
		at = min(at, len(text))
		text = text[:at] + `"` + text[at:]
	}
	return text
}

type stray struct{ row, column, at int }

func (l list) write(strays ...stray) string {
	var b strings.Builder
	b.WriteString(strings.Join(l.header, l.comma) + l.lines)
	for row := range l.rows {
		for column := range l.header {
			if column > 0 {
				b.WriteString(l.comma)
			}
			var at []int
			for _, s := range strays {
				if s.row == row && s.column == column {
					at = append(at, s.at)
				}
			}
			b.WriteString(l.cell(row, column, at))
		}
		b.WriteString(l.lines)
	}
	return b.String()
}

// lost names the first user whom the table does not show: what they are known
// by must stand in a cell of its own. Quotes in it are seen by the person, so
// they are no loss.
func (l list) lost(t *data.Table) string {
	shown := map[string]bool{}
	for _, row := range t.Rows {
		for _, c := range row.Cells {
			shown[strings.ReplaceAll(c.Text, `"`, "")] = true
		}
	}
	for _, row := range l.rows {
		if !shown[row[0]] {
			return row[0] + " is lost"
		}
	}
	if len(t.Rows) < len(l.rows) {
		return fmt.Sprintf("%d rows of %d", len(t.Rows), len(l.rows))
	}
	return ""
}

// check fails if the file is read with fewer users than are in it.
func (l list) check(t testing.TB, strays ...stray) (refused bool) {
	t.Helper()
	text := l.write(strays...)
	table, err := readBytes([]byte(text))
	if err != nil {
		if c := sheettest.Code(err); c != data.FileSwallowed && c != data.FileNoHeader {
			t.Fatalf("%v: %v", strays, err)
		}
		return true
	}
	if lost := l.lost(table); lost != "" {
		t.Fatalf("%v: %s in\n%s", strays, lost, text)
	}
	return false
}

// lists are user files of several widths and habits of quoting; the first
// column is what a user is known by.
func lists(rows int) map[string]list {
	never := func(int, int) bool { return false }
	always := func(int, int) bool { return true }
	some := func(row, column int) bool { return (row+column)%3 == 0 }
	wide := make([][]string, rows)
	byID, three, two, one := make([][]string, rows), make([][]string, rows), make([][]string, rows), make([][]string, rows)
	blanks, lines := make([][]string, rows), make([][]string, rows)
	for i := range rows {
		email, id := fmt.Sprintf("user%03d@example.org", i), fmt.Sprintf("%05d", i)
		wide[i] = []string{email, "Zoë", "D'Hérouville", "shop-1", "Manager", id, "Head of sales", "+33 6 12 34 56 78"}
		byID[i] = []string{id, "Zoë", "Durand", "shop-1", "", "Manager"}
		three[i] = []string{email, "Zoë", id}
		two[i] = []string{email, "shop-1"}
		one[i] = []string{email}
		blanks[i] = []string{email, "", "", "shop-1", "", "", "", ""}
		lines[i] = []string{email, "Zoë", "Durand", "shop-1\nshop-2", "Manager", id, "12, rue de la Paix\n75002 Paris", ""}
	}
	ids := []string{"ID", "First name", "Last name", "Role ID", "Job title", "Permission profile"}
	return map[string]list{
		"no quotes":      {sheettest.Headers8, wide, ";", "\r\n", never},
		"all quoted":     {sheettest.Headers8, wide, ",", "\n", always},
		"some quoted":    {sheettest.Headers8, wide, ",", "\r\n", some},
		"by ID":          {ids, byID, ";", "\n", never},
		"by ID, quoted":  {ids, byID, ";", "\n", some},
		"three columns":  {[]string{"Email", "First name", "ID"}, three, ",", "\n", never},
		"two columns":    {[]string{"Email", "Role ID"}, two, ";", "\r", never},
		"one column":     {[]string{"Email"}, one, ";", "\n", never},
		"blank cells":    {sheettest.Headers8, blanks, "\t", "\n", never},
		"line breaks":    {sheettest.Headers8, lines, ";", "\n", never},
		"breaks, quoted": {sheettest.Headers8, lines, ";", "\r\n", always},
	}
}

// TestListsWithoutStrays reads what the other tests put stray quotes into.
func TestListsWithoutStrays(t *testing.T) {
	for name, l := range lists(30) {
		table, err := readBytes([]byte(l.write()))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for i, row := range table.Rows {
			for j, want := range l.rows[i] {
				if got := row.Cell(j).Text; got != want || row.Ragged {
					t.Errorf("%s: row %d, %q, want %q", name, i, got, want)
				}
			}
		}
	}
}

// TestOneStrayQuote puts one quote at the beginning, in the middle and at the
// end of every cell (SPEC S3.9, 500 cases and more).
func TestOneStrayQuote(t *testing.T) {
	const rows = 7
	for name, l := range lists(rows) {
		refused, read := 0, 0
		for row := range rows {
			for column := range l.header {
				length := len(l.cell(row, column, nil))
				for _, at := range []int{0, 1, length / 2, length} {
					if l.check(t, stray{row, column, at}) {
						refused++
					} else {
						read++
					}
				}
			}
		}
		if refused == 0 || read == 0 {
			t.Errorf("%s: %d refused, %d read: the test tests nothing", name, refused, read)
		}
	}
}

// TestTwoStrayQuotes puts two quotes at the edges of any two cells: on one
// line, on neighbouring lines, and far apart. This is what a strict reader
// takes for one long cell.
func TestTwoStrayQuotes(t *testing.T) {
	const rows = 5
	for _, l := range lists(rows) {
		w := len(l.header)
		for from := range rows * w {
			for to := from; to < rows*w; to++ {
				a, b := stray{from / w, from % w, 0}, stray{to / w, to % w, 0}
				l.check(t, a, b)
				b.at = 1 << 10
				l.check(t, a, b)
			}
		}
	}
}

// TestManyStrayQuotes puts up to six quotes anywhere.
func TestManyStrayQuotes(t *testing.T) {
	all := lists(12)
	rapid.Check(t, func(t *rapid.T) {
		l := all[rapid.SampledFrom([]string{
			"no quotes", "all quoted", "some quoted", "by ID", "by ID, quoted", "three columns",
			"two columns", "one column", "blank cells", "line breaks", "breaks, quoted",
		}).Draw(t, "list")]
		strays := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) stray {
			return stray{
				rapid.IntRange(0, len(l.rows)-1).Draw(t, "row"), rapid.IntRange(0, len(l.header)-1).Draw(t, "column"),
				rapid.SampledFrom([]int{0, 0, 1, 3, 100, 100}).Draw(t, "at"),
			}
		}), 1, 6).Draw(t, "strays")
		text := l.write(strays...)
		table, err := readBytes([]byte(text))
		if err != nil {
			return
		}
		if lost := l.lost(table); lost != "" {
			t.Fatalf("%s in\n%s", lost, text)
		}
	})
}

// TestStrayQuoteInHeader puts quotes into the header row and closes them
// anywhere below.
func TestStrayQuoteInHeader(t *testing.T) {
	for _, l := range lists(4) {
		for column := range l.header {
			broken := l
			broken.header = append([]string(nil), l.header...)
			broken.header[column] = `"` + broken.header[column]
			for row := range l.rows {
				for to := range l.header {
					broken.check(t, stray{row, to, 1 << 10})
				}
			}
			broken.check(t)
		}
	}
}

// TestSwallowedLines names the lines on which the quotes stand (SPEC S3.9).
func TestSwallowedLines(t *testing.T) {
	l := lists(1000)["no quotes"]
	_, err := readBytes([]byte(l.write(stray{299, 1, 0}, stray{499, 1, 1 << 10})))
	var refusal *data.FileError
	if !errors.As(err, &refusal) || strings.Join(refusal.Args, " ") != "from 301 to 501" {
		t.Errorf("two quotes 200 lines apart: %v", err)
	}
	_, err = readBytes([]byte("sep=;\r\n" + l.write(stray{9, 7, 0})))
	if !errors.As(err, &refusal) || strings.Join(refusal.Args, " ") != "from 12 to 1002" {
		t.Errorf("a quote never closed: %v %v", err, refusal.Args)
	}
}

// TestLineBreaksInCells reads cells that rightly hold line breaks: lists of
// roles, addresses with delimiters in them, headers on two lines.
func TestLineBreaksInCells(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		row  int
		cell int
		want string
	}{
		"roles":                  {"Email;Role ID\na@x.fr;\"shop-1\nshop-2\nshop-3\"\nb@x.fr;shop-1\n", 0, 1, "shop-1\nshop-2\nshop-3"},
		"roles, CR LF":           {"Email;Role ID\r\na@x.fr;\"shop-1\r\nshop-2\"\r\n", 0, 1, "shop-1\nshop-2"},
		"address, two columns":   {"Email,Job title\na@x.fr,\"Head of sales\nParis, France\"\n", 0, 1, "Head of sales\nParis, France"},
		"address, last column":   {"Email,ID,Phone,Job title\na@x.fr,1,2,\"Boss\nParis, Lyon, Nantes, Nice\"\n", 0, 3, "Boss\nParis, Lyon, Nantes, Nice"},
		"address, first column":  {"Job title,Email\n\"Sales, North\nFrance\",a@x.fr\n", 0, 0, "Sales, North\nFrance"},
		"address, middle column": {"First name,Job title,Email\nZoë,\"Boss\nParis, France\nEurope, Earth\",a@x.fr\n", 0, 1, "Boss\nParis, France\nEurope, Earth"},
		"blank line":             {"Email,ID,Phone,Job title\na@x.fr,1,2,\"Boss\n\nof all\"\n", 0, 3, "Boss\n\nof all"},
		"quotes and breaks":      {"Email;Job title\na@x.fr;\"dit \"\"le\ngrand\"\"\"\n", 0, 1, "dit \"le\ngrand\""},
		"header on two lines":    {"Email;\"Role\nID\";Phone\na@x.fr;shop-1;1\n", 0, 1, "shop-1"},
		"two such cells":         {"Email;Role ID;Job title\na@x.fr;\"s1\ns2\";\"a\nb\"\nb@x.fr;;\n", 0, 2, "a\nb"},
		"the row after it":       {"Email;Role ID;Job title\na@x.fr;\"s1\ns2\";\"a\nb\"\nb@x.fr;s;t\n", 1, 2, "t"},
	} {
		table, err := readBytes([]byte(c.text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := table.Rows[c.row].Cell(c.cell).Text; got != c.want || table.Rows[c.row].Ragged {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
