package xlsx

import (
	"slices"
	"strings"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
	"headcount.app/headcount/data/sheet/sheettest"
)

// sheets is a workbook of sheets, each given as its name, a "-" before it if
// it is hidden, and its rows.
func sheets(pairs ...string) book {
	b := newBook("")
	var list, rels string
	for i := 0; i < len(pairs); i += 2 {
		name, hidden := strings.CutPrefix(pairs[i], "-")
		id := "rId" + string(rune('1'+i/2))
		state := ""
		if hidden {
			state = `state="veryHidden" `
		}
		list += `<sheet name="` + name + `" sheetId="1" ` + state + `r:id="` + id + `"/>`
		rels += rel(id, "worksheet", "worksheets/sheet"+id+".xml")
		b["xl/worksheets/sheet"+id+".xml"] = sheetPart(pairs[i+1])
	}
	delete(b, "xl/worksheets/sheet1.xml")
	b["xl/workbook.xml"] = workbookPart(list)
	b["xl/_rels/workbook.xml.rels"] = relsPart(rels, rel("rId99", "sharedStrings", "sharedStrings.xml"))
	return b
}

// TestChoosesSheetAndHeader holds to SPEC S3.2.
func TestChoosesSheetAndHeader(t *testing.T) {
	users := inline("Email", "Last name", "ID") + inline("a@bellerive.example", "A", "1")
	french := inline("Adresse e-mail", "NOM", "Matricule") + inline("b@bellerive.example", "B", "2")
	few := inline("Email", "Notes") + inline("c@bellerive.example", "x")
	title := inline("Staff") + "<row/>" + inline("Email", "Phone") + inline("d@bellerive.example", "1")
	for _, c := range []struct {
		name   string
		book   book
		ask    string
		sheet  string
		row    int
		others string
		code   string
		args   []string
	}{
		{name: "one sheet", book: sheets("Users", users), sheet: "Users", row: 1},
		{name: "most known headers", book: sheets("Few", few, "Users", users), sheet: "Users", row: 1},
		{name: "header below a title", book: sheets("Staff", title), sheet: "Staff", row: 3},
		{name: "header repeated", book: sheets("Users", users+users), sheet: "Users", row: 1},
		{name: "hidden list beside one with a key", book: sheets("-Users", users, "Few", few), code: data.FileSheetTie, args: []string{"sheets", "Few\nUsers"}},
		{name: "hidden list beside one without", book: sheets("-Users", users, "Roles", inline("Role", "Level")), code: data.FileHiddenSheet, args: []string{"sheet", "Users"}},
		{name: "two lists, one hidden", book: sheets("Users", users, "-Old", french), code: data.FileSheetTie, args: []string{"sheets", "Users\nOld"}},
		{name: "two lists, one with more headers", book: sheets("Staff", users, "Candidates", inline("Email", "Last name", "ID", "Phone", "Role")), code: data.FileSheetTie, args: []string{"sheets", "Staff\nCandidates"}},
		{name: "a sheet of roles beside", book: sheets("Users", users, "Roles", inline("Role ID", "Permission profile")), sheet: "Users", row: 1},
		{name: "hidden drop-downs beside", book: sheets("Users", users, "-Lists", inline("Permission profile", "Status", "Role")), sheet: "Users", row: 1},
		{name: "row 20", book: sheets("Users", strings.Repeat("<row/>", 19)+users), sheet: "Users", row: 20},
		{name: "row 21", book: sheets("Users", strings.Repeat("<row/>", 20)+users), code: data.FileNoHeader},
		{name: "tie", book: sheets("One", users, "Two", french, "Few", few), code: data.FileSheetTie, args: []string{"sheets", "One\nTwo"}},
		{name: "tie of other headers", book: sheets("One", few, "Two", title), ask: "", sheet: "Two", row: 3},
		{name: "asked for", book: sheets("One", users, "Two", french), ask: "Two", sheet: "Two", row: 1, others: "One"},
		{name: "asked for in other case", book: sheets("One", users, "Two", french), ask: "two", sheet: "Two", row: 1, others: "One"},
		{name: "asked for with fewer", book: sheets("Few", few, "Users", users), ask: "Few", sheet: "Few", row: 1, others: "Users"},
		{name: "asked for hidden", book: sheets("-Users", users, "Few", few), ask: "Users", sheet: "Users", row: 1},
		{name: "asked for none", book: sheets("Users", users), ask: "Staff", code: data.FileNoSheet, args: []string{"sheet", "Staff", "sheets", "Users"}},
		{name: "asked for without headers", book: sheets("A", inline("x", "y"), "Users", users), ask: "A", code: data.FileNoHeader, args: []string{"headers", "x\ny"}},
		{name: "asked for blank", book: sheets("A", "", "Users", users), ask: "A", code: data.FileEmpty},
		{name: "no header", book: sheets("A", inline("x", "y"), "B", inline("a", "b", "c")), code: data.FileNoHeader, args: []string{"headers", "a\nb\nc"}},
		{name: "blank", book: sheets("A", "", "B", "<row/><row><c/></row>"), code: data.FileEmpty},
		{name: "blank but for a hidden one", book: sheets("A", "", "-B", users), code: data.FileHiddenSheet},
		{name: "all hidden", book: sheets("-B", users), code: data.FileHiddenSheet},
		{name: "no sheets", book: sheets(), code: data.FileNoSheets},
	} {
		t.Run(c.name, func(t *testing.T) {
			table, err := c.book.read(head.Options{Sheet: c.ask})
			if c.code != "" {
				sheettest.WantRefusal(t, err, c.code, c.args...)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if table.Sheet != c.sheet || table.HeaderRow != c.row || strings.Join(table.OtherSheets, "|") != c.others {
				t.Errorf("got %q row %d others %q", table.Sheet, table.HeaderRow, table.OtherSheets)
			}
		})
	}
}

// TestKnownDecides: other tables than users have their own headers (SPEC S13.2).
func TestKnownDecides(t *testing.T) {
	b := sheets("Users", inline("Email", "ID"), "Levels", inline("Level", "x"))
	table, err := b.read(head.Options{Field: func(header string) data.Field {
		if header == "Level" {
			return data.RoleLevel
		}
		return data.NoField
	}})
	if err != nil || table.Sheet != "Levels" {
		t.Errorf("got %v, %v", table, err)
	}
}

// TestDamageInAnotherSheet: a workbook is whole or refused, whatever sheet is
// read (SPEC S3.9).
func TestDamageInAnotherSheet(t *testing.T) {
	users := inline("Email", "Last name", "ID") + inline("a@bellerive.example", "A", "1")
	for name, rows := range map[string]string{
		"rows going back": strings.Repeat("<row/>", 30) + `<row r="4"/>`,
		"wrong end tag":   strings.Repeat("<row/>", 30) + "<row></rov>",
		"string missing":  strings.Repeat("<row/>", 30) + `<row><c t="s"><v>7</v></c></row>`,
	} {
		for _, other := range []string{"Other", "-Hidden"} {
			t.Run(name+other, func(t *testing.T) {
				_, err := sheets("Users", users, other, rows).read(head.Options{})
				sheettest.WantRefusal(t, err, data.FileDamaged, "part", "xl/worksheets/sheetrId2.xml")
			})
		}
	}
}

// TestRowsKeepTheirNumbers: blank rows are dropped, hidden ones are marked
// (SPEC S3.8).
func TestRowsKeepTheirNumbers(t *testing.T) {
	table := newBook(inline("Email") + `<row r="4" hidden="1"><c><v>4</v></c></row><row r="5" ht="0"><c><v>5</v></c></row>` +
		`<row r="6" hidden="0"><c><v>6</v></c></row><row r="7" hidden="true"/><row r="1048576" hidden="true" ht="12.5"><c><v>7</v></c></row>`).mustRead(t)
	wantRows(t, table, "1|Email", "4|4", "5|5", "6|6", "1048576|7")
	if table.HiddenRows() != 3 || table.Rows[2].Hidden {
		t.Errorf("%d hidden rows", table.HiddenRows())
	}
}

// TestHeaderIsAsWideAsItsRows: a column without a header is not dropped.
func TestHeaderIsAsWideAsItsRows(t *testing.T) {
	table := newBook(inline("Email", "ID", "  ") + inline("a", "", "", "note") + inline("b")).mustRead(t)
	if !slices.Equal(table.Header, []string{"Email", "ID", "", ""}) || len(table.Rows[1].Cells) != 1 {
		t.Errorf("got %q, %v", table.Header, table.Rows)
	}
}

// TestMergedHeader: only a merged cell that touches the header row counts.
func TestMergedHeader(t *testing.T) {
	for merged, want := range map[string]string{
		`<mergeCell ref="A1:F1"/>`: "", `<mergeCell ref="B2:C2"/>`: "B2:C2", `<mergeCell ref="A1:A2"/>`: "A1:A2",
		`<mergeCell ref="A2:A2"/><mergeCell ref="A3:A4"/>`: "", `<mergeCell ref="A1:F1"/><mergeCell ref="D2:D9"/><mergeCell ref="A2:B2"/>`: "A2:B2",
		`<mergeCell ref="D:E"/>`: "", `<mergeCell ref="a:b"/>`: "a:b", `<mergeCell ref="2:3"/>`: "2:3",
	} {
		b := newBook(inline("Title") + inline("Email", "ID"))
		b["xl/worksheets/sheet1.xml"] = strings.Replace(b["xl/worksheets/sheet1.xml"], "</sheetData>", `</sheetData><mergeCells>`+merged+`</mergeCells>`, 1)
		if got := b.mustRead(t).MergedHeader; got != want {
			t.Errorf("%s: got %q, want %q", merged, got, want)
		}
	}
	b := newBook(inline("Email"))
	b["xl/worksheets/sheet1.xml"] = strings.Replace(b["xl/worksheets/sheet1.xml"], "</sheetData>", `</sheetData><mergeCells><mergeCell ref="B2:A1"/></mergeCells>`, 1)
	_, err := b.read(head.Options{})
	sheettest.WantRefusal(t, err, data.FileDamaged)
}
