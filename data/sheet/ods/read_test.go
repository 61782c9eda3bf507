package ods

import (
	"strings"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
	"headcount.app/headcount/data/sheet/sheettest"
)

// TestCells reads what a cell can hold (SPEC S3.5, S15.4).
func TestCells(t *testing.T) {
	for name, c := range map[string]struct{ cell, want string }{
		"text":                     {`<table:table-cell office:value-type="string"><text:p>Zoë</text:p></table:table-cell>`, "Zoë"},
		"paragraphs":               {`<table:table-cell office:value-type="string"><text:p>a</text:p><text:p/><text:p>b</text:p></table:table-cell>`, `a\n\nb`},
		"blanks":                   {"<table:table-cell office:value-type=\"string\"><text:p>\n  a \t b<text:s text:c=\"2\"/>c<text:tab/>d<text:line-break/>e </text:p></table:table-cell>", `a b  c\td\ne`},
		"spans, links, fields":     {`<table:table-cell office:value-type="string"><text:p>a<text:span>b </text:span> <text:a xlink:href="https://x.example">c</text:a><text:sheet-name>d</text:sheet-name></text:p></table:table-cell>`, "ab cd"},
		"how it is pronounced":     {`<table:table-cell office:value-type="string"><text:p><text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>kan</text:ruby-text></text:ruby></text:p></table:table-cell>`, "漢"},
		"a note beside":            {`<table:table-cell office:value-type="string"><office:annotation><text:p>no</text:p></office:annotation><text:p>a</text:p><draw:frame><text:p>no</text:p></draw:frame></table:table-cell>`, "a"},
		"text by attribute":        {`<table:table-cell office:value-type="string" office:string-value="a"><text:p>A</text:p></table:table-cell>`, "a"},
		"link to an address":       {`<table:table-cell office:value-type="string"><text:p><text:a xlink:href="mailto:a@x.fr?subject=b">Anna</text:a></text:p></table:table-cell>`, "a@x.fr"},
		"formula of an address":    {`<table:table-cell table:formula="of:=HYPERLINK(&quot;mailto:a@x.fr&quot;;&quot;Anna&quot;)" office:value-type="string"><text:p>Anna</text:p></table:table-cell>`, "a@x.fr"},
		"number":                   {`<table:table-cell office:value-type="float" office:value="612345678"><text:p>6.12E+08</text:p></table:table-cell>`, "612345678"},
		"number beyond digits":     {`<table:table-cell office:value-type="float" office:value="1.1000000000000001"/>`, "1.1"},
		"number of many digits":    {`<table:table-cell office:value-type="float" office:value="1234567890123456789"/>`, "!truncated"},
		"padded":                   {`<table:table-cell table:style-name="c1" office:value-type="float" office:value="102"/>`, "000102"},
		"padded by its parent":     {`<table:table-cell table:style-name="child" office:value-type="float" office:value="102"/>`, "000102"},
		"words in the format":      {`<table:table-cell table:style-name="c2" office:value-type="float" office:value="7"/>`, "EMP-0007"},
		"scientific":               {`<table:table-cell table:style-name="c4" office:value-type="float" office:value="7"/>`, "!scientific"},
		"under a condition":        {`<table:table-cell table:style-name="c5" office:value-type="float" office:value="7"/>`, "7"},
		"format of positives":      {`<table:table-cell table:style-name="c8" office:value-type="float" office:value="7"/>`, "007"},
		"spaced":                   {`<table:table-cell table:style-name="c9" office:value-type="float" office:value="612345678"><text:p>06 1234 5678</text:p></table:table-cell>`, "06 1234 5678"},
		"spaced, shown otherwise":  {`<table:table-cell table:style-name="c9" office:value-type="float" office:value="612345678"><text:p>7</text:p></table:table-cell>`, "6 1234 5678"},
		"unknown style":            {`<table:table-cell table:style-name="none" office:value-type="float" office:value="7"/>`, "7"},
		"percentage":               {`<table:table-cell table:style-name="c6" office:value-type="percentage" office:value="0.8"/>`, "0.8"},
		"currency":                 {`<table:table-cell office:value-type="currency" office:currency="EUR" office:value="12.5"/>`, "12.5"},
		"boolean":                  {`<table:table-cell office:value-type="boolean" office:boolean-value="true"/>`, "TRUE"},
		"boolean in capitals":      {`<table:table-cell office:value-type="boolean" office:boolean-value="TRUE"/>`, "TRUE"},
		"number without its value": {`<table:table-cell office:value-type="float"><text:p>07</text:p></table:table-cell>`, "07"},
		"boolean as a formula":     {`<table:table-cell table:formula="of:=FALSE()" office:value-type="float" office:value="0"/>`, "FALSE"},
		"boolean by its format":    {`<table:table-cell table:style-name="c7" office:value-type="float" office:value="1"/>`, "TRUE"},
		"date":                     {`<table:table-cell office:value-type="date" office:date-value="2026-11-27T10:00:00"/>`, "!date"},
		"date by its format":       {`<table:table-cell table:style-name="c3" office:value-type="float" office:value="45000"/>`, "!date"},
		"time":                     {`<table:table-cell office:value-type="time" office:time-value="PT08H00M00S"/>`, "!date"},
		"error":                    {`<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>`, "!error"},
		"formula never computed":   {`<table:table-cell table:formula="of:=1+1"/>`, "!uncomputed"},
		"formula of no text":       {`<table:table-cell table:formula="of:=&quot;&quot;"><text:p/></table:table-cell>`, ""},
		"a type without a meaning": {`<table:table-cell office:value-type="void"/>`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			want := "2|a@x.fr|" + c.want
			if c.want == "" {
				want = "2|a@x.fr"
			}
			newBook(row("Email", "ID")+strings.Replace(row("a@x.fr", "@"), row("@")[len("<table:table-row>"):], c.cell+"</table:table-row>", 1)).wantTable(t, "1|Email|ID", want)
		})
	}
}

