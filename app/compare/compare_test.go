package compare

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data"
)

// contentsOf makes the contents of a CSV file of lines with ; between the cells.
func contentsOf(header string, lines ...string) Contents {
	t := &data.Table{Format: "csv", HeaderRow: 1, Header: strings.Split(header, ";")}
	for i, line := range lines {
		row := data.Row{Number: i + 2}
		for _, text := range strings.Split(line, ";") {
			row.Cells = append(row.Cells, data.Cell{Text: text})
		}
		row.Ragged = len(row.Cells) > len(t.Header)
		t.Rows = append(t.Rows, row)
	}
	columns, err := plan.Columns(nil, t, nil)
	if err != nil {
		panic(err)
	}
	c := Contents{Table: t}
	for _, col := range columns {
		c.Columns = append(c.Columns, col.Column)
	}
	return c
}

// written is a comparison as text, a line for each difference.
func written(c *Comparison) string {
	var lines []string
	for i := range c.Lines {
		d := &c.Lines[i]
		text := fmt.Sprintf("%s %d %d %s:", d.Kind, d.OlderRow, d.NewerRow, d.Name())
		for _, cell := range d.Cells {
			text += fmt.Sprintf(" %s[%s>%s]", cell.Header, cell.Old, cell.New)
		}
		lines = append(lines, text)
	}
	return strings.Join(lines, "\n")
}

const usual = "ID;Email;First name;Last name;Role ID"

// TestCompareSaysWhatAPersonChanged tries each way in which rows of two files find each
// other, and each spelling that is no difference.
func TestCompareSaysWhatAPersonChanged(t *testing.T) {
	for _, c := range []struct{ name, older, newer, want string }{
		{"a value", "1;a@x.fr;Ann;Ash;s1", "1;a@x.fr;Ann;Ash;s2", "differs 2 2 Ann Ash: Role ID[s1>s2]"},
		{"by ID, another address", "1;a@x.fr;Ann;Ash;s1", "1;b@x.fr;Ann;Ash;s1", "differs 2 2 Ann Ash: Email[a@x.fr>b@x.fr]"},
		{"by email, a new ID", ";a@x.fr;Ann;Ash;s1", "7;A@x.fr;Ann;Ash;s1", "differs 2 2 Ann Ash: ID[>7]"},
		{"ID lost its zeros", "007;a@x.fr;Ann;Ash;s1", "7;a2@x.fr;Ann;Ash;s1", "differs 2 2 Ann Ash: Email[a@x.fr>a2@x.fr]"},
		{"another person took the address", "1;a@x.fr;Ann;Ash;s1", "2;a@x.fr;Bob;Elm;s1", "older 2 0 Ann Ash: ID[1>] Email[a@x.fr>] First name[Ann>] Last name[Ash>] Role ID[s1>]\n" +
			"newer 0 2 Bob Elm: ID[>2] Email[>a@x.fr] First name[>Bob] Last name[>Elm] Role ID[>s1]"},
		{"neither ID nor email yet", ";;Ann;Ash;s1", ";a@x.fr;Ann;Ash;s1", "differs 2 2 Ann Ash: Email[>a@x.fr]"},
		{"only spelling", "1;A@x.fr;Ann;O’Ash;s1, s2", "1;<a@x.fr>;Ann ;O'Ash;S2|s1", ""},
		{"a row too wide", "1;a@x.fr;Ann;Ash;s1;oops", "1;a@x.fr;Ann;Ash;s1;oops", ""},
		{"the example row", "1;a@x.fr;Ann;Ash;s1", "1;a@x.fr;Ann;Ash;s1\n;" + data.ExampleRow("en")[data.Email] + ";Jo;Doe;s1", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			newer := contentsOf(usual, strings.Split(c.newer, "\n")...)
			if got := written(Compare(contentsOf(usual, c.older), newer)); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// TestCompareNamesColumnsOfOneFile: columns are known by field or header, wherever they
// stand; one that only one file has is named and is no difference of anybody, nor is one
// that is not used, of which only the header is kept (SPEC S3A.9).
func TestCompareNamesColumnsOfOneFile(t *testing.T) {
	older := contentsOf("Email;Prénom;Nom;Notes;Phone", "a@x.fr;Ann;Ash;x;1")
	newer := contentsOf("Last name;First name;E-mail;Team;notes", "Ash;Ann;a@x.fr;red;y")
	c := Compare(older, newer)
	if got := written(c); got != "" {
		t.Errorf("a difference in a column that is not used: %q", got)
	}
	if !slices.Equal(c.ColumnsOlder, []string{"Phone"}) || !slices.Equal(c.ColumnsNewer, []string{"Team"}) {
		t.Errorf("columns: %v, %v", c.ColumnsOlder, c.ColumnsNewer)
	}
}

func drawContents(t *rapid.T, name string) Contents {
	header := rapid.SampledFrom([]string{usual, "Email;ID;Last name;First name;Phone", "Email;First name;Last name;Role;Role 2;Status"}).Draw(t, name+" header")
	text := rapid.SampledFrom([]string{"", "1", "01", "2", "a@x.fr", "A@x.fr ", "b@x.fr", "Ann", "ann", "s1", "s1, s2", "yes", "active", "00331", "+331"})
	n := len(strings.Split(header, ";"))
	lines := make([]string, rapid.IntRange(0, 6).Draw(t, name+" rows"))
	for i := range lines {
		lines[i] = strings.Join(rapid.SliceOfN(text, n, n+rapid.IntRange(0, 1).Draw(t, "wider")).Draw(t, name), ";")
	}
	if len(lines) == 0 {
		lines = []string{strings.Repeat(";", n-1)}
	}
	return contentsOf(header, lines...)
}

// TestComparingAFileWithItselfFindsNothing whatever stands in it.
func TestComparingAFileWithItselfFindsNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawContents(t, "file")
		got := Compare(c, c)
		if len(got.Lines) > 0 || got.Same != len(c.Table.Rows) || len(got.ColumnsOlder)+len(got.ColumnsNewer) > 0 {
			t.Fatalf("%d the same of %d, differences:\n%s", got.Same, len(c.Table.Rows), written(got))
		}
	})
}

