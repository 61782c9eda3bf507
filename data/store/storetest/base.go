package storetest

import (
	"fmt"
	"reflect"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
)

func testEmpty(t *testing.T, k Kind) {
	s := empty(t, k)
	b := Load(t, s)
	if b.Revision != 1 || b.Organization == "" || b.Organization != s.Organization() || b.LastApplied() != 0 || b.LastDeactivatingRows != 0 {
		t.Errorf("a new organization is %+v", b)
	}
	if !reflect.DeepEqual(b.Settings, Settings) || !reflect.DeepEqual(b.Profiles, data.StandardProfiles("en")) {
		t.Errorf("got %+v and %+v", b.Settings, b.Profiles)
	}
	if len(b.Users) != 0 || len(b.Roles) != 0 || len(b.HandChanges) != 0 || b.Digest == (data.Digest{}) || s.Path() == "" || s.ReadOnly() {
		t.Errorf("got %d users, %d roles, digest %x", len(b.Users), len(b.Roles), b.Digest)
	}
	again := k.Reopen(t, s)
	if got := Load(t, again); !reflect.DeepEqual(got, b) || again.ReadOnly() {
		t.Errorf("reopened: %+v, want %+v", got, b)
	}
	if other := empty(t, k); other.Organization() == b.Organization {
		t.Error("two organizations share an identity")
	}
}

func testClosed(t *testing.T, k Kind) {
	s := empty(t, k)
	must(t, s.Close())
	must(t, s.Close())
	if _, err := s.Base(background); err == nil {
		t.Error("a closed store is read")
	}
	if err := s.SaveSettings(background, Settings); err == nil {
		t.Error("a closed store is written")
	}
}

// testDigest: the digest is the same in every store, and stays: what is hashed
// was fixed once (see store/digest.go).
func testDigest(t *testing.T, k Kind) {
	const want = "a185d72849247b19ee70c6cb191f7524bda590ba895a94bcc68833a2ffb7174a"
	s, b := peopled(t, k, 3)
	commit(t, s, Plan(t, s, Edit(data.Deactivate, b.Users[0], func(u *data.User) { u.Status = data.Deactivated }),
		Edit(data.Protect, b.Users[1], func(u *data.User) { u.Protected = true })))
	must(t, s.SaveProfile(background, "Manager", data.Profile{Name: "Chef"}))
	must(t, s.DeleteProfile(background, "Sales rep"))
	revision, digest, err := s.Revision(background)
	must(t, err)
	if got := fmt.Sprintf("%x", digest); got != want || revision != 5 {
		t.Errorf("revision %d, digest %s, want %s", revision, got, want)
	}
	if b := Load(t, s); b.Revision != revision || b.Digest != digest {
		t.Errorf("the base is of revision %d, digest %x", b.Revision, b.Digest)
	}
}

func testEverythingOfAUser(t *testing.T, k Kind) {
	s, b := peopled(t, k, 3)
	var want []data.User
	for i := range 3 {
		u := Person(i + 1)
		u.Key = data.UserKey(i + 1)
		want = append(want, u)
	}
	if !reflect.DeepEqual(b.Users, want) || !reflect.DeepEqual(b.Roles, Roles) {
		t.Fatalf("got %+v, roles %+v", b.Users, b.Roles)
	}
	everything := Edit(data.Update, b.Users[1], func(u *data.User) {
		*u = data.User{
			Key: u.Key, Email: "É@x.fr", FirstName: "A", LastName: "", Roles: "sud", Profile: "Administrator", ID: "", JobTitle: "", Phone: "1",
			Status: data.Deactivated, Protected: true,
		}
	})
	commit(t, s, Plan(t, s, everything))
	want[1] = everything.After
	s = k.Reopen(t, s)
	b = Load(t, s)
	if !reflect.DeepEqual(b.Users, want) {
		t.Errorf("got %+v", b.Users)
	}
	if n := len(b.HandChanges); n != 4 || b.HandChanges[3].Change != everything || b.HandChanges[3].Account != "ada" {
		t.Errorf("changes by hand: %+v", b.HandChanges)
	}
	sound(t, s)
	standing, err := s.Standing(background)
	must(t, err)
	b.HandChanges, b.Past = nil, nil
	if !reflect.DeepEqual(standing, b) {
		t.Errorf("without its past it is %+v", standing)
	}
}

