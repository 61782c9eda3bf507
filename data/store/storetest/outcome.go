package storetest

import (
	"errors"
	"fmt"
	"reflect"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
)

// testIdentity: a commit and a simulation are stored once, however often they
// are asked for, and are found by their identity.
func testIdentity(t *testing.T, k Kind) {
	s, b := peopled(t, k, 2)
	c := Plan(t, s, Create(Person(5))...)
	c.Upload, c.Plan = &data.Upload{At: Noon, Counts: data.Counts{Created: 1}}, []byte("p")
	c.Letters = LettersTo(data.MailByDraft, "a@x.fr")
	_, err := s.Committed(background, c.Identity)
	wantError(t, err, data.ErrNotFound)
	first := commit(t, s, c)
	if first.Identity != c.Identity {
		t.Errorf("the upload has the identity %q", first.Identity)
	}
	hand := byHand(store.Expect{}, phone(b.Users[0], "1"))
	edited := commit(t, s, hand)
	want := Load(t, s)
	s = k.Reopen(t, s)
	for _, c := range []struct {
		store.Commit
		stored data.Upload
	}{{c, first}, {hand, edited}} {
		again, err := s.Commit(background, c.Commit, nil)
		must(t, err)
		found, err := s.Committed(background, c.Identity)
		must(t, err)
		for _, got := range []data.Upload{again, found} {
			if got.ID != c.stored.ID || got.Revision != c.stored.Revision || got.Account != c.stored.Account || !got.At.Equal(c.stored.At) || got.Mode != data.Applied {
				t.Errorf("again %+v, stored was %+v", got, c.stored)
			}
		}
		if n := identities(t, s, c.Identity); n != 1 {
			t.Errorf("%d revisions of one identity", n)
		}
	}
	id, err := s.RecordSimulation(background, data.Upload{Identity: "simulated", At: Noon}, nil, nil, LettersTo(data.MailByDraft, "b@x.fr"))
	must(t, err)
	again, err := s.RecordSimulation(background, data.Upload{Identity: "simulated", At: Noon}, nil, nil, LettersTo(data.MailByDraft, "c@x.fr"))
	must(t, err)
	letters, err := s.Letters(background)
	must(t, err)
	uploads, err := s.Uploads(background, 0, 0)
	must(t, err)
	if again != id || len(letters) != 2 || len(uploads) != 2 {
		t.Errorf("simulation %d, then %d; %d letters, %d uploads", id, again, len(letters), len(uploads))
	}
	if got := Load(t, s); !reflect.DeepEqual(got, want) {
		t.Errorf("what was asked for again changed the base: %+v", got)
	}
	for _, identity := range []string{"", "simulated", "nobody's"} {
		_, err := s.Committed(background, identity)
		wantError(t, err, data.ErrNotFound)
	}
	c.Identity = ""
	if _, err := s.Commit(background, c, nil); err == nil {
		t.Error("a commit without an identity")
	}
	if _, err := s.RecordSimulation(background, data.Upload{At: Noon}, nil, nil, nil); err == nil {
		t.Error("a simulation without an identity")
	}
}

// testOutcome: what is answered is what holds (SPEC S5.3), and what is not
// known can be found out.
func testOutcome(t *testing.T, k Kind) {
	t.Run("kept", func(t *testing.T) { testKept(t, k) })
	t.Run("dropped", func(t *testing.T) { testDropped(t, k) })
	t.Run("gone", func(t *testing.T) { testGone(t, k) })
}

// writes are all kinds of transactions, on an organization of one person with
// one letter that waits.
func writes(s store.Store, b *data.Base) map[string]func() error {
	return map[string]func() error{
		"Commit": func() error {
			c := byHand(store.Expect{}, phone(b.Users[0], "1"))
			_, err := s.Commit(background, c, nil)
			return err
		},
		"RecordSimulation": func() error {
			_, err := s.RecordSimulation(background, upload(data.Upload{At: Noon}), nil, nil, LettersTo(data.MailByDraft, "a@x.fr"))
			return err
		},
		"ReserveUpload": func() error { _, err := s.ReserveUpload(background); return err },
		"PostLetters": func() error {
			_, err := s.PostLetters(background, 1, LettersTo(data.MailByDraft, "a@x.fr"))
			return err
		},
		"BeginLetter":         func() error { return s.BeginLetter(background, 1, Noon) },
		"SaveMapping":         func() error { return s.SaveMapping(background, "a", map[string]string{"b": "email"}) },
		"SaveMapping of none": func() error { return s.SaveMapping(background, "forgotten", nil) },
		"SaveSettings":        func() error { return s.SaveSettings(background, data.Settings{Name: "other"}) },
		"SaveProfile":         func() error { return s.SaveProfile(background, "", data.Profile{Name: "other"}) },
		"DeleteProfile":       func() error { return s.DeleteProfile(background, "Sales rep") },
		"Prune":               func() error { return s.Prune(background, Noon.AddDate(1, 0, 0)) },
	}
}

