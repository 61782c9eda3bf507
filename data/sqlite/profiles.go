package sqlite

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"headcount/data"
)

const profileLines = `SELECT concat_ws(char(31), id, name, administrator, aliases, deleted, mark) FROM profiles ORDER BY id`

// profileRow is a profile with the number by which users and the history know
// it; a deleted one is known to the history only.
type profileRow struct {
	data.Profile
	id      int64
	deleted bool
}

// line is what the digest covers; hashed it is the mark.
func (p *profileRow) line() []byte {
	return fmt.Appendf(nil, "%d\x1f%s\x1f%d\x1f%s\x1f%d", p.id, p.Name, bit(p.Administrator), p.aliases(), bit(p.deleted))
}

// aliases are stored as a JSON list.
func (p *profileRow) aliases() string {
	if len(p.Aliases) == 0 {
		return "[]"
	}
	list, _ := json.Marshal(p.Aliases) // strings always marshal
	return string(list)
}

// profiles are all profiles of the organization.
type profiles struct {
	rows []*profileRow
	byID map[int64]*profileRow
}

// live returns the profiles that are not deleted, in the order they were made.
func (p *profiles) live() []data.Profile {
	list := []data.Profile{}
	for _, row := range p.rows {
		if !row.deleted {
			list = append(list, row.Profile)
		}
	}
	return list
}

// named returns the profile with that name, compared without case and accents,
// nil if there is none. Deleted ones are found only if asked for.
func (p *profiles) named(name string, deletedToo bool) *profileRow {
	key := data.FoldName(name)
	var found *profileRow
	for _, row := range p.rows {
		if data.FoldName(row.Name) == key && (!row.deleted || deletedToo && found == nil) {
			found = row
		}
	}
	return found
}

// profiles reads and verifies all profiles.
func (t *tx) profiles(l *lines) (*profiles, error) {
	all := &profiles{byID: map[int64]*profileRow{}}
	err := t.rows(profileLines, func(row []driver.Value) error {
		cells, err := l.read(profileLine, 5, row)
		if err != nil {
			return err
		}
		id, err := strconv.ParseInt(cells[0], 10, 64)
		if err != nil {
			return damaged("profile number %q", cells[0])
		}
		p := &profileRow{Profile: data.Profile{Name: cells[1], Administrator: cells[2] == "1"}, id: id, deleted: cells[4] == "1"}
		if err := json.Unmarshal([]byte(cells[3]), &p.Aliases); err != nil {
			return damaged("aliases of profile %d: %v", id, err)
		}
		if len(p.Aliases) == 0 {
			p.Aliases = nil
		}
		all.rows = append(all.rows, p)
		all.byID[id] = p
		return nil
	})
	return all, err
}

// SaveProfile makes a profile (old is ""), or changes the one named old. A
// renamed profile keeps its users, and its old name is understood until another
// profile takes it (SPEC S13.4). data.ErrTaken if another profile has the name,
// data.ErrNotFound if there is none named old. It raises the revision.
func (s *Store) SaveProfile(ctx context.Context, old string, p data.Profile) error {
	return s.revise(ctx, func(r *revision) error {
		if old == "" {
			if r.profiles.named(p.Name, false) != nil {
				return data.ErrTaken
			}
			return r.saveProfile(nil, p)
		}
		row := r.profiles.named(old, false)
		if row == nil {
			return data.ErrNotFound
		}
		return r.saveProfile(row, p)
	})
}

// DeleteProfile deletes a profile: data.ErrInUse if anybody holds it,
// deactivated users too, data.ErrNotFound if there is none. It raises the
// revision.
func (s *Store) DeleteProfile(ctx context.Context, name string) error {
	return s.revise(ctx, func(r *revision) error { return r.dropProfile(name) })
}

// mergeProfile makes a profile or changes the one of the same name.
func (r *revision) mergeProfile(p data.Profile) error {
	return r.saveProfile(r.profiles.named(p.Name, false), p)
}

// saveProfile stores p in row, or in a new one if row is nil. A deleted profile
// of the same name is taken up again, so that an undone upload applied once
// more leads to the same profile.
func (r *revision) saveProfile(row *profileRow, p data.Profile) error {
	if p.Name == "" || !storable(p.Name) {
		return fmt.Errorf("a profile cannot have the name %q", p.Name)
	}
	if other := r.profiles.named(p.Name, false); other != nil && other != row {
		return data.ErrTaken
	}
	if row == nil {
		row = r.profiles.named(p.Name, true)
	}
	aliases := slices.Clone(p.Aliases)
	if row == nil {
		row = &profileRow{id: 1}
		for _, other := range r.profiles.rows {
			row.id = max(row.id, other.id+1)
		}
	} else {
		r.sum.subtract(hash(profileLine, row.line()))
		if !row.deleted && data.FoldName(row.Name) != data.FoldName(p.Name) {
			aliases = append(aliases, row.Name)
		}
	}
	row.Profile, row.deleted = data.Profile{Name: p.Name, Administrator: p.Administrator}, false
	row.Aliases = slices.DeleteFunc(withoutName(aliases, p.Name), func(alias string) bool { return r.profiles.named(alias, false) != nil })
	r.sum.add(hash(profileLine, row.line()))
	if err := r.storeProfile(row); err != nil {
		return err
	}
	return r.takeName(row)
}

// takeName makes the name of row no other profile's alias.
func (r *revision) takeName(row *profileRow) error {
	for _, other := range r.profiles.rows {
		kept := withoutName(other.Aliases, row.Name)
		if other == row || len(kept) == len(other.Aliases) {
			continue
		}
		r.sum.subtract(hash(profileLine, other.line()))
		other.Aliases = kept
		r.sum.add(hash(profileLine, other.line()))
		if err := r.storeProfile(other); err != nil {
			return err
		}
	}
	return nil
}

// withoutName returns aliases without name and without repetition.
func withoutName(aliases []string, name string) []string {
	seen := map[string]bool{data.FoldName(name): true}
	var kept []string
	for _, alias := range aliases {
		if key := data.FoldName(alias); !seen[key] {
			seen[key] = true
			kept = append(kept, alias)
		}
	}
	return kept
}

func (r *revision) dropProfile(name string) error {
	row := r.profiles.named(name, false)
	if row == nil {
		return data.ErrNotFound
	}
	holders, err := r.number("SELECT count(*) FROM users WHERE profile = ?", row.id)
	if err != nil {
		return err
	}
	if holders > 0 {
		return data.ErrInUse
	}
	r.sum.subtract(hash(profileLine, row.line()))
	row.deleted = true
	r.sum.add(hash(profileLine, row.line()))
	return r.storeProfile(row)
}

// storeProfile writes a row that may be new.
func (r *revision) storeProfile(row *profileRow) error {
	if r.profiles.byID[row.id] == nil {
		r.profiles.byID[row.id] = row
		r.profiles.rows = append(r.profiles.rows, row)
	}
	return r.exec(`INSERT INTO profiles (id, name, name_key, administrator, aliases, deleted, mark) VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key,
		administrator = excluded.administrator, aliases = excluded.aliases, deleted = excluded.deleted, mark = excluded.mark`,
		row.id, row.Name, data.FoldName(row.Name), row.Administrator, row.aliases(), row.deleted, mark(hash(profileLine, row.line())))
}
