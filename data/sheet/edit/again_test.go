package edit

import (
	"bytes"
	"errors"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet"
	"headcount.app/headcount/data/sheet/archive"
	"headcount.app/headcount/data/sheet/sheettest"
	"headcount.app/headcount/data/sheet/xlsx"
)

// edited edits a workbook and reads what came of it.
func edited(t *testing.T, content []byte, e Edits) ([]byte, *data.Table) {
	t.Helper()
	var out bytes.Buffer
	if err := Book(t.Context(), bytes.NewReader(content), int64(len(content)), &out, e); err != nil {
		t.Fatal(err)
	}
	table, err := sheet.Read(t.Context(), bytes.NewReader(out.Bytes()), int64(out.Len()), sheet.ReadOptions{Sheet: e.Table.Sheet})
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), table
}

// commentsOf are the comments of a sheet by their cell, and the cells that have
// a drawing of one.
func commentsOf(t *testing.T, content []byte, table *data.Table) (texts map[string]string, drawn []string) {
	t.Helper()
	p, err := xlsx.Open(t.Context(), bytes.NewReader(content), int64(len(content)), func(int64, int64) {})
	if err != nil {
		t.Fatal(err)
	}
	book, err := xlsx.OpenWorkbook(p)
	if err != nil {
		t.Fatal(err)
	}
	b := &bookEdit{Pack: p, sheet: book.PartOf(table.Sheet)}
	rels, err := b.ReadRelations(archive.PartName(b.sheet))
	if err != nil {
		t.Fatal(err)
	}
	read := func(target string) []byte {
		part, err := b.Target(archive.PartName(b.sheet), "", target)
		if err != nil {
			t.Fatal(err)
		}
		text, err := b.content(part)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	texts = map[string]string{}
	if rel, found := rels.First("comments"); found {
		_, all, _ := readComments(read(rel.Target))
		for i := range all {
			if _, twice := texts[all[i].ref]; twice {
				t.Errorf("two comments on %s", all[i].ref)
			}
			texts[all[i].ref] = all[i].full()
		}
	}
	sheet, err := b.content(b.sheet)
	if err != nil {
		t.Fatal(err)
	}
	if rel, found := rels.ByID[legacyOf(sheet)]; found {
		text := read(rel.Target)
		for range regexp.MustCompile(`<(\w+:)?Row>`).FindAll(text, -1) {
			drawn = append(drawn, "")
		}
		ids := regexp.MustCompile(`id="_x0000_s\d+"`).FindAllString(string(text), -1)
		if slices.Sort(ids); len(slices.Compact(slices.Clone(ids))) != len(ids) {
			t.Errorf("two drawings have one id: %v", ids)
		}
	}
	return texts, drawn
}

// An annotated copy is annotated again: what was right then is pointed out, what
// was pointed out is right now. Nothing stacks up, and the person's own stays.
func TestAnnotatingAgainTakesTheEarlierRemarksBack(t *testing.T) {
	for _, path := range testFiles(t, "../testdata/xlsx/*") {
		name := filepath.Base(path)
		if notKept[name] != "" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			content, table := readTestFile(t, path)
			if table == nil || len(table.Rows) == 0 {
				return
			}
			own, drawn := commentsOf(t, content, table)
			first, once := edited(t, content, annotations(table))
			second, twice := edited(t, first, Edits{Table: once, Author: "Headcount", Wide: sheet.Columns(table), Cells: []Edit{
				{Row: table.Rows[0].Number, Column: 0, Tone: sheet.Warning, Comment: "Another"},
			}})
			comments, _ := commentsOf(t, second, twice)
			remarks := 0
			for ref, text := range comments {
				if strings.Contains(text, "Headcount:\n") {
					remarks++
					if text != strings.TrimPrefix(own[ref]+"\n\nHeadcount:\nAnother", "\n\n") {
						t.Errorf("%s says %q", ref, text)
					}
				}
			}
			if remarks != 1 {
				t.Errorf("%d remarks", remarks)
			}
			last, _ := edited(t, second, Edits{Table: twice, Author: "Headcount", Wide: sheet.Columns(table)})
			left, leftDrawn := commentsOf(t, last, table)
			if !maps.Equal(left, own) || len(leftDrawn) != len(drawn) {
				t.Errorf("comments %q with %d drawings became %q with %d", own, len(drawn), left, len(leftDrawn))
			}
			for part, text := range sheettest.Parts(t, last) {
				if strings.Contains(part, "sheet") && strings.HasSuffix(part, ".xml") {
					checkGrounds(t, sheettest.Parts(t, last), part, text, table)
				}
			}
		})
	}
}

