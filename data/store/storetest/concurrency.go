package storetest

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
)

func isStale(err error) bool { return errors.Is(err, data.ErrStale) }
func isLast(err error) bool  { return errors.Is(err, data.ErrLastAdministrator) }

// atOnce runs f n times at the same time and returns the errors.
func atOnce(n int, f func(i int) error) []error {
	errs := make([]error, n)
	var wait sync.WaitGroup
	for i := range n {
		wait.Go(func() { errs[i] = f(i) })
	}
	wait.Wait()
	return errs
}

// count counts the errors that are nil, and fails for those that are neither nil
// nor stale.
func count(t *testing.T, errs []error) (done int) {
	t.Helper()
	for _, err := range errs {
		if err == nil {
			done++
		} else if !isStale(err) {
			t.Errorf("neither done nor stale: %v", err)
		}
	}
	return done
}

// testConcurrency: of commits at the same time those that touch different users
// all hold, of those that touch the same one exactly one does, and a plan holds
// only if nothing came between.
func testConcurrency(t *testing.T, k Kind) {
	const n = 24
	s, b := peopled(t, k, n)
	if done := count(t, atOnce(n, func(i int) error {
		_, err := s.Commit(background, byHand(store.Expect{}, phone(b.Users[i], fmt.Sprint(i))), nil)
		return err
	})); done != n {
		t.Errorf("%d of %d edits of different users hold", done, n)
	}
	b = Load(t, s)
	for i, u := range b.Users {
		if u.Phone != fmt.Sprint(i) {
			t.Errorf("user %d has %q", i, u.Phone)
		}
	}
	if done := count(t, atOnce(n, func(i int) error {
		_, err := s.Commit(background, byHand(store.Expect{}, phone(b.Users[0], fmt.Sprint("x", i))), nil)
		return err
	})); done != 1 {
		t.Errorf("%d of %d edits of one user hold", done, n)
	}
	whole := store.Whole(Load(t, s).Revision, Load(t, s).Digest)
	if done := count(t, atOnce(n, func(i int) error {
		c := byHand(whole, phone(b.Users[i%(n-1)+1], "y"))
		c.Upload = &data.Upload{At: Noon}
		_, err := s.Commit(background, c, nil)
		return err
	})); done != 1 {
		t.Errorf("%d of %d plans on one base hold", done, n)
	}
	same := byHand(store.Expect{}, Create(Person(n+1))...)
	if done := count(t, atOnce(n, func(int) error { _, err := s.Commit(background, same, nil); return err })); done != n {
		t.Errorf("%d of %d times one commit was done or known", done, n)
	}
	b = Load(t, s)
	if b.Revision != 2+n+1+1+1 || len(b.Users) != n+1 {
		t.Errorf("revision %d, %d users", b.Revision, len(b.Users))
	}
	sound(t, s)
	Rebuilt(t, s)
}

// testReaders: whoever reads while others write sees one state, whole: one
// writer gives all users of odd numbers the same phone, another those of even
// numbers.
func testReaders(t *testing.T, k Kind) {
	const rounds = 6
	s, b := peopled(t, k, 50)
	write := func(odd int) error {
		var users []data.User
		for i := odd; i < len(b.Users); i += 2 {
			users = append(users, b.Users[i])
		}
		for round := range rounds {
			var changes []data.Change
			for i, u := range users {
				changes = append(changes, phone(u, fmt.Sprint(round)))
				users[i] = changes[i].After
			}
			if _, err := s.Commit(background, byHand(store.Expect{}, changes...), nil); err != nil {
				return err
			}
		}
		return nil
	}
	read := func() error {
		for range rounds {
			now, err := s.Base(background)
			if err != nil {
				return err
			}
			for i, u := range now.Users {
				if u.Phone != now.Users[i%2].Phone {
					return fmt.Errorf("at revision %d user %d has %q, others %q", now.Revision, i, u.Phone, now.Users[i%2].Phone)
				}
			}
			if made := len(now.HandChanges); made != 50+25*int(now.Revision-2) {
				return fmt.Errorf("at revision %d there are %d changes", now.Revision, made)
			}
		}
		return nil
	}
	for i, err := range atOnce(8, func(i int) error {
		if i < 2 {
			return write(i)
		}
		return read()
	}) {
		if err != nil {
			t.Errorf("%d: %v", i, err)
		}
	}
	sound(t, s)
}
