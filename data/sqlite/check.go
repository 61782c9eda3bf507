package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"os"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
)

// integrity runs SQLite's own checks on the whole file: structure, indexes
// against their tables, references. That no letter was changed is what digest
// and seals are for.
func (t *tx) integrity() error {
	if err := t.sound("integrity_check", "1"); err != nil {
		return err
	}
	return t.long("PRAGMA foreign_key_check", func(row []driver.Value) error {
		return damaged("a row of %v refers to nothing", row[0])
	})
}

// deciding are the tables that decide what a plan would do. They are checked on
// opening, which must not take longer for a longer history (SPEC S20.1). Their
// indexes decide nothing before rows are written by them: see indexed.
var deciding = []string{"organization", "users", "roles", "profiles"}

// integrityOfDeciding leaves out whether references lead anywhere: the only one of
// these tables is that of users to their profiles, and users are read with it.
func (t *tx) integrityOfDeciding() error {
	for _, table := range deciding {
		if err := t.sound("quick_check", table); err != nil {
			return err
		}
	}
	return nil
}

// sound asks SQLite for one of its checks.
func (t *tx) sound(check, what string) error {
	var found string
	err := t.long("PRAGMA "+check+"("+what+")", func(row []driver.Value) error {
		found = text(row[0])
		return nil
	})
	if err == nil && found != "ok" {
		err = damaged("%s", found)
	}
	return err
}

// indexed checks once, before the first revision is written, that the indexes of
// what decides agree with their tables: a row is written by them. That is half of
// SQLite's own check of 100,000 users, which a simulation does not wait for.
func (s *Store) indexed(t *tx) error {
	if s.indexesChecked {
		return nil
	}
	for _, table := range deciding {
		if err := t.sound("integrity_check", table); err != nil {
			return err
		}
	}
	s.indexesChecked = true
	return nil
}

// wholeLength refuses a file that was cut short, or has bytes behind its end.
func (t *tx) wholeLength(path string) error {
	pages, err := t.number("PRAGMA page_count")
	if err != nil {
		return err
	}
	size, err := t.number("PRAGMA page_size")
	if err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err == nil && info.Size() != pages*size {
		err = damaged("%d bytes instead of %d", info.Size(), pages*size)
	}
	return err
}

// Check checks the open file whole: integrity, references, every row and the
// digest, and every change of the history. data.ErrDamaged says what is wrong.
func (s *Store) Check(ctx context.Context) error {
	return s.read(ctx, func(t *tx) error {
		if _, err := t.inspect(s.path); err != nil {
			return err
		}
		_, err := t.verify()
		return err
	})
}

// Check checks an organization file without writing to it and without locking
// it, as is done with a backup, and returns what it holds; one that a killed
// process left in the middle of a transaction is judged as opening it would
// leave it (SPEC S20.4). Errors are those of Open. Of a file of an older version
// only the structure is checked; what it holds is returned as it stands there.
func Check(ctx context.Context, path string) (store.State, error) {
	return examine(ctx, path, (*tx).verify)
}

// CheckContents is Check that lets readable try every stored plan and table too:
// they are compressed by others, and one that was damaged before there were
// seals fits its seal.
func CheckContents(ctx context.Context, path string, readable func(part string, content []byte) error) (store.State, error) {
	return examine(ctx, path, func(t *tx) (store.State, error) {
		state, err := t.verify()
		for _, part := range []string{store.PlanPart, store.TablePart} {
			if err == nil {
				err = t.eachContent(part, readable)
			}
		}
		return state, err
	})
}

func (t *tx) eachContent(part string, readable func(part string, content []byte) error) error {
	return t.rows(kindNamed[part].rows(""), func(row []driver.Value) error {
		content, _ := row[1].([]byte)
		if len(content) > 0 && readable(part, content) != nil {
			return store.Damage(part, keyText(row[0]))
		}
		return nil
	})
}

// examine checks the structure of a file and reads its state with verify,
// without writing to it.
func examine(ctx context.Context, path string, verify func(t *tx) (store.State, error)) (state store.State, err error) {
	if path, err = resolve(path); err != nil {
		return state, err
	}
	if err := checkHead(path); err != nil {
		return state, explain(path, err)
	}
	how := readOnly
	if foreignLog(path) {
		how = asItLies
	}
	state, err = look(ctx, path, how, verify)
	if needsRollback(err) {
		state, _, err = judge(ctx, path, verify)
	}
	return state, explain(path, err)
}

// RevisionOf returns the revision that a file says it has. Nothing is checked:
// it is for ordering backups, which may be damaged.
func RevisionOf(path string) (revision data.Revision, err error) {
	if path, err = resolve(path); err != nil {
		return 0, err
	}
	if err := checkHead(path); err != nil {
		return 0, err
	}
	conn, err := connect(path, asItLies)
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	revision, _, err = (&tx{context.Background(), conn}).current()
	return revision, err
}

// look opens a file, checks its structure and reads its state with verify.
func look(ctx context.Context, path string, a access, verify func(t *tx) (store.State, error)) (state store.State, err error) {
	conn, err := connect(path, a)
	if err != nil {
		return state, err
	}
	t := &tx{ctx, conn}
	version, err := t.inspect(path)
	switch {
	case err != nil:
	case version < len(migrations()):
		state, err = t.older()
	default:
		state, err = verify(t)
	}
	return state, errors.Join(err, conn.Close())
}

// older reads what the file of an older version holds; every version has had
// these columns.
func (t *tx) older() (state store.State, err error) {
	if state.Revision, state.Digest, err = t.current(); err != nil {
		return state, err
	}
	row, err := t.row("SELECT identity, (SELECT count(*) FROM users), (SELECT count(*) FROM users WHERE status = ?) FROM organization", int64(data.Active))
	if err != nil {
		return state, err
	}
	state.Organization = text(row[0])
	users := integer(row[1])
	active := integer(row[2])
	state.Users, state.Active = int(users), int(active)
	return state, nil
}

// state reads the base, every row of it verified.
func (t *tx) state() (store.State, error) {
	b, err := t.base()
	if err != nil {
		return store.State{}, err
	}
	return store.State{Organization: b.Organization, Revision: b.Revision, Digest: b.Digest, Users: len(b.Users), Active: b.ActiveUsers()}, nil
}

// verify reads everything that can be verified: the seals and their chain, the
// base, and the history.
func (t *tx) verify() (store.State, error) {
	if err := t.sealed(); err != nil {
		return store.State{}, err
	}
	if err := t.newestCommit(); err != nil {
		return store.State{}, err
	}
	state, err := t.state()
	if err != nil {
		return state, err
	}
	profiles, err := t.profiles(new(store.Lines))
	if err != nil {
		return state, err
	}
	return state, t.eachChange(profiles, func(data.Recorded, int64) error { return nil }, "")
}

// newestCommit verifies that the present revision is the newest that was made.
func (t *tx) newestCommit() error {
	revision, _, err := t.current()
	if err != nil {
		return err
	}
	newest, err := t.number("SELECT ifnull(max(key), 0) FROM seals WHERE kind = ?", store.CommitPart)
	if err == nil && newest != int64(revision) {
		err = store.Damage(store.CommitPart, store.Number(newest))
	}
	if err == nil {
		err = t.proven(store.CommitPart, newest)
	}
	return err
}