// testOwnership: what is given stays the giver's, what is returned is the
// caller's.
func testOwnership(t *testing.T, k Kind) {
	s, b := peopled(t, k, 2)
	want := Load(t, s)
	b.Users[0].Phone, b.Roles[0].Name, b.Profiles[0].Aliases[0] = "scribble", "scribble", "scribble"
	if got := Load(t, s); !reflect.DeepEqual(got, want) {
		t.Errorf("a base that was written on: %+v", got)
	}
	changes := []data.Change{phone(want.Users[0], "1"), {Action: data.Create, After: Person(9)}}
	u := data.Upload{At: Noon, Options: data.Options{LeaveOut: []string{"a@b.fr"}}}
	c := Plan(t, s, changes...)
	c.Upload, c.Plan = &u, []byte("plan")
	stored := commit(t, s, c)
	if u.ID != 0 || u.Revision != 0 || changes[1].After != Person(9) {
		t.Errorf("the commit was written on: %+v, %+v", u, changes)
	}
	c.Plan[0], u.Options.LeaveOut[0] = 'X', "scribble"
	content, err := s.UploadPlan(background, stored.ID)
	must(t, err)
	again, err := s.Upload(background, stored.ID)
	must(t, err)
	if string(content) != "plan" || again.Options.LeaveOut[0] != "a@b.fr" {
		t.Errorf("stored %q, %+v", content, again)
	}
	content[0] = 'Y'
	if content, err = s.UploadPlan(background, stored.ID); err != nil || string(content) != "plan" {
		t.Errorf("a plan that was written on: %q, %v", content, err)
	}
}

// testReadOnly: nothing can be written, and everything be read.
func testReadOnly(t *testing.T, k Kind) {
	s, b := peopled(t, k, 2)
	id, err := s.RecordSimulation(background, upload(data.Upload{At: Noon}), []byte("p"), []byte("t"), LettersTo(data.MailByMailbox, "a@x.fr"))
	must(t, err)
	deactivated := Edit(data.Deactivate, b.Users[0], func(u *data.User) { u.Status = data.Deactivated })
	commit(t, s, Plan(t, s, deactivated))
	want := Load(t, s)
	s = k.ReadOnly(t, s)
	if !s.ReadOnly() {
		t.Fatal("it is open for writing")
	}
	for name, write := range map[string]func() error{
		"Commit":        func() error { _, err := s.Commit(background, Plan(t, s, phone(b.Users[1], "1")), nil); return err },
		"ReserveUpload": func() error { _, err := s.ReserveUpload(background); return err },
		"RecordSimulation": func() error {
			_, err := s.RecordSimulation(background, upload(data.Upload{}), nil, nil, nil)
			return err
		},
		"SaveSettings":  func() error { return s.SaveSettings(background, data.Settings{Name: "x"}) },
		"SaveProfile":   func() error { return s.SaveProfile(background, "", data.Profile{Name: "x"}) },
		"DeleteProfile": func() error { return s.DeleteProfile(background, "Sales rep") },
		"SaveMapping":   func() error { return s.SaveMapping(background, "a", map[string]string{"b": "email"}) },
		"Prune":         func() error { return s.Prune(background, Noon.AddDate(1, 0, 0)) },
		"PostLetters": func() error {
			_, err := s.PostLetters(background, id, LettersTo(data.MailByDraft, "b@x.fr"))
			return err
		},
		"BeginLetter":   func() error { return s.BeginLetter(background, 1, Noon) },
		"EndLetter":     func() error { return s.EndLetter(background, 1, Noon, data.Outcome{State: data.LetterSent}) },
		"EndFiling":     func() error { return s.EndFiling(background, 1, Noon, data.Outcome{Filing: data.FilingDone}) },
		"OpenedLetter":  func() error { return s.OpenedLetter(background, 1) },
		"RetryLetter":   func() error { return s.RetryLetter(background, 1, Noon) },
		"DiscardLetter": func() error { return s.DiscardLetter(background, 1) },
		"Erase":         func() error { return s.Erase(background, b.Users[0].Key, nil) },
	} {
		t.Run(name, func(t *testing.T) { wantError(t, write(), data.ErrReadOnly) })
	}
	must(t, s.SettleLetters(background)) // there are none
	if got := Load(t, s); !reflect.DeepEqual(got, want) {
		t.Errorf("read: %+v", got)
	}
	sound(t, s)
}

// identities counts the revisions that have the identity.
func identities(t testing.TB, s store.Store, identity string) int {
	t.Helper()
	records, err := s.Revisions(background, 0)
	must(t, err)
	n := 0
	for _, r := range records {
		if r.Identity == identity {
			n++
		}
	}
	return n
}
