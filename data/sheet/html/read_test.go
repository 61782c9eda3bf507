package html

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
	"headcount.app/headcount/data/sheet/sheettest"
)

func readPage(page string, o head.Options) (*data.Table, error) {
	return Read(context.Background(), strings.NewReader(page), int64(len(page)), o)
}

const users = `<tr><th>Email<th>ID<th>Job title</tr>`

// TestTables reads tables as a browser shows them (SPEC S15.4).
func TestTables(t *testing.T) {
	for name, c := range map[string]struct{ page, want string }{
		"plain":           {`<table>` + users + `<tr><td>a@x.fr</td><td>000102</td><td>Chef</td></tr></table>`, "2|a@x.fr|000102|Chef"},
		"no end tags":     {`<TABLE>` + users + `<TR><TD>a@x.fr<TD>1<TR><TD>b@x.fr</TABLE>`, "2|a@x.fr|1 3|b@x.fr"},
		"blanks, lines":   {"<table>" + users + "<tr><td>\n a@x.fr \n<td> 1 <td> <p>a\n b</p><p>c<br>\nd</p><br> <div>e</div> </table>", `2|a@x.fr|1|a b\nc\nd\n\ne`},
		"entities":        {`<table>` + users + `<tr><td>a&#64;x.fr<td>A&amp;B<td>&eacute;&nbsp;&lt;</table>`, `2|a@x.fr|A&B|é\u00a0<`},
		"scripts, styles": {`<script>"<table>"</script><style>td{}</style><table>` + users + `<tr><td>a@x.fr<script>x</script><td>1<!-- <td>no --></table>`, "2|a@x.fr|1"},
		"links":           {`<table>` + users + `<tr><td><a href="mailto:a@x.fr">Anna</a><td><a href="https://x.example">1</a></table>`, "2|a@x.fr|1"},
		"tables of rows":  {`<table><thead>` + users + `</thead><tbody><tr><td>a@x.fr</tbody><tfoot><tr><td>b@x.fr</tfoot></table>`, "2|a@x.fr 3|b@x.fr"},
		"layout":          {`<table><tr><td>Menu<td><table>` + users + `<tr><td>a@x.fr</table></table>`, "2|a@x.fr"},
		"other tables":    {`<table><tr><td>Hello</table><table>` + users + `<tr><td>a@x.fr</table><table><tr><td>Bye</table>`, "2|a@x.fr"},
		"titles above":    {`<table><tr><td colspan=3>Staff</tr>` + users + `<tr><td>a@x.fr</table>`, "3|a@x.fr"},
	} {
		t.Run(name, func(t *testing.T) {
			table, err := readPage(c.page, head.Options{})
			if err != nil {
				t.Fatal(err)
			}
			lines := sheettest.GoldenTable(table)
			if got := strings.Join(lines[1:], " "); got != c.want || table.Format != "html" || !table.OfText() {
				t.Errorf("got %s of a %s, want %s", got, table.Format, c.want)
			}
		})
	}
}

// TestSpans puts cells where a browser shows them, and knows what they cover.
func TestSpans(t *testing.T) {
	table, err := readPage(`<table>`+users+`<tr><td>a@x.fr<td rowspan=2>1<td rowspan=9>x<tr hidden><td>b@x.fr<tr style="display: none"><td>c@x.fr<td>3</table>`, head.Options{})
	if err != nil {
		t.Fatal(err)
	}
	b, c := table.Rows[1], table.Rows[2]
	if b.Cells[0].Text != "b@x.fr" || b.Cells[1].Kind != data.Covered || b.Cells[2].Kind != data.Covered || !b.Hidden ||
		c.Cells[1].Text != "3" || c.Cells[2].Kind != data.Covered || !c.Hidden || table.Rows[0].Hidden {
		t.Errorf("%+v", table.Rows)
	}
}

