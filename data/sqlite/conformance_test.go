package sqlite

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/mattn/go-sqlite3"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
	"headcount.app/headcount/data/store/storetest"
)

// TestConformance: a file is a store like every other (SPEC S19.3).
func TestConformance(t *testing.T) { storetest.Run(t, aFile) }

var aFile = storetest.Kind{
	New: func(t testing.TB, settings data.Settings, profiles []data.Profile) store.Store {
		s, err := Create(filepath.Join(t.TempDir(), "test.headcount"), settings, profiles)
		must(t, err)
		t.Cleanup(func() { s.Close() })
		return s
	},
	Reopen: func(t testing.TB, s store.Store) store.Store { return reopen(t, s.(*Store)) },
	ReadOnly: func(t testing.TB, s store.Store) store.Store {
		must(t, s.Close())
		// Rights do not hold the superuser back, whom tests may run as.
		r := &Store{path: s.Path(), turn: make(chan *sqlite3.SQLiteConn, 1), readOnly: true}
		must(t, r.connect(opening{ctx: background}))
		t.Cleanup(func() { r.Close() })
		return r
	},
	Lose: func(t testing.TB, s store.Store, l storetest.Loss) func() { return lose(t, s.(*Store), l) },
	Left: func(t testing.TB, s store.Store, words []string) []string {
		content, err := os.ReadFile(s.Path())
		must(t, err)
		content = bytes.ToLower(content)
		return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return !bytes.Contains(content, []byte(w)) })
	},
}

// lose makes a store lose the answer to its next commit.
func lose(t testing.TB, s *Store, l storetest.Loss) (restore func()) {
	path := s.path
	switch l {
	case storetest.Kept:
		s.committed = func(error) error { return storetest.ErrLost }
	case storetest.Gone:
		s.committed = func(error) error { s.path += ".gone"; return storetest.ErrLost }
	case storetest.Dropped:
		// Whoever looks what holds takes another connection.
		tx, err := s.take(background)
		must(t, err)
		must(t, tx.watch()) // is a transaction too
		tx.conn.RegisterCommitHook(func() int { return 1 })
		s.leave(tx)
	}
	return func() { s.path, s.committed = path, nil }
}
