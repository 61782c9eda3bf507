package disk

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// A folder is made with those above it, for its owner alone; one that is there stays.
func TestMakeFolder(t *testing.T) {
	there := filepath.Join(t.TempDir(), "there")
	must(t, os.Mkdir(there, 0o755))
	for range 2 {
		must(t, MakeFolder(filepath.Join(there, "a", "b")))
	}
	for name, want := range map[string]os.FileMode{".": 0o755, "a": 0o700, "a/b": 0o700} {
		info, err := os.Stat(filepath.Join(there, name))
		must(t, err)
		if got := info.Mode().Perm(); runtime.GOOS != "windows" && got != want {
			t.Errorf("%s has the rights %o", name, got)
		}
	}
	file := filepath.Join(there, "file")
	must(t, os.WriteFile(file, nil, 0o600))
	if MakeFolder(filepath.Join(file, "a")) == nil {
		t.Error("a folder in a file")
	}
}
