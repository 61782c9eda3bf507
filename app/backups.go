package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/disk"
)

// Keeping of automatic backups (SPEC S9.2).
const (
	backupsKept     = 20
	backupDaysKept  = 30
	backupTimeStamp = "2006-01-02 15.04.05.000"
)

// Backup is one automatic backup. Its name bears the time and the revision; the
// clock may have been wrong, so the order is that of the revisions (SPEC S20.4).
type Backup struct {
	Path     string
	At       time.Time
	Revision data.Revision
}

// backupName is "TIME rREVISION.headcount"; earlier versions of the program left
// the revision out.
var backupName = regexp.MustCompile(`^(\S+ \S+?)(?: r([1-9][0-9]{0,17}))?` + regexp.QuoteMeta(Extension) + `$`)

// parseBackup reads the name of a backup; ok is false for any other file.
func parseBackup(path string) (b Backup, ok bool) {
	parts := backupName.FindStringSubmatch(filepath.Base(path))
	if parts == nil {
		return b, false
	}
	at, err := time.ParseInLocation(backupTimeStamp, parts[1], time.UTC)
	if err != nil {
		return b, false
	}
	b = Backup{Path: path, At: at}
	if parts[2] == "" {
		b.Revision, _ = revisionOfStore(path) // 0 if it is damaged
		return b, true
	}
	revision, _ := strconv.ParseInt(parts[2], 10, 64)
	b.Revision = data.Revision(revision)
	return b, true
}

// BackupFolder is the folder beside the organization file that holds its
// automatic backups.
func (a *App) BackupFolder() string { return backupFolder(a.Path()) }

// backupFolder lies beside the file itself, whatever link leads to it.
func backupFolder(path string) string {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
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
		if b, ok := parseBackup(filepath.Join(folder, e.Name())); ok {
			backups = append(backups, b)
		}
	}
	sortBackups(backups)
	return backups, nil
}

// sortBackups brings the newest to the front. A damaged one whose revision
// nobody knows stays with the one taken before it.
func sortBackups(backups []Backup) {
	slices.SortFunc(backups, func(x, y Backup) int { return x.At.Compare(y.At) })
	for i := range backups {
		if i > 0 && backups[i].Revision == 0 {
			backups[i].Revision = backups[i-1].Revision
		}
	}
	slices.SortStableFunc(backups, func(x, y Backup) int {
		return cmp.Or(cmp.Compare(y.Revision, x.Revision), y.At.Compare(x.At))
	})
}

// BackupTo writes a copy of the organization to a path of the person's choice.
func (a *App) BackupTo(ctx context.Context, path string) error {
	if same, err := filepath.Abs(path); err == nil && same == a.Path() {
		return data.Refuse(data.FileInUse, nil, "path", path)
	}
	return fileError(path, a.store.Backup(ctx, path))
}

// backup takes an automatic backup and thins out the old ones. If it fails,
// nothing may be applied.
func (a *App) backup(ctx context.Context) error {
	revision, _, err := a.store.Revision(ctx)
	if err != nil {
		return err
	}
	path, err := freeBackup(a.Path(), a.now, revision)
	if err != nil {
		return err
	}
	if err := a.store.Backup(ctx, path); err != nil {
		// A backup that a power cut could take away is none to rely on.
		var done *data.DoneError
		if errors.As(err, &done) {
			err = done.Err
		}
		return fmt.Errorf("automatic backup: %w", fileError(path, err))
	}
	return thin(a.Path())
}

// freeBackup is the name of the next automatic backup, of the file at that
// revision; its folder is made.
func freeBackup(organization string, now func() time.Time, revision data.Revision) (string, error) {
	folder := backupFolder(organization)
	if err := disk.MakeFolder(folder); err != nil {
		return "", fileError(folder, err)
	}
	for at := now().UTC(); ; at = at.Add(time.Millisecond) {
		path := filepath.Join(folder, fmt.Sprintf("%s r%d%s", at.Format(backupTimeStamp), max(revision, 1), Extension))
		if !disk.Exists(path) {
			return path, nil
		}
	}
}

// thin removes the backups that need not be kept: all but the newest 20 and
// the newest of each of the last 30 days that have one. It goes by the order
// of the backups, which is that of the revisions: a wrong clock removes nothing
// that is new.
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
