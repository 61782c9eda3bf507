package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/mattn/go-sqlite3"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/disk"
	"headcount.app/headcount/data/store"
)

// backupPages is how many pages are copied between two looks at the context.
const backupPages = 4096

// lockedWait is how long a backup waits for another program.
const lockedWait = 5 * time.Second

// Backup writes a copy of the organization to path, readable by its owner
// alone, replacing a file of that name. Letters that wait are held back in it:
// see holdLetters. It counts only once it has been opened
// again, checked, and found to hold this very revision and digest; until then
// nothing stands at path (SPEC S9.2). data.ErrLocked if an organization that is
// open stands there.
func (s *Store) Backup(ctx context.Context, path string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	if disk.Same(path, s.path) {
		return data.Refuse(data.FileInUse, nil, "path", path)
	}
	if err := replaceable(path); err != nil {
		return err
	}
	p, err := disk.NewPart(path)
	if err != nil {
		return explain(path, err)
	}
	defer p.Discard()
	want, err := s.copyTo(ctx, p.Path)
	if err != nil {
		return explain(path, err)
	}
	if err := syncFile(p.Path); err != nil {
		return explain(path, err)
	}
	got, err := examine(ctx, p.Path, (*tx).verify)
	if err != nil {
		return fmt.Errorf("the backup cannot be used: %w", err)
	}
	if got.Revision != want.Revision || got.Digest != want.Digest {
		return fmt.Errorf("the backup cannot be used: %w", damaged("revision %d instead of %d", got.Revision, want.Revision))
	}
	return explain(path, replace(p.Path, path))
}

// replaceable refuses to write over a file that is no organization: nobody means
// to lose a workbook by a backup.
func replaceable(path string) error {
	info, err := os.Stat(path)
	if err == nil && info.Size() > 0 && errors.Is(checkHead(path), data.ErrNotOrganization) {
		return alreadyThere(path)
	}
	return nil
}

// copyTo copies the file into an empty one with SQLite's backup.
func (s *Store) copyTo(ctx context.Context, part string) (want store.State, err error) {
	t, err := s.take(ctx)
	if err != nil {
		return want, err
	}
	defer s.leave(t)
	if want.Revision, want.Digest, err = t.current(); err != nil {
		return want, err
	}
	to, err := connect(part, readWrite)
	if err != nil {
		return want, err
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	// The copy is thrown away unless it comes out whole: it needs no journal.
	if err := (&tx{ctx, to}).exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF"); err != nil {
		return want, err
	}
	if err := copyPages(ctx, to, t.conn); err != nil {
		return want, err
	}
	copied := &tx{ctx, to}
	return want, copied.sealing(copied.holdLetters)
}

// copyPages copies from one connection to the other. While another program has
// the file locked a step neither fails nor gets anywhere.
func copyPages(ctx context.Context, to, from *sqlite3.SQLiteConn) error {
	b, err := to.Backup("main", from, "main")
	if err != nil {
		return err
	}
	left, deadline := -1, time.Now().Add(lockedWait)
	for done := false; !done && err == nil; {
		if err = ctx.Err(); err != nil {
			break
		}
		done, err = b.Step(backupPages)
		switch now := b.Remaining(); {
		case now != left:
			left, deadline = now, time.Now().Add(lockedWait)
		case done || err != nil:
		case time.Now().After(deadline):
			err = data.ErrLocked
		default:
			time.Sleep(20 * time.Millisecond)
		}
	}
	return errors.Join(err, b.Finish())
}

// replace gives a finished file the name of another one, which may be there and
// must not be open. The journal of that one goes with it. After a *data.DoneError
// it is in its place.
func replace(part, path string) error {
	held, err := acquire(path)
	if err != nil {
		return err
	}
	defer held.Release()
	if err := disk.Rename(part, path); err != nil {
		return err
	}
	// Only now: until then it is what heals the former file. If it stays the next
	// opening sets it aside.
	os.Remove(path + journalEnding)
	if err := disk.SyncFolder(filepath.Dir(path)); err != nil {
		return &data.DoneError{Code: data.DoneUnsynced, Err: err}
	}
	return nil
}

// settleIn makes an organization of this version of a copy that nobody has open,
// holds its letters back, and carries over what the file that it replaces knows.
func settleIn(ctx context.Context, path string, c carried) (err error) {
	conn, err := connect(path, readWrite)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	if err := migrate(conn, migrations()); err != nil {
		return err
	}
	t := &tx{ctx, conn}
	return t.sealing(func() error { return errors.Join(t.holdLetters(), t.carry(c)) })
}

// Restore puts a checked copy of a backup at path, where no organization may be
// open. Letters that wait in it are held back: see holdLetters. It is a revision
// of its own, newer than any that either file knew: see carry. What stands there,
// damaged or not, is kept under the name keep, with its journal; keep "" gives it
// up. The backup itself is left as it is.
func Restore(ctx context.Context, backup, path, keep string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	if backup, err = resolve(backup); err != nil {
		return err
	}
	want, err := Check(ctx, backup)
	if err != nil {
		return err
	}
	p, err := disk.NewPart(path)
	if err != nil {
		return explain(path, err)
	}
	defer p.Discard()
	if err := copyBackup(ctx, backup, p.Path); err != nil {
		return explain(path, err)
	}
	if got, err := look(ctx, p.Path, readWrite, (*tx).state); err != nil || got != want {
		return fmt.Errorf("the copy of the backup cannot be used: %w", errors.Join(err, data.ErrDamaged))
	}
	if err := settleIn(ctx, p.Path, carriedFrom(ctx, path, want.Organization)); err != nil {
		return explain(path, err)
	}
	if keep != "" {
		if err := setAside(path, keep); err != nil {
			return explain(keep, err)
		}
	}
	return explain(path, replace(p.Path, path))
}

// copyBackup overwrites the file to with a backup, which may be a file that was
// kept in the middle of a transaction: then its journal comes along.
func copyBackup(ctx context.Context, backup, to string) error {
	if !hot(backup) {
		return copyFile(backup, to)
	}
	switch _, own, err := judge(ctx, backup, (*tx).state); {
	case err != nil:
		return err
	case own:
		return copyBoth(backup, to)
	}
	return copyFile(backup, to)
}

// setAside keeps a copy of the file at path, and of its journal, under a second
// name: a copy, because a link would go on changing with the file if nothing came
// of the restore. It appears under its name when it is whole.
func setAside(path, keep string) error {
	held, err := acquire(path)
	if err != nil {
		return err
	}
	defer held.Release()
	for _, suffix := range []string{journalEnding, ""} {
		if err := keepCopy(path+suffix, keep+suffix); err != nil {
			return err
		}
	}
	return disk.SyncFolder(filepath.Dir(keep))
}

// keepCopy copies a file, if it is there, to a name that is free.
func keepCopy(from, to string) error {
	if _, err := os.Lstat(from); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if _, err := os.Lstat(to); err == nil {
		return alreadyThere(to)
	}
	p, err := disk.NewPart(to)
	if err != nil {
		return err
	}
	defer p.Discard()
	if err := copyFile(from, p.Path); err != nil {
		return err
	}
	return disk.Rename(p.Path, to)
}

// copyFile overwrites the file to, which exists.
func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_TRUNC, 0)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close())
}
