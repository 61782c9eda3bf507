package sheet

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/sheettest"

	"github.com/xuri/excelize/v2"
)

// rowsOf yields rows of text.
func rowsOf(rows ...[]string) iter.Seq[Row] { return PlainRows(slices.Values(rows)) }

func written(t testing.TB, b Book) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, b); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func columns(titles ...string) []Column {
	var c []Column
	for _, title := range titles {
		c = append(c, Column{Title: title})
	}
	return c
}

// export is a book like that of Export list.
func export() Book {
	profile := Column{Title: "Permission profile", Choices: []string{"Administrator", "Manager", "=Sales & <rep>"}}
	cols := append(columns("Email", "Role ID"), profile)
	cols = append(cols, columns("ID", "Job title", "Phone")...)
	return Book{
		Title: "Users", Language: "fr", Created: time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC),
		Mark: &data.ExportMark{Organization: "abc", Revision: 17, Filtered: true},
		Sheets: []Sheet{{Name: "Utilisateurs", Columns: cols, Rows: rowsOf(
			[]string{"zoe@x.fr", "shop-1, shop-2", "Manager", "00123", "=1+1", "+33 6"},
			[]string{"jo@x.fr", "shop-1", "Manager", "", "12:30", ""},
			[]string{"al@x.fr"},
		)}},
	}
}

// TestWriteExport holds the sentences of SPEC S7.2 on the XML that is written.
func TestWriteExport(t *testing.T) {
	p := sheettest.Parts(t, written(t, export()))
	first := p["xl/worksheets/sheet1.xml"]
	for _, want := range []string{
		`<dimension ref="A1:F4"`, // other readers rely on it
		`ySplit="1"`, `state="frozen"`, `topLeftCell="A2"`,
		`sqref="C2:C1048576"`, `Lists`,
		`<t>00123</t>`, `<t>=1+1</t>`, `<t>12:30</t>`,
	} {
		if !strings.Contains(first, want) {
			t.Errorf("the sheet lacks %s\n%s", want, first)
		}
	}
	for name, part := range p {
		if strings.Contains(part, "<f>") || strings.Contains(part, "<f ") {
			t.Errorf("%s holds a formula", name)
		}
	}
	if n := strings.Count(first, `t="inlineStr"`); n != 6+6+4+1 {
		t.Errorf("%d text cells in\n%s", n, first)
	}
	if !strings.Contains(p["docProps/core.xml"], "headcount:1:abc:17:filtered") || !strings.Contains(p["docProps/custom.xml"], "headcount:1:abc:17:filtered") {
		t.Errorf("the mark is missing:\n%s\n%s", p["docProps/core.xml"], p["docProps/custom.xml"])
	}
	if core := p["docProps/core.xml"]; !strings.Contains(core, "2026-03-04T05:06:07Z") || !strings.Contains(core, ">fr<") {
		t.Errorf("properties:\n%s", core)
	}
	// ExcelJS knows the parts of the core properties by their prefixes.
	if core := p["docProps/core.xml"]; !strings.Contains(core, "<cp:coreProperties xmlns:cp=") || !strings.HasSuffix(core, "</cp:coreProperties>") ||
		strings.Contains(core, "lastModifiedBy") {
		t.Errorf("properties without prefix:\n%s", core)
	}
	if _, lists, _ := strings.Cut(p["xl/workbook.xml"], `<sheet name="Lists"`); !strings.Contains(lists, `state="hidden"`) {
		t.Errorf("the lists are shown:\n%s", p["xl/workbook.xml"])
	}
}

