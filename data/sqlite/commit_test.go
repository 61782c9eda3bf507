package sqlite

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"headcount/data"
	"headcount/data/store"
)

func TestStale(t *testing.T) {
	s := newStore(t)
	b := populate(t, s, 2)
	c := commitOn(t, s, edit(data.Deactivate, b.Users[0], func(u *data.User) { u.Status = data.Deactivated }))
	for name, stale := range map[string]func(c *store.Commit){
		"revision": func(c *store.Commit) { c.Expect.Revision-- },
		"digest":   func(c *store.Commit) { c.Expect.Digest[7]++ },
		"user":     func(c *store.Commit) { c.Changes[0].Before.FirstName = "other"; c.Changes[0].After.FirstName = "other" },
		"gone":     func(c *store.Commit) { c.Changes[0].Before.Key, c.Changes[0].After.Key = 99, 99 },
	} {
		wrong := c
		wrong.Changes = slices.Clone(c.Changes)
		stale(&wrong)
		if _, err := s.Commit(background, wrong, nil); !errors.Is(err, data.ErrStale) {
			t.Errorf("stale %s: %v", name, err)
		}
	}
	if after := load(t, s); !reflect.DeepEqual(after, b) {
		t.Errorf("a stale commit changed the base: %+v", after)
	}
	_, err := s.Commit(background, c, nil)
	must(t, err)
	c.Identity = store.NewIdentity()
	_, err = s.Commit(background, c, nil)
	wantError(t, err, data.ErrStale)
}

