package store

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"headcount.app/headcount/data"
)

// ProfileCells is the number of columns of a profile's line without its mark:
// number, name, administrator, aliases, deleted.
const ProfileCells = 5

// ProfileRow is a profile with the number by which users and the history know
// it; a deleted one is known to the history only.
type ProfileRow struct {
	data.Profile
	Number  int64
	Deleted bool
}

// line is what the digest covers; hashed it is the mark.
func (p *ProfileRow) line() []byte {
	return fmt.Appendf(nil, "%d\x1f%s\x1f%d\x1f%s\x1f%d", p.Number, p.Name, bit(p.Administrator), p.AliasesText(), bit(p.Deleted))
}

// Mark returns the mark of the row.
func (p *ProfileRow) Mark() int64 { return Mark(Hash(ProfileLine, p.line())) }

// AliasesText returns the aliases as they are stored, a JSON list.
func (p *ProfileRow) AliasesText() string {
	if len(p.Aliases) == 0 {
		return "[]"
	}
	list, _ := json.Marshal(p.Aliases) // strings always marshal
	return string(list)
}

// Profiles are all profiles of an organization, deleted ones too.
type Profiles struct {
	rows     []*ProfileRow
	byNumber map[int64]*ProfileRow
}

// NewProfiles returns the profiles given by rising number.
func NewProfiles(rows ...*ProfileRow) *Profiles {
	p := &Profiles{byNumber: map[int64]*ProfileRow{}}
	for _, row := range rows {
		p.add(row)
	}
	return p
}

func (p *Profiles) add(row *ProfileRow) {
	p.rows = append(p.rows, row)
	p.byNumber[row.Number] = row
}

// Live returns the profiles that are not deleted, in the order they were made.
func (p *Profiles) Live() []data.Profile {
	list := []data.Profile{}
	for _, row := range p.rows {
		if !row.Deleted {
			list = append(list, row.Profile)
		}
	}
	return list
}

// Named returns the profile with that name, compared without case and accents,
// nil if there is none. A deleted one is not found.
func (p *Profiles) Named(name string) *ProfileRow {
	key := data.FoldName(name)
	var found *ProfileRow
	for _, row := range p.rows {
		if !row.Deleted && data.FoldName(row.Name) == key {
			found = row
		}
	}
	return found
}

// deleted returns the first deleted profile with that name, nil if there is
// none.
func (p *Profiles) deleted(name string) *ProfileRow {
	key := data.FoldName(name)
	for _, row := range p.rows {
		if row.Deleted && data.FoldName(row.Name) == key {
			return row
		}
	}
	return nil
}

// numbers returns the numbers of the profiles that are not deleted, by name.
func (p *Profiles) numbers() map[string]int64 {
	numbers := map[string]int64{}
	for _, row := range p.rows {
		if !row.Deleted {
			numbers[row.Name] = row.Number
		}
	}
	return numbers
}

// administrators returns the numbers of the profiles marked as such.
func (p *Profiles) administrators() []int64 {
	var numbers []int64
	for _, row := range p.rows {
		if row.Administrator && !row.Deleted {
			numbers = append(numbers, row.Number)
		}
	}
	return numbers
}

// ParseProfile is the way back from a profile's line.
func ParseProfile(cells []string) (*ProfileRow, error) {
	number, err := strconv.ParseInt(cells[0], 10, 64)
	if err != nil {
		return nil, damaged("profile number %q", cells[0])
	}
	p := &ProfileRow{Profile: data.Profile{Name: cells[1], Administrator: cells[2] == "1"}, Number: number, Deleted: cells[4] == "1"}
	if err := json.Unmarshal([]byte(cells[3]), &p.Aliases); err != nil {
		return nil, damaged("aliases of profile %d: %v", number, err)
	}
	if len(p.Aliases) == 0 {
		p.Aliases = nil
	}
	return p, nil
}

