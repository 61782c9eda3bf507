package disk

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func left(t *testing.T, folder string) map[string]bool {
	t.Helper()
	entries, err := os.ReadDir(folder)
	must(t, err)
	names := map[string]bool{}
	for _, e := range entries {
		names[e.Name()] = true
	}
	return names
}

// TestSweep: what killed runs left goes, what a living one writes and what is a
// person's stays.
func TestSweep(t *testing.T) {
	folder := t.TempDir()
	long := time.Now().Add(-3 * time.Hour)
	goes, stays := map[string]string{
		".a.headcount-ABCDEFGH.part":         magic + "and more",
		".a.headcount-ABCDEFGH.part-journal": "x",
		".a.headcount-ABCDEFGJ.part":         "",
		".a.headcount-ABCDEFGK.part.lock":    "",
		".list.xlsx-ABCDEFGH.part":           "PK half a workbook",
		".list.xlsx-ABCDEFGH.part.lock":      "",
		".headcount-123.tmp":                 "an export of long ago",
		".headcount-456":                     "",
	}, map[string]string{
		".b.headcount-ABCDEFGH.part":  magic,
		".a.headcount-ABCDEFGL.part":  "a person's",
		".a.headcount-abcdefgh.part":  magic,
		"a.headcount-ABCDEFGM.part":   magic,
		".headcount-789.tmp":          "an export of a minute ago",
		".headcount-notes.txt":        "",
		"list.xlsx":                   "PK",
		".other.xlsx-ABCDEFGH.part":   "PK without a lock",
		".a.headcount-ABCDEFGH.parts": "",
	}
	for _, files := range []map[string]string{goes, stays} {
		for name, content := range files {
			must(t, os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600))
		}
	}
	must(t, os.Chtimes(filepath.Join(folder, ".headcount-123.tmp"), long, long))
	must(t, os.Chtimes(filepath.Join(folder, ".headcount-notes.txt"), long, long))
	living, err := NewPart(filepath.Join(folder, "a.headcount"))
	must(t, err)
	Sweep(folder, "a.headcount")
	names := left(t, folder)
	for name := range goes {
		if names[name] {
			t.Errorf("%s is left", name)
		}
	}
	for name := range stays {
		if !names[name] {
			t.Errorf("%s is gone", name)
		}
	}
	if !names[filepath.Base(living.Path)] {
		t.Error("the part that is being written is gone")
	}
	Sweep(folder, "")
	if left(t, folder)[".b.headcount-ABCDEFGH.part"] {
		t.Error("the part of any organization is left")
	}
	living.Discard()
	living.Discard()
	if n := len(left(t, folder)); n != len(stays)-1 {
		t.Errorf("%d files are left, not %d", n, len(stays)-1)
	}
}

// TestLongNames: a part fits beside the longest name there can be, and is swept.
func TestLongNames(t *testing.T) {
	folder := t.TempDir()
	target := filepath.Join(folder, strings.Repeat("é", 120)+".xlsx")
	p, err := NewPart(target)
	must(t, err)
	must(t, p.Fill(func(w io.Writer) error { _, err := io.WriteString(w, magic); return err }))
	held := p.lock
	p.lock = nil
	must(t, held.Release())
	Sweep(folder, filepath.Base(target))
	if n := len(left(t, folder)); n != 0 {
		t.Errorf("%d files are left", n)
	}
}
