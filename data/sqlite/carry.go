package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"time"

	"headcount/data"
	"headcount/data/store"
)

// carried is what a restore takes over from the file that it replaces, so that
// no number is ever used twice and nobody who was deleted for good comes back
// unnoticed (SPEC S20.5).
type carried struct {
	revision int64
	// counters are the highest numbers given, by table.
	counters map[string]int64
	// erased are the people deleted for good, with when.
	erased map[int64]string
}

// carriedFrom reads the file at path, as far as it can be believed, if it is the
// same organization; there may be none.
func carriedFrom(ctx context.Context, path, organization string) (c carried) {
	// Whatever cannot be verified is not carried over, so no error matters.
	_, _ = examine(ctx, path, func(t *tx) (store.State, error) {
		row, err := t.row("SELECT identity FROM organization")
		if err != nil || text(row[0]) != organization {
			return store.State{}, err
		}
		if t.newestCommit() == nil {
			if revision, _, err := t.current(); err == nil {
				c.revision = int64(revision)
			}
		}
		if t.allProven(store.CounterPart) == nil {
			c.counters, err = t.numbers("SELECT name, seq FROM sqlite_sequence")
		}
		if t.allProven(store.ErasurePart) == nil {
			c.erased = map[int64]string{}
			err = errors.Join(err, t.rows("SELECT user, at FROM erasures", func(row []driver.Value) error {
				user, _ := row[0].(int64)
				c.erased[user] = text(row[1])
				return nil
			}))
		}
		return store.State{}, err
	})
	return c
}

// numbers returns the names and numbers that the query answers.
func (t *tx) numbers(query string) (map[string]int64, error) {
	all := map[string]int64{}
	err := t.rows(query, func(row []driver.Value) error {
		all[text(row[0])], _ = row[1].(int64)
		return nil
	})
	return all, err
}

// carry writes down in a restored file what it takes over, as a revision of its
// own: the restore.
func (t *tx) carry(c carried) error {
	own, err := t.numbers("SELECT name, seq FROM sqlite_sequence")
	if err != nil {
		return err
	}
	for name, n := range c.counters {
		switch was, found := own[name]; {
		case !found:
			err = t.exec("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", name, n)
		case was < n:
			err = t.exec("UPDATE sqlite_sequence SET seq = ? WHERE name = ?", n, name)
		}
		if err != nil {
			return err
		}
	}
	for user, at := range c.erased {
		if err := t.exec("INSERT OR IGNORE INTO erasures (user, at) VALUES (?, ?)", user, at); err != nil {
			return err
		}
	}
	revision, digest, err := t.current()
	if err != nil {
		return err
	}
	return (&rows{tx: t}).InsertCommit(&store.Record{
		Revision: data.Revision(max(int64(revision), c.revision) + 1), At: time.Now(), Origin: data.ByRestore, Digest: digest,
	})
}