func TestTaken(t *testing.T) {
	s := newStore(t)
	b := populate(t, s, 2)
	email, id := person(9), person(9)
	email.Email = strings.ToUpper(b.Users[0].Email)
	id.ID = " " + b.Users[1].ID
	for name, changes := range map[string][]data.Change{
		"new email":     create(email),
		"new id":        create(id),
		"changed email": {edit(data.Update, b.Users[1], func(u *data.User) { u.Email = "ｐerson.1@example.org" })},
		"changed id":    {edit(data.Update, b.Users[1], func(u *data.User) { u.ID = b.Users[0].ID })},
		"twice in one":  create(person(7), person(7)),
		"key":           {{Action: data.Create, After: func() data.User { u := person(9); u.Key = 1; return u }()}},
	} {
		if _, err := s.Commit(background, commitOn(t, s, changes...), nil); !errors.Is(err, data.ErrTaken) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if after := load(t, s); !reflect.DeepEqual(after, b) {
		t.Errorf("a refused commit changed the base: %+v", after)
	}
}

func TestRefusedChanges(t *testing.T) {
	s := newStore(t)
	b := populate(t, s, 2)
	with := func(f func(u *data.User)) data.User { u := person(9); f(&u); return u }
	for name, c := range map[string]data.Change{
		"no profile":      {Action: data.Create, After: with(func(u *data.User) { u.Profile = "Pirate" })},
		"no role":         {Action: data.Create, After: with(func(u *data.User) { u.Roles = "paris, atlantis" })},
		"no email":        {Action: data.Create, After: with(func(u *data.User) { u.Email = "" })},
		"control":         {Action: data.Create, After: with(func(u *data.User) { u.LastName = "a\x1fb" })},
		"NUL":             {Action: data.Create, After: with(func(u *data.User) { u.JobTitle = "a\x00b" })},
		"not UTF-8":       {Action: data.Create, After: with(func(u *data.User) { u.FirstName = "a\xffb" })},
		"no action":       {After: person(9)},
		"create of one":   {Action: data.Create, Before: b.Users[0], After: b.Users[0]},
		"update of none":  {Action: data.Update, After: b.Users[0]},
		"two users":       {Action: data.Update, Before: b.Users[0], After: b.Users[1]},
		"remove to some":  {Action: data.Remove, Before: b.Users[0], After: b.Users[0]},
		"unknown action":  {Action: data.Remove + 1, Before: b.Users[0], After: b.Users[0]},
		"update to nobod": {Action: data.Update, Before: b.Users[0]},
	} {
		if _, err := s.Commit(background, commitOn(t, s, c), nil); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if after := load(t, s); !reflect.DeepEqual(after, b) {
		t.Errorf("a refused commit changed the base: %+v", after)
	}
}

func TestSeveralChangesOfOneUserInOneCommit(t *testing.T) {
	s := newStore(t)
	b := populate(t, s, 1)
	first := edit(data.Update, b.Users[0], func(u *data.User) { u.LastName = "Ng" })
	second := edit(data.Protect, first.After, func(u *data.User) { u.Protected = true })
	_, err := s.Commit(background, commitOn(t, s, second, first), nil)
	wantError(t, err, data.ErrStale)
	_, err = s.Commit(background, commitOn(t, s, first, second), nil)
	must(t, err)
	if got := load(t, s).Users[0]; got != second.After {
		t.Errorf("got %+v", got)
	}
	history, err := s.UserChanges(background, b.Users[0].Key)
	must(t, err)
	if len(history) != 3 || history[0].Change != second || history[1].Change != first || history[2].Action != data.Create {
		t.Errorf("got %+v", history)
	}
}

func TestKeysAreNeverGivenTwice(t *testing.T) {
	s := newStore(t)
	b := populate(t, s, 3)
	removed := data.Change{Action: data.Remove, Before: b.Users[2]}
	_, err := s.Commit(background, commitOn(t, s, removed), nil)
	must(t, err)
	s = reopen(t, s)
	_, err = s.Commit(background, commitOn(t, s, create(person(8))...), nil)
	must(t, err)
	b = load(t, s)
	if got := b.Users[2]; got.Key != 4 || got.Email != person(8).Email {
		t.Errorf("the next user is %+v", got)
	}
	_, err = s.Commit(background, commitOn(t, s, removed.Invert()), nil)
	must(t, err)
	if got := load(t, s).Users[2]; got != removed.Before {
		t.Errorf("brought back: %+v", got)
	}
}

func TestCancelledCommitChangesNothing(t *testing.T) {
	s := newStore(t)
	b := populate(t, s, 2000)
	c := commitOn(t, s)
	for _, u := range b.Users {
		c.Changes = append(c.Changes, edit(data.Update, u, func(u *data.User) { u.Phone = "2" }))
	}
	ctx, cancel := context.WithCancel(background)
	calls := 0
	_, err := s.Commit(ctx, c, func(done, total int) {
		calls++
		if done != calls*1000 || total != 2000 {
			t.Errorf("progress %d of %d", done, total)
		}
		cancel()
	})
	wantError(t, err, context.Canceled)
	if after := load(t, s); after.Digest != b.Digest || after.Revision != b.Revision || calls == 0 {
		t.Errorf("after cancelling: revision %d, %d calls", after.Revision, calls)
	}
	_, err = s.Commit(background, c, nil)
	must(t, err)
}

// TestOutcomeAfterAnErrorAtCommit: what is answered is what holds (SPEC S5.3).
func TestOutcomeAfterAnErrorAtCommit(t *testing.T) {
	broken := errors.New("the disk says no")
	t.Run("saved", func(t *testing.T) {
		s := newStore(t)
		populate(t, s, 1)
		s.committed = func(error) error { return broken }
		c := commitOn(t, s, create(person(5))...)
		c.Upload = &data.Upload{At: time.Now()}
		u, err := s.Commit(background, c, nil)
		must(t, err)
		if b := load(t, s); len(b.Users) != 2 || b.Revision != u.Revision || u.ID != 1 {
			t.Errorf("%d users, upload %+v", len(b.Users), u)
		}
		_, err = s.RecordSimulation(background, data.Upload{Identity: store.NewIdentity(), At: time.Now()}, nil, nil, nil)
		must(t, err)
		must(t, s.SaveMapping(background, "a", map[string]string{"b": "email"}))
		must(t, s.SaveMapping(background, "a", nil))
		must(t, s.SaveSettings(background, data.Settings{Name: "other"}))
	})
	t.Run("not saved", func(t *testing.T) {
		s := newStore(t)
		before := populate(t, s, 1)
		refuse := func() {
			tx, err := s.take(background)
			must(t, err)
			tx.conn.RegisterCommitHook(func() int { return 1 })
			s.leave(tx)
		}
		refuse()
		if _, err := s.Commit(background, commitOn(t, s, create(person(5))...), nil); err == nil || errors.Is(err, data.ErrUnknownOutcome) {
			t.Errorf("got %v", err)
		}
		if after := load(t, s); !reflect.DeepEqual(after, before) {
			t.Errorf("got %+v", after)
		}
		refuse()
		if _, err := s.RecordSimulation(background, data.Upload{Identity: store.NewIdentity(), At: time.Now()}, nil, nil, nil); err == nil {
			t.Error("a simulation that was not recorded passes for recorded")
		}
	})
	t.Run("unknown", func(t *testing.T) {
		s := newStore(t)
		populate(t, s, 1)
		real := s.path
		s.committed = func(error) error {
			s.path += ".gone"
			return broken
		}
		_, err := s.Commit(background, commitOn(t, s, create(person(5))...), nil)
		wantError(t, err, data.ErrUnknownOutcome)
		wantError(t, err, broken)
		s.path, s.committed = real, nil
		if b := load(t, s); len(b.Users) != 2 {
			t.Errorf("%d users", len(b.Users))
		}
	})
}

// TestAnyPermutationOfEmailsAndIDs: swaps, cycles and chains of both in one
// commit, together with people who come and go, never fail on a key that
// somebody still holds (SPEC S4.2), and the base is what a model says.
func TestAnyPermutationOfEmailsAndIDs(t *testing.T) {
	s := newStore(t)
	populate(t, s, 6)
	rapid.Check(t, func(rt *rapid.T) {
		b := load(t, s)
		emails, ids := []string{}, []string{}
		for i := range 12 {
			emails = append(emails, fmt.Sprintf("p%d@x.fr", i))
			ids = append(ids, fmt.Sprint(i))
		}
		emails, ids = rapid.Permutation(emails).Draw(rt, "emails"), rapid.Permutation(ids).Draw(rt, "ids")
		var changes []data.Change
		want := map[string]data.User{}
		for i, u := range b.Users {
			if rapid.IntRange(0, 4).Draw(rt, "goes") == 0 {
				changes = append(changes, data.Change{Action: data.Remove, Before: u})
				continue
			}
			c := edit(data.Update, u, func(u *data.User) { u.Email, u.ID = emails[i], ids[i] })
			if rapid.IntRange(0, 3).Draw(rt, "no id") == 0 {
				c.After.ID = ""
			}
			changes = append(changes, c)
			want[c.After.Email] = c.After
		}
		for i := len(b.Users); i < 6+rapid.IntRange(0, 4).Draw(rt, "come") && i < len(emails); i++ {
			u := person(0)
			u.Email, u.ID = emails[i], ids[i]
			changes = append(changes, data.Change{Action: data.Create, After: u})
			want[u.Email] = u
		}
		changes = rapid.Permutation(changes).Draw(rt, "order")
		if _, err := s.Commit(background, commitOn(t, s, changes...), nil); err != nil {
			rt.Fatalf("%v for %+v", err, changes)
		}
		after := load(t, s)
		if len(after.Users) != len(want) {
			rt.Fatalf("%d users, want %d", len(after.Users), len(want))
		}
		for _, u := range after.Users {
			w := want[u.Email]
			if w.Key == 0 {
				w.Key = u.Key
			}
			if u != w {
				rt.Fatalf("got %+v, want %+v", u, w)
			}
		}
	})
	must(t, s.Check(background))
	rebuilt(t, s)
}

// rebuilt replays the history from nothing and compares it with the base, then
// takes it all back (FAULTS P16).
func rebuilt(t testing.TB, s *Store) {
	t.Helper()
	b := load(t, s)
	history, err := s.Changes(background, 0)
	must(t, err)
	users := map[data.UserKey]data.User{}
	for i, r := range history {
		key := max(r.Before.Key, r.After.Key)
		if users[key] != r.Before {
			t.Fatalf("change %d starts from %+v, not from %+v", i, r.Before, users[key])
		}
		if r.Action == data.Remove {
			delete(users, key)
		} else {
			users[key] = r.After
		}
	}
	for _, u := range b.Users {
		if users[u.Key] != u {
			t.Fatalf("the history makes %+v, the base has %+v", users[u.Key], u)
		}
	}
	if len(users) != len(b.Users) {
		t.Fatalf("the history makes %d users, the base has %d", len(users), len(b.Users))
	}
}
