package xlsx

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
	"headcount.app/headcount/data/sheet/sheettest"
)

// TestReadsWorkbooksOfManyPrograms holds the reader to what the generators of
// the workbooks put into them (SPEC S3.1 to S3.8).
func TestReadsWorkbooksOfManyPrograms(t *testing.T) {
	paths, err := filepath.Glob("../testdata/xlsx/*.xls[xm]")
	if err != nil || len(paths) < 20 {
		t.Fatalf("%d workbooks, %v", len(paths), err)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			g := sheettest.ReadGolden(t, strings.TrimSuffix(path, filepath.Ext(path))+".golden")
			raw, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			options := head.Options{}
			if tie, tied := g.Facts["tie"]; tied {
				_, err := Read(context.Background(), bytes.NewReader(raw), int64(len(raw)), options)
				sheettest.WantRefusal(t, err, data.FileSheetTie, "sheets", strings.ReplaceAll(tie, "|", "\n"))
				options.Sheet = g.Sheet
			}
			table, err := Read(context.Background(), bytes.NewReader(raw), int64(len(raw)), options)
			if _, may := g.Facts["may_refuse"]; may && err != nil {
				sheettest.WantRefusal(t, err, data.FileDamaged)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			g.Compare(t, table)
		})
	}
}
