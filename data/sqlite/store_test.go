package sqlite

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"github.com/mattn/go-sqlite3"

	"headcount/data"
	"headcount/data/store"
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

var testSettings = data.Settings{Name: "Café & Söhne", Guards: data.DefaultGuards()}

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

func load(t testing.TB, s *Store) *data.Base {
	t.Helper()
	b, err := s.Base(background)
	must(t, err)
	return b
}

var testRoles = []data.Role{{ID: "paris", Name: "Paris", Level: "shop", Superiors: "sud"}, {ID: "sud", Name: "Sud", Level: "region"}}

func person(n int) data.User {
	return data.User{
		Email: fmt.Sprintf("Person.%d@example.org", n), FirstName: "Zoë", LastName: fmt.Sprintf("Núñez %d", n), Roles: "paris, sud",
		Profile: "Manager", ID: fmt.Sprintf("%05d", n), JobTitle: "Head of “it”", Phone: "+33 6 12",
	}
}

// commitOn makes a commit by hand on the present base.
func commitOn(t testing.TB, s *Store, changes ...data.Change) store.Commit {
	t.Helper()
	revision, digest, err := s.Revision(background)
	must(t, err)
	return store.Commit{Identity: store.NewIdentity(), Expect: store.Whole(revision, digest), Origin: data.ByHand, Account: "ada", Changes: changes}
}

func create(users ...data.User) []data.Change {
	var changes []data.Change
	for _, u := range users {
		changes = append(changes, data.Change{Action: data.Create, After: u})
	}
	return changes
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

// edit changes one user of the base.
func edit(action data.Action, u data.User, change func(u *data.User)) data.Change {
	c := data.Change{Action: action, Before: u, After: u}
	change(&c.After)
	return c
}

func TestCreateAndOpen(t *testing.T) {
	s := newStore(t)
	b := load(t, s)
	if b.Revision != 1 || b.Organization == "" || b.Organization != s.Organization() || b.LastApplied() != 0 {
		t.Errorf("a new organization is %+v", b)
	}
	if !reflect.DeepEqual(b.Settings, testSettings) || !reflect.DeepEqual(b.Profiles, data.StandardProfiles("en")) {
		t.Errorf("got %+v and %+v", b.Settings, b.Profiles)
	}
	if len(b.Users) != 0 || len(b.Roles) != 0 || b.Digest == (data.Digest{}) {
		t.Errorf("got %d users, %d roles, digest %x", len(b.Users), len(b.Roles), b.Digest)
	}
	if _, err := Create(s.Path(), testSettings, nil); !errors.Is(err, os.ErrExist) {
		t.Errorf("creating over a file: %v", err)
	}
	again := reopen(t, s)
	if got := load(t, again); !reflect.DeepEqual(got, b) {
		t.Errorf("reopened: %+v, want %+v", got, b)
	}
	if again.ReadOnly() {
		t.Error("opened read-only")
	}
	other := newStore(t)
	if other.Organization() == b.Organization {
		t.Error("two organizations share an identity")
	}
	left, err := os.ReadDir(filepath.Dir(other.Path()))
	must(t, err)
	must(t, other.Close())
	must(t, other.Close())
	after, err := os.ReadDir(filepath.Dir(other.Path()))
	must(t, err)
	if len(left) != 2 || len(after) != 1 {
		t.Errorf("beside the organization lie %v, after closing %v", left, after)
	}
	_, err = other.Base(background)
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
