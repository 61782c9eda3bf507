package app

import (
	"context"
	"errors"
	"os"
	"time"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/disk"
	"headcount.app/headcount/data/store"
)

// Inspected is a backup that was looked into.
type Inspected struct {
	Backup
	Size int64
	// Users are all users in it, Active the active ones.
	Users, Active int
	// Err says why it cannot be used, nil if it is sound.
	Err error
}

// InspectBackups looks into the automatic backups of the organization file at
// path, newest first: how many users each holds, or why it cannot be used. The
// organization may be open, or damaged.
func InspectBackups(ctx context.Context, path string, p Progress) ([]Inspected, error) {
	backups, err := BackupsOf(path)
	if err != nil {
		return nil, err
	}
	all := make([]Inspected, 0, len(backups))
	for n, b := range backups {
		p.at(n, len(backups), "progress.backups")
		i := inspect(ctx, b)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		all = append(all, i)
	}
	return all, nil
}

func inspect(ctx context.Context, b Backup) Inspected {
	i := Inspected{Backup: b}
	if info, err := os.Stat(b.Path); err == nil {
		i.Size = info.Size()
	}
	var state store.State
	state, i.Err = checkStore(ctx, b.Path)
	i.Users, i.Active = state.Users, state.Active
	return i
}

// NewestSound returns the newest automatic backup of the organization file at
// path that is sound (SPEC S9.3); data.ErrNotFound if there is none.
func NewestSound(ctx context.Context, path string) (Inspected, error) {
	backups, err := BackupsOf(path)
	if err != nil {
		return Inspected{}, err
	}
	for _, b := range backups {
		if i := inspect(ctx, b); i.Err == nil {
			return i, nil
		}
		if err := ctx.Err(); err != nil {
			return Inspected{}, err
		}
	}
	return Inspected{}, data.ErrNotFound
}

// Restored says what a restore left.
type Restored struct {
	// Kept is the backup in which the former file is kept, "" if there was none.
	Kept string
	// Users are all users in the organization now, Active the active ones.
	Users, Active int
}

// Restore puts a copy of a backup in the place of the organization file at path.
// Nobody may have it open: data.ErrLocked. What stands there, damaged or not, is
// kept as a backup first (SPEC S9.2). A *data.FileError if the backup is damaged
// or one of another organization. After an error the file at path is as it was, but
// for a *data.DoneError: then it is restored.
func Restore(ctx context.Context, path, backup string, c Config) (Restored, error) {
	var done Restored
	if disk.Same(path, backup) {
		return done, data.Refuse(data.FileInUse, nil, "path", backup)
	}
	state, err := checkStore(ctx, backup)
	switch {
	case errors.Is(err, data.ErrDamaged):
		return done, data.Refuse(data.FileBackupDamaged, err, "path", backup)
	case err != nil:
		return done, err
	}
	if disk.Exists(path) {
		now, err := checkStore(ctx, path)
		if err == nil && now.Organization != state.Organization {
			return done, data.Refuse(data.FileForeign, nil, "path", backup)
		}
		if err := ctx.Err(); err != nil {
			return done, err
		}
		if done.Kept, err = freeBackup(path, c.clock(), revisionOf(path)); err != nil {
			return done, err
		}
	}
	err = restoreStore(ctx, backup, path, done.Kept)
	if err != nil && !Done(err) {
		return Restored{}, err
	}
	done.Users, done.Active = state.Users, state.Active
	if failed := thin(path); err == nil && failed != nil {
		err = &data.DoneError{Code: data.DoneUnfinished, Err: failed}
	}
	return done, err
}

// Done reports whether an error says that what was asked for is done and holds
// (SPEC S20.4).
func Done(err error) bool {
	var done *data.DoneError
	return errors.As(err, &done)
}

// revisionOf is the revision of the file at path or, if it is too damaged to say,
// that of its newest backup.
func revisionOf(path string) data.Revision {
	revision, err := revisionOfStore(path)
	if err == nil {
		return revision
	}
	if backups, err := BackupsOf(path); err == nil && len(backups) > 0 {
		return backups[0].Revision
	}
	return 0
}

// clock is the clock that the program goes by.
func (c Config) clock() func() time.Time {
	if c.Now != nil {
		return c.Now
	}
	return time.Now
}

// Unsound reports whether an error says that an organization file is damaged, so
// that a backup can be offered (SPEC S9.3); a damaged backup is not meant.
func Unsound(err error) bool {
	var refused *data.FileError
	return errors.Is(err, data.ErrDamaged) && !errors.As(err, &refused)
}
