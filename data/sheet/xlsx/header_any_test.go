package xlsx

import (
	"strings"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/csv"
	"headcount.app/headcount/data/sheet/head"
	"headcount.app/headcount/data/sheet/sheettest"
)

// TestAnyHeader: where no header is known the widest of the first rows is
// taken on request, so that a person can say what its columns are (SPEC S3.2),
// but never a row in which an address stands, and never before a known one.
func TestAnyHeader(t *testing.T) {
	o := head.Options{AnyHeader: true}
	for _, c := range []struct {
		name   string
		book   book
		ask    string
		sheet  string
		row    int
		header string
	}{
		{name: "widest row", book: sheets("A", inline("Staff")+inline("x", "y")+inline("1", "2")), sheet: "A", row: 2, header: "x|y"},
		{name: "first sheet with anything", book: sheets("A", "", "B", inline("x", "y"), "C", inline("1", "2", "3")), sheet: "B", row: 1, header: "x|y"},
		{name: "sheet asked for", book: sheets("A", inline("x", "y"), "B", inline("a", "b")), ask: "B", sheet: "B", row: 1, header: "a|b"},
		{name: "a known header goes first", book: sheets("A", inline("x", "y", "z")+inline("Email", "y")), sheet: "A", row: 2, header: "Email|y"},
		{name: "somebody’s row", book: sheets("A", inline("x")+inline("a@x.fr", "Anna"))},
		{name: "somebody’s row asked for", book: sheets("A", inline("a@x.fr", "Anna"), "B", inline("x")), ask: "A"},
	} {
		o.Sheet = c.ask
		table, err := c.book.read(o)
		if c.sheet == "" {
			sheettest.WantRefusal(t, err, data.FileNoHeader)
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if table.Sheet != c.sheet || table.HeaderRow != c.row || strings.Join(table.Header, "|") != c.header || len(table.OtherSheets) > 0 {
			t.Errorf("%s: got %q row %d %q, others %q", c.name, table.Sheet, table.HeaderRow, table.Header, table.OtherSheets)
		}
	}
	for text, want := range map[string]string{
		"Our staff\nx;y\n1;2\n":     "x|y",
		"x;y;z\nEmail;y\na@x.fr;\n": "Email|y",
		"x\na@x.fr;Anna\n":          "",
	} {
		table, err := csv.Read(t.Context(), strings.NewReader(text), int64(len(text)), o)
		switch {
		case want == "" && sheettest.Code(err) != data.FileNoHeader:
			t.Errorf("%q: %v", text, err)
		case want != "" && (err != nil || strings.Join(table.Header, "|") != want):
			t.Errorf("%q: got %v, %v", text, table, err)
		}
	}
}
