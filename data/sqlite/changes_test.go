package sqlite

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"headcount/data"
	"headcount/data/store"
)

// TestTimeIsNoOrder: a clock that goes back changes no order (FAULTS S7).
func TestTimeIsNoOrder(t *testing.T) {
	s := newStore(t)
	populate(t, s, 1)
	years := []int{2038, 1970, 2100, 2026}
	for i, year := range years {
		b := load(t, s)
		c := commitOn(t, s, edit(data.Update, b.Users[0], func(u *data.User) { u.Phone = fmt.Sprint(i) }))
		c.At = time.Date(year, 3, 30, 2, 30, 0, 0, time.UTC)
		_, err := s.Commit(background, c, nil)
		must(t, err)
	}
	history, err := s.UserChanges(background, 1)
	must(t, err)
	for i := range years {
		r := history[len(years)-1-i]
		if r.At.Year() != years[i] || r.After.Phone != fmt.Sprint(i) {
			t.Errorf("change %d: %+v", i, r)
		}
	}
	if _, err := s.Commit(background, store.Commit{Identity: store.NewIdentity(), Expect: store.Whole(99, data.Digest{})}, nil); !errors.Is(err, data.ErrStale) {
		t.Errorf("a commit on nothing: %v", err)
	}
}
