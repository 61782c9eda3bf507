package sqlite

import (
	"context"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/mattn/go-sqlite3"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store/storetest"
)

var update = flag.Bool("update", false, "write the golden files")

// TestMain lets this binary play the second process that some tests need.
func TestMain(m *testing.M) {
	if role := os.Getenv("HEADCOUNT_TEST_ROLE"); role != "" {
		os.Exit(children[role](os.Args[len(os.Args)-1]))
	}
	flag.Parse()
	os.Exit(m.Run())
}

var background = context.Background()

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantError(t testing.TB, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("got error %v, want %v", err, want)
	}
}

func wantCode(t testing.TB, err error, code string) {
	t.Helper()
	var refused *data.FileError
	if !errors.As(err, &refused) || refused.Code != code {
		t.Fatalf("got error %v, want code %s", err, code)
	}
}

// What happens in organizations is that of storetest.
var (
	testSettings = storetest.Settings
	testRoles    = storetest.Roles
	noon         = storetest.Noon

	person    = storetest.Person
	create    = storetest.Create
	edit      = storetest.Edit
	lettersTo = storetest.LettersTo

	load     = storetest.Load
	commitOn = storetest.Plan
	simulate = storetest.Simulate
	letter   = storetest.Letter
)

func newStore(t testing.TB) *Store {
	t.Helper()
	return newStoreAt(t, filepath.Join(t.TempDir(), "test.headcount"))
}

func newStoreAt(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Create(path, testSettings, data.StandardProfiles("en"))
	must(t, err)
	t.Cleanup(func() { s.Close() })
	return s
}

func reopen(t testing.TB, s *Store) *Store {
	t.Helper()
	must(t, s.Close())
	again, err := Open(s.path)
	must(t, err)
	t.Cleanup(func() { again.Close() })
	return again
}

// populate stores n people and returns the base.
func populate(t testing.TB, s *Store, n int) *data.Base {
	t.Helper()
	c := commitOn(t, s)
	for i := range n {
		c.Changes = append(c.Changes, data.Change{Action: data.Create, After: person(i + 1)})
	}
	c.Roles = testRoles
	_, err := s.Commit(background, c, nil)
	must(t, err)
	return load(t, s)
}

// TestFilesOfAnOrganization: nothing that is there is written over, and beside an
// organization lies no more than its lock, while it is open.
func TestFilesOfAnOrganization(t *testing.T) {
	s := newStore(t)
	if _, err := Create(s.Path(), testSettings, nil); !errors.Is(err, os.ErrExist) {
		t.Errorf("creating over a file: %v", err)
	}
	left, err := os.ReadDir(filepath.Dir(s.Path()))
	must(t, err)
	must(t, s.Close())
	after, err := os.ReadDir(filepath.Dir(s.Path()))
	must(t, err)
	if len(left) != 2 || len(after) != 1 {
		t.Errorf("beside the organization lie %v, after closing %v", left, after)
	}
	_, err = s.Base(background)
	wantError(t, err, errClosed)
}

func TestTakingTurnsHeedsTheContext(t *testing.T) {
	s := newStore(t)
	tx, err := s.take(background)
	must(t, err)
	ctx, cancel := context.WithTimeout(background, 10*time.Millisecond)
	defer cancel()
	_, err = s.Base(ctx)
	wantError(t, err, context.DeadlineExceeded)
	s.leave(tx)
	load(t, s)
}

// closedTurn makes a store that passes for closed.
func closedTurn() chan *sqlite3.SQLiteConn {
	turn := make(chan *sqlite3.SQLiteConn)
	close(turn)
	return turn
}
