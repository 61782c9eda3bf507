package xlsx

import (
	"strings"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
	"headcount.app/headcount/data/sheet/sheettest"
)

const xmlMC = `xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:hs="urn:of-another-program" xmlns:main="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`

// either wraps two alternatives: one that only a program of hs understands, and
// the one for everybody else.
func either(choice, fallback string) string {
	return `<mc:AlternateContent ` + xmlMC + `><mc:Choice Requires="hs">` + choice + `</mc:Choice><mc:Fallback>` + fallback + `</mc:Fallback></mc:AlternateContent>`
}

// TestAlternateContent: where order or number counts, the alternative that
// counts is read as if it stood there itself (SPEC S3A.11).
func TestAlternateContent(t *testing.T) {
	header := inline("Email", "ID")
	for name, make := range map[string]func(b book){
		"row": func(b book) {
			b["xl/worksheets/sheet1.xml"] = sheetPart(header + either(inline("no", "0"), inline("a", "1")) + inline("b", "2"))
		},
		"cell": func(b book) {
			cell := `<c t="inlineStr"><is><t>1</t></is></c>`
			b["xl/worksheets/sheet1.xml"] = sheetPart(header + `<row><c t="inlineStr"><is><t>a</t></is></c>` + either(`<c/>`, cell) + `</row>` + inline("b", "2"))
		},
		"string in a cell": func(b book) {
			b["xl/worksheets/sheet1.xml"] = sheetPart(header + `<row><c t="inlineStr">` + either("", `<is>`+either(`<t>no</t>`, `<t>a</t>`)+`</is>`) + `</c><c t="str">` + either("", "<v>1</v>") + `</c></row>` + inline("b", "2"))
		},
		"shared strings": func(b book) {
			b["xl/sharedStrings.xml"] = `<sst ` + xmlMain + `>` + either(`<si><t>no</t></si><si><t>no</t></si>`, `<si><t>a</t></si>`) + `<si>` + either("", `<t>b</t>`) + `</si></sst>`
			b["xl/worksheets/sheet1.xml"] = sheetPart(header + `<row><c t="s"><v>0</v></c><c><v>1</v></c></row><row><c t="s"><v>1</v></c><c><v>2</v></c></row>`)
		},
		"a choice that is understood": func(b book) {
			both := strings.Replace(either(inline("a", "1"), inline("no", "0")), `"hs"`, `"main"`, 1)
			b["xl/worksheets/sheet1.xml"] = sheetPart(header + both + inline("b", "2"))
		},
		"the first choice that is understood": func(b book) {
			first := strings.Replace(either(inline("no"), inline("no")), "<mc:Fallback>", `<mc:Choice Requires="main">`+inline("a", "1")+`</mc:Choice><mc:Fallback>`, 1)
			b["xl/worksheets/sheet1.xml"] = sheetPart(header + first + inline("b", "2"))
		},
		"the whole of the rows": func(b book) {
			b["xl/worksheets/sheet1.xml"] = strings.Replace(sheetPart("@"), "<sheetData>@</sheetData>",
				either(`<sheetData/>`, `<sheetData>`+header+inline("a", "1")+inline("b", "2")+`</sheetData>`), 1)
		},
		"styles": func(b book) {
			b["xl/styles.xml"] = strings.Replace(stylesPart("0", "00"), `<xf numFmtId="200"/>`, either("", `<xf numFmtId="200"/>`), 1)
			b["xl/worksheets/sheet1.xml"] = sheetPart(header + `<row><c t="inlineStr"><is><t>a</t></is></c><c s="1"><v>1</v></c></row>` +
				`<row><c t="inlineStr"><is><t>b</t></is></c><c s="1"><v>2</v></c></row>`)
		},
		"number formats": func(b book) {
			b["xl/styles.xml"] = strings.Replace(stylesPart("0"), `<numFmts>`, `<numFmts>`+either("", `<numFmt numFmtId="190" formatCode="0"/>`), 1)
			b["xl/worksheets/sheet1.xml"] = sheetPart(header + inline("a", "1") + inline("b", "2"))
		},
		"sheets": func(b book) {
			b["xl/workbook.xml"] = workbookPart(either("", `<sheet name="Users" r:id="rId1"/>`))
			b["xl/worksheets/sheet1.xml"] = sheetPart(header + inline("a", "1") + inline("b", "2"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBook("")
			make(b)
			wantRows(t, b.mustRead(t), "1|Email|ID", "2|a|1", "3|b|2")
		})
	}
}

// TestUnknownElementsAreRefused: among rows, cells, strings, styles and sheets
// what is not understood could be one of them.
func TestUnknownElementsAreRefused(t *testing.T) {
	strange := `<hs:strange ` + xmlMC + `/>`
	for name, make := range map[string]func(b book){
		"rows": func(b book) { b["xl/worksheets/sheet1.xml"] = sheetPart(inline("Email") + strange) },
		"cells": func(b book) {
			b["xl/worksheets/sheet1.xml"] = sheetPart(inline("Email") + `<row>` + strange + `</row>`)
		},
		"a cell": func(b book) {
			b["xl/worksheets/sheet1.xml"] = sheetPart(inline("Email") + `<row><c>` + strange + `<v>1</v></c></row>`)
		},
		"strings": func(b book) { b["xl/sharedStrings.xml"] = `<sst ` + xmlMain + `>` + strange + `</sst>` },
		"a string": func(b book) {
			b["xl/sharedStrings.xml"] = `<sst ` + xmlMain + `><si>` + strange + `<t>a</t></si></sst>`
		},
		"styles": func(b book) {
			b["xl/styles.xml"] = strings.Replace(stylesPart(), "<cellXfs>", "<cellXfs>"+strange, 1)
		},
		"formats": func(b book) {
			b["xl/styles.xml"] = strings.Replace(stylesPart(), "<numFmts>", "<numFmts>"+strange, 1)
		},
		"sheets": func(b book) { b["xl/workbook.xml"] = workbookPart(strange + `<sheet name="Users" r:id="rId1"/>`) },
	} {
		b := newBook(inline("Email"))
		make(b)
		if _, err := b.read(head.Options{}); sheettest.Code(err) != data.FileDamaged {
			t.Errorf("%s: got %v, want %s", name, err, data.FileDamaged)
		}
	}
	b := newBook(inline("Email") + inline("a"))
	b["xl/worksheets/sheet1.xml"] = strings.Replace(b["xl/worksheets/sheet1.xml"], "</sheetData>",
		"</sheetData>"+strange+`<mergeCells>`+strange+`</mergeCells><hyperlinks>`+strange+`</hyperlinks>`, 1)
	wantRows(t, b.mustRead(t), "1|Email", "2|a")
}

// TestWhatChangesNoCellRefusesNothing lists oddities of real programs (SPEC
// S3A.11).
func TestWhatChangesNoCellRefusesNothing(t *testing.T) {
	for cell, want := range map[string]data.Cell{
		`<c t="s"><v/></c>`: {}, `<c t="b"><v></v></c>`: {}, `<c t="d"><v/></c>`: {}, `<c s=""><v>7</v></c>`: {Text: "7", Kind: data.Number},
		`<c r="b2" t="str"><v>x</v></c>`:                  {Text: "x"},
		`<c t="inlineStr"><v>no</v><is><t>x</t></is></c>`: {Text: "x"},
		`<c t="inlineStr"><is><t>x</t></is><v>no</v></c>`: {Text: "x"},
		`<c t="d"><v>08:30:00</v></c>`:                    {Text: "08:30:00", Kind: data.Date},
		`<c t="d"><v>PT8H30M</v></c>`:                     {Text: "PT8H30M", Kind: data.Date},
		`<c t="d"><v>2024-02-30</v></c>`:                  {Text: "2024-02-30", Kind: data.Date},
		`<c t="d"><v>tomorrow-</v></c>`:                   {Text: "tomorrow-", Kind: data.Date},
		`<c t="d"><v>2024-03-05T08:00:00</v></c>`:         {Text: "2024-03-05", Kind: data.Date},
		`<c t="inlineStr"><is/></c>`:                      {},
	} {
		b := newBook(inline("Email", "ID") + `<row r="2" ht="auto"><c r="A2" t="str"><v>a</v></c>` + cell + `</row>`)
		b["docProps/thumbnail.wmf"] = ""
		table, err := b.read(head.Options{})
		if err != nil {
			t.Errorf("%s: %v", cell, err)
			continue
		}
		if got := table.Rows[0].Cell(1); got != want {
			t.Errorf("%s: got %+v, want %+v", cell, got, want)
		}
	}
}

// TestMergedData: what lies under a merged cell is not read (SPEC S3A.12).
func TestMergedData(t *testing.T) {
	covered := data.Cell{Kind: data.Covered}
	for merged, want := range map[string][3]data.Cell{
		"B2:B3": {{Text: "p"}, covered, {Text: "r"}},
		"B2:B4": {{Text: "p"}, covered, covered},
		"b3:b4": {{Text: "p"}, {Text: "q"}, covered},
		"A2:B2": {{}, {Text: "q"}, {Text: "r"}},
		"A2:B3": {{}, covered, {Text: "r"}},
		"2:4":   {{}, covered, covered},
		"C2:C4": {{Text: "p"}, {Text: "q"}, {Text: "r"}},
		"C:D":   {{Text: "p"}, {Text: "q"}, {Text: "r"}},
	} {
		b := newBook(inline("Email", "Role") + inline("a", "p") + inline("b", "q") + inline("c", "r"))
		b["xl/worksheets/sheet1.xml"] = strings.Replace(b["xl/worksheets/sheet1.xml"], "</sheetData>", `</sheetData><mergeCells><mergeCell ref="`+merged+`"/></mergeCells>`, 1)
		table := b.mustRead(t)
		for i, w := range want {
			if got := table.Rows[i].Cell(1); got != w {
				t.Errorf("%s, row %d: got %+v, want %+v", merged, i+2, got, w)
			}
		}
	}
	if covered.Blank() {
		t.Error("a covered cell passes for blank")
	}
}