// lettered is an organization of one person with one letter that waits and a
// mapping.
func lettered(t *testing.T, k Kind) (store.Store, *data.Base) {
	t.Helper()
	s, b := peopled(t, k, 1)
	Simulate(t, s, LettersTo(data.MailByMailbox, "a@x.fr"))
	must(t, s.SaveMapping(background, "forgotten", map[string]string{"b": "email"}))
	return s, b
}

// seen is what can be told of an organization by reading it.
func seen(t *testing.T, s store.Store) string {
	t.Helper()
	uploads, err := s.Uploads(background, 0, 0)
	must(t, err)
	letters, err := s.Letters(background)
	must(t, err)
	mapping, err := s.Mapping(background, "a")
	must(t, err)
	forgotten, err := s.Mapping(background, "forgotten")
	must(t, err)
	b := Load(t, s)
	return fmt.Sprintf("%d %x %v %v %v %v %v %v", b.Revision, b.Digest, b.Settings.Name, b.Users, len(uploads), letters, mapping, forgotten)
}

// testKept: what was stored passes for stored, whatever COMMIT answered.
func testKept(t *testing.T, k Kind) {
	s, b := lettered(t, k)
	for name, write := range writes(s, b) {
		restore := k.Lose(t, s, Kept)
		if err := write(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		restore()
	}
	b = Load(t, s)
	mapping, err := s.Mapping(background, "a")
	must(t, err)
	forgotten, err := s.Mapping(background, "forgotten")
	must(t, err)
	uploads, err := s.Uploads(background, 0, 0)
	must(t, err)
	if len(forgotten) > 0 || b.Users[0].Phone != "1" || b.Settings.Name != "other" || len(b.Profiles) != 3 || len(mapping) != 1 || len(uploads) != 2 || Letter(t, s, 1).State != data.LetterSending {
		t.Errorf("stored: %s", seen(t, s))
	}
	sound(t, s)
}

// testDropped: what was not stored does not pass for stored, and can be asked
// for again.
func testDropped(t *testing.T, k Kind) {
	s, b := lettered(t, k)
	before := seen(t, s)
	for name, write := range writes(s, b) {
		restore := k.Lose(t, s, Dropped)
		if err := write(); err == nil || errors.Is(err, data.ErrUnknownOutcome) {
			t.Errorf("%s: %v", name, err)
		}
		restore()
		if after := seen(t, s); after != before {
			t.Errorf("%s left %s, before was %s", name, after, before)
		}
	}
	restore := k.Lose(t, s, Dropped)
	c := Plan(t, s, Create(Person(5))...)
	if _, err := s.Commit(background, c, nil); err == nil {
		t.Error("a commit that was not stored passes for stored")
	}
	restore()
	_, err := s.Committed(background, c.Identity)
	wantError(t, err, data.ErrNotFound)
	commit(t, s, c)
	sound(t, s)
}

// testGone: what nobody can look for is unknown, and found out later.
func testGone(t *testing.T, k Kind) {
	s, b := lettered(t, k)
	for name, write := range writes(s, b) {
		restore := k.Lose(t, s, Gone)
		if err := write(); !errors.Is(err, data.ErrUnknownOutcome) || !errors.Is(err, ErrLost) {
			t.Errorf("%s: %v", name, err)
		}
		restore()
	}
	restore := k.Lose(t, s, Gone)
	c := byHand(store.Expect{}, Create(Person(5))...)
	_, err := s.Commit(background, c, nil)
	wantError(t, err, data.ErrUnknownOutcome)
	restore()
	found, err := s.Committed(background, c.Identity)
	must(t, err)
	again := commit(t, s, c)
	if b := Load(t, s); len(b.Users) != 2 || found.Revision != b.Revision || again.Revision != b.Revision {
		t.Errorf("%d users, found %+v, again %+v", len(b.Users), found, again)
	}
	sound(t, s)
}
