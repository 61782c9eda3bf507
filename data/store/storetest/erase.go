package storetest

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
)

// loner is a person every text of whom can be told from everybody else's.
func loner() data.User {
	return data.User{
		Email: "Xanthippe.Qwzyx@loner.example", FirstName: "Xanthippe", LastName: "Qwzyxský", Roles: "paris", Profile: "Manager",
		ID: "QX-77-loner", JobTitle: "Lighthouse-lonerkeeper", Phone: "+999 555 loner",
	}
}

// testErase makes a person of many traces, deletes them for good, and looks for
// every text they ever had (SPEC S2.2).
func testErase(t *testing.T, k Kind) {
	s, _ := peopled(t, k, 200)
	traces(t, s)
	b := Load(t, s)
	u := b.Users[len(b.Users)-1]
	words := []string{"xanthippe", "qwzyx", "loner", "formerly", "lighthouse"}
	if got := left(t, k, s, words); k.Left != nil && len(got) != len(words) {
		t.Fatalf("it should hold %q, it holds %q", words, got)
	}
	wantError(t, s.Erase(background, b.Users[0].Key, nil), data.ErrInUse)
	wantError(t, s.Erase(background, 9999, nil), data.ErrNotFound)
	s.SetAccount("grace")
	must(t, s.Erase(background, u.Key, nil))
	if got := left(t, k, s, words); len(got) > 0 {
		t.Errorf("it still holds %q", got)
	}
	wantError(t, s.Erase(background, u.Key, nil), data.ErrNotFound)
	s = k.Reopen(t, s)
	after := Load(t, s)
	if after.Revision != b.Revision+1 || !reflect.DeepEqual(after.Users, b.Users[:len(b.Users)-1]) {
		t.Errorf("revision %d with %d users", after.Revision, len(after.Users))
	}
	history, err := s.UserChanges(background, u.Key)
	must(t, err)
	made, err := s.Revisions(background, b.Revision)
	must(t, err)
	if len(history) != 0 || len(made) != 1 || made[0].Account != "grace" || made[0].Origin != data.ByHand {
		t.Errorf("history %+v, revisions %+v", history, made)
	}
	sound(t, s)
}

// left returns those of the words that are kept anywhere, none if the kind cannot
// look.
func left(t testing.TB, k Kind, s store.Store, words []string) []string {
	t.Helper()
	if k.Left == nil {
		return nil
	}
	return k.Left(t, s, words)
}

