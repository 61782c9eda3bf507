package plan

import (
	"cmp"
	"iter"
	"slices"

	"headcount.app/headcount/data"
)

// facet is one of the things about a user that a change can touch by itself: a
// field, the protection, or that they are there at all.
type facet = data.Field

const (
	protection facet = "protected"
	existence  facet = "existence"
)

// histories are the recorded changes, user by user, and which upload undoes
// which.
type histories struct {
	byUser [][]*data.Recorded // oldest first, by rising key
	undoes map[int64][]int64
}

func newHistories(past Past) histories {
	h := histories{undoes: map[int64][]int64{}}
	for i := range past.Uploads {
		if u := &past.Uploads[i]; u.Undoes != 0 {
			h.undoes[u.ID] = u.Undone()
		}
	}
	all := make([]*data.Recorded, len(past.Changes))
	for i := range past.Changes {
		all[i] = &past.Changes[i]
	}
	slices.SortStableFunc(all, func(a, b *data.Recorded) int { return cmp.Compare(keyOf(a.Change), keyOf(b.Change)) })
	for begin := 0; begin < len(all); {
		end := begin + 1
		for end < len(all) && keyOf(all[end].Change) == keyOf(all[begin].Change) {
			end++
		}
		h.byUser = append(h.byUser, all[begin:end])
		begin = end
	}
	return h
}

// keyOf is whom a change is about.
func keyOf(c data.Change) data.UserKey { return cmp.Or(c.Before.Key, c.After.Key) }

// merge makes one change of those of the revision given, which come first, and
// returns the later ones.
func merge(changes []*data.Recorded, r data.Revision) (own data.Change, later []*data.Recorded) {
	n := 1
	for n < len(changes) && changes[n].Revision == r {
		n++
	}
	own = changes[0].Change
	own.After = changes[n-1].After
	return own, changes[n:]
}

// standing says for one user, facet by facet, which changes since the upload
// still stand, the oldest first. The bottom of each pile is the upload's own.
type standing struct {
	own   []int64 // the upload's number
	piles map[facet][]stood
	// taken are the changes that an undo took off, by its number: undoing that
	// undo puts them on again. They are in the order in which they were taken off.
	taken map[int64]map[facet][]stood
}

// stood is a change that stands, and the uploads that it is taken back with: the
// one that made it and the undos that made it again.
type stood struct {
	by    *data.Recorded
	names []int64
}

// stand follows what happened to one user since the upload. A change made by an
// undo takes the one it is the inverse of off the pile, so that neither of them
// counts as having touched anything. What it returns holds until the next call.
func (u *undo) stand(own data.Change, later []*data.Recorded) *standing {
	s := &u.standing
	for f := range s.piles {
		s.piles[f] = s.piles[f][:0]
	}
	s.taken = nil
	for f := range touchedBy(u.base.Schema, &own) {
		s.piles[f] = append(s.piles[f], stood{names: s.own})
	}
	for _, c := range later {
		undone := u.undoes[c.Upload]
		for f := range touchedBy(u.base.Schema, &c.Change) {
			s.put(f, c, undone)
		}
	}
	return s
}

// put adds a change to the pile of a facet, or takes off it what the change is the
// inverse of: of several uploads at once if it is of an undo back to a date.
func (s *standing) put(f facet, c *data.Recorded, undone []int64) {
	matched := false
	for _, id := range undone {
		pile := s.piles[f]
		if top := len(pile) - 1; top >= 0 && slices.Contains(pile[top].names, id) {
			s.take(f, c.Upload, pile[top])
			s.piles[f], matched = pile[:top], true
			continue
		}
		for _, taken := range slices.Backward(s.taken[id][f]) {
			names := append(slices.Clone(taken.names), c.Upload)
			s.piles[f], matched = append(s.piles[f], stood{by: c, names: names}), true
		}
	}
	if !matched {
		s.piles[f] = append(s.piles[f], stood{by: c, names: []int64{c.Upload}})
	}
}

// take remembers what an undo took off the pile of a facet.
func (s *standing) take(f facet, undo int64, off stood) {
	if s.taken == nil {
		s.taken = map[int64]map[facet][]stood{}
	}
	if s.taken[undo] == nil {
		s.taken[undo] = map[facet][]stood{}
	}
	s.taken[undo][f] = append(s.taken[undo][f], off)
}

// touchedBy goes through what a change touches.
func touchedBy(schema *data.Schema, c *data.Change) iter.Seq[facet] {
	return func(yield func(facet) bool) {
		if c.Action == data.Create || c.Action == data.Remove {
			yield(existence)
			return
		}
		for place := range schema.Differences(&c.Before, &c.After).Each {
			if !yield(schema.Fields()[place].Field) {
				return
			}
		}
		if c.Before.Protected != c.After.Protected {
			yield(protection)
		}
	}
}

// holds reports whether the upload's own change of a facet is what stands last,
// also if it was taken back and made again.
func (s *standing) holds(f facet) bool {
	return len(s.piles[f]) == 1 && slices.Contains(s.piles[f][0].names, s.own[0])
}

// last is the later change of a facet that stands last, nil if the upload's own
// does, or none.
func (s *standing) last(f facet) *data.Recorded {
	if n := len(s.piles[f]); n > 0 && !s.holds(f) {
		return s.piles[f][n-1].by
	}
	return nil
}

// latest is the last change of anything that stands, nil if there is none.
func (s *standing) latest() *data.Recorded {
	var latest *data.Recorded
	for f := range s.piles {
		if by := s.last(f); by != nil && (latest == nil || by.Revision > latest.Revision) {
			latest = by
		}
	}
	return latest
}
