package storetest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
)

// testRefused: what cannot be stored is refused, and nothing of it stays.
func testRefused(t *testing.T, k Kind) {
	s, b := peopled(t, k, 2)
	with := func(f func(u *data.User)) data.User { u := Person(9); f(&u); return u }
	for name, c := range map[string]data.Change{
		"no profile":       {Action: data.Create, After: with(func(u *data.User) { u.Profile = "Pirate" })},
		"no role":          {Action: data.Create, After: with(func(u *data.User) { u.Roles = "paris, atlantis" })},
		"no email":         {Action: data.Create, After: with(func(u *data.User) { u.Email = "" })},
		"control":          {Action: data.Create, After: with(func(u *data.User) { u.LastName = "a\x1fb" })},
		"NUL":              {Action: data.Create, After: with(func(u *data.User) { u.JobTitle = "a\x00b" })},
		"not UTF-8":        {Action: data.Create, After: with(func(u *data.User) { u.FirstName = "a\xffb" })},
		"no action":        {After: Person(9)},
		"create of one":    {Action: data.Create, Before: b.Users[0], After: b.Users[0]},
		"update of none":   {Action: data.Update, After: b.Users[0]},
		"two users":        {Action: data.Update, Before: b.Users[0], After: b.Users[1]},
		"remove to some":   {Action: data.Remove, Before: b.Users[0], After: b.Users[0]},
		"unknown action":   {Action: data.Remove + 1, Before: b.Users[0], After: b.Users[0]},
		"update to nobody": {Action: data.Update, Before: b.Users[0]},
	} {
		for kind, c := range map[string]store.Commit{"plan": Plan(t, s, c), "by hand": byHand(store.Expect{}, c)} {
			_, err := s.Commit(background, c, nil)
			if err == nil {
				t.Errorf("%s, %s: no error", name, kind)
			}
			if (name == "no profile" || name == "no role") && !errors.Is(err, data.ErrNotFound) {
				t.Errorf("%s, %s: %v", name, kind, err)
			}
		}
	}
	if after := Load(t, s); !reflect.DeepEqual(after, b) {
		t.Errorf("a refused commit changed the base: %+v", after)
	}
	sound(t, s)
}

// testTaken: an email and an ID are one user's, in any spelling, and a key too.
func testTaken(t *testing.T, k Kind) {
	s, b := peopled(t, k, 2)
	email, id, key := Person(9), Person(9), Person(9)
	email.Email = strings.ToUpper(b.Users[0].Email)
	id.ID = " " + b.Users[1].ID
	key.Key = 1
	for name, changes := range map[string][]data.Change{
		"new email":     Create(email),
		"new id":        Create(id),
		"changed email": {Edit(data.Update, b.Users[1], func(u *data.User) { u.Email = "ｐerson.1@example.org" })},
		"changed id":    {Edit(data.Update, b.Users[1], func(u *data.User) { u.ID = b.Users[0].ID })},
		"twice in one":  Create(Person(7), Person(7)),
		"key":           Create(key),
	} {
		for kind, c := range map[string]store.Commit{"plan": Plan(t, s, changes...), "by hand": byHand(store.Expect{}, changes...)} {
			if _, err := s.Commit(background, c, nil); !errors.Is(err, data.ErrTaken) {
				t.Errorf("%s, %s: %v", name, kind, err)
			}
		}
	}
	if after := Load(t, s); !reflect.DeepEqual(after, b) {
		t.Errorf("a refused commit changed the base: %+v", after)
	}
	nobody := Person(10)
	nobody.ID = ""
	other := Person(11)
	other.ID = ""
	commit(t, s, Plan(t, s, Create(nobody, other)...)) // no ID is nobody's
}

// testSeveralChanges: the changes of one user in one commit follow each other,
// and each has its line in the history.
func testSeveralChanges(t *testing.T, k Kind) {
	s, b := peopled(t, k, 1)
	first := Edit(data.Update, b.Users[0], func(u *data.User) { u.LastName = "Ng" })
	second := Edit(data.Protect, first.After, func(u *data.User) { u.Protected = true })
	_, err := s.Commit(background, Plan(t, s, second, first), nil)
	wantError(t, err, data.ErrStale)
	commit(t, s, Plan(t, s, first, second))
	if got := Load(t, s).Users[0]; got != second.After {
		t.Errorf("got %+v", got)
	}
	history, err := s.UserChanges(background, b.Users[0].Key)
	must(t, err)
	if len(history) != 3 || history[0].Change != second || history[1].Change != first || history[2].Action != data.Create {
		t.Errorf("got %+v", history)
	}
	sound(t, s)
}

