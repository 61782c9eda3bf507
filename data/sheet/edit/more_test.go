package edit

import (
	"bytes"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet"
	"headcount.app/headcount/data/sheet/csv"
	"headcount.app/headcount/data/sheet/sheettest"
)

func TestTextFilesBecomeWorkbooksThatReadTheSame(t *testing.T) {
	for _, path := range testFiles(t, "../testdata/csv/*") {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			_, table := readTestFile(t, path)
			if table == nil || len(table.Rows) == 0 {
				return
			}
			var out bytes.Buffer
			if err := Anew(t.Context(), &out, annotations(table), "Users"); err != nil {
				t.Fatal(err)
			}
			again, err := readBytes(out.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			for i := range table.Rows {
				for k := range table.Rows[i].Cells {
					was, is := table.Rows[i].Cells[k], again.Rows[i].Cell(k)
					if was.Kind != data.ErrorCell && was.Kind != data.Scientific && is.Text != sheet.Visible(was.Text) {
						t.Errorf("row %d: %q became %q", table.Rows[i].Number, was.Text, is.Text)
					}
					if was.Kind == data.Number && len(was.Text) <= 15 && is.Kind != data.Number && strings.Trim(was.Text, " ") == was.Text {
						t.Errorf("row %d: the number %q became text", table.Rows[i].Number, was.Text)
					}
				}
			}
		})
	}
}

func TestTextFilesAreCorrectedInTheirOwnDialect(t *testing.T) {
	for _, path := range testFiles(t, "../testdata/csv/*") {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			content, table := readTestFile(t, path)
			if table == nil || len(table.Rows) == 0 || table.Rows[0].Ragged {
				return
			}
			var same, out bytes.Buffer
			e := Edits{Table: table, Wide: -1}
			if err := e.Write(t.Context(), bytes.NewReader(content), int64(len(content)), &same); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(same.Bytes(), content) {
				t.Fatal("without a correction the file is another one")
			}
			fixed := "+33 6; \"é\""
			e.Cells = []Edit{{Row: table.Rows[0].Number, Column: 0, Replace: true, Cell: data.Cell{Text: fixed}}}
			if err := e.Write(t.Context(), bytes.NewReader(content), int64(len(content)), &out); err != nil {
				t.Fatal(err)
			}
			got, err := readBytes(out.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			if got.Rows[0].Cell(0).Text != fixed || got.Delimiter != table.Delimiter || got.Encoding != table.Encoding {
				t.Errorf("%q, delimiter %q, encoding %s", got.Rows[0].Cell(0).Text, got.Delimiter, got.Encoding)
			}
			if a, b := bytes.Count(content, []byte("\r")), bytes.Count(out.Bytes(), []byte("\r")); a != b {
				t.Errorf("%d carriage returns became %d", a, b)
			}
		})
	}
}

func TestCorrectingTextThatTheEncodingDoesNotKnow(t *testing.T) {
	content := []byte("Email;First name\r\na@b.example;Andr\xe9\r\n")
	table, err := readBytes(content)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	e := Edits{Table: table, Wide: -1, Cells: []Edit{{Row: 2, Column: 1, Replace: true, Cell: data.Cell{Text: "Łukasz"}}}}
	if err := e.Write(t.Context(), bytes.NewReader(content), int64(len(content)), &out); err != nil {
		t.Fatal(err)
	}
	if want := csv.MarkUTF8 + "Email;First name\r\na@b.example;Łukasz\r\n"; out.String() != want {
		t.Errorf("%q", out.String())
	}
}

