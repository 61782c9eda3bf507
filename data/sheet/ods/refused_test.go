package ods

import (
	"reflect"
	"strings"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
	"headcount.app/headcount/data/sheet/sheettest"
)

const users = `<table:table-row><table:table-cell office:value-type="string"><text:p>Email</text:p></table:table-cell></table:table-row>`

// TestRefused refuses what is no whole spreadsheet, naming the part and the row
// (SPEC S3.9).
func TestRefused(t *testing.T) {
	cell := func(attributes, inside string) func(book) {
		return func(b book) {
			b[contentPart] = newBook(users + `<table:table-row><table:table-cell ` + attributes + `>` + inside + `</table:table-cell></table:table-row>`)[contentPart]
		}
	}
	in := func(old, now string) func(book) {
		return func(b book) {
			if !strings.Contains(b[contentPart], old) {
				panic(old)
			}
			b[contentPart] = strings.Replace(b[contentPart], old, now, 1)
		}
	}
	for name, c := range map[string]struct {
		change    func(book)
		code, row string
	}{
		"no content":        {func(b book) { delete(b, contentPart) }, data.FileDamaged, ""},
		"content that ends": {in("</office:body></office:document-content>", ""), data.FileDamaged, "2"},
		"no spreadsheet":    {func(b book) { b[contentPart] = `<office:document-content ` + spaces + `/>` }, data.FileDamaged, ""},
		"a text":            {func(b book) { b[mimetypePart] = documentType + "text" }, data.FileBinary, ""},
		"a text inside": {func(b book) {
			b[contentPart] = strings.ReplaceAll(b[contentPart], "office:spreadsheet>", "office:text>")
		}, data.FileBinary, ""},
		"encrypted": {func(b book) {
			b[manifestPart] = manifestHead + `<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>`
		}, data.FileEncrypted, ""},
		"a list without end":      {func(b book) { b[manifestPart] = strings.Repeat(" ", maxManifest+1) }, data.FileTooLarge, ""},
		"an unknown row":          {in("<table:table-row>", "<table:table-raw/><table:table-row>"), data.FileDamaged, ""},
		"an unknown cell":         {in("<table:table-cell ", "<table:table-sell/><table:table-cell "), data.FileDamaged, "1"},
		"an unknown part":         {in("<table:table ", "<table:tuble/><table:table "), data.FileDamaged, ""},
		"two sheets of one name":  {in("</office:spreadsheet>", sheetOf("Users", users)+"</office:spreadsheet>"), data.FileDamaged, ""},
		"text between cells":      {in("<table:table-cell ", "x<table:table-cell "), data.FileDamaged, "1"},
		"a calendar of no day":    {in("<table:table ", `<table:calculation-settings><table:null-date table:date-value="x"/></table:calculation-settings><table:table `), data.FileDamaged, ""},
		"no number":               {cell(`office:value-type="float" office:value="1O2"`, ""), data.FileDamaged, "2"},
		"no number by date":       {cell(`table:style-name="c3" office:value-type="float" office:value="x"`, ""), data.FileDamaged, "2"},
		"no yes or no":            {cell(`office:value-type="boolean" office:boolean-value="perhaps"`, ""), data.FileDamaged, "2"},
		"an unknown type":         {cell(`office:value-type="flout" office:value="7"`, ""), data.FileDamaged, "2"},
		"never repeated":          {cell(`table:number-columns-repeated="0"`, ""), data.FileDamaged, "2"},
		"repeated beyond columns": {cell(`table:number-columns-repeated="16385" office:value-type="string"`, "<text:p>a</text:p>"), data.FileDamaged, "2"},
		"spanned by a word":       {cell(`table:number-rows-spanned="x"`, ""), data.FileDamaged, "2"},
		"a table within":          {cell("", sheetOf("B", "")), data.FileDamaged, "2"},
		"rows repeated by a word": {in("<table:table-row>", `<table:table-row table:number-rows-repeated="-1">`), data.FileDamaged, "1"},
		"rows beyond the sheet":   {in("<table:table-row>", `<table:table-row table:number-rows-repeated="1048576"/><table:table-row>`), data.FileDamaged, "1048577"},
		"rows repeated beyond":    {in("<table:table-row>", `<table:table-row table:number-rows-repeated="1048577">`), data.FileTooLarge, ""},
		"blanks beyond measure":   {cell(`office:value-type="string"`, `<text:p>a<text:s text:c="1000000000"/></text:p>`), data.FileTooLarge, ""},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBook(users + row("a@x.fr"))
			c.change(b)
			_, err := readPacked(b.zip(), head.Options{})
			if c.row != "" {
				sheettest.WantRefusal(t, err, c.code, "part", contentPart, "row", c.row)
				return
			}
			sheettest.WantRefusal(t, err, c.code)
		})
	}
}