func testKeys(t *testing.T, k Kind) {
	s, b := peopled(t, k, 3)
	removed := data.Change{Action: data.Remove, Before: b.Users[2]}
	commit(t, s, Plan(t, s, removed))
	s = k.Reopen(t, s)
	commit(t, s, Plan(t, s, Create(Person(8))...))
	b = Load(t, s)
	if got := b.Users[2]; got.Key != 4 || got.Email != Person(8).Email {
		t.Errorf("the next user is %+v", got)
	}
	commit(t, s, Plan(t, s, removed.Invert()))
	if got := Load(t, s).Users[2]; got != removed.Before {
		t.Errorf("brought back: %+v", got)
	}
	_, err := s.Commit(background, Plan(t, s, Create(Person(8))...), nil)
	wantError(t, err, data.ErrTaken)
	commit(t, s, Plan(t, s, Create(Person(12))...))
	if users := Load(t, s).Users; users[len(users)-1].Key <= 4 {
		t.Errorf("after a commit that was refused: %+v", users)
	}
}

// testCancelled: a commit that is cancelled leaves nothing, and can be made
// again; progress counts up to all changes.
func testCancelled(t *testing.T, k Kind) {
	s, b := peopled(t, k, 2000)
	var changes []data.Change
	for _, u := range b.Users {
		changes = append(changes, phone(u, "2"))
	}
	c := Plan(t, s, changes...)
	ctx, cancel := context.WithCancel(background)
	defer cancel()
	last := 0
	progress := func(done, total int) {
		if done <= last || done > total || total != 2000 {
			t.Errorf("progress %d of %d after %d", done, total, last)
		}
		last = done
		cancel()
	}
	_, err := s.Commit(ctx, c, progress)
	wantError(t, err, context.Canceled)
	if after := Load(t, s); after.Digest != b.Digest || after.Revision != b.Revision || last == 0 {
		t.Errorf("after cancelling: revision %d, progress %d", after.Revision, last)
	}
	last = 0
	_, err = s.Commit(background, c, progress)
	must(t, err)
	if last != 2000 {
		t.Errorf("done with %d changes", last)
	}
	_, err = s.Base(ctx)
	wantError(t, err, context.Canceled)
}

// testPermutations: swaps, cycles and chains of emails and IDs in one commit,
// together with people who come and go, never fail on a key that somebody still
// holds (SPEC S4.2), and the base is what a model says.
func testPermutations(t *testing.T, k Kind) {
	s, _ := peopled(t, k, 6)
	rapid.Check(t, func(rt *rapid.T) {
		b := Load(t, s)
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
			c := Edit(data.Update, u, func(u *data.User) { u.Email, u.ID = emails[i], ids[i] })
			if rapid.IntRange(0, 3).Draw(rt, "no id") == 0 {
				c.After.ID = ""
			}
			changes = append(changes, c)
			want[c.After.Email] = c.After
		}
		for i := len(b.Users); i < 6+rapid.IntRange(0, 4).Draw(rt, "come") && i < len(emails); i++ {
			u := Person(0)
			u.Email, u.ID = emails[i], ids[i]
			changes = append(changes, data.Change{Action: data.Create, After: u})
			want[u.Email] = u
		}
		c := Plan(t, s, rapid.Permutation(changes).Draw(rt, "order")...)
		if rapid.Bool().Draw(rt, "by hand") {
			c.Expect = store.Expect{}
		}
		if _, err := s.Commit(background, c, nil); err != nil {
			rt.Fatalf("%v for %+v", err, c.Changes)
		}
		after := Load(t, s)
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
	sound(t, s)
	Rebuilt(t, s)
}

// Rebuilt replays the history from nothing and compares it with the base
// (FAULTS P16).
func Rebuilt(t testing.TB, s store.Store) {
	t.Helper()
	b := Load(t, s)
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