// TestWriteStyles looks at the book with the library's own eyes: text format
// everywhere, a bold header, widths, colours and drop-downs.
func TestWriteStyles(t *testing.T) {
	b := export()
	b.Sheets[0].Rows = slices.Values([]Row{
		{Cells: []string{"a-rather-long-address-of-a-person@bellerive.example", "1"}, Tone: Problem, Tones: []Tone{Plain, Warning}},
		{Cells: []string{strings.Repeat("x", 200)}},
	})
	b.Sheets[0].Columns[4].Width = Long
	f, err := excelize.OpenReader(bytes.NewReader(written(t, b)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	style := func(cell string) *excelize.Style {
		id, err := f.GetCellStyle("Utilisateurs", cell)
		if err != nil {
			t.Fatal(err)
		}
		s, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	for _, cell := range []string{"A1", "F1", "A2", "B2", "F2", "A3", "F3", "A4", "D100000"} {
		if s := style(cell); s.NumFmt != textFormat {
			t.Errorf("%s has the format %d", cell, s.NumFmt)
		}
	}
	if s := style("A1"); !s.Font.Bold || len(s.Fill.Color) != 1 {
		t.Errorf("header: %+v", s)
	}
	for cell, tone := range map[string]Tone{"A2": Problem, "B2": Warning, "F2": Problem} {
		if s := style(cell); len(s.Fill.Color) != 1 || s.Fill.Color[0] != tones[tone].ground || s.Font.Color != tones[tone].text {
			t.Errorf("%s is not in the colours of %s: %+v", cell, tone, s.Fill)
		}
	}
	if s := style("A3"); len(s.Fill.Color) != 0 {
		t.Errorf("A3 is coloured: %+v", s.Fill)
	}
	if s := style("E3"); !s.Alignment.WrapText {
		t.Error("a long column is not broken into lines")
	}
	for column, want := range map[string]float64{"A": 60, "B": 9, "C": 20, "E": 60} {
		if got, err := f.GetColWidth("Utilisateurs", column); err != nil || got != want {
			t.Errorf("column %s is %v wide, want %v", column, got, want)
		}
	}
	lists, err := f.GetDataValidations("Utilisateurs")
	if err != nil || len(lists) != 1 || lists[0].Formula1 != "'Lists'!$A$1:$A$3" {
		t.Fatalf("%+v, %v", lists, err)
	}
	for i, want := range []string{"Administrator", "Manager", "=Sales & <rep>"} {
		if got, err := f.GetCellValue("Lists", fmt.Sprintf("A%d", i+1)); err != nil || got != want {
			t.Errorf("choice %d is %q", i, got)
		}
	}
}

// TestTonesContrast keeps the colours readable: 4.5 to 1 (SPEC S6.4).
func TestTonesContrast(t *testing.T) {
	light := func(hex string) float64 {
		var c [3]int
		if n, err := fmt.Sscanf(hex, "%02x%02x%02x", &c[0], &c[1], &c[2]); n != 3 {
			t.Fatal(hex, err)
		}
		sum := 0.0
		for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
			v := float64(c[i]) / 255
			sum += weight * v * v // close enough to the real curve
		}
		return sum
	}
	for tone, c := range tones {
		ground := c.ground
		if ground == "" {
			ground = "FFFFFF"
		}
		if ratio := (light(ground) + 0.05) / (light(c.text) + 0.05); ratio < 4.5 {
			t.Errorf("%s: %.1f", tone, ratio)
		}
	}
}

// TestWriteRefused refuses what the file could not hold as it is, and books
// that make no sense.
func TestWriteRefused(t *testing.T) {
	one := func(text string) Book {
		return Book{Sheets: []Sheet{{Name: "Users", Columns: columns("Email"), Rows: rowsOf([]string{text})}}}
	}
	for _, text := range []string{"\x00", "a\x1bb", "\r", "\x7f", "\xff", "\ufffe", "\uffff", strings.Repeat("x", 32768), strings.Repeat("😀", 16384)} {
		if err := Write(io.Discard, one(text)); !errors.Is(err, ErrUnwritable) || !strings.Contains(err.Error(), `row 2, column "Email"`) {
			t.Errorf("%.10q: %v", text, err)
		}
		if visible := Visible(text); visible == text || writable(visible) != nil {
			t.Errorf("%.10q is shown as %.10q", text, visible)
		}
	}
	for _, text := range []string{"", "a\nb\tc", "\u00a0\u200b", "\ufffd", strings.Repeat("x", 32767), strings.Repeat("😀", 16383)} {
		if err := Write(io.Discard, one(text)); err != nil {
			t.Errorf("%.10q: %v", text, err)
		}
		if Visible(text) != text {
			t.Errorf("%.10q is shown as %.10q", text, Visible(text))
		}
	}
	long := one("x")
	long.Sheets[0].Rows = rowsOf([]string{"a", "b"})
	odd := one("x")
	odd.Sheets[0].Rows = slices.Values([]Row{{Cells: []string{"a"}, Tone: "pink"}})
	header, choice, name, twice := one("x"), one("x"), one("x"), one("x")
	header.Sheets[0].Columns[0].Title = "\x01"
	choice.Sheets[0].Columns[0].Choices = []string{"\x01"}
	name.Sheets[0].Name = "a/b"
	calls := 0
	twice.Sheets[0].Rows = func(yield func(Row) bool) {
		for range calls {
			yield(Row{})
		}
		calls++
	}
	for what, b := range map[string]Book{
		"too many cells": long, "an unknown tone": odd, "a header": header, "a choice": choice, "a sheet's name": name,
		"rows that change": twice, "no sheets": {},
	} {
		if err := Write(io.Discard, b); err == nil {
			t.Errorf("%s: no error", what)
		}
	}
}

// TestWriteBook writes several sheets, a hidden one and one without rows.
func TestWriteBook(t *testing.T) {
	b := Book{Sheets: []Sheet{
		{Name: "Lists", Columns: []Column{{Title: "Email", Choices: []string{"x"}}}, Rows: rowsOf([]string{"a@x.fr"})},
		{Name: "Problèmes d’import", Columns: []Column{{Title: "Email"}, {Title: "Statut", Choices: []string{"Actif", "Désactivé"}}}},
		{Name: "Hidden", Columns: columns("a"), Rows: rowsOf([]string{"b"}), Hidden: true},
	}}
	f, err := excelize.OpenReader(bytes.NewReader(written(t, b)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got := f.GetSheetList(); !slices.Equal(got, []string{"Lists", "Problèmes d’import", "Hidden", "Lists_"}) {
		t.Errorf("%q", got)
	}
	for i, want := range []bool{true, true, false, false} {
		if got, err := f.GetSheetVisible(f.GetSheetName(i)); err != nil || got != want {
			t.Errorf("sheet %d: shown %v", i, got)
		}
	}
	second, err := f.GetDataValidations("Problèmes d’import")
	if err != nil || len(second) != 1 || second[0].Formula1 != "'Lists_'!$B$1:$B$2" || !strings.HasPrefix(second[0].Sqref, "B2:") {
		t.Errorf("%+v, %v", second, err)
	}
	if dimension, err := f.GetSheetDimension("Problèmes d’import"); err != nil || dimension != "A1:B1" {
		t.Errorf("%q, %v", dimension, err)
	}
}

// TestWriteLeavesNothing empties the temporary folder, also after an error and
// for a book that does not fit into memory.
func TestWriteLeavesNothing(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	large := Sheet{Name: "Users", Columns: columns("Email"), Rows: func(yield func(Row) bool) {
		for range 120_000 {
			if !yield(Row{Cells: []string{strings.Repeat("x", 100)}}) {
				return
			}
		}
	}}
	seen := false
	sink := writerFunc(func(p []byte) (int, error) {
		entries, err := os.ReadDir(folder)
		seen = seen || err == nil && len(entries) == 1
		if info, err := os.Stat(folder + "/" + entries[0].Name()); err != nil || info.Mode().Perm() != 0o700 {
			t.Errorf("temporary folder: %v, %v", info, err)
		}
		return len(p), nil
	})
	if err := Write(sink, Book{Sheets: []Sheet{large}}); err != nil || !seen {
		t.Errorf("%v, temporary folder seen: %v", err, seen)
	}
	full := errors.New("full")
	if err := Write(writerFunc(func([]byte) (int, error) { return 0, full }), Book{Sheets: []Sheet{large}}); !errors.Is(err, full) {
		t.Errorf("got %v", err)
	}
	if entries, err := os.ReadDir(folder); err != nil || len(entries) != 0 {
		t.Errorf("left: %v, %v", entries, err)
	}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

// TestWriteWellFormed parses every part to its end.
func TestWriteWellFormed(t *testing.T) {
	for name, part := range sheettest.Parts(t, written(t, export())) {
		d := xml.NewDecoder(strings.NewReader(part))
		for {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Errorf("%s: %v", name, err)
				break
			}
		}
	}
}

// BenchmarkWriteXLSX exports users as Export list does (SPEC S7.2).
func BenchmarkWriteXLSX(b *testing.B) {
	for _, n := range []int{1000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			row := []string{"", "Zoë", "D'Hérouville", "shop-12, shop-13", "Manager", "", "Directrice régionale", "+33 6 12 34 56 78"}
			book := export()
			book.Sheets[0].Columns = columns(sheettest.Headers8...)
			book.Sheets[0].Columns[4].Choices = []string{"Administrator", "Manager"}
			book.Sheets[0].Rows = func(yield func(Row) bool) {
				for i := range n {
					row[0], row[5] = fmt.Sprintf("user%06d@bellerive.example", i), fmt.Sprintf("%06d", i)
					if !yield(Row{Cells: row}) {
						return
					}
				}
			}
			for b.Loop() {
				if err := Write(io.Discard, book); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestCreated: a book that does not say when it was made is made now, not on
// the day of the library.
func TestCreated(t *testing.T) {
	before := time.Now().UTC().Truncate(time.Second)
	var out bytes.Buffer
	if err := Write(&out, Book{Sheets: []Sheet{{Name: "Users"}}}); err != nil {
		t.Fatal(err)
	}
	core := sheettest.Parts(t, out.Bytes())["docProps/core.xml"]
	for _, element := range []string{"created", "modified"} {
		_, rest, _ := strings.Cut(core, "<dcterms:"+element+` xsi:type="dcterms:W3CDTF">`)
		stamp, _, _ := strings.Cut(rest, "<")
		at, err := time.Parse(time.RFC3339, stamp)
		if err != nil || at.Before(before) || at.After(time.Now()) {
			t.Errorf("%s: %v in %s", element, err, core)
		}
	}
}
