package ods

import (
	"archive/zip"
	"bytes"
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
	"headcount.app/headcount/data/sheet/sheettest"
)

const (
	spaces = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" ` +
		`xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" ` +
		`xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" ` +
		`xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" ` +
		`xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"`
	manifestHead = `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">`
	someStyles   = `<number:number-style style:name="N1"><number:number number:min-integer-digits="6"/></number:number-style>` +
		`<number:number-style style:name="N2"><number:text>EMP-</number:text><number:number number:min-integer-digits="4"/></number:number-style>` +
		`<number:date-style style:name="N3"><number:year/></number:date-style>` +
		`<number:number-style style:name="N4"><number:scientific-number number:min-integer-digits="1"/></number:number-style>` +
		`<number:number-style style:name="N5"><number:number number:min-integer-digits="10"/><style:map style:condition="value()&lt;100" style:apply-style-name="N1"/></number:number-style>` +
		`<number:percentage-style style:name="N6"><number:number number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>` +
		`<number:boolean-style style:name="N7"><number:boolean/></number:boolean-style>` +
		`<number:number-style style:name="N8P0"><number:number number:min-integer-digits="3"/></number:number-style>` +
		`<number:number-style style:name="N8"><number:text>-</number:text><number:number number:min-integer-digits="1"/><style:map style:condition="value()&gt;=0" style:apply-style-name="N8P0"/></number:number-style>` +
		`<number:number-style style:name="N9"><number:number number:min-integer-digits="1"><number:embedded-text number:position="8"> </number:embedded-text><number:embedded-text number:position="4"> </number:embedded-text></number:number></number:number-style>` +
		`<style:style style:name="c1" style:family="table-cell" style:data-style-name="N1"/><style:style style:name="c2" style:family="table-cell" style:data-style-name="N2"/>` +
		`<style:style style:name="c3" style:family="table-cell" style:data-style-name="N3"/><style:style style:name="c4" style:family="table-cell" style:data-style-name="N4"/>` +
		`<style:style style:name="c5" style:family="table-cell" style:data-style-name="N5"/><style:style style:name="c6" style:family="table-cell" style:data-style-name="N6"/>` +
		`<style:style style:name="c7" style:family="table-cell" style:data-style-name="N7"/><style:style style:name="c8" style:family="table-cell" style:data-style-name="N8"/>` +
		`<style:style style:name="c9" style:family="table-cell" style:data-style-name="N9"/><style:style style:name="child" style:family="table-cell" style:parent-style-name="c1"/>` +
		`<style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/></style:style>`
)

// book is a document put together by hand: its parts by name.
type book map[string]string

// newBook is a document of one sheet with the rows.
func newBook(rows string) book { return bookOf(sheetOf("Users", rows)) }

// bookOf is a document of sheets.
func bookOf(sheets string) book {
	return book{
		mimetypePart: spreadsheetType,
		manifestPart: manifestHead + `<manifest:file-entry manifest:full-path="/" manifest:media-type="` + spreadsheetType + `"/></manifest:manifest>`,
		contentPart: `<?xml version="1.0" encoding="UTF-8"?><office:document-content ` + spaces + `><office:automatic-styles>` + someStyles + `</office:automatic-styles>` +
			`<office:body><office:spreadsheet>` + sheets + `</office:spreadsheet></office:body></office:document-content>`,
	}
}

func sheetOf(name, rows string) string {
	return `<table:table table:name="` + name + `">` + rows + `</table:table>`
}

// row is a row of texts.
func row(texts ...string) string {
	var b strings.Builder
	b.WriteString("<table:table-row>")
	for _, text := range texts {
		if text == "" {
			b.WriteString("<table:table-cell/>")
			continue
		}
		b.WriteString(`<table:table-cell office:value-type="string"><text:p>` + text + `</text:p></table:table-cell>`)
	}
	b.WriteString("</table:table-row>")
	return b.String()
}

func (b book) zip() []byte {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(b)) {
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write([]byte(b[name]))
		}
		if err != nil {
			panic(err)
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

func readPacked(packed []byte, o head.Options) (*data.Table, error) {
	return Read(context.Background(), bytes.NewReader(packed), int64(len(packed)), o)
}

// wantTable checks the table that a document reads as, written as a golden is.
func (b book) wantTable(t *testing.T, want ...string) *data.Table {
	t.Helper()
	table, err := readPacked(b.zip(), head.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := sheettest.GoldenTable(table); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	return table
}
