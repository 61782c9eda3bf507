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
func (a *App) BackupFolder() string { return backupFolder(a.Path()) }

func backupFolder(path string) string {
	return strings.TrimSuffix(path, filepath.Ext(path)) + " backups"
}

// Backups lists the automatic backups, newest first.
func (a *App) Backups() ([]Backup, error) { return BackupsOf(a.Path()) }

// BackupsOf lists the automatic backups of the organization file at path, which
// need not be open, newest first.
func BackupsOf(path string) ([]Backup, error) {
	folder := backupFolder(path)
	entries, err := os.ReadDir(folder)
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fileError(folder, err)
	}
	var backups []Backup
	for _, e := range entries {
		at, err := time.ParseInLocation(backupTimeStamp, strings.TrimSuffix(e.Name(), Extension), time.UTC)
		if err == nil && strings.HasSuffix(e.Name(), Extension) {
			backups = append(backups, Backup{filepath.Join(folder, e.Name()), at})
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
	path, err := freeBackup(a.Path(), a.now)
	if err != nil {
		return err
	}
	if err := a.store.Backup(ctx, path); err != nil {
		return fmt.Errorf("automatic backup: %w", fileError(path, err))
	}
	return thin(a.Path())
}

// freeBackup is the name of the next automatic backup; its folder is made.
func freeBackup(organization string, now func() time.Time) (string, error) {
	folder := backupFolder(organization)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", fileError(folder, err)
	}
	at := now().UTC()
	path := filepath.Join(folder, at.Format(backupTimeStamp)+Extension)
	for n := 1; exists(path); n++ {
		path = filepath.Join(folder, at.Add(time.Duration(n)*time.Millisecond).Format(backupTimeStamp)+Extension)
	}
	return path, nil
}

// thin removes the backups that need not be kept: all but the newest 20 and
// the newest of each of the last 30 days that have one. It goes by the order
// of the backups, so a wrong clock removes nothing that is new.
func thin(organization string) error {
	backups, err := BackupsOf(organization)
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
		// A damaged file that was kept may have its journal beside it.
		if err := os.Remove(b.Path + "-journal"); err != nil && !os.IsNotExist(err) {
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