// SaveProfile makes a profile (old is ""), or changes the one named old. A
// renamed profile keeps its users, and its old name is understood until another
// profile takes it (SPEC S13.4). data.ErrTaken if another profile has the name,
// data.ErrNotFound if there is none named old, data.ErrLastAdministrator if no
// active user would hold a profile of administrators any more (SPEC S2.4).
func (r *Revision) SaveProfile(old string, p data.Profile) error {
	if old == "" {
		if r.profiles.Named(p.Name) != nil {
			return data.ErrTaken
		}
		return r.saveProfile(nil, p)
	}
	row := r.profiles.Named(old)
	if row == nil {
		return data.ErrNotFound
	}
	if !row.Administrator || p.Administrator {
		return r.saveProfile(row, p)
	}
	had, err := r.rows.ActiveHolder(r.profiles.administrators())
	if err != nil {
		return err
	}
	if err := r.saveProfile(row, p); err != nil || !had {
		return err
	}
	return r.needHolder(r.profiles.administrators())
}

// mergeProfile makes a profile or changes the one of the same name.
func (r *Revision) mergeProfile(p data.Profile) error {
	return r.saveProfile(r.profiles.Named(p.Name), p)
}

// saveProfile stores p in row, or in a new one if row is nil. A deleted profile
// of the same name is taken up again, so that an undone upload applied once
// more leads to the same profile.
func (r *Revision) saveProfile(row *ProfileRow, p data.Profile) error {
	if p.Name == "" || !Storable(p.Name) {
		return fmt.Errorf("a profile cannot have the name %q", p.Name)
	}
	if other := r.profiles.Named(p.Name); other != nil && other != row {
		return data.ErrTaken
	}
	if row == nil {
		row = r.profiles.deleted(p.Name)
	}
	aliases := slices.Clone(p.Aliases)
	if row == nil {
		row = &ProfileRow{Number: 1}
		for _, other := range r.profiles.rows {
			row.Number = max(row.Number, other.Number+1)
		}
	} else {
		r.sum.Subtract(Hash(ProfileLine, row.line()))
		if !row.Deleted && data.FoldName(row.Name) != data.FoldName(p.Name) {
			aliases = append(aliases, row.Name)
		}
	}
	row.Profile, row.Deleted = data.Profile{Name: p.Name, Administrator: p.Administrator}, false
	row.Aliases = slices.DeleteFunc(withoutName(aliases, p.Name), func(alias string) bool { return r.profiles.Named(alias) != nil })
	r.sum.Add(Hash(ProfileLine, row.line()))
	if err := r.storeProfile(row); err != nil {
		return err
	}
	return r.takeName(row)
}

// takeName makes the name of row no other profile's alias.
func (r *Revision) takeName(row *ProfileRow) error {
	for _, other := range r.profiles.rows {
		kept := withoutName(other.Aliases, row.Name)
		if other == row || len(kept) == len(other.Aliases) {
			continue
		}
		r.sum.Subtract(Hash(ProfileLine, other.line()))
		other.Aliases = kept
		r.sum.Add(Hash(ProfileLine, other.line()))
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

// DropProfile deletes a profile: data.ErrNotFound if there is none,
// data.ErrInUse if somebody holds it. The history goes on knowing it.
func (r *Revision) DropProfile(name string) error {
	row := r.profiles.Named(name)
	if row == nil {
		return data.ErrNotFound
	}
	held, err := r.rows.ProfileHeld(row.Number)
	if err != nil {
		return err
	}
	if held {
		return data.ErrInUse
	}
	r.sum.Subtract(Hash(ProfileLine, row.line()))
	row.Deleted = true
	r.sum.Add(Hash(ProfileLine, row.line()))
	return r.storeProfile(row)
}

// storeProfile writes a row that may be new.
func (r *Revision) storeProfile(row *ProfileRow) error {
	if r.profiles.byNumber[row.Number] == nil {
		r.profiles.add(row)
	}
	return r.rows.PutProfile(row)
}