func TestCorrectingKeepsFormatsOfForeignWorkbooks(t *testing.T) {
	for _, path := range testFiles(t, "../testdata/xlsx/*") {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			content, table := readTestFile(t, path)
			if table == nil || len(table.Rows) == 0 {
				return
			}
			e := Edits{Table: table, Wide: -1}
			for _, i := range []int{0, len(table.Rows) / 2, len(table.Rows) - 1} {
				edit := Edit{Row: table.Rows[i].Number, Column: 1, Replace: true, Cell: data.Cell{Text: "0012 <é>"}}
				if len(e.Cells) == 0 || e.Cells[len(e.Cells)-1].Row != edit.Row {
					e.Cells = append(e.Cells, edit)
				}
			}
			var out bytes.Buffer
			err := Book(t.Context(), bytes.NewReader(content), int64(len(content)), &out, e)
			if why := notKept[filepath.Base(path)]; why != "" && errors.Is(err, ErrNotWhole) {
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			again, err := readBytes(out.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			if got := again.Rows[0].Cell(1); got != (data.Cell{Text: "0012 <é>"}) {
				t.Errorf("%+v", got)
			}
			was, is := sheettest.Parts(t, content), sheettest.Parts(t, out.Bytes())
			for name := range was {
				if strings.Contains(name, "styles") && was[name] != is[name] {
					t.Errorf("%s was changed", name)
				}
			}
		})
	}
}

// What excelize, another program, sees in an annotated copy: old comments
// first, formats but for the ground, validations, links and names.
func TestAnotherProgramSeesTheAnnotations(t *testing.T) {
	content, _ := readTestFile(t, "../testdata/xlsx/openpyxl-dressed.xlsx")
	table, err := sheet.Read(t.Context(), bytes.NewReader(content), int64(len(content)), sheet.ReadOptions{Sheet: "Personnel"})
	if err != nil {
		t.Fatal(err)
	}
	e := annotations(table)
	var out bytes.Buffer
	if err := Book(t.Context(), bytes.NewReader(content), int64(len(content)), &out, e); err != nil {
		t.Fatal(err)
	}
	before, after := opened(t, content), opened(t, out.Bytes())
	old, err := before.GetComments(table.Sheet)
	if err != nil {
		t.Fatal(err)
	}
	comments, err := after.GetComments(table.Sheet)
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, c := range comments {
		for _, run := range c.Paragraph {
			texts[c.Cell] += run.Text
		}
		texts[c.Cell] += c.Text
	}
	for _, c := range old {
		text := c.Text
		for _, run := range c.Paragraph {
			text += run.Text
		}
		if !strings.HasPrefix(texts[c.Cell], text) {
			t.Errorf("the comment on %s was %q and is %q", c.Cell, text, texts[c.Cell])
		}
	}
	for _, edit := range e.Cells {
		name, _ := excelize.CoordinatesToCellName(edit.Column+1, edit.Row)
		if edit.Comment != "" && !strings.Contains(texts[name], "isn’t") {
			t.Errorf("%s has no comment: %q", name, texts[name])
		}
		if edit.Replace || edit.Tone == sheet.Plain {
			continue
		}
		a, b := styleOf(t, before, table.Sheet, name), styleOf(t, after, table.Sheet, name)
		if len(b.Fill.Color) != 1 || b.Fill.Color[0] != noteTones[edit.Tone][2:] {
			t.Errorf("%s has the ground %v", name, b.Fill.Color)
		}
		if a.NumFmt != b.NumFmt || (a.Font == nil) != (b.Font == nil) || a.Font != nil && a.Font.Bold != b.Font.Bold || len(a.Border) != len(b.Border) {
			t.Errorf("%s has another format: %+v, %+v", name, a, b)
		}
	}
	for i := 1; i <= len(table.Header); i++ {
		column, _ := excelize.ColumnNumberToName(i)
		a, _ := before.GetColWidth(table.Sheet, column)
		b, _ := after.GetColWidth(table.Sheet, column)
		if a != b {
			t.Errorf("column %s was %v wide and is %v", column, a, b)
		}
	}
}

func opened(t *testing.T, content []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func styleOf(t *testing.T, f *excelize.File, sheet, cell string) *excelize.Style {
	t.Helper()
	id, err := f.GetCellStyle(sheet, cell)
	if err != nil {
		t.Fatal(err)
	}
	style, err := f.GetStyle(id)
	if err != nil {
		t.Fatal(err)
	}
	return style
}
