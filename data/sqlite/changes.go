package sqlite

import (
	"context"
	"database/sql/driver"
	"strconv"
	"strings"

	"headcount/data"
)

// The history keeps, for every change, the line of the user before and what is
// different after: the letter of each facet ('a' is the first) and its text,
// joined by the separator. A new user has no line before and a whole one
// after, a removed one the other way round. So every change can be read by
// itself, and all of them rebuild the base.

// changeRows joins in this order so that a user is looked up by key within
// each commit.
const changeRows = `SELECT h.revision, h.user, h.n, h.action, h.old, h.new, h.mark, c.at, c.account, c.origin, ifnull(c.upload, 0)
	FROM commits c CROSS JOIN changes h ON h.revision = c.revision `

// appendChange appends what the mark of a change covers.
func appendChange(b []byte, revision data.Revision, user data.UserKey, n int, action data.Action, before, after string) []byte {
	for _, number := range [...]int64{int64(revision), int64(user), int64(n), int64(action)} {
		b = append(strconv.AppendInt(b, number, 10), separator...)
	}
	return append(append(append(b, before...), separator...), after...)
}

// insertChanges is the statement that stores many changes at once.
func insertChanges(tuples string) string {
	return "INSERT INTO changes (revision, user, n, action, old, new, mark) VALUES " + tuples
}

// appendDelta appends what differs in u by the facets of m.
func (m facetMask) appendDelta(b []byte, u *data.User, profile int64) []byte {
	for i := range facets {
		if m&(1<<i) == 0 {
			continue
		}
		if len(b) > 0 {
			b = append(b, separator...)
		}
		b = append(append(b, 'a'+byte(i)), facet(i, u, profile)...)
	}
	return b
}

// Changes returns every change made after the revision given, oldest first;
// those of one revision by rising user key.
func (s *Store) Changes(ctx context.Context, since data.Revision) ([]data.Recorded, error) {
	var list []data.Recorded
	err := s.read(ctx, func(t *tx) error {
		n, err := t.number("SELECT count(*) FROM changes WHERE revision > ?", since)
		if err != nil {
			return err
		}
		profiles, err := t.profiles(new(lines))
		if err != nil {
			return err
		}
		list = make([]data.Recorded, 0, n)
		return t.eachChange(profiles, func(r data.Recorded) error {
			list = append(list, r)
			return nil
		}, "WHERE c.revision > ? ORDER BY h.revision, h.user, h.n", since)
	})
	return list, err
}

// UserChanges returns everything that happened to one user, newest first.
func (s *Store) UserChanges(ctx context.Context, key data.UserKey) ([]data.Recorded, error) {
	return s.changes(ctx, "AND h.user = ? ORDER BY c.revision DESC, h.n DESC", key)
}

func (s *Store) changes(ctx context.Context, where string, args ...any) (list []data.Recorded, err error) {
	err = s.read(ctx, func(t *tx) error {
		profiles, err := t.profiles(new(lines))
		if err != nil {
			return err
		}
		list, err = t.changes(profiles, where, args...)
		return err
	})
	return list, err
}

// changes returns the changes asked for.
func (t *tx) changes(profiles *profiles, where string, args ...any) ([]data.Recorded, error) {
	list := []data.Recorded{}
	err := t.eachChange(profiles, func(r data.Recorded) error {
		list = append(list, r)
		return nil
	}, where, args...)
	return list, err
}

// eachChange reads and verifies the changes asked for. Profiles have their
// present names.
func (t *tx) eachChange(profiles *profiles, each func(data.Recorded) error, where string, args ...any) error {
	var buffer []byte
	return t.rows(changeRows+where, func(row []driver.Value) error {
		var n [11]int64
		for i := range n {
			n[i], _ = row[i].(int64)
		}
		before, _ := row[4].(string)
		after, _ := row[5].(string)
		buffer = appendChange(buffer[:0], data.Revision(n[0]), data.UserKey(n[1]), int(n[2]), data.Action(n[3]), before, after)
		if mark(hash(changeLine, buffer)) != n[6] {
			return damaged("a change of revision %d is not what was stored", n[0])
		}
		r := data.Recorded{Revision: data.Revision(n[0]), Origin: data.Origin(n[9]), Upload: n[10]}
		r.Account, _ = row[8].(string)
		var err error
		if r.At, err = parseTime(row[7]); err != nil {
			return err
		}
		if r.Change, err = parseChange(data.Action(n[3]), before, after, profiles); err != nil {
			return err
		}
		return each(r)
	}, args...)
}

func parseChange(action data.Action, before, after string, profiles *profiles) (c data.Change, err error) {
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
	cells := strings.Split(before, separator)
	if after != "" {
		for delta := range strings.SplitSeq(after, separator) {
			i := int(delta[0]-'a') + 1
			if i < 1 || i >= len(cells) {
				return c, damaged("a change of facet %d", i)
			}
			cells[i] = delta[1:]
		}
	}
	c.After, err = parseUser(cells, profiles)
	return c, err
}

func parseLine(line string, profiles *profiles) (data.User, error) {
	cells := strings.Split(line, separator)
	if len(cells) != userCells {
		return data.User{}, damaged("a user in the history has %d columns", len(cells))
	}
	return parseUser(cells, profiles)
}
