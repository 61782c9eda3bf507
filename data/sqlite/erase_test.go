package sqlite

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"headcount/data"
	"headcount/data/store"
)

// loner is a person every text of whom can be told from everybody else's.
func loner() data.User {
	return data.User{
		Email: "Xanthippe.Qwzyx@loner.example", FirstName: "Xanthippe", LastName: "Qwzyxský", Roles: "paris", Profile: "Manager",
		ID: "QX-77-loner", JobTitle: "Lighthouse-lonerkeeper", Phone: "+999 555 loner",
	}
}

// TestErasedPersonLeavesNoByte makes a person of many traces, deletes them for
// good, and looks for every text they ever had in the file (SPEC S2.2).
func TestErasedPersonLeavesNoByte(t *testing.T) {
	s := newStore(t)
	populate(t, s, 200)
	traces(t, s)
	b := load(t, s)
	u := b.Users[len(b.Users)-1]
	words := []string{"xanthippe", "qwzyx", "loner", "formerly", "lighthouse"}
	if got := wordsLeft(t, s, words); len(got) != len(words) {
		t.Fatalf("the file should hold %q, it holds %q", words, got)
	}
	wantError(t, s.Erase(background, b.Users[0].Key, nil), data.ErrInUse)
	wantError(t, s.Erase(background, 9999, nil), data.ErrNotFound)
	s.SetAccount("grace")
	must(t, s.Erase(background, u.Key, nil))
	if got := wordsLeft(t, s, words); len(got) > 0 {
		t.Errorf("the file still holds %q", got)
	}
	after := load(t, reopen(t, s))
	if after.Revision != b.Revision+1 || !reflect.DeepEqual(after.Users, b.Users[:len(b.Users)-1]) {
		t.Errorf("revision %d with %d users", after.Revision, len(after.Users))
	}
}

// TestErasingKeepsWhatIsScrubbed: with a scrub the contents of uploads stay,
// those it gives up apart, and the options lose the person only.
func TestErasingKeepsWhatIsScrubbed(t *testing.T) {
	s := newStore(t)
	populate(t, s, 5)
	traces(t, s)
	b := load(t, s)
	u := b.Users[len(b.Users)-1]
	refused := errors.New("cannot read this")
	err := s.Erase(background, u.Key, func(int64, []byte, []byte, []string) ([]byte, []byte, error) { return nil, nil, refused })
	wantError(t, err, refused)
	if after := load(t, s); !reflect.DeepEqual(after, b) {
		t.Error("a deletion that failed changed the base")
	}
	must(t, s.Erase(background, u.Key, func(upload int64, plan, table []byte, emails []string) ([]byte, []byte, error) {
		if !slices.Equal(emails, []string{"xanthippe.qwzyx@loner.example", "formerly@x.fr"}) {
			t.Errorf("emails %q", emails)
		}
		if upload == 2 {
			return nil, nil, nil
		}
		return bytes.ReplaceAll(plan, []byte("Xanthippe"), nil), table, nil
	}))
	plan, err := s.UploadPlan(background, 1)
	must(t, err)
	if string(plan) != "plan of " {
		t.Errorf("plan %q", plan)
	}
	uploads, err := s.Uploads(background, 0, 0)
	must(t, err)
	if uploads[0].HasReport || !uploads[1].HasReport {
		t.Errorf("reports kept: %v, %v", uploads[0].HasReport, uploads[1].HasReport)
	}
	want := data.Options{LeaveOut: []string{"a@b.fr"}, Pairs: []data.Pair{{Old: "a@b.fr", New: "c@d.fr"}}, Refused: []data.Pair{}}
	if !reflect.DeepEqual(uploads[1].Options, data.Options{LeaveOut: want.LeaveOut, Pairs: want.Pairs}) {
		t.Errorf("options %+v", uploads[1].Options)
	}
	must(t, s.Check(background))
}

// traces gives a person a history: under another address, moved, deactivated,
// in two uploads with contents and options.
func traces(t *testing.T, s *Store) {
	t.Helper()
	u := loner()
	u.Email = "Formerly@x.fr"
	c := commitOn(t, s, create(u)...)
	c.Upload = &data.Upload{At: time.Now(), Options: data.Options{
		LeaveOut: []string{"FORMERLY@x.fr", "a@b.fr"},
		Pairs:    []data.Pair{{Old: "a@b.fr", New: "c@d.fr"}, {Old: "formerly@x.fr", New: "c@d.fr"}},
		Refused:  []data.Pair{{Old: "c@d.fr", New: "Xanthippe.Qwzyx@loner.example"}},
	}}
	c.Plan, c.Table = []byte("plan of Xanthippe"), []byte(strings.Repeat("table of somebody ", 2000))
	_, err := s.Commit(background, c, nil)
	must(t, err)
	b := load(t, s)
	u = b.Users[len(b.Users)-1]
	moved := edit(data.Update, u, func(u *data.User) { *u = loner(); u.Key = b.Users[len(b.Users)-1].Key })
	_, err = s.Commit(background, commitOn(t, s, moved), nil)
	must(t, err)
	// Neighbours come and go, so that pages of the file split and merge.
	var others []data.Change
	for i := range 300 {
		n := person(1000 + i)
		n.Email = fmt.Sprintf("x%d@x.fr", i)
		others = append(others, data.Change{Action: data.Create, After: n})
	}
	_, err = s.Commit(background, commitOn(t, s, others...), nil)
	must(t, err)
	b = load(t, s)
	others = nil
	for _, n := range b.Users {
		if strings.HasPrefix(n.Email, "x") {
			others = append(others, data.Change{Action: data.Remove, Before: n})
		}
	}
	_, err = s.Commit(background, commitOn(t, s, others...), nil)
	must(t, err)
	left := edit(data.Deactivate, moved.After, func(u *data.User) { u.Status = data.Deactivated })
	_, err = s.Commit(background, commitOn(t, s, left), nil)
	must(t, err)
	_, err = s.RecordSimulation(background, data.Upload{Identity: store.NewIdentity(), At: time.Now()}, []byte("Xanthippe too"), []byte("x"), nil)
	must(t, err)
}

// wordsLeft returns which of the words stand anywhere in the file, whatever their
// case.
func wordsLeft(t *testing.T, s *Store, words []string) []string {
	t.Helper()
	content, err := os.ReadFile(s.path)
	must(t, err)
	content = bytes.ToLower(content)
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return !bytes.Contains(content, []byte(w)) })
}
