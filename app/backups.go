package app

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"headcount/data"
)

// Keeping of automatic backups (SPEC S9.2).
const (
	backupsKept     = 20
	backupDaysKept  = 30
	backupTimeStamp = "2006-01-02 15.04.05.000"
)

// Backup is one automatic backup.
type Backup struct {
	Path string
	At   time.Time
}

// BackupFolder is the folder beside the organization file that holds its
// automatic backups.
func (a *App) BackupFolder() string {
	return strings.TrimSuffix(a.Path(), filepath.Ext(a.Path())) + " backups"
}

// Backups lists the automatic backups, newest first.
func (a *App) Backups() ([]Backup, error) {
	entries, err := os.ReadDir(a.BackupFolder())
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fileError(a.BackupFolder(), err)
	}
	var backups []Backup
	for _, e := range entries {
		at, err := time.ParseInLocation(backupTimeStamp, strings.TrimSuffix(e.Name(), Extension), time.UTC)
		if err == nil && strings.HasSuffix(e.Name(), Extension) {
			backups = append(backups, Backup{filepath.Join(a.BackupFolder(), e.Name()), at})
		}
	}
	slices.SortFunc(backups, func(x, y Backup) int { return y.At.Compare(x.At) })
	return backups, nil
}

// BackupTo writes a copy of the organization to a path of the person's choice.
func (a *App) BackupTo(ctx context.Context, path string) error {
	if same, err := filepath.Abs(path); err == nil && same == a.Path() {
		return data.Refuse(data.FileInUse, nil, "path", path)
	}
	return fileErrorOrNil(path, a.store.Backup(ctx, path))
}

// backup takes an automatic backup and thins out the old ones. If it fails,
// nothing may be applied.
func (a *App) backup(ctx context.Context) error {
	folder := a.BackupFolder()
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fileError(folder, err)
	}
	path := filepath.Join(folder, a.now().UTC().Format(backupTimeStamp)+Extension)
	for n := 1; exists(path); n++ {
		path = filepath.Join(folder, a.now().UTC().Add(time.Duration(n)*time.Millisecond).Format(backupTimeStamp)+Extension)
	}
	if err := a.store.Backup(ctx, path); err != nil {
		return fmt.Errorf("automatic backup: %w", fileError(path, err))
	}
	return a.thin()
}

// thin removes the backups that need not be kept: all but the newest 20 and
// the newest of each of the last 30 days that have one. It goes by the order
// of the backups, so a wrong clock removes nothing that is new.
func (a *App) thin() error {
	backups, err := a.Backups()
	if err != nil {
		return err
	}
	days := map[string]bool{}
	for i, b := range backups {
		day := b.At.Format(time.DateOnly)
		first := !days[day]
		days[day] = true
		if i < backupsKept || (first && len(days) <= backupDaysKept) {
			continue
		}
		if err := os.Remove(b.Path); err != nil {
			return fileError(b.Path, err)
		}
	}
	return nil
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

func fileErrorOrNil(path string, err error) error {
	if err == nil {
		return nil
	}
	return fileError(path, err)
}
