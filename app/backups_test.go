package app

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/disk"
)

// TestBackupsGoByRevision: a clock that was put back neither makes an old backup
// the newest nor lets new ones be thinned out (SPEC S20.4).
func TestBackupsGoByRevision(t *testing.T) {
	a := newOrganization(t)
	path := a.Path()
	clock := time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC)
	a.now = func() time.Time { return clock }
	for n := range 30 {
		switch n {
		case 3:
			clock = clock.AddDate(0, 0, -1)
		case 20:
			clock = clock.AddDate(1, 0, 0)
		case 25:
			clock = clock.AddDate(-1, 0, -2)
		}
		clock = clock.Add(time.Minute)
		try(t, a.backup(t.Context()))
		settings, err := a.Settings(t.Context())
		try(t, err)
		settings.RolesOptional = !settings.RolesOptional
		try(t, a.SaveSettings(t.Context(), settings))
	}
	backups, err := BackupsOf(path)
	try(t, err)
	if len(backups) < backupsKept {
		t.Fatalf("%d backups", len(backups))
	}
	for i, b := range backups[:backupsKept] {
		if want := data.Revision(30 - i); b.Revision != want {
			t.Errorf("backup %d is of revision %d, not %d", i, b.Revision, want)
		}
	}
	newest, err := NewestSound(t.Context(), path)
	try(t, err)
	if newest.Revision != 30 {
		t.Errorf("the newest sound one is of revision %d", newest.Revision)
	}
}

// TestBackupsOfEarlierVersions: their names bear no revision, so it is read from
// the file; a damaged one stays where its time puts it.
func TestBackupsOfEarlierVersions(t *testing.T) {
	a := newOrganization(t)
	path := a.Path()
	folder := backupFolder(path)
	try(t, os.MkdirAll(folder, 0o700))
	names := []string{"2026-11-03 10.00.00.000", "2026-11-02 10.00.00.000", "2026-11-04 10.00.00.000"}
	for n, name := range names {
		try(t, a.BackupTo(t.Context(), filepath.Join(folder, name+Extension)))
		settings, err := a.Settings(t.Context())
		try(t, err)
		settings.RolesOptional = n%2 == 0
		try(t, a.SaveSettings(t.Context(), settings))
	}
	try(t, os.WriteFile(filepath.Join(folder, "2026-11-03 10.30.00.000"+Extension), []byte("damaged"), 0o600))
	try(t, os.WriteFile(filepath.Join(folder, "my copy r7"+Extension), nil, 0o600))
	backups, err := BackupsOf(path)
	try(t, err)
	got := ""
	for _, b := range backups {
		got += fmt.Sprint(b.At.Format("02 15:04"), " r", b.Revision, "; ")
	}
	if want := "04 10:00 r3; 02 10:00 r2; 03 10:30 r1; 03 10:00 r1; "; got != want {
		t.Errorf("the order is %s", got)
	}
}

// TestRestoreThroughLink: what stood there is kept among the organization's own
// backups, whatever link leads to it.
func TestRestoreThroughLink(t *testing.T) {
	a := newOrganization(t)
	path := a.Path()
	backup := filepath.Join(t.TempDir(), "b.headcount")
	try(t, a.BackupTo(t.Context(), backup))
	try(t, a.Close())
	link := filepath.Join(t.TempDir(), "link.headcount")
	try(t, os.Symlink(path, link))
	done, err := Restore(t.Context(), link, backup, Config{})
	try(t, err)
	if filepath.Dir(done.Kept) != backupFolder(path) || disk.Exists(filepath.Join(filepath.Dir(link), "link backups")) {
		t.Errorf("kept as %s", done.Kept)
	}
}