// checkGrounds looks for cells that are still pointed out. The Problem column
// is not looked at: its texts were left.
func checkGrounds(t *testing.T, all map[string]string, part, text string, table *data.Table) {
	t.Helper()
	for name, styles := range all {
		if !strings.HasSuffix(strings.ToLower(name), "styles.xml") {
			continue
		}
		s := styleEdit{text: []byte(styles), ours: map[int]bool{}}
		s.read()
		for _, cell := range regexp.MustCompile(`<(?:\w+:)?c [^>]*>`).FindAllString(text, -1) {
			ref, _, _, _ := attributeOf([]byte(cell), "r")
			style, _, _, _ := attributeOf([]byte(cell), "s")
			if column, row, ok := xlsx.Reference([]byte(ref)); ok && column <= sheet.Columns(table) && s.isToned(number(style)) {
				t.Errorf("%s: %s in row %d is still pointed out", part, ref, row)
			}
		}
	}
}

func TestTheColumnOfAnEarlierCopyIsKnownByItsComment(t *testing.T) {
	content, table := readTestFile(t, "../testdata/xlsx/excel-table-comments-image.xlsx")
	signed := func(content []byte, table *data.Table) int {
		column, err := Signed(t.Context(), bytes.NewReader(content), int64(len(content)), table, "Headcount")
		if err != nil {
			t.Fatal(err)
		}
		return column
	}
	if got := signed(content, table); got != -1 {
		t.Errorf("column %d of a file that is no copy", got)
	}
	e := annotations(table)
	e.Cells[0].Comment = "What is wrong"
	if got := signed(edited(t, content, e)); got != sheet.Columns(table) {
		t.Errorf("column %d, want %d", got, sheet.Columns(table))
	}
}

func TestARemarkIsFoundAmongWordsOfAPersonsOwn(t *testing.T) {
	for _, c := range []struct{ text, rest string }{
		{"Headcount:\nwrong", ""},
		{"Ask Jeanne\n\nHeadcount:\nwrong\nreally", "Ask Jeanne"},
		{"Ask Jeanne\n\nHeadcount:\nwrong\n\nMarc:\nasked her", "Ask Jeanne\n\nMarc:\nasked her"},
		{"The Headcount:\nno", "The Headcount:\nno"},
	} {
		from, to, _ := ownParagraph(c.text, "Headcount")
		if got := c.text[:from] + c.text[to:]; got != c.rest {
			t.Errorf("%q leaves %q, want %q", c.text, got, c.rest)
		}
	}
}

func TestACopyIsOfTheKindThatItsNameSays(t *testing.T) {
	content, table := readTestFile(t, "../testdata/xlsx/excel-plain.xlsx")
	kind := func(book []byte) string {
		types := sheettest.Parts(t, book)["[Content_Types].xml"]
		found := regexp.MustCompile(`[\w.-]+main\+xml`).FindString(types)
		return found
	}
	e := annotations(table)
	e.Ending = ".xlsm"
	macros, _ := edited(t, content, e)
	if got := kind(macros); got != "vnd.ms-excel.sheet.macroEnabled.main+xml" {
		t.Errorf(".xlsm is %s", got)
	}
	e.Ending = ".xlsx"
	var out bytes.Buffer
	err := Book(t.Context(), bytes.NewReader(macros), int64(len(macros)), &out, e)
	var refused *data.FileError
	if !errors.As(err, &refused) || refused.Code != data.FileMacros {
		t.Errorf("macros under a name without: %v", err)
	}
	plain, _ := edited(t, content, e)
	if got, was := kind(plain), kind(content); got != was {
		t.Errorf(".xlsx is %s, was %s", got, was)
	}
	out.Reset()
	if err := Anew(t.Context(), &out, Edits{Table: table, Wide: -1, Ending: ".xlsm"}, "Users"); err != nil {
		t.Fatal(err)
	}
	if got := kind(out.Bytes()); got != "vnd.ms-excel.sheet.macroEnabled.main+xml" {
		t.Errorf("a new .xlsm is %s", got)
	}
}

