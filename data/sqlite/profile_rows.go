package sqlite

import (
	"context"
	"database/sql/driver"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
)

const profileLines = `SELECT concat_ws(char(31), id, name, administrator, aliases, deleted, mark, name_key) FROM profiles ORDER BY id`

// profiles reads and verifies all profiles.
func (t *tx) profiles(l *store.Lines) (*store.Profiles, error) {
	var all []*store.ProfileRow
	err := t.rows(profileLines, func(row []driver.Value) error {
		line, key := cutLast(text(row[0]))
		cells, err := l.Read(store.ProfileLine, store.ProfileCells, line)
		if err != nil {
			return err
		}
		p, err := store.ParseProfile(cells)
		if err == nil && data.FoldName(p.Name) != key {
			err = damaged("the key of profile %d is not that of its name", p.Number)
		}
		all = append(all, p)
		return err
	})
	if err != nil {
		return nil, err
	}
	return store.NewProfiles(all...), nil
}

// SaveProfile implements store.Settings.
func (s *Store) SaveProfile(ctx context.Context, old string, p data.Profile) error {
	return s.revise(ctx, func(r *revision) error { return r.SaveProfile(old, p) })
}

// DeleteProfile implements store.Settings.
func (s *Store) DeleteProfile(ctx context.Context, name string) error {
	return s.revise(ctx, func(r *revision) error { return r.DropProfile(name) })
}

const roleLines = `SELECT concat_ws(char(31), id, name, level, superiors, archived, mark) FROM roles ORDER BY id`

// roles returns all roles by ID, verified line by line.
func (t *tx) roles(l *store.Lines) ([]data.Role, error) {
	roles := []data.Role{}
	err := t.rows(roleLines, func(row []driver.Value) error {
		cells, err := l.Read(store.RoleLine, store.RoleCells, text(row[0]))
		if err != nil {
			return err
		}
		roles = append(roles, store.ParseRole(cells))
		return nil
	})
	return roles, err
}
