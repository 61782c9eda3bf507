package disk

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/windows"

	"headcount.app/headcount/data"
)

// holdFile opens a file as Excel does, so that nobody may rename it.
func holdFile(t *testing.T, path string) windows.Handle {
	t.Helper()
	wide, err := windows.UTF16PtrFromString(path)
	must(t, err)
	handle, err := windows.CreateFile(wide, windows.GENERIC_READ, windows.FILE_SHARE_READ, nil, windows.OPEN_EXISTING, windows.FILE_ATTRIBUTE_NORMAL, 0)
	must(t, err)
	return handle
}

// A file that is held is waited for; held for longer it is said to be in use, and the
// one that was there stays.
func TestRenameOverAHeldFile(t *testing.T) {
	folder := t.TempDir()
	from, to := filepath.Join(folder, "new"), filepath.Join(folder, "list é.xlsx")
	must(t, os.WriteFile(from, []byte("new"), 0o600))
	must(t, os.WriteFile(to, []byte("old"), 0o600))
	handle := holdFile(t, to)
	err := renameWithin(0, from, to)
	if Code(err) != data.FileInUse {
		t.Errorf("a file that is held: %v", err)
	}
	if kept, _ := os.ReadFile(to); string(kept) != "old" {
		t.Errorf("the file that was there has %q", kept)
	}
	done := make(chan error)
	go func() { done <- renameWithin(time.Hour, from, to) }()
	must(t, windows.CloseHandle(handle))
	must(t, <-done)
	if now, _ := os.ReadFile(to); string(now) != "new" {
		t.Errorf("the file has %q", now)
	}
}

// What nobody holds and cannot be renamed is told at once: waiting an hour would show.
func TestRenameThatCannotBe(t *testing.T) {
	folder := t.TempDir()
	from := filepath.Join(folder, "new")
	must(t, os.WriteFile(from, nil, 0o600))
	must(t, os.MkdirAll(filepath.Join(folder, "full", "x"), 0o700))
	for _, to := range []string{filepath.Join(folder, "full"), filepath.Join(folder, "gone", "x")} {
		if err := renameWithin(time.Hour, from, to); err == nil {
			t.Errorf("renamed to %s", to)
		}
	}
	if err := renameWithin(time.Hour, filepath.Join(folder, "no"), filepath.Join(folder, "no2")); Code(err) != data.FileVanished {
		t.Errorf("what is not there: %v", err)
	}
}
