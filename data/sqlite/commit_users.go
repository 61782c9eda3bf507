package sqlite

import (
	"fmt"

	"headcount/data"
)

// userWriter writes users and their history in one pass over the changes.
type userWriter struct {
	*commit
	inserts, deletes, history *batch
	updates                   map[facetMask]*batch
	// written counts the rows that must have been touched in the end.
	written int64
	numbers map[string]int64 // of the profiles, by name
	known   map[data.RoleIDs]bool
	line    []byte
}

// writeUsers carries the changes out. Several changes of one user become one
// row of users and several of the history.
func (w *commit) writeUsers() error {
	u := &userWriter{
		commit: w, updates: map[facetMask]*batch{}, known: map[data.RoleIDs]bool{"": true}, numbers: map[string]int64{},
		inserts: w.newBatch(2+len(everyFacet.columns()), batchRows, insertUsers),
		deletes: w.newBatch(2, 1, deleteUser),
		history: w.newBatch(7, batchRows, insertChanges),
	}
	for _, row := range w.profiles.rows {
		if !row.deleted {
			u.numbers[row.Name] = row.id
		}
	}
	before, err := w.number("SELECT total_changes()")
	if err != nil {
		return err
	}
	for at := 0; at < len(w.order); {
		n := 1
		for at+n < len(w.order) && w.keys[w.order[at]] == w.keys[w.order[at+n]] {
			n++
		}
		if err := u.write(w.order[at : at+n]); err != nil {
			return err
		}
		at += n
		if w.progress != nil && (at%1000 < n || at == len(w.order)) {
			w.progress(at, len(w.order))
		}
	}
	return u.close(before)
}

// close runs what is queued and checks that every user was as planned on.
func (w *userWriter) close(before int64) error {
	batches := []*batch{w.deletes, w.inserts, w.history}
	for _, b := range w.updates {
		batches = append(batches, b)
	}
	for _, b := range batches {
		if err := b.close(); err != nil {
			return err
		}
	}
	after, err := w.number("SELECT total_changes()")
	if err != nil {
		return err
	}
	if after-before != w.written {
		return fmt.Errorf("%w: %d of %d users and changes could be stored", data.ErrStale, after-before, w.written)
	}
	return nil
}

// write carries out the changes of one user, given by their indexes.
func (w *userWriter) write(indexes []int) error {
	var first, last data.User
	for n, i := range indexes {
		c := w.Changes[i]
		key := w.keys[i]
		if c.Action == data.Create {
			c.After.Key = key
		}
		if err := w.check(&c); err != nil {
			return fmt.Errorf("change %d: %w", i, err)
		}
		if n == 0 {
			first = c.Before
		} else if c.Before != last {
			return fmt.Errorf("change %d: %w: it does not follow the one before", i, data.ErrStale)
		}
		last = c.After
		if err := w.remember(&c, key, n); err != nil {
			return err
		}
	}
	return w.store(&first, &last)
}

// check refuses a change that cannot be stored.
func (w *userWriter) check(c *data.Change) error {
	none := data.User{}
	switch {
	case c.Action < data.Create || c.Action > data.Remove,
		(c.Action == data.Create) != (c.Before == none),
		(c.Action == data.Remove) != (c.After == none),
		c.Action != data.Create && c.Action != data.Remove && c.Before.Key != c.After.Key:
		return fmt.Errorf("%v does not lead from the user before to the one after", c.Action)
	case c.Action == data.Remove:
		return nil
	}
	u := &c.After
	if u.Email == "" {
		return fmt.Errorf("a user without an email")
	}
	for i := range facets {
		if text := facet(i, u, 0); !storable(text) {
			return fmt.Errorf("the %s holds control characters", facets[i])
		}
	}
	if w.numbers[u.Profile] == 0 {
		return fmt.Errorf("%w: permission profile", data.ErrNotFound)
	}
	if w.known[u.Roles] {
		return nil
	}
	for _, id := range u.Roles.List() {
		if _, found := w.roles[id]; !found {
			return fmt.Errorf("%w: role", data.ErrNotFound)
		}
	}
	w.known[u.Roles] = true
	return nil
}

// remember queues the history of one change.
func (w *userWriter) remember(c *data.Change, key data.UserKey, n int) error {
	var before, after string
	switch c.Action {
	case data.Create:
		after = string(appendUser(w.line[:0], &c.After, w.numbers[c.After.Profile]))
	case data.Remove:
		before = string(appendUser(w.line[:0], &c.Before, w.numbers[c.Before.Profile]))
	default:
		before = string(appendUser(w.line[:0], &c.Before, w.numbers[c.Before.Profile]))
		after = string(differing(&c.Before, &c.After).appendDelta(w.line[:0], &c.After, w.numbers[c.After.Profile]))
	}
	w.line = appendChange(w.line[:0], w.base+1, key, n, c.Action, before, after)
	seal := mark(hash(changeLine, w.line))
	w.written++
	w.history.put(int64(w.base+1), int64(key), int64(n), int64(c.Action), before, after, seal)
	return w.history.next()
}

// store queues the change of one row of users and keeps the digest up.
func (w *userWriter) store(before, after *data.User) error {
	var was, is int64
	number := w.numbers[after.Profile]
	if before.Key != 0 {
		h := w.hashOf(before)
		w.sum.subtract(h)
		was = mark(h)
	}
	if after.Key != 0 {
		h := w.hashOf(after)
		w.sum.add(h)
		is = mark(h)
	}
	switch m := differing(before, after); {
	case before.Key == 0 && after.Key == 0, m == 0 && before.Key == after.Key:
		return nil
	case before.Key == 0:
		w.inserts.put(int64(after.Key), is)
		everyFacet.put(w.inserts, after, number)
		w.written++
		return w.inserts.next()
	case after.Key == 0:
		w.deletes.put(int64(before.Key), was)
		w.written++
		return w.deletes.next()
	default:
		b := w.updatesOf(m)
		b.put(int64(after.Key), was, is)
		m.put(b, after, number)
		w.written++
		return b.next()
	}
}

func (w *userWriter) hashOf(u *data.User) [32]byte {
	w.line = appendUser(w.line[:0], u, w.numbers[u.Profile])
	return hash(userLine, w.line)
}

// updatesOf returns the batch of the updates that change just these facets.
func (w *userWriter) updatesOf(m facetMask) *batch {
	b := w.updates[m]
	if b == nil {
		b = w.newBatch(3+len(m.columns()), batchRows, m.updateUsers)
		w.updates[m] = b
	}
	return b
}
