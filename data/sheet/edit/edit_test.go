package edit

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet"
	"headcount.app/headcount/data/sheet/sheettest"
)

// notKept are the workbooks that cannot be kept whole, with what stands in the
// way: they get a new one.
var notKept = map[string]string{
	"excel-no-styles.xlsx":                         "no styles",
	"excel-no-styles-no-strings-no-dimension.xlsx": "no styles",
	"excel-utf16-parts.xlsx":                       "not UTF-8",
}

// readTestFile reads a file of testdata; nil for one that is refused because
// of what stands in it.
func readTestFile(t *testing.T, path string) ([]byte, *data.Table) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	table, err := readBytes(content)
	var refused *data.FileError
	if errors.As(err, &refused) && (refused.Code == data.FileSheetTie || refused.Code == data.FileNoHeader || refused.Code == data.FileAmbiguousText) {
		return content, nil
	}
	if err != nil {
		t.Fatal(err)
	}
	return content, table
}

// annotations points out, in every other row, the first cell, one in the
// middle and one that may not be there, and adds a column at the end.
func annotations(table *data.Table) Edits {
	width := sheet.Columns(table)
	e := Edits{Table: table, Author: "Headcount", Wide: width}
	e.Cells = append(e.Cells, Edit{
		Row: table.HeaderRow, Column: width, Replace: true, Header: true, Cell: data.Cell{Text: "Problem"},
	})
	for i := range table.Rows {
		if i%2 == 1 {
			continue
		}
		row := table.Rows[i].Number
		for k, column := range slices.Compact([]int{0, width / 2, width - 1}) {
			e.Cells = append(e.Cells, Edit{Row: row, Column: column, Tone: []sheet.Tone{sheet.Problem, sheet.Warning}[k%2], Comment: "“é & <b>” isn’t\nright _x000D_"})
		}
		e.Cells = append(e.Cells, Edit{Row: row, Column: width, Tone: sheet.Problem, Replace: true, Cell: data.Cell{Text: "“é & <b>” _x000D_ 😀"}})
	}
	return e
}

func testFiles(t *testing.T, pattern string) []string {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	paths = slices.DeleteFunc(paths, func(p string) bool { return strings.HasSuffix(p, ".golden") })
	if len(paths) < 20 {
		t.Fatalf("only %d files", len(paths))
	}
	return paths
}

func TestEditingKeepsEverythingElseOfForeignWorkbooks(t *testing.T) {
	for _, path := range testFiles(t, "../testdata/xlsx/*") {
		name := filepath.Base(path)
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			content, table := readTestFile(t, path)
			if table == nil || len(table.Rows) == 0 {
				return
			}
			e := annotations(table)
			var out bytes.Buffer
			err := Book(t.Context(), bytes.NewReader(content), int64(len(content)), &out, e)
			if why := notKept[name]; why != "" {
				if !errors.Is(err, ErrNotWhole) || !strings.Contains(err.Error(), why) || out.Len() > 0 {
					t.Fatalf("error %v and %d bytes, want %q", err, out.Len(), why)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			checkParts(t, content, out.Bytes())
		})
	}
}

// checkParts compares the parts of two workbooks: all that are not about cells,
// formats and comments are the same byte by byte.
func checkParts(t *testing.T, before, after []byte) {
	t.Helper()
	a, b := sheettest.Parts(t, before), sheettest.Parts(t, after)
	changed := 0
	for name, content := range a {
		if b[name] == content {
			continue
		}
		changed++
		lower := strings.ToLower(name)
		for _, allowed := range []string{"sheet", "styles", "content_types", "comments", "vmldrawing", "data"} {
			if strings.Contains(lower, allowed) {
				lower = ""
				break
			}
		}
		if lower != "" {
			t.Errorf("%s was changed", name)
		}
	}
	if changed < 2 || changed > 6 {
		t.Errorf("%d parts were changed", changed)
	}
}

// readBytes reads a file that is in memory.
func readBytes(content []byte) (*data.Table, error) {
	return sheet.Read(context.Background(), bytes.NewReader(content), int64(len(content)), sheet.ReadOptions{})
}