func TestColumnsOfNewWorkbooksRise(t *testing.T) {
	_, table := readTestFile(t, "../testdata/xlsx/excel-plain.xlsx")
	var anew, written bytes.Buffer
	if err := Anew(t.Context(), &anew, annotations(table), "Users"); err != nil {
		t.Fatal(err)
	}
	if err := sheet.Write(&written, sheet.Book{Sheets: []sheet.Sheet{{Name: "Users", Columns: []sheet.Column{{Title: "A"}, {Title: "B"}, {Title: "C"}}, Rows: func(func(sheet.Row) bool) {}}}}); err != nil {
		t.Fatal(err)
	}
	for name, book := range map[string][]byte{"anew": anew.Bytes(), "written": written.Bytes()} {
		var rising []int
		for _, m := range regexp.MustCompile(`<col [^>]*min="(\d+)"|<col min="(\d+)"`).FindAllStringSubmatch(sheettest.Parts(t, book)["xl/worksheets/sheet1.xml"], -1) {
			rising = append(rising, number(m[1]+m[2]))
		}
		if len(rising) < 3 || !slices.IsSorted(rising) {
			t.Errorf("%s: columns %v", name, rising)
		}
	}
}

func TestRowsOfTheWrongWidthAreProblemsInAWorkbookToo(t *testing.T) {
	cells := func(texts ...string) (out []data.Cell) {
		for _, text := range texts {
			out = append(out, data.Cell{Text: text})
		}
		return out
	}
	table := &data.Table{Format: "csv", HeaderRow: 1, Header: []string{"Email", "Name", "Notes"}, Rows: []data.Row{
		{Number: 2, Cells: cells("a", "b", "c")},
		{Number: 3, Ragged: true, Cells: cells("a")},
		{Number: 4, Ragged: true, Cells: cells("a", "b")},
		{Number: 5, Ragged: true, Cells: cells("a", "b", "c", "d")},
	}}
	squared, at := Squared(table, func(k int) bool { return k < 2 })
	if !maps.Equal(at, map[int]int{3: 1, 4: 1, 5: 1}) {
		t.Errorf("the errors stand at %v", at)
	}
	for i, want := range []string{"a|b|c", "a|#N/A", "a|#N/A|b", "a|#N/A|b|c|d"} {
		var got []string
		for _, c := range squared.Rows[i].Cells {
			got = append(got, c.Text)
		}
		if strings.Join(got, "|") != want {
			t.Errorf("row %d: %q, want %q", i+2, got, want)
		}
	}
	if len(table.Rows[1].Cells) != 1 {
		t.Error("the table itself was changed")
	}
	if same, none := Squared(table, func(int) bool { return false }); same != table || len(none) != 0 {
		t.Error("no column counts, and yet")
	}
}

func TestFormulasAreCalculatedAnewAfterACorrection(t *testing.T) {
	content, table := readTestFile(t, "../testdata/xlsx/excel-plain.xlsx")
	if !strings.Contains(sheettest.Parts(t, content)["xl/workbook.xml"], "<calcPr") {
		t.Fatal("the fixture says nothing of calculation")
	}
	row := table.Rows[0].Number
	corrected, _ := edited(t, content, Edits{Table: table, Wide: -1, Cells: []Edit{{Row: row, Replace: true, Cell: data.Cell{Text: "x"}}}})
	if !strings.Contains(sheettest.Parts(t, corrected)["xl/workbook.xml"], `fullCalcOnLoad="1"`) {
		t.Error("formulas keep what they were before the correction")
	}
	annotated, _ := edited(t, content, annotations(table))
	if sheettest.Parts(t, annotated)["xl/workbook.xml"] != sheettest.Parts(t, content)["xl/workbook.xml"] {
		t.Error("annotating changes the workbook")
	}
}
