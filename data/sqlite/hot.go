package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/mattn/go-sqlite3"

	"headcount.app/headcount/data/disk"
	"headcount.app/headcount/data/store"
)

// A killed process leaves its journal beside the file, and SQLite rolls it back
// into the file at the next query, whosever journal it is: one of another file
// destroys what it lies beside. So a hot journal is rolled into a copy first,
// and into the file only if what comes of it is sound and still the same
// organization (SPEC S20.4).

const (
	journalEnding = "-journal"
	// asideEnding is what the name of a journal that belongs to another file ends
	// in once it is out of the way.
	asideEnding = ".set-aside"
)

// hot reports whether SQLite would roll a journal into the file.
func hot(path string) bool {
	if info, err := os.Stat(path + journalEnding); err != nil || info.Size() == 0 {
		return false
	}
	conn, err := connect(path, readOnly)
	if err != nil {
		return needsRollback(err)
	}
	defer conn.Close()
	_, err = (&tx{context.Background(), conn}).number("PRAGMA application_id")
	return needsRollback(err)
}

// A write-ahead log lies beside files of another kind: this program never makes
// one, and SQLite takes in whatever log it finds.
var logEndings = []string{"-wal", "-shm"}

// foreignLog reports whether a write-ahead log that cannot be the file's own lies
// beside it: the file itself says that it has none.
func foreignLog(path string) bool {
	if _, err := os.Lstat(path + logEndings[0]); err != nil {
		return false
	}
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	var versions [2]byte
	_, err = f.ReadAt(versions[:], versionsAt)
	return err == nil && versions == [2]byte{1, 1}
}

// needsRollback reports whether an error says that a file could not be read
// because its journal has to be rolled back first, which takes writing.
func needsRollback(err error) bool {
	var engine sqlite3.Error
	return errors.As(err, &engine) && engine.ExtendedCode == sqlite3.ErrReadonlyRollback
}

// heal settles whether a hot journal belongs to the file at path, which this
// process has locked: one that does is left for SQLite to roll back, one that
// does not is set aside. If the file is sound neither with it nor without it
// both stay as they are, and the error says why. A write-ahead log is never the
// file's own.
func heal(ctx context.Context, path string) error {
	if foreignLog(path) {
		for _, ending := range logEndings {
			if err := setAsideBeside(path, ending); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	if !hot(path) {
		return nil
	}
	_, own, err := judge(ctx, path, (*tx).verify)
	if err != nil || own {
		return err
	}
	return setAsideBeside(path, journalEnding)
}

// setAsideBeside gives what lies beside the file at path another name.
func setAsideBeside(path, ending string) error {
	name := path + ending + asideEnding
	for n := 2; ; n++ {
		if _, err := os.Lstat(name); errors.Is(err, os.ErrNotExist) {
			break
		}
		name = fmt.Sprint(path, ending, asideEnding, "-", n)
	}
	if err := disk.Rename(path+ending, name); err != nil {
		return err
	}
	return disk.SyncFolder(filepath.Dir(path))
}

// judge looks at copies of a file with a hot journal: what it holds once that
// is rolled back, or without it if the journal is not its own. The file itself
// is not touched.
func judge(ctx context.Context, path string, verify func(*tx) (store.State, error)) (state store.State, own bool, err error) {
	copied, err := copyWithJournal(path)
	if err != nil {
		return state, false, explain(path, err)
	}
	defer copied.Discard()
	whose := ""
	plain, plainErr := look(ctx, path, asItLies, func(t *tx) (store.State, error) {
		// A file in the middle of a transaction still says whose it is.
		if row, err := t.row("SELECT identity FROM organization"); err == nil {
			whose = text(row[0])
		}
		return verify(t)
	})
	healed, err := look(ctx, copied.Path, readWrite, verify)
	switch {
	case err == nil && (whose == "" || whose == healed.Organization):
		return healed, true, nil
	case ctx.Err() != nil:
		return state, false, ctx.Err()
	case plainErr == nil:
		return plain, false, nil
	case err == nil:
		err = damaged("its journal is of another organization")
	}
	return state, false, explain(path, err)
}

// copyWithJournal copies a file and its journal, beside it or, where nothing
// can be written, into the folder for temporary files.
func copyWithJournal(path string) (*disk.Part, error) {
	to, err := disk.NewPart(path)
	if unwritable(err) {
		to, err = disk.NewPart(filepath.Join(os.TempDir(), filepath.Base(path)))
	}
	if err != nil {
		return nil, err
	}
	if err := copyBoth(path, to.Path); err != nil {
		to.Discard()
		return nil, err
	}
	return to, nil
}

// copyBoth overwrites the file to, which exists, and makes its journal.
func copyBoth(from, to string) error {
	journal, err := os.OpenFile(to+journalEnding, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	return errors.Join(journal.Close(), copyFile(from+journalEnding, to+journalEnding), copyFile(from, to))
}