// TestEncodings reads a page in the encoding that it has, says, or looks like.
func TestEncodings(t *testing.T) {
	page := func(meta, name string) string {
		return meta + `<table>` + users + `<tr><td>a@x.fr<td>1<td>` + name + `</table>`
	}
	for name, c := range map[string]struct{ page, want string }{
		"UTF-8":               {page("", "Zoë"), "Zoë"},
		"UTF-8 that lies":     {page(`<meta charset="iso-8859-1">`, "Zoë"), "Zoë"},
		"Windows-1252":        {page("", "Zo\xeb et h\xe9l\xe8ne"), "Zoë et hélène"},
		"declared":            {page(`<meta http-equiv=Content-Type content="text/html; charset=windows-1250">`, "\xa3ukasz"), "Łukasz"},
		"declared as nothing": {page(`<meta charset=x-unknown>`, "Zo\xeb et h\xe9l\xe8ne"), "Zoë et hélène"},
		"UTF-8 with its mark": {"\xEF\xBB\xBF" + page("", "Zoë"), "Zoë"},
	} {
		table, err := readPage(c.page, head.Options{})
		if err != nil || table.Rows[0].Cell(2).Text != c.want {
			t.Errorf("%s: %+v, %v", name, table, err)
		}
	}
}

// TestRefused has pages without a list, with two, and those that are not whole.
func TestRefused(t *testing.T) {
	list := `<table>` + users + `<tr><td>a@x.fr<td>1<td>c</table>`
	for name, c := range map[string]struct{ page, code string }{
		"no table":                {`<html><form><input></form>`, data.FileHTML},
		"an empty table":          {`<table></table>`, data.FileHTML},
		"tables without a header": {`<table><tr><td>Hello</table><table><tr><td>Bye</table>`, data.FileHTML},
		"one without a header":    {`<table><tr><td>Hello</table>`, data.FileNoHeader},
		"two lists":               {list + list, data.FileSheetTie},
		"cut":                     {list[:len(list)-3], data.FileDamaged},
		"cut within a table":      {`<table><tr><td>` + list, data.FileDamaged},
		"tables without end":      {strings.Repeat("<table>", maxDepth+1), data.FileTooLarge},
		"columns without end":     {`<table>` + users + `<tr>` + strings.Repeat(`<td colspan=1000>a`, 20) + `</table>`, data.FileDamaged},
	} {
		_, err := readPage(c.page, head.Options{AnyHeader: c.code != data.FileNoHeader})
		if sheettest.Code(err) != c.code {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
	_, err := readPage(`<title>Staff</title>`+list+`<table><caption>Old  staff</caption>`+users+`</table>`+list, head.Options{})
	sheettest.WantRefusal(t, err, data.FileSheetTie, "sheets", "Staff\nOld staff\nStaff 3")
	table, err := readPage(list+list, head.Options{Sheet: "2"})
	if err != nil || table.Sheet != "2" || !slices.Equal(table.Sheets, []string{"1", "2"}) {
		t.Errorf("%+v, %v", table, err)
	}
}

// FuzzReadHTML reads pages of any kind.
func FuzzReadHTML(f *testing.F) {
	f.Add(`<title>a</title><table><caption>b</caption>` + users + `<tr><td rowspan=2 colspan=3>a@x.fr<br><a href="mailto:b@x.fr">c</a></table>`)
	f.Fuzz(func(t *testing.T, page string) {
		table, err := readPage(page, head.Options{})
		if err != nil {
			return
		}
		last := table.HeaderRow
		for _, r := range table.Rows {
			if r.Number <= last || len(r.Cells) == 0 || len(r.Cells) > len(table.Header) {
				t.Fatalf("row %d behind row %d with %d cells under %d headers", r.Number, last, len(r.Cells), len(table.Header))
			}
			last = r.Number
		}
		if again, err := readPage(page, head.Options{}); err != nil || !reflect.DeepEqual(again, table) {
			t.Errorf("reads differently a second time: %v", err)
		}
	})
}