// TestDates has the day of a date, by value and by the beginning of the calendar.
func TestDates(t *testing.T) {
	cells := `<table:table-cell office:value-type="date" office:date-value="2026-11-27"/><table:table-cell table:style-name="c3" office:value-type="float" office:value="1.5"/>`
	for settings, want := range map[string]string{
		"": "1899-12-31",
		`<table:calculation-settings><table:null-date table:date-value="1904-1-1"/></table:calculation-settings>`:   "1904-01-02",
		`<table:calculation-settings><table:null-date table:date-value="1900-01-01"/></table:calculation-settings>`: "1900-01-02",
	} {
		table, err := readPacked(bookOf(settings+sheetOf("A", row("Email", "ID")+`<table:table-row>`+cells+`</table:table-row>`)).zip(), head.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := table.Rows[0].Cells; got[0].Text != "2026-11-27" || got[1].Text != want || got[1].Kind != data.Date {
			t.Errorf("%v, want %s", got, want)
		}
	}
}

// TestRepeated has rows and cells that stand for many, which people and blanks do.
func TestRepeated(t *testing.T) {
	anna := `<table:table-cell office:value-type="string"><text:p>a@x.fr</text:p></table:table-cell>`
	table := newBook(`<table:table-column table:number-columns-repeated="1024"/>`+row("Email", "First name", "Last name", "ID")+
		`<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="4"/></table:table-row>`+
		`<table:table-row table:number-rows-repeated="2" table:visibility="filter">`+anna+`<table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>Ann</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16380"/></table:table-row>`+
		`<table:table-row-group table:display="false"><table:table-row>`+anna+`</table:table-row></table:table-row-group>`+
		`<table:table-header-rows>`+row("b@x.fr")+`</table:table-header-rows>`+
		`<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>`).
		wantTable(t, "1|Email|First name|Last name|ID", "5|a@x.fr|Ann|Ann", "6|a@x.fr|Ann|Ann", "7|a@x.fr", "8|b@x.fr")
	if n := table.HiddenRows(); n != 3 {
		t.Errorf("%d hidden rows", n)
	}
}

// TestColumnStyles has numbers whose format is that of the row or the column.
func TestColumnStyles(t *testing.T) {
	number := `<table:table-cell office:value-type="float" office:value="7"/>`
	newBook(`<table:table-column/><table:table-column table:default-cell-style-name="c1"/>`+row("Email", "ID")+
		`<table:table-row>`+number+number+`</table:table-row><table:table-row table:default-cell-style-name="c2">`+number+number+`</table:table-row>`).
		wantTable(t, "1|Email|ID", "2|7|000007", "3|EMP-0007|EMP-0007")
}

// TestMerged reads covered cells as merged ones (SPEC S3.8, S3A.12).
func TestMerged(t *testing.T) {
	spanned := func(columns, rows string) string {
		return `<table:table-cell table:number-columns-spanned="` + columns + `" table:number-rows-spanned="` + rows + `" office:value-type="string"><text:p>shop-1</text:p></table:table-cell>`
	}
	covered := `<table:covered-table-cell office:value-type="string"><text:p>shop-9</text:p></table:covered-table-cell>`
	table, err := readPacked(newBook(row("Email", "Role", "ID")+
		`<table:table-row>`+`<table:table-cell office:value-type="string"><text:p>a@x.fr</text:p></table:table-cell>`+spanned("2", "2")+covered+`</table:table-row>`+
		`<table:table-row>`+`<table:table-cell office:value-type="string"><text:p>b@x.fr</text:p></table:table-cell>`+covered+`<table:covered-table-cell/></table:table-row>`).zip(), head.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := table.Rows[0].Cell(2); !got.Blank() {
		t.Errorf("under the merged cell in its row: %v", got)
	}
	if a, b := table.Rows[1].Cell(1), table.Rows[1].Cell(2); a.Kind != data.Covered || b.Kind != data.Covered {
		t.Errorf("in the row below: %v, %v", a, b)
	}
	table, err = readPacked(newBook(`<table:table-row>`+strings.Replace(spanned("2", "1"), "shop-1", "Email", 1)+`<table:covered-table-cell/></table:table-row>`+row("a@x.fr", "b")).zip(), head.Options{})
	if err != nil || table.MergedHeader != "A1:B1" {
		t.Errorf("%v, %v", table, err)
	}
}

// TestSheets finds the list among sheets, hidden ones too, and knows those that only
// keep cells of another file.
func TestSheets(t *testing.T) {
	users := row("Email", "First name", "Role") + row("a@x.fr", "A", "b")
	table, err := readPacked(bookOf(sheetOf("Notes", row("Hello"))+sheetOf("Users", users)+sheetOf("&apos;file:///tmp/other.ods&apos;#$Users", users)).zip(), head.Options{})
	if err != nil || table.Sheet != "Users" || len(table.Sheets) != 2 || table.Format != "ods" {
		t.Fatalf("%+v, %v", table, err)
	}
	hidden := strings.Replace(sheetOf("Users", users), `table:name`, `table:style-name="hidden" table:name`, 1)
	_, err = readPacked(bookOf(hidden).zip(), head.Options{})
	sheettest.WantRefusal(t, err, data.FileHiddenSheet, "sheet", "Users")
	_, err = readPacked(bookOf(sheetOf("A", users)+sheetOf("B", users)).zip(), head.Options{})
	sheettest.WantRefusal(t, err, data.FileSheetTie, "sheets", "A\nB")
	_, err = readPacked(bookOf("").zip(), head.Options{})
	sheettest.WantRefusal(t, err, data.FileNoSheets)
}

// TestOldDocuments have a document type in their list of parts, and a type with an x.
func TestOldDocuments(t *testing.T) {
	b := newBook(row("Email") + row("a@x.fr"))
	b[mimetypePart] = "application/x-vnd.oasis.opendocument.spreadsheet\n"
	b[manifestPart] = `<?xml version="1.0"?><!DOCTYPE manifest:manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd">` + b[manifestPart]
	b.wantTable(t, "1|Email", "2|a@x.fr")
}

// TestMark reads the mark of our own export, which LibreOffice keeps.
func TestMark(t *testing.T) {
	b := newBook(row("Email") + row("a@x.fr"))
	b[metaPart] = `<office:document-meta ` + spaces + `><office:meta><meta:user-defined meta:name="other">x</meta:user-defined><meta:user-defined meta:name="headcount" meta:value-type="string">headcount:1:org:7:all</meta:user-defined></office:meta></office:document-meta>`
	table, err := readPacked(b.zip(), head.Options{})
	if err != nil || table.Mark == nil || table.Mark.Organization != "org" || table.Mark.Revision != 7 {
		t.Errorf("%+v, %v", table, err)
	}
}
