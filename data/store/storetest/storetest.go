// Package storetest is the suite that every store of an organization passes: it
// says with store.Store whatever that promises, so that the author of a store
// needs to write no more than a Kind and one call of Run.
//
// What only one kind has, such as files, locks and damage to them, is tested
// beside that store.
package storetest

import (
	"context"
	"errors"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
)

// Kind is one kind of store.
type Kind struct {
	// New makes an organization with these settings and profiles and nothing else,
	// which is let go when the test ends.
	New func(t testing.TB, settings data.Settings, profiles []data.Profile) store.Store
	// Reopen closes a store and opens its organization again, as after the end of
	// the program; ReadOnly opens it so that it can only be read.
	Reopen, ReadOnly func(t testing.TB, s store.Store) store.Store
	// Lose makes the store lose the answer to the next transaction that it
	// commits, in one of these ways; the function that it returns ends that.
	Lose func(t testing.TB, s store.Store, l Loss) (restore func())
	// Left returns those of the words that stand anywhere where the organization is
	// kept, in any case of letters; nil for a kind that cannot look.
	Left func(t testing.TB, s store.Store, words []string) []string
}

// Loss is how the answer to a commit gets lost.
type Loss int

// The ways. Kept: the transaction is stored, the answer is an error, and the
// store can look. Dropped: it is not stored, the answer is an error, and the
// store can look. Gone: it is stored, and the store cannot look.
const (
	Kept Loss = iota
	Dropped
	Gone
)

// ErrLost is the error in place of the answer.
var ErrLost = errors.New("the answer was lost")

// Run runs the suite.
func Run(t *testing.T, k Kind) {
	for _, part := range [...]struct {
		name string
		test func(t *testing.T, k Kind)
	}{
		{"Empty", testEmpty},
		{"Closed", testClosed},
		{"Digest", testDigest},
		{"EverythingOfAUser", testEverythingOfAUser},
		{"Ownership", testOwnership},
		{"Refused", testRefused},
		{"Taken", testTaken},
		{"SeveralChangesOfOneUser", testSeveralChanges},
		{"KeysAreNeverGivenTwice", testKeys},
		{"Permutations", testPermutations},
		{"Cancelled", testCancelled},
		{"Identity", testIdentity},
		{"Outcome", testOutcome},
		{"WholeBase", testWholeBase},
		{"ByHand", testByHand},
		{"ByHandRoles", testByHandRoles},
		{"LastAdministrator", testLastAdministrator},
		{"Concurrency", testConcurrency},
		{"Readers", testReaders},
		{"Roles", testRoles},
		{"RolesAndProfilesOfACommit", testRolesAndProfiles},
		{"Profiles", testProfiles},
		{"DeletedProfiles", testDeletedProfiles},
		{"Settings", testSettings},
		{"Mappings", testMappings},
		{"Uploads", testUploads},
		{"Numbers", testNumbers},
		{"Undos", testUndos},
		{"UndosSince", testUndosSince},
		{"Prune", testPrune},
		{"History", testHistory},
		{"TimeIsNoOrder", testTime},
		{"LettersOfAnUpload", testLetters},
		{"LetterStates", testLetterStates},
		{"Interrupted", testInterrupted},
		{"Erase", testErase},
		{"EraseScrubbed", testScrub},
		{"EraseLetters", testEraseLetters},
		{"ReadOnly", testReadOnly},
	} {
		t.Run(part.name, func(t *testing.T) { part.test(t, k) })
	}
}

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

// background is a context that does not end before the test.
var background = context.Background()

// empty is an organization that is checked when the test ends.
func empty(t testing.TB, k Kind) store.Store {
	t.Helper()
	return k.New(t, Settings, data.StandardProfiles("en"))
}

// sound verifies everything that is stored.
func sound(t testing.TB, s store.Store) {
	t.Helper()
	must(t, s.Check(background))
}

// byHand is a commit that rests on the users whom it changes, and on e.
func byHand(e store.Expect, changes ...data.Change) store.Commit {
	return store.Commit{Identity: store.NewIdentity(), Expect: e, Origin: data.ByHand, Account: "bob", Changes: changes}
}

func commit(t testing.TB, s store.Store, c store.Commit) data.Upload {
	t.Helper()
	u, err := s.Commit(background, c, nil)
	must(t, err)
	return u
}

// phone gives a user another phone.
func phone(u data.User, number string) data.Change {
	return Edit(data.Update, u, func(u *data.User) { u.Phone = number })
}

// peopled is an organization with two roles and n people, and its base.
func peopled(t testing.TB, k Kind, n int) (store.Store, *data.Base) {
	t.Helper()
	s := empty(t, k)
	var users []data.User
	for i := range n {
		users = append(users, Person(i+1))
	}
	c := Plan(t, s, Create(users...)...)
	c.Roles = Roles
	commit(t, s, c)
	return s, Load(t, s)
}

func upload(u data.Upload) data.Upload {
	u.Identity = store.NewIdentity()
	return u
}
