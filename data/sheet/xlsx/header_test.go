package xlsx

import (
	"strings"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/csv"
	"headcount.app/headcount/data/sheet/head"
	"headcount.app/headcount/data/sheet/sheettest"
)

// TestHeaderRow: the header is the first row that can be one; one that is not
// the only one is asked (SPEC S3A.10), in text files and in workbooks alike.
func TestHeaderRow(t *testing.T) {
	const people = "a@x.fr;Ann;Ash\nb@x.fr;Bob;Best\n"
	for _, c := range []struct {
		name, text string
		row        int
		code       string
		args       []string
	}{
		{name: "the first row", text: "Email;First name;Last name\n" + people, row: 1},
		{name: "a title with an address above", text: "Staff;hr@x.fr\n\nEmail;First name;Last name\n" + people, row: 3},
		{name: "a title of one known word", text: "Roles\nEmail;First name;Last name\n" + people, row: 2},
		{name: "titles of groups", text: "Name;Role;Phone\nEmail;First name;Last name;Role ID\na@x.fr;A;B;r\n", row: 2},
		{name: "the same header again", text: "Email;First name;Last name\n" + people + "Email;First name;Last name\n" + people, row: 1},
		{name: "one known header", text: "Mail;Note\na@x.fr;x\n", row: 1},
		{name: "somebody of Idaho", text: "Mail;Where;Desk\na@x.fr;ID;Mobile\n", row: 1},
		{name: "a second list", text: "Email;First name\na@x.fr;A\nEmail;First name;Phone\nb@x.fr;B;1\n", code: data.FileHeaderRows, args: []string{"rows", "1\n3", "first", "1", "headers", "Email\nFirst name\nPhone"}},
		{name: "other columns, as many", text: "Email;First name\na@x.fr;A\nEmail;Last name\nb@x.fr;B\n", code: data.FileHeaderRows, args: []string{"rows", "1\n3", "first", "1", "headers", "Email\nLast name"}},
		{name: "a legend below", text: "Email;Nom;Role\nEmail (work);Nom;Role ID;Profile\n" + people, code: data.FileHeaderRows, args: []string{"rows", "1\n2", "first", "1", "headers", "Email (work)\nNom\nRole ID\nProfile"}},
		{name: "fewer columns below", text: "Email;First name;Last name\n" + people + "Role;Phone\n", row: 1},
		{name: "somebody above the header", text: "z@x.fr;Zoe;Zimmer\nEmail;First name;Last name\n" + people, code: data.FileAboveHeader, args: []string{"row", "1", "header", "2"}},
		{name: "no header, somebody's rows", text: "a@x.fr;Ann;Desk\nb@x.fr;Bob;Mobile\n", code: data.FileNoHeader},
		{name: "an example in a header", text: "Email (e.g. name@company.com);First name\n" + people, row: 1},
	} {
		rows := ""
		for n, line := range strings.Split(strings.TrimSuffix(c.text, "\n"), "\n") {
			if cells := strings.Split(line, ";"); line != "" {
				rows += strings.Replace(inline(cells...), "<row", `<row r="`+string(rune('1'+n))+`"`, 1)
			}
		}
		for kind, read := range map[string]func(o head.Options) (*data.Table, error){
			"text": func(o head.Options) (*data.Table, error) {
				return csv.Read(t.Context(), strings.NewReader(c.text), int64(len(c.text)), o)
			},
			"workbook": newBook(rows).read,
		} {
			table, err := read(head.Options{})
			switch {
			case c.code == "" && (err != nil || table.HeaderRow != c.row):
				t.Errorf("%s, %s: got %v, %v, want row %d", c.name, kind, table, err, c.row)
			case c.code != "" && sheettest.Code(err) != c.code:
				t.Errorf("%s, %s: got %v, want %s", c.name, kind, err, c.code)
			case c.args != nil:
				sheettest.WantRefusal(t, err, c.code, c.args...)
			}
			if c.code != data.FileHeaderRows {
				continue
			}
			for _, row := range []int{1, 3} {
				if c.name == "a legend below" && row == 3 {
					row = 2
				}
				if table, err := read(head.Options{HeaderRow: row}); err != nil || table.HeaderRow != row {
					t.Errorf("%s, %s: row %d asked for: %v", c.name, kind, row, err)
				}
			}
		}
	}
}

// TestHeaderRowAskedFor: any row can be, also one far below.
func TestHeaderRowAskedFor(t *testing.T) {
	text := strings.Repeat("x\n", 29) + "Email;ID\na@x.fr;1\n"
	rows := strings.Repeat(inline("x"), 29) + inline("Email", "ID") + inline("a@x.fr", "1")
	for kind, read := range map[string]func(o head.Options) (*data.Table, error){
		"text": func(o head.Options) (*data.Table, error) {
			return csv.Read(t.Context(), strings.NewReader(text), int64(len(text)), o)
		},
		"workbook": newBook(rows).read,
	} {
		table, err := read(head.Options{HeaderRow: 30})
		if err != nil || table.HeaderRow != 30 || len(table.Rows) != 1 || table.Rows[0].Number != 31 {
			t.Errorf("%s: got %+v, %v", kind, table, err)
		}
		for _, row := range []int{32, 5000} {
			if _, err := read(head.Options{HeaderRow: row}); sheettest.Code(err) != data.FileNoSuchRow {
				t.Errorf("%s, row %d: %v", kind, row, err)
			}
		}
	}
}
