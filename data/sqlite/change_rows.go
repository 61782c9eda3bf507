package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"slices"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
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
		return t.wholeRevisions(profiles, func(r data.Recorded) error {
			list = append(list, r)
			return nil
		}, "c.revision > ?", since)
	})
	return list, err
}

// UserChanges implements store.History.
func (s *Store) UserChanges(ctx context.Context, key data.UserKey) (list []data.Recorded, err error) {
	err = s.read(ctx, func(t *tx) error {
		profiles, err := t.profiles(new(store.Lines))
		if err == nil {
			list, err = t.historyOf(key, profiles)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	slices.Reverse(list)
	return list, nil
}

// historyOf returns everything that happened to one user, oldest first. That
// nothing is missing shows by what is there, in a time that does not grow with the
// history of others: each change goes on where the one before ended, from nobody to
// the user as stored.
func (t *tx) historyOf(key data.UserKey, profiles *store.Profiles) ([]data.Recorded, error) {
	now, err := t.user(key, profiles)
	if err != nil && !errors.Is(err, data.ErrNotFound) {
		return nil, err
	}
	list := []data.Recorded{}
	err = t.eachChange(profiles, func(r data.Recorded, _ int64) error {
		list = append(list, r)
		return nil
	}, "AND h.user = ? ORDER BY c.revision, h.n", key)
	if err != nil {
		return nil, err
	}
	var was data.User
	var last data.Revision
	for i := range list {
		if list[i].Before != was {
			return nil, t.missing(profiles, last, list[i].Revision)
		}
		was, last = list[i].After, list[i].Revision
	}
	if was != now {
		present, _, err := t.current()
		return nil, errors.Join(err, t.missing(profiles, last, present))
	}
	return list, nil
}

// missing names the revision of a change that is missing, from the one to the
// other.
func (t *tx) missing(profiles *store.Profiles, from, to data.Revision) error {
	err := t.wholeRevisions(profiles, func(data.Recorded) error { return nil }, "c.revision BETWEEN ? AND ?", from, to)
	if err == nil {
		err = store.Damage(store.ChangesPart, store.Number(int64(to)))
	}
	return err
}

// Revisions implements store.History.
func (s *Store) Revisions(ctx context.Context, since data.Revision) ([]store.Record, error) {
	list := []store.Record{}
	err := s.read(ctx, func(t *tx) error {
		if err := t.allProven(store.CommitPart); err != nil {
			return err
		}
		return t.rows(`SELECT revision, identity, at, account, origin, ifnull(upload, 0), digest FROM commits
			WHERE revision > ? ORDER BY revision`, func(row []driver.Value) error {
			number := func(i int) int64 { return integer(row[i]) }
			r := store.Record{
				Revision: data.Revision(number(0)), Identity: text(row[1]), Account: text(row[3]),
				Origin: data.Origin(number(4)), Upload: number(5),
			}
			digest, _ := row[6].([]byte)
			copy(r.Digest[:], digest)
			var err error
			r.At, err = parseTime(row[2])
			list = append(list, r)
			return err
		}, since)
	})
	return list, err
}

// wholeRevisions reads every change of the revisions that the filter takes,
// oldest first, those of one by rising user key; that none is missing is
// verified too.
func (t *tx) wholeRevisions(profiles *store.Profiles, each func(data.Recorded) error, filter string, args ...any) error {
	expected := map[data.Revision]string{}
	err := t.rows("SELECT s.key, s.digest FROM seals s JOIN commits c ON c.revision = s.key WHERE s.kind = ? AND "+filter, func(row []driver.Value) error {
		revision := integer(row[0])
		seal, _ := row[1].([]byte)
		expected[data.Revision(revision)] = string(seal)
		return nil
	}, append([]any{store.ChangesPart}, args...)...)
	if err != nil {
		return err
	}
	var n store.ChangeCount
	end := func() error {
		if is := n.Seal(); n.Number > 0 && expected[n.Revision] != string(is[:]) {
			return store.Damage(store.ChangesPart, store.Number(int64(n.Revision)))
		}
		delete(expected, n.Revision)
		return nil
	}
	err = t.eachChange(profiles, func(r data.Recorded, mark int64) error {
		if r.Revision != n.Revision {
			if err := end(); err != nil {
				return err
			}
			n = store.ChangeCount{Revision: r.Revision}
		}
		n.Add(mark)
		return each(r)
	}, "WHERE "+filter+" ORDER BY h.revision, h.user, h.n", args...)
	if err == nil {
		err = end()
	}
	for revision := range expected {
		if err == nil {
			err = store.Damage(store.ChangesPart, store.Number(int64(revision)))
		}
	}
	return err
}

// eachChange reads and verifies the changes asked for, with their marks.
// Profiles have their present names.
func (t *tx) eachChange(profiles *store.Profiles, each func(r data.Recorded, mark int64) error, where string, args ...any) error {
	if err := t.allProven(store.CommitPart); err != nil {
		return err
	}
	reader := store.NewChangeReader(profiles)
	return t.rows(changeRows+where, func(row []driver.Value) error {
		var n [11]int64
		for i := range n {
			n[i] = integer(row[i])
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
		return each(r, n[6])
	}, args...)
}
