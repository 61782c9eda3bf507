package xlsx

import (
	"bufio"
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

// damagedWorkbooks says what is broken in each of them.
func damagedWorkbooks(t *testing.T) map[string]string {
	t.Helper()
	f, err := os.Open("../testdata/damaged/reasons.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	m := map[string]string{}
	for s := bufio.NewScanner(f); s.Scan(); {
		name, reason, _ := strings.Cut(s.Text(), "|")
		if strings.HasSuffix(name, ".xlsx") {
			m[name] = reason
		}
	}
	return m
}

// TestRefusesDamagedWorkbooks holds the reader to SPEC S3.9: what is not whole
// is never planned from.
func TestRefusesDamagedWorkbooks(t *testing.T) {
	files := damagedWorkbooks(t)
	if len(files) < 60 {
		t.Fatalf("only %d damaged workbooks", len(files))
	}
	for name, reason := range files {
		t.Run(name, func(t *testing.T) {
			content, err := os.ReadFile(filepath.Join("..", "testdata", "damaged", name))
			if err != nil {
				t.Fatal(err)
			}
			_, err = Read(context.Background(), bytes.NewReader(content), int64(len(content)), head.Options{})
			t.Log(reason, "→", err)
			sheettest.WantRefusal(t, err, data.FileDamaged)
		})
	}
}

// TestRefusesWorkbooksThatAreNoUserFiles: the archives that reach the reader of
// workbooks and are none, or hold no users (SPEC S3.1, S3.2).
func TestRefusesWorkbooksThatAreNoUserFiles(t *testing.T) {
	want := map[string]string{
		"all-sheets-hidden.xlsx": data.FileHiddenSheet, "chart-sheet-only.xlsx": data.FileNoSheets,
		"empty-sheet.xlsx": data.FileEmpty, "header-on-row-21.xlsx": data.FileNoHeader,
		"no-header.xlsx": data.FileNoHeader, "other-table.xlsx": data.FileNoHeader,
		"sheetjs.xlsb": data.FileXLSB, "word.docx": data.FileBinary, "slides.pptx": data.FileBinary,
		"libreoffice.docx": data.FileBinary,
		"numbers.numbers":  data.FileNumbers, "junk.zip": data.FileBinary, "zip-with-users.zip": data.FileBinary,
	}
	for name, code := range want {
		t.Run(name, func(t *testing.T) {
			content, err := os.ReadFile(filepath.Join("..", "testdata", "refused", name))
			if err != nil {
				t.Fatal(err)
			}
			_, err = Read(context.Background(), bytes.NewReader(content), int64(len(content)), head.Options{})
			sheettest.WantRefusal(t, err, code)
		})
	}
}
