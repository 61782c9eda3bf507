package sheet

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/csv"

	"pgregory.net/rapid"
)

// awkward are texts that spreadsheets and readers like to change.
var awkward = []string{
	"=1+1", "+49 30 123", "-", "@home", "'abc", "''=x", "'=x", "'", "''", "'+", "00123", "0", "TRUE", "vrai", "1e5", "3.36E+10", "12,5", "1/2", "2026-03-04",
	"_x000D_", "_x005F_x000D_", "a_x0041_b", "_x000d_", "_xZZZZ_", "&amp;", "<b>", "]]>", "a;b", "a,b", "a|b", `"`, `""`, `a"b`, `"a"`, `" a"`, " a ", "\u00a0a\u00a0", "a\u200b",
	"😀", "e\u0301", "é", "ﬁ", "İ", "שלום", "N/A", "sep=;", "ID", "ID;P", "null", "\ufeffx", "Zoë \"Jo\"", "D’H", strings.Repeat("x", 300), "a\u2028b", "a\u0085b",
}

// cellText generates text that a user may have: anything that a person sees
// and that holds no control characters.
func cellText() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.SampledFrom(awkward),
		rapid.StringOfN(rapid.RuneFrom([]rune(`'=+-@;,|" 0e_x`)), 0, 8, -1),
		rapid.Map(rapid.SliceOfN(rapid.SampledFrom(awkward), 2, 3), func(s []string) string { return strings.Join(s, "") }),
		rapid.String(),
	).Filter(func(s string) bool {
		return writable(s) == nil && !data.HasControl(s) && (s == "" || data.Clean(s) != "")
	})
}

// cellRows generates rows of three cells.
func cellRows(t *rapid.T) [][]string {
	rows := rapid.SliceOfN(rapid.SliceOfN(cellText(), 2, 2), 1, 12).Draw(t, "rows")
	for i := range rows {
		rows[i] = append([]string{"user@x.fr"}, rows[i]...)
	}
	return rows
}

// same fails unless the table holds the rows to the letter.
func same(t *rapid.T, table *data.Table, err error, rows [][]string) {
	if err != nil {
		t.Fatal(err)
	}
	if len(table.Rows) != len(rows) {
		t.Fatalf("%d rows, want %d", len(table.Rows), len(rows))
	}
	for i, row := range table.Rows {
		for j, want := range rows[i] {
			if got := row.Cell(j).Text; got != want || row.Ragged {
				t.Fatalf("row %d: %+q, want %+q", row.Number, got, want)
			}
		}
	}
}

var titles3 = []string{"Email", "Job title", "ID"}

// TestCSVRoundTrip writes any text with any delimiter and reads the same
// (SPEC S4.12, S7.2).
func TestCSVRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := cellRows(t)
		comma := rapid.SampledFrom([]rune(csv.Delimiters)).Draw(t, "comma")
		var out bytes.Buffer
		if err := WriteCSV(&out, titles3, slices.Values(rows), comma); err != nil {
			t.Fatal(err)
		}
		table, err := readBytes(out.Bytes())
		same(t, table, err, rows)
		if table.Delimiter != comma || table.Encoding != "UTF-8" {
			t.Fatalf("%q, %s", table.Delimiter, table.Encoding)
		}
	})
}

// TestXLSXRoundTrip writes any text as a workbook and reads the same.
func TestXLSXRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := cellRows(t)
		mark := &data.ExportMark{Organization: "org", Revision: 3}
		var out bytes.Buffer
		if err := Write(&out, Book{Mark: mark, Sheets: []Sheet{{Name: "Users", Columns: columns(titles3...), Rows: rowsOf(rows...)}}}); err != nil {
			t.Fatal(err)
		}
		table, err := readBytes(out.Bytes())
		same(t, table, err, rows)
		if table.Mark == nil || *table.Mark != *mark {
			t.Fatalf("mark %+v", table.Mark)
		}
		for _, row := range table.Rows {
			for _, c := range row.Cells {
				if c.Kind != data.Text { // what it looks like is the plan's to judge
					t.Fatalf("%q came back as kind %d", c.Text, c.Kind)
				}
			}
		}
	})
}

