package disk

import (
	"errors"
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
		".a.headcount-abcdefgz.part":  magic,
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

// TestRegister: a part that a killed run left in any folder goes at the next
// start, whether the system left its lock or not, and the register keeps only what
// is being made. Nothing else goes by it, whatever it says.
func TestRegister(t *testing.T) {
	file, killed, busy, listed := filepath.Join(t.TempDir(), "own", "unfinished"), t.TempDir(), t.TempDir(), t.TempDir()
	t.Cleanup(func() { register.Store(nil) })
	Register(file)
	for _, name := range []string{"list.xlsx", "other.csv", "gone.csv"} {
		dead, err := NewPart(filepath.Join(killed, name))
		must(t, err)
		held := dead.lock
		dead.lock = nil
		must(t, held.Release())
		switch name {
		case "list.xlsx":
			must(t, os.WriteFile(dead.Path+LockEnding, nil, 0o600)) // what a killed process leaves where the system does not remove it
		case "gone.csv":
			must(t, os.Remove(dead.Path))
		}
	}
	living, err := NewPart(filepath.Join(busy, "list.xlsx"))
	must(t, err)
	defer living.Discard()
	// An earlier version listed folders.
	must(t, os.WriteFile(filepath.Join(listed, ".old.xlsx-ABCDEFGH.part"), nil, 0o600))
	must(t, os.WriteFile(filepath.Join(listed, ".old.xlsx-ABCDEFGH.part.lock"), nil, 0o600))
	must(t, os.WriteFile(filepath.Join(listed, "list.xlsx"), nil, 0o600))
	f, err := os.OpenFile(file, os.O_APPEND|os.O_WRONLY, 0)
	must(t, err)
	_, err = f.WriteString(listed + "\n" + filepath.Join(listed, "list.xlsx") + "\n.relative.xlsx-ABCDEFGH.part\n")
	must(t, errors.Join(err, f.Close()))
	Register(file)
	if n := len(left(t, killed)); n != 0 {
		t.Errorf("%d files are left", n)
	}
	if names := left(t, listed); len(names) != 1 || !names["list.xlsx"] {
		t.Errorf("in a folder that an earlier version listed: %v", names)
	}
	content, err := os.ReadFile(file)
	if err != nil || string(content) != living.Path+"\n" || len(left(t, busy)) != 2 {
		t.Errorf("the register holds %q, %v", content, err)
	}
	living.Discard()
	Register(file)
	if _, err := os.Stat(file); err == nil {
		t.Error("an empty register is kept")
	}
}
