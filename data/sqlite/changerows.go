package sqlite

import (
	"context"
	"database/sql/driver"

	"headcount/data"
	"headcount/data/store"
)

// changeRows joins in this order so that a user is looked up by key within
// each commit.
const changeRows = `SELECT h.revision, h.user, h.n, h.action, h.old, h.new, h.mark, c.at, c.account, c.origin, ifnull(c.upload, 0)
	FROM commits c CROSS JOIN changes h ON h.revision = c.revision `

// Changes implements store.History.
func (s *Store) Changes(ctx context.Context, since data.Revision) ([]data.Recorded, error) {
	var list []data.Recorded
	err := s.read(ctx, func(t *tx) error {
		n, err := t.number("SELECT count(*) FROM changes WHERE revision > ?", since)
		if err != nil {
			return err
		}
		profiles, err := t.profiles(new(store.Lines))
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

// UserChanges implements store.History.
func (s *Store) UserChanges(ctx context.Context, key data.UserKey) ([]data.Recorded, error) {
	return s.changes(ctx, "AND h.user = ? ORDER BY c.revision DESC, h.n DESC", key)
}

func (s *Store) changes(ctx context.Context, where string, args ...any) (list []data.Recorded, err error) {
	err = s.read(ctx, func(t *tx) error {
		profiles, err := t.profiles(new(store.Lines))
		if err != nil {
			return err
		}
		list, err = t.changes(profiles, where, args...)
		return err
	})
	return list, err
}

// changes returns the changes asked for.
func (t *tx) changes(profiles *store.Profiles, where string, args ...any) ([]data.Recorded, error) {
	list := []data.Recorded{}
	err := t.eachChange(profiles, func(r data.Recorded) error {
		list = append(list, r)
		return nil
	}, where, args...)
	return list, err
}

// eachChange reads and verifies the changes asked for. Profiles have their
// present names.
func (t *tx) eachChange(profiles *store.Profiles, each func(data.Recorded) error, where string, args ...any) error {
	reader := store.NewChangeReader(profiles)
	return t.rows(changeRows+where, func(row []driver.Value) error {
		var n [11]int64
		for i := range n {
			n[i], _ = row[i].(int64)
		}
		r := data.Recorded{Revision: data.Revision(n[0]), Account: text(row[8]), Origin: data.Origin(n[9]), Upload: n[10]}
		var err error
		if r.Change, err = reader.Read(&store.ChangeRow{
			Revision: r.Revision, User: data.UserKey(n[1]), N: int(n[2]), Action: data.Action(n[3]), Before: text(row[4]), After: text(row[5]), Mark: n[6],
		}); err != nil {
			return err
		}
		if r.At, err = parseTime(row[7]); err != nil {
			return err
		}
		return each(r)
	}, args...)
}
