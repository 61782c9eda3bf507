package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"time"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
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
// same organization; there may be none. Whatever cannot be verified is not
// carried over, so no error matters.
func carriedFrom(ctx context.Context, path, organization string) (c carried) {
	read := func(t *tx) (state store.State, err error) {
		c, err = t.carried(organization)
		return state, err
	}
	if _, err := examine(ctx, path, read); err == nil && c.revision > 0 {
		return c
	}
	// A damaged file may still say it, each part verified by itself; so may one of an
	// older version.
	conn, err := connect(path, asItLies)
	if err != nil {
		return c
	}
	defer conn.Close()
	t := &tx{ctx, conn}
	if _, err := checkSchema(t); err == nil {
		_, _ = read(t)
	}
	return c
}

// carried reads what a restore takes over, each part only if it is what was
// stored.
func (t *tx) carried(organization string) (c carried, err error) {
	row, err := t.row("SELECT identity FROM organization")
	if err != nil || text(row[0]) != organization {
		return c, err
	}
	// A file of an older version has no seals to go by.
	seals, err := t.hasSeals()
	if err != nil {
		return c, err
	}
	if !seals || t.newestCommit() == nil {
		if revision, _, err := t.current(); err == nil {
			c.revision = int64(revision)
		}
	}
	if !seals || t.allProven(store.CounterPart) == nil {
		c.counters, err = t.numbers("SELECT name, seq FROM sqlite_sequence")
	}
	if seals && t.allProven(store.ErasurePart) == nil {
		c.erased = map[int64]string{}
		err = errors.Join(err, t.rows("SELECT user, at FROM erasures", func(row []driver.Value) error {
			user := integer(row[0])
			c.erased[user] = text(row[1])
			return nil
		}))
	}
	return c, err
}

// numbers returns the names and numbers that the query answers.
func (t *tx) numbers(query string) (map[string]int64, error) {
	all := map[string]int64{}
	err := t.rows(query, func(row []driver.Value) error {
		all[text(row[0])] = integer(row[1])
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