// TestCompareBlankRaggedRows: a row that is too long and blank is the same row in
// the same file; one whose cells were not kept cannot be said to be.
func TestCompareBlankRaggedRows(t *testing.T) {
	c := contentsOf(usual, ";;;;", ";;;;;")
	if got := Compare(c, c); len(got.Lines) > 0 {
		t.Errorf("a blank row differs from itself:\n%s", written(got))
	}
	for i := range c.Table.Rows {
		if c.Table.Rows[i].Ragged {
			c.Table.Rows[i].Cells = nil
		}
	}
	if got := Compare(c, c); len(got.Lines) != 2 {
		t.Errorf("what is not known is compared:\n%s", written(got))
	}
}

// TestComparingIsSymmetric: the other way round, the same is said with the sides changed;
// and nobody is lost on the way.
func TestComparingIsSymmetric(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawContents(t, "a"), drawContents(t, "b")
		there, back := Compare(a, b), Compare(b, a)
		if there.Same != back.Same || !slices.Equal(sidesOf(there, false), sidesOf(back, true)) {
			t.Fatalf("there %d\n%s\nback %d\n%s", there.Same, written(there), back.Same, written(back))
		}
		if n := there.Same + there.Count(Differs) + there.Count(OnlyOlder); n != len(a.Table.Rows) {
			t.Fatalf("%d of %d older rows are told of", n, len(a.Table.Rows))
		}
	})
}

// sidesOf lists the rows and values of all lines, with the sides changed if turned.
func sidesOf(c *Comparison, turned bool) []string {
	var all []string
	for i := range c.Lines {
		d := &c.Lines[i]
		rows := fmt.Sprint(d.OlderRow, " ", d.NewerRow)
		if turned {
			rows = fmt.Sprint(d.NewerRow, " ", d.OlderRow)
		}
		for _, cell := range d.Cells {
			key := cell.Field.Name()
			if cell.Field == data.NoField {
				key = data.HeaderKey(cell.Header)
			}
			if turned {
				cell.Old, cell.New = cell.New, cell.Old
			}
			all = append(all, rows+" "+key+" "+cell.Old+" "+cell.New)
		}
		all = append(all, rows)
	}
	slices.Sort(all)
	return all
}