// TestBombs refuses small documents that stand for many cells (SPEC S3.10).
func TestBombs(t *testing.T) {
	full := `<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>a@x.fr</text:p></table:table-cell></table:table-row>`
	var wide, merged, styles strings.Builder
	for range 2000 {
		wide.WriteString(`<table:table-row><table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>a</text:p></table:table-cell></table:table-row>`)
	}
	for range 200 {
		merged.WriteString(`<table:table-row table:number-rows-repeated="100000"><table:table-cell table:number-rows-spanned="100000" table:number-columns-spanned="16384"/></table:table-row>`)
	}
	for range maxStyles + 1 {
		styles.WriteString(`<style:style/>`)
	}
	for name, b := range map[string]book{
		"a full sheet":              newBook(users + full),
		"wide rows":                 newBook(users + wide.String()),
		"merged cells without end":  newBook(users + merged.String()),
		"styles without end":        {contentPart: strings.Replace(newBook(users)[contentPart], someStyles, styles.String(), 1)},
		"a link in a million cells": newBook(users + strings.Replace(full, "<text:p>a@x.fr</text:p>", `<text:p><text:a xlink:href="mailto:a@x.fr">Anna</text:a></text:p>`, 1)),
	} {
		_, err := readPacked(b.zip(), head.Options{})
		if sheettest.Code(err) != data.FileTooLarge {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// markedBook is a small document with one of everything that a table holds.
func markedBook() book {
	b := newBook(row("Email", "ID", "Phone") +
		`<table:table-row table:visibility="collapse" table:number-rows-repeated="2"><table:table-cell office:value-type="string"><text:p><text:a xlink:href="mailto:zoe@x.fr">Zoë</text:a></text:p></table:table-cell>` +
		`<table:table-cell table:style-name="c1" office:value-type="float" office:value="7"/><table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>a<text:s/>b</text:p></table:table-cell></table:table-row>`)
	b[metaPart] = `<office:document-meta ` + spaces + `><office:meta><meta:user-defined meta:name="headcount">headcount:1:org:7:all</meta:user-defined></office:meta></office:document-meta>`
	b[stylesPart] = `<office:document-styles ` + spaces + `><office:styles>` + someStyles + `</office:styles></office:document-styles>`
	b["Pictures/a.png"] = "\x89PNG"
	return b
}

// TestFlippedBytes changes every byte of a document in several ways: it is refused
// or reads as before, never as something else (SPEC S3.9).
func TestFlippedBytes(t *testing.T) {
	packed := markedBook().zip()
	want, err := readPacked(packed, head.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(want.Rows) != 2 || want.Mark == nil || want.Rows[1].Cells[0].Kind != data.Link {
		t.Fatalf("the document itself reads as %v", want)
	}
	refused, same := 0, 0
	for i := range packed {
		was := packed[i]
		for _, now := range []byte{was ^ 1, was ^ 0x20, was ^ 0x80, 0xFF} {
			if now == was {
				continue
			}
			packed[i] = now
			got, err := readPacked(packed, head.Options{})
			switch {
			case err != nil:
				refused++
			case reflect.DeepEqual(got, want):
				same++
			default:
				t.Errorf("byte %d from %#x to %#x reads as something else:\n%v", i, was, now, sheettest.GoldenTable(got))
			}
		}
		packed[i] = was
	}
	if refused < 2*same {
		t.Errorf("only %d refused, %d without effect", refused, same)
	}
	for n := range len(packed) - 1 {
		if _, err := readPacked(packed[:n], head.Options{}); err == nil {
			t.Fatalf("%d of %d bytes are read", n, len(packed))
		}
	}
}

// checkPromises holds to what every table promises, whatever the file.
func checkPromises(t *testing.T, table *data.Table) {
	t.Helper()
	last := table.HeaderRow
	if last < 1 || last > head.Searched || table.Format != "ods" {
		t.Errorf("header row %d of a %s", last, table.Format)
	}
	for _, r := range table.Rows {
		if r.Number <= last || r.Number > head.MaxRows {
			t.Fatalf("row %d behind row %d", r.Number, last)
		}
		last = r.Number
		if len(r.Cells) == 0 || len(r.Cells) > len(table.Header) {
			t.Fatalf("row %d has %d cells under %d headers", r.Number, len(r.Cells), len(table.Header))
		}
	}
}

// FuzzReadODS reads documents whose parts were changed, so that no checksum tells.
func FuzzReadODS(f *testing.F) {
	b := markedBook()
	f.Add([]byte(b[contentPart]), []byte(b[stylesPart]), []byte(b[metaPart]), []byte(b[manifestPart]))
	f.Fuzz(func(t *testing.T, content, styles, meta, manifest []byte) {
		packed := book{contentPart: string(content), stylesPart: string(styles), metaPart: string(meta), manifestPart: string(manifest)}.zip()
		table, err := readPacked(packed, head.Options{})
		if err != nil {
			return
		}
		checkPromises(t, table)
		if again, err := readPacked(packed, head.Options{}); err != nil || !reflect.DeepEqual(again, table) {
			t.Errorf("reads differently a second time: %v", err)
		}
	})
}