// testScrub: with a scrub the contents of uploads stay, those it gives up apart,
// and the options lose the person only.
func testScrub(t *testing.T, k Kind) {
	s, _ := peopled(t, k, 5)
	traces(t, s)
	b := Load(t, s)
	u := b.Users[len(b.Users)-1]
	refused := errors.New("cannot read this")
	err := s.Erase(background, u.Key, func(int64, []byte, []byte, []string) ([]byte, []byte, error) { return nil, nil, refused })
	wantError(t, err, refused)
	if after := Load(t, s); !reflect.DeepEqual(after, b) {
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
	table, err := s.UploadTable(background, 1)
	must(t, err)
	if string(plan) != "plan of " || !bytes.HasPrefix(table, []byte("table of somebody ")) {
		t.Errorf("plan %q, table %.20q", plan, table)
	}
	uploads, err := s.Uploads(background, 0, 0)
	must(t, err)
	if uploads[0].HasReport || !uploads[1].HasReport {
		t.Errorf("reports kept: %v, %v", uploads[0].HasReport, uploads[1].HasReport)
	}
	if o := uploads[1].Options; !slices.Equal(o.LeaveOut, []string{"a@b.fr"}) || !slices.Equal(o.Pairs, []data.Pair{{Old: "a@b.fr", New: "c@d.fr"}}) || len(o.Refused) != 0 {
		t.Errorf("options %+v", o)
	}
	sound(t, s)
}

// traces gives a person a history: under another address, moved, deactivated,
// in two uploads with contents and options.
func traces(t *testing.T, s store.Store) {
	t.Helper()
	u := loner()
	u.Email = "Formerly@x.fr"
	c := Plan(t, s, Create(u)...)
	c.Upload = &data.Upload{At: Noon, Options: data.Options{
		LeaveOut: []string{"FORMERLY@x.fr", "a@b.fr"},
		Pairs:    []data.Pair{{Old: "a@b.fr", New: "c@d.fr"}, {Old: "formerly@x.fr", New: "c@d.fr"}},
		Refused:  []data.Pair{{Old: "c@d.fr", New: "Xanthippe.Qwzyx@loner.example"}},
	}}
	c.Plan, c.Table = []byte("plan of Xanthippe"), []byte(strings.Repeat("table of somebody ", 2000))
	commit(t, s, c)
	b := Load(t, s)
	u = b.Users[len(b.Users)-1]
	moved := Edit(data.Update, u, func(u *data.User) { *u = loner(); u.Key = b.Users[len(b.Users)-1].Key })
	commit(t, s, Plan(t, s, moved))
	neighbours(t, s)
	left := Edit(data.Deactivate, moved.After, func(u *data.User) { u.Status = data.Deactivated })
	commit(t, s, Plan(t, s, left))
	_, err := s.RecordSimulation(background, upload(data.Upload{At: Noon}), []byte("Xanthippe too"), []byte("x"), nil)
	must(t, err)
}

// neighbours come and go, so that what is stored side by side is split and
// merged.
func neighbours(t *testing.T, s store.Store) {
	t.Helper()
	var others []data.User
	for i := range 300 {
		n := Person(1000 + i)
		n.Email = fmt.Sprintf("x%d@x.fr", i)
		others = append(others, n)
	}
	commit(t, s, Plan(t, s, Create(others...)...))
	var gone []data.Change
	for _, n := range Load(t, s).Users {
		if strings.HasPrefix(n.Email, "x") {
			gone = append(gone, data.Change{Action: data.Remove, Before: n})
		}
	}
	commit(t, s, Plan(t, s, gone...))
}

// testEraseLetters: every report lists everybody, so that the texts of letters
// go with a person, and letters to them go altogether (SPEC S2.2).
func testEraseLetters(t *testing.T, k Kind) {
	s, _ := peopled(t, k, 2)
	u := loner()
	u.Status = data.Deactivated
	commit(t, s, Plan(t, s, Create(u)...))
	letters := LettersTo(data.MailByMailbox, "boss@x.fr", "xanthippe.QWZYX@loner.example", "boss@x.fr", "boss@x.fr")
	for i := range letters {
		letters[i].Text = []byte("Xanthippe would be deactivated")
	}
	Simulate(t, s, letters)
	must(t, s.BeginLetter(background, 3, Noon))
	must(t, s.EndLetter(background, 3, Noon, data.Outcome{State: data.LetterSent, Filing: data.FilingDue}))
	must(t, s.EndLetter(background, 4, Noon, data.Outcome{State: data.LetterFailed, Trouble: data.Trouble{Words: "Xanthippe.Qwzyx@loner.example is not here"}}))
	b := Load(t, s)
	must(t, s.Erase(background, b.Users[len(b.Users)-1].Key, nil))
	kept, err := s.Letters(background)
	must(t, err)
	if len(kept) != 3 {
		t.Fatalf("%d letters left", len(kept))
	}
	for _, l := range kept {
		want := data.LetterDiscarded
		if l.ID == 3 {
			want = data.LetterSent
		}
		if l.State != want || l.Filing != data.FilingNone || l.Open() || hasText(t, s, l.ID) || l.Trouble.Words != "" {
			t.Errorf("letter %d: %+v", l.ID, l)
		}
	}
	if got := left(t, k, s, []string{"xanthippe", "qwzyx", "loner"}); len(got) > 0 {
		t.Errorf("it still holds %q", got)
	}
	sound(t, s)
}
