package store

import (
	"slices"
	"strconv"
	"strings"

	"headcount.app/headcount/data"
)

// The history keeps, for every change, the line of the user before and what is
// different after, so that every change can be read by itself and all of them
// rebuild the base. A new user has no line before and a whole one after, a
// removed one the other way round.
//
// A line is its version, the key and each facet that is not empty as NAME=TEXT,
// joined by the Separator; a difference is the facets that differ in the same
// form. Facets that a version of this program does not know make the history
// damaged for it, never another one.
//
// Version 1 knew facets by their place: a line was that of a user's row, and a
// difference named each by its letter, 'a' being the first. It is read for
// ever, and told by the digit of the key with which it begins.

// lineVersion begins every line of the history.
const lineVersion = "v2"

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

// appendRow appends what the mark of a change covers.
func (r *ChangeRow) appendRow(b []byte) []byte {
	return append(append(append(r.appendHead(b), r.Before...), Separator...), r.After...)
}

// appendHead appends what stands in front of both lines.
func (r *ChangeRow) appendHead(b []byte) []byte {
	for _, number := range [...]int64{int64(r.Revision), int64(r.User), int64(r.N), int64(r.Action)} {
		b = append(strconv.AppendInt(b, number, 10), Separator...)
	}
	return b
}

// ChangeCount sums up the changes of one revision by their marks, so that a
// missing one is noticed: in two halves, which no sum overflows.
type ChangeCount struct {
	Revision          data.Revision
	Number, low, high int64
}

// Add counts a change in.
func (c *ChangeCount) Add(mark int64) {
	c.Number++
	c.low += mark & 0xffffffff
	c.high += mark >> 32
}

// Seal is the seal of the changes of the revision: see Seal.
func (c *ChangeCount) Seal() [32]byte { return Seal(int64(c.Revision), c.Number, c.low, c.high) }

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
	c.buffer = r.appendRow(c.buffer[:0])
	if Mark(Hash(ChangeLine, c.buffer)) != r.Mark {
		return data.Change{}, Damage(ChangesPart, Number(int64(r.Revision)))
	}
	return parseChange(r.Action, r.Before, r.After, c.profiles)
}

var nobody data.User

// appendLine appends the line of a user in the history.
func appendLine(b []byte, u *data.User, profile int64) []byte {
	b = strconv.AppendInt(append(b, lineVersion+Separator+"key="...), int64(u.Key), 10)
	return Differing(&nobody, u).appendNamed(append(b, Separator...), u, profile)
}

// appendNamed appends the facets of m by their names.
func (m Facets) appendNamed(b []byte, u *data.User, profile int64) []byte {
	joined := false
	for i := range facets {
		if m&(1<<i) == 0 {
			continue
		}
		if joined {
			b = append(b, Separator...)
		}
		joined = true
		b = facets[i].append(append(append(b, facets[i].name...), '='), u, profile)
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
	case before == "":
		c.After, err = parseLine(after, profiles)
	case strings.HasPrefix(before, lineVersion):
		c.After = c.Before
		err = setNamed(&c.After, after, profiles)
	default:
		c.After = c.Before
		err = setLettered(&c.After, after, profiles)
	}
	return c, err
}

// parseLine is the way back from appendLine, for every version.
func parseLine(line string, profiles *Profiles) (u data.User, err error) {
	rest, named := strings.CutPrefix(line, lineVersion+Separator)
	if !named {
		err := parseUser(strings.Split(line, Separator), profiles, &u)
		return u, err
	}
	text, rest, _ := strings.Cut(rest, Separator)
	text, found := strings.CutPrefix(text, "key=")
	key, err := strconv.ParseInt(text, 10, 64)
	if err != nil || !found {
		return u, damaged("a user in the history has the key %q", text)
	}
	u.Key = data.UserKey(key)
	return u, setNamed(&u, rest, profiles)
}

// setNamed sets facets that stand by their names in a text of the history.
func setNamed(u *data.User, text string, profiles *Profiles) error {
	if text == "" {
		return nil
	}
	for named := range strings.SplitSeq(text, Separator) {
		name, value, found := strings.Cut(named, "=")
		i := slices.IndexFunc(facets[:], func(f facet) bool { return f.name == name })
		if !found || i < 0 {
			return damaged("a change of the facet %q", name)
		}
		if err := facets[i].set(u, value, profiles); err != nil {
			return err
		}
	}
	return nil
}

// setLettered is setNamed for the first version.
func setLettered(u *data.User, text string, profiles *Profiles) error {
	if text == "" {
		return nil
	}
	for lettered := range strings.SplitSeq(text, Separator) {
		if lettered == "" || lettered[0] < 'a' || int(lettered[0]-'a') >= userCells-1 {
			return damaged("a change of the facet %q", lettered)
		}
		if err := facets[lettered[0]-'a'].set(u, lettered[1:], profiles); err != nil {
			return err
		}
	}
	return nil
}