// TestAwkwardTexts round-trips every awkward text, so that none depends on
// chance.
func TestAwkwardTexts(t *testing.T) {
	var rows [][]string
	for _, a := range awkward {
		rows = append(rows, []string{a + "@x.fr", a, a})
	}
	var workbook bytes.Buffer
	if err := Write(&workbook, Book{Sheets: []Sheet{{Name: "Users", Columns: columns(titles3...), Rows: rowsOf(rows...)}}}); err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{"xlsx": workbook.Bytes()}
	for _, comma := range csv.Delimiters {
		var text bytes.Buffer
		if err := WriteCSV(&text, titles3, slices.Values(rows), comma); err != nil {
			t.Fatal(err)
		}
		files[string(comma)] = text.Bytes()
	}
	for name, content := range files {
		table, err := readBytes(content)
		if err != nil || len(table.Rows) != len(rows) {
			t.Fatalf("%s: %v", name, err)
		}
		for i, row := range table.Rows {
			for j, want := range rows[i] {
				if got := row.Cell(j).Text; got != want {
					t.Errorf("%s: %q, want %q", name, got, want)
				}
			}
		}
	}
}

// TestWriteCSVText holds how cells are written: the apostrophes of SPEC S7.2,
// quotes where a program may need them, and no file that begins like SYLK.
func TestWriteCSVText(t *testing.T) {
	for _, c := range []struct {
		header []string
		rows   [][]string
		comma  rune
		want   string
	}{
		{[]string{"ID", "Email"}, nil, ';', "\"ID\";Email\r\n"},
		{[]string{"IDENTIFIANT", "ID"}, nil, ';', "\"IDENTIFIANT\";ID\r\n"},
		{[]string{"sep=;"}, nil, ',', "\"sep=;\"\r\n"},
		{[]string{"Email", "ID"}, [][]string{{"=a", "+1"}, {"''-1", "'x"}, {"@", "\tx"}}, ';', "Email;ID\r\n'=a;'+1\r\n'''-1;'x\r\n'@;\"'\tx\"\r\n"},
		{[]string{"a", "b"}, [][]string{{"x,y", "x;y"}, {" x", "x "}, {"\"", "a\nb"}}, ',', "a,b\r\n\"x,y\",\"x;y\"\r\n\" x\",\"x \"\r\n\"\"\"\",\"a\nb\"\r\n"},
		{[]string{"a"}, [][]string{{""}, {"x"}}, '\t', "a\r\n\"\"\r\nx\r\n"},
	} {
		var out bytes.Buffer
		if err := WriteCSV(&out, c.header, slices.Values(c.rows), c.comma); err != nil || out.String() != csv.MarkUTF8+c.want {
			t.Errorf("%q, %v, want %q", out.String(), err, c.want)
		}
	}
	for _, text := range []string{"\x00", "\xff", "a\r\nb", "\x1b"} {
		if err := WriteCSV(&bytes.Buffer{}, []string{"Email"}, slices.Values([][]string{{text}}), ';'); !errors.Is(err, ErrUnwritable) {
			t.Errorf("%q: %v", text, err)
		}
	}
	if err := WriteCSV(&bytes.Buffer{}, []string{"Email"}, slices.Values([][]string{}), '^'); err == nil {
		t.Error("any delimiter is taken")
	}
}

// TestControlTextRoundTrip: tab and CR at the beginning survive CSV.
func TestControlTextRoundTrip(t *testing.T) {
	rows := [][]string{{"a@x.fr", "\tx", "\rx"}, {"b@x.fr", "'\tx", "''\r"}, {"c@x.fr", "a\tb", "a\nb"}}
	for _, comma := range csv.Delimiters {
		var out bytes.Buffer
		if err := WriteCSV(&out, titles3, slices.Values(rows), comma); err != nil {
			t.Fatal(err)
		}
		table, err := readBytes(out.Bytes())
		if err != nil || len(table.Rows) != len(rows) {
			t.Fatalf("%q: %v", comma, err)
		}
		for i, row := range table.Rows {
			for j, want := range rows[i] {
				if got := row.Cell(j).Text; got != want {
					t.Errorf("%q: %q, want %q", comma, got, want)
				}
			}
		}
	}
}

// readBytes reads a file that is in memory.
func readBytes(content []byte) (*data.Table, error) {
	return Read(context.Background(), bytes.NewReader(content), int64(len(content)), ReadOptions{})
}
