package app

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
)

// TestLastOpened: the last organization opened is remembered by its whole
// path, for its owner alone; a folder that cannot be written is no error.
func TestLastOpened(t *testing.T) {
	home := t.TempDir()
	for _, name := range []string{"XDG_CONFIG_HOME", "HOME", "AppData"} {
		t.Setenv(name, home)
	}
	if got := LastOpened(); got != "" {
		t.Errorf("before anything was opened: %q", got)
	}
	t.Chdir(home)
	RememberOpened("first.headcount")
	RememberOpened("office.headcount")
	if got := LastOpened(); filepath.Base(got) != "office.headcount" || !filepath.IsAbs(got) {
		t.Errorf("got %q", got)
	}
	file, err := openedFile()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Dir(file)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Dir(file), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	RememberOpened("third.headcount")
	if got := LastOpened(); got != "" {
		t.Errorf("in a folder that is none: %q", got)
	}
}

// TestCheckReadsWhatIsStored: a plan that nobody can read is damage, though it
// is what was stored.
func TestCheckReadsWhatIsStored(t *testing.T) {
	a := newOrganization(t)
	path := a.Path()
	id, err := a.store.RecordSimulation(t.Context(), data.Upload{Identity: store.NewIdentity(), At: a.now()}, []byte("no plan"), nil, nil)
	try(t, err)
	try(t, a.Close())
	if _, err := Check(t.Context(), path); DamagedPart(err) != fmt.Sprint("plan ", id) {
		t.Errorf("check says %v", err)
	}
}
