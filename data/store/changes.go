package store

import (
	"strconv"
	"strings"

	"headcount/data"
)

// The history keeps, for every change, the line of the user before and what is
// different after: the letter of each facet ('a' is the first) and its text,
// joined by the Separator. A new user has no line before and a whole one
// after, a removed one the other way round. So every change can be read by
// itself, and all of them rebuild the base.

// ChangeRow is one change as a store keeps it.
type ChangeRow struct {
	Revision data.Revision
	User     data.UserKey
	// N counts the changes of one user within a revision, from 0.
	N             int
	Action        data.Action
	Before, After string
	Mark          int64
}

// appendLine appends what the mark of a change covers.
func (r *ChangeRow) appendLine(b []byte) []byte {
	for _, number := range [...]int64{int64(r.Revision), int64(r.User), int64(r.N), int64(r.Action)} {
		b = append(strconv.AppendInt(b, number, 10), Separator...)
	}
	return append(append(append(b, r.Before...), Separator...), r.After...)
}

// ChangeReader verifies changes as they come out of a store. Profiles have
// their present names.
type ChangeReader struct {
	profiles *Profiles
	buffer   []byte
}

// NewChangeReader makes a reader of changes; profiles are those of the store.
func NewChangeReader(profiles *Profiles) *ChangeReader { return &ChangeReader{profiles: profiles} }

// Read returns the change of one row, data.ErrDamaged if it is not the one that
// was stored.
func (c *ChangeReader) Read(r *ChangeRow) (data.Change, error) {
	c.buffer = r.appendLine(c.buffer[:0])
	if Mark(Hash(ChangeLine, c.buffer)) != r.Mark {
		return data.Change{}, damaged("a change of revision %d is not what was stored", r.Revision)
	}
	return parseChange(r.Action, r.Before, r.After, c.profiles)
}

// appendDelta appends what differs in u by the facets of m.
func (m Facets) appendDelta(b []byte, u *data.User, profile int64) []byte {
	for i := range facets {
		if m&(1<<i) == 0 {
			continue
		}
		if len(b) > 0 {
			b = append(b, Separator...)
		}
		b = append(append(b, 'a'+byte(i)), facet(i, u, profile)...)
	}
	return b
}

func parseChange(action data.Action, before, after string, profiles *Profiles) (c data.Change, err error) {
	c.Action = action
	if before != "" {
		if c.Before, err = parseLine(before, profiles); err != nil {
			return c, err
		}
	}
	switch {
	case action == data.Remove:
		return c, nil
	case before == "":
		c.After, err = parseLine(after, profiles)
		return c, err
	}
	cells := strings.Split(before, Separator)
	if after != "" {
		for delta := range strings.SplitSeq(after, Separator) {
			i := int(delta[0]-'a') + 1
			if i < 1 || i >= len(cells) {
				return c, damaged("a change of facet %d", i)
			}
			cells[i] = delta[1:]
		}
	}
	c.After, err = ParseUser(cells, profiles)
	return c, err
}

func parseLine(line string, profiles *Profiles) (data.User, error) {
	cells := strings.Split(line, Separator)
	if len(cells) != UserCells {
		return data.User{}, damaged("a user in the history has %d columns", len(cells))
	}
	return ParseUser(cells, profiles)
}
