package sqlite

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/mattn/go-sqlite3"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/disk"
	"headcount.app/headcount/data/store"
)

// Option changes how Open opens.
type Option func(*opening)

type opening struct {
	ctx             context.Context
	beforeMigration func(*Store) error
	schemaKnown     func(*data.Schema)
}

// Within lets the checks heed a context: its error is returned if it ends
// before the file is open. A migration that has begun is done.
func Within(ctx context.Context) Option {
	return func(o *opening) { o.ctx = ctx }
}

// BeforeMigration is called with the store before a file of an older version is
// changed, to take a backup (SPEC S9.2); only Backup, Revision and Path may be called. An
// error stops the opening.
func BeforeMigration(f func(*Store) error) Option {
	return func(o *opening) { o.beforeMigration = f }
}

// SchemaKnown is called with the fields of the users before anything is verified,
// and again after what decides was found sound: what is begun upon them must be
// dropped if opening fails.
func SchemaKnown(f func(*data.Schema)) Option {
	return func(o *opening) { o.schemaKnown = f }
}

// Open opens an organization file and brings it to the present version. A file
// or folder that cannot be written to opens read-only. Errors: data.ErrLocked
// if another process has it open, data.ErrDamaged, data.ErrNewer,
// data.ErrNotOrganization, data.ErrReadOnly for an older version that cannot be
// written to, a *data.FileError otherwise. Schema, length, and integrity and
// digests of what decides are checked first, so that a damaged file is not written to
// (SPEC S9.3); the history is checked when it is read (SPEC S20.1).
func Open(path string, options ...Option) (*Store, error) {
	o := opening{ctx: context.Background()}
	for _, option := range options {
		option(&o)
	}
	path, err := resolve(path)
	if err != nil {
		return nil, err
	}
	if err := checkHead(path); err != nil {
		return nil, explain(path, err)
	}
	s := &Store{path: path, turn: make(chan *sqlite3.SQLiteConn, 1)}
	if s.lock, err = acquire(path); err != nil {
		if !unwritable(err) {
			return nil, explain(path, err)
		}
		s.readOnly = true
	}
	s.readOnly = s.readOnly || !writable(path)
	if err := s.ready(o); err != nil {
		return nil, errors.Join(explain(path, err), s.lock.Release())
	}
	return s, nil
}

// ready opens the file that the store has locked, once its journal is settled.
func (s *Store) ready(o opening) error {
	if !s.readOnly {
		disk.Sweep(filepath.Dir(s.path), filepath.Base(s.path))
		if err := heal(o.ctx, s.path); err != nil {
			return err
		}
	}
	return s.connect(o)
}

// connect opens the file that the store has locked.
func (s *Store) connect(o opening) error {
	conn, err := connect(s.path, s.access())
	if err != nil {
		return err
	}
	t := &tx{o.ctx, conn}
	version, err := t.inspectBriefly(s.path, o)
	if err == nil && version < len(migrations()) {
		if err = t.integrity(); err == nil {
			err = s.upgrade(conn, o)
		}
	}
	if err == nil {
		err = t.passing(func() error { return s.identify(t, o) })
	}
	if err != nil {
		return errors.Join(err, conn.Close())
	}
	s.turn <- conn
	return nil
}

// inspectBriefly refuses a file that is not sound in what decides, before
// anything is believed.
func (t *tx) inspectBriefly(path string, o opening) (version int, err error) {
	if version, err = checkSchema(t); err != nil {
		return version, err
	}
	_ = t.tellSchema(o) // if it can't be read, what follows says why
	if err := t.wholeLength(path); err != nil {
		return version, err
	}
	return version, t.passing(t.integrityOfDeciding)
}

// inspect is inspectBriefly for the whole file.
func (t *tx) inspect(path string) (version int, err error) {
	if version, err = checkSchema(t); err != nil {
		return version, err
	}
	if err := t.wholeLength(path); err != nil {
		return version, err
	}
	return version, t.integrity()
}

// upgrade migrates the file of an older version.
func (s *Store) upgrade(conn *sqlite3.SQLiteConn, o opening) error {
	if s.readOnly {
		return data.ErrReadOnly
	}
	if o.beforeMigration != nil {
		s.turn <- conn
		err := o.beforeMigration(s)
		<-s.turn
		if err != nil {
			return err
		}
	}
	return migrate(conn, migrations())
}

// identify reads whose file it is, with everything verified that decides: users,
// roles, profiles, settings, the revision, the end of the chain, and the numbers
// that are used up.
func (s *Store) identify(t *tx, o opening) error {
	if err := t.tellSchema(o); err != nil {
		return err
	}
	if err := t.newestCommit(); err != nil {
		return err
	}
	if _, _, err := t.lastLink(); err != nil {
		return err
	}
	if err := t.allProven(store.CounterPart); err != nil {
		return err
	}
	b, profiles, err := t.standing()
	if err == nil {
		s.identity = b.Organization
		s.opened = &standing{b, profiles}
	}
	return err
}

func (t *tx) tellSchema(o opening) error {
	if o.schemaKnown == nil {
		return nil
	}
	schema, err := t.schemaOfUsers(&store.Lines{})
	if err == nil {
		o.schemaKnown(schema)
	}
	return err
}

// resolve returns the absolute path of a file that exists, symbolic links
// resolved: lock and journal must lie beside the file itself.
func resolve(path string) (string, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	target, err := filepath.EvalSymlinks(absolute)
	if err != nil {
		// It has no type where links lead in a circle.
		return "", explain(absolute, &fs.PathError{Op: "open", Path: absolute, Err: err})
	}
	info, err := os.Stat(target)
	switch {
	case err != nil:
		return "", explain(absolute, err)
	case info.IsDir():
		return "", data.Refuse(data.FileIsFolder, nil, "path", absolute)
	case !info.Mode().IsRegular():
		return "", fmt.Errorf("%w: not a regular file", data.ErrNotOrganization)
	case info.Size() == 0:
		// SQLite would take it for a new, empty base.
		return "", damaged("0 bytes")
	}
	return target, nil
}

// The head of a SQLite file: its first bytes, and where the page size and the
// application ID stand.
const (
	magic    = "SQLite format 3\x00"
	headSize = 100
	idAt     = 68
	// versionsAt is where it says how it is written and read: 1 with a journal, 2
	// with a write-ahead log.
	versionsAt = 18
)

// checkHead tells, before SQLite sees the file, whether it is an organization
// file at all.
func checkHead(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	head := make([]byte, headSize)
	n, err := io.ReadFull(f, head)
	switch {
	case !bytes.HasPrefix([]byte(magic), head[:min(n, len(magic))]):
		return data.ErrNotOrganization
	case errors.Is(err, io.ErrUnexpectedEOF):
		return damaged("%d bytes", n)
	case err != nil:
		return err
	case binary.BigEndian.Uint32(head[idAt:]) != applicationID:
		return data.ErrNotOrganization
	}
	return nil
}

// unwritable reports whether an error says that one may look but not touch.
func unwritable(err error) bool {
	return disk.Code(err) == data.FileNoRight
}

// writable reports whether both the file and its folder, where the journal
// must go, can be written to.
func writable(path string) bool {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return false
	}
	f.Close()
	probe, err := os.CreateTemp(filepath.Dir(path), ".headcount-*")
	if err != nil {
		return !unwritable(err)
	}
	probe.Close()
	os.Remove(probe.Name())
	return true
}
