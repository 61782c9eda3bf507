package sheet

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/sheettest"
)

// TestReadsTheSameInEveryFormat reads the workbooks of testdata/xlsx as other
// programs saved them in other formats: cell by cell they are what the XLSX is
// (SPEC S15.4).
func TestReadsTheSameInEveryFormat(t *testing.T) {
	paths, err := filepath.Glob("testdata/formats/*/*")
	if err != nil || len(paths) < 20 {
		t.Fatalf("%d files, %v", len(paths), err)
	}
	for _, path := range paths {
		folder, file := filepath.Split(path)
		t.Run(filepath.Base(folder)+"/"+file, func(t *testing.T) {
			golden := sheettest.ReadGolden(t, "testdata/xlsx/"+filepath.Base(folder)+".golden")
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			options := ReadOptions{}
			if _, tied := golden.Facts["tie"]; tied {
				options.Sheet = golden.Sheet
			}
			table, err := Read(t.Context(), bytes.NewReader(content), int64(len(content)), options)
			if err != nil {
				t.Fatal(err)
			}
			if table.Format == "html" {
				table.Sheet = golden.Sheet // tables of pages are called otherwise
			}
			golden.Compare(t, table)
			if ending := strings.TrimPrefix(filepath.Ext(file), "."); table.Format != ending {
				t.Errorf("read as %s", table.Format)
			}
			for _, row := range table.Rows {
				for _, cell := range row.Cells {
					if cell.Kind == data.Tailed || cell.Kind == data.Doubtful {
						t.Errorf("row %d: a cell as of text: %v", row.Number, cell)
					}
				}
			}
		})
	}
}
