package store

import (
	"fmt"
	"unsafe"

	"headcount.app/headcount/data"
)

// userWriter writes users and their history in one pass over the changes.
type userWriter struct {
	*commit
	numbers map[string]int64 // of the profiles, by name
	known   map[data.RoleIDs]bool
	// made is the change at hand that makes somebody, with their key; after is the
	// line of the user after the change at hand, line another one.
	made        data.Change
	after, line []byte
	changed     Facets // by the change at hand
}

// writeUsers carries the changes out. Several changes of one user become one
// row of users and several of the history.
func (w *commit) writeUsers() error {
	u := &userWriter{commit: w, known: map[data.RoleIDs]bool{"": true}, numbers: w.profiles.numbers()}
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
	return w.rows.Flush()
}

// write carries out the changes of one user, given by their indexes.
func (w *userWriter) write(indexes []int) error {
	var first, last *data.User
	for n, i := range indexes {
		c := &w.Changes[i]
		if c.Action == data.Create {
			w.made = *c
			c = &w.made
			c.After.Key = w.keys[i]
		}
		if err := w.check(c); err != nil {
			return fmt.Errorf("change %d: %w", i, err)
		}
		if n == 0 {
			first = &c.Before
		} else if c.Before != *last {
			return fmt.Errorf("change %d: %w: it does not follow the one before", i, data.ErrStale)
		}
		last = &c.After
		if err := w.remember(c, w.keys[i], n); err != nil {
			return err
		}
	}
	if len(indexes) > 1 {
		w.changed = Differing(first, last)
	}
	return w.store(first, last)
}

// check refuses a change that cannot be stored, and leaves the line of the user
// after it.
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
	number := w.numbers[u.Profile]
	if number == 0 {
		return fmt.Errorf("%w: permission profile", data.ErrNotFound)
	}
	if w.after = AppendUser(w.after[:0], u, number); !storableLine(w.after, cellsOf(u)) {
		return w.unstorable(u)
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

// unstorable names the facet of a user that cannot be stored.
func (w *userWriter) unstorable(u *data.User) error {
	for i := range facets {
		if w.line = facets[i].append(w.line[:0], u, 0); !storable(w.line) {
			return fmt.Errorf("the %s holds control characters", facets[i].name)
		}
	}
	return fmt.Errorf("a user holds control characters")
}

// remember queues the history of one change.
func (w *userWriter) remember(c *data.Change, key data.UserKey, n int) error {
	w.changed = Differing(&c.Before, &c.After)
	row := ChangeRow{Revision: w.base + 1, User: key, N: n, Action: c.Action}
	w.line = row.appendHead(w.line[:0])
	from := len(w.line)
	if c.Action != data.Create {
		w.line = appendLine(w.line, &c.Before, w.numbers[c.Before.Profile])
	}
	before := len(w.line) - from
	w.line = append(w.line, Separator...)
	switch number := w.numbers[c.After.Profile]; c.Action {
	case data.Create:
		w.line = appendLine(w.line, &c.After, number)
	case data.Remove:
	default:
		w.line = w.changed.appendNamed(w.line, &c.After, number)
	}
	text := unsafe.String(unsafe.SliceData(w.line[from:]), len(w.line)-from)
	row.Before, row.After, row.Mark = text[:before], text[before+1:], Mark(Hash(ChangeLine, w.line))
	return w.rows.InsertChange(&row)
}

// store queues the change of one row of users and keeps the digest up; the line of
// the user after it is there, and which facets have changed.
func (w *userWriter) store(before, after *data.User) error {
	var was, is int64
	number := w.numbers[after.Profile]
	if before.Key != 0 {
		w.line = AppendUser(w.line[:0], before, w.numbers[before.Profile])
		h := Hash(UserLine, w.line)
		w.sum.Subtract(h)
		was = Mark(h)
	}
	if after.Key != 0 {
		h := Hash(UserLine, w.after)
		w.sum.Add(h)
		is = Mark(h)
	}
	switch {
	case before.Key == 0 && after.Key == 0, w.changed == 0 && before.Key == after.Key:
		return nil
	case before.Key == 0:
		return w.rows.InsertUser(after, number, is)
	case after.Key == 0:
		return w.rows.DeleteUser(before.Key, was)
	default:
		return w.rows.UpdateUser(after, w.changed, number, was, is)
	}
}
