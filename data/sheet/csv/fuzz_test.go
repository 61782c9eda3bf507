package csv

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
	"headcount.app/headcount/data/sheet/sheettest"
)

// FuzzReadCSV reads anything: never a panic, never a table that does not hold
// together, never two answers to one file.
func FuzzReadCSV(f *testing.F) {
	for _, seed := range []string{
		"Email;ID\na@x.fr;1\n", "sep=,\nEmail,ID\n\"a\"\"\",'=1\n", MarkUTF8 + "\"Email\"\ta\n", "Email\r\"a\rb\"\r", "Email;ID\n\"a;\"b\";1\n",
		MarkLE + sheettest.Wide("Email;ID\n1;2", binary.LittleEndian), sheettest.Wide("Email;ID\n1;2", binary.BigEndian), "Email\nZo\xeb\n", "Email; \"ID\"\na; \"1\" \n",
	} {
		f.Add([]byte(seed))
	}
	for _, pattern := range []string{"../testdata/csv/*a*.csv", "../testdata/damaged/*.csv"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			f.Fatal(pattern, err)
		}
		for _, name := range names {
			content, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(content[:min(len(content), 4096)])
		}
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		before := bytes.Clone(content)
		table, err := Read(t.Context(), bytes.NewReader(content), int64(len(content)), head.Options{})
		if !bytes.Equal(before, content) {
			t.Fatal("the file was changed")
		}
		if err != nil {
			if table != nil {
				t.Fatal("a table and an error")
			}
			return
		}
		checkTable(t, table)
		again, err := Read(t.Context(), bytes.NewReader(content), int64(len(content)), head.Options{})
		if err != nil || golden(again) != golden(table) {
			t.Fatalf("second reading: %v", err)
		}
	})
}

// checkTable holds what every table promises.
func checkTable(t *testing.T, table *data.Table) {
	t.Helper()
	if data.UserSchema.Known(table.Header) == 0 {
		t.Fatalf("no known header in %q", table.Header)
	}
	last := table.HeaderRow
	for _, row := range table.Rows {
		if row.Number <= last {
			t.Fatalf("row %d behind row %d", row.Number, last)
		}
		last = row.Number
		if !row.Ragged && len(row.Cells) > len(table.Header) {
			t.Fatalf("row %d has %d cells under %d headers", row.Number, len(row.Cells), len(table.Header))
		}
		if blank(row.Cells) {
			t.Fatalf("row %d is blank", row.Number)
		}
		for _, c := range row.Cells {
			if !utf8.ValidString(c.Text) {
				t.Fatalf("row %d holds %q", row.Number, c.Text)
			}
		}
	}
}
