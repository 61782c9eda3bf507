package store

import (
	"time"

	"headcount.app/headcount/data"
)

// Revision is a write that raises the revision, in the making: the digest is
// kept up with every change, and End stores it. It belongs to one transaction
// and to one goroutine.
type Revision struct {
	rows     Rows
	base     data.Revision
	sum      Sum
	profiles *Profiles
	roles    map[string]data.Role
	settings data.Settings
}

// Present is the state that a revision begins on, as its transaction has read
// and verified it.
type Present struct {
	Revision data.Revision
	Digest   data.Digest
	Profiles *Profiles
	Roles    []data.Role
	Settings data.Settings
}

// Begin starts the next revision.
func Begin(rows Rows, p Present) *Revision {
	r := &Revision{
		rows: rows, base: p.Revision, sum: SumOf(p.Digest), profiles: p.Profiles, roles: map[string]data.Role{}, settings: p.Settings,
	}
	for _, role := range p.Roles {
		r.roles[role.ID] = role
	}
	return r
}

// Found makes the first revision of an organization: planning is the text of
// its settings, see SettingsText.
func Found(rows Rows, planning string, profiles []data.Profile) error {
	r := &Revision{rows: rows, profiles: NewProfiles()}
	r.sum.Add(Hash(PlanningLine, []byte(planning)))
	for _, p := range profiles {
		if err := r.saveProfile(nil, p); err != nil {
			return err
		}
	}
	return r.End(Record{At: time.Now(), Origin: data.ByHand})
}

// Made returns the number and the digest of the revision as they are stored.
func (r *Revision) Made() (data.Revision, data.Digest) { return r.base + 1, r.sum.Digest() }

// Profiles returns the profiles as the revision leaves them.
func (r *Revision) Profiles() *Profiles { return r.profiles }

// End stores the revision with the digest that its changes lead to; its number
// and digest need not be set.
func (r *Revision) End(by Record) error {
	by.Revision, by.Digest = r.Made()
	return r.rows.InsertCommit(&by)
}

// ChangePlanning replaces the text of the planning settings.
func (r *Revision) ChangePlanning(before, after string) {
	r.sum.Subtract(Hash(PlanningLine, []byte(before)))
	r.sum.Add(Hash(PlanningLine, []byte(after)))
}

// Forget deletes a user and leaves nothing of it in the history (SPEC S2.2).
func (r *Revision) Forget(u *data.User) error {
	h := Hash(UserLine, AppendUser(nil, u, r.profiles.Named(u.Profile).Number))
	r.sum.Subtract(h)
	if err := r.rows.DeleteUser(u.Key, Mark(h)); err != nil {
		return err
	}
	return r.rows.Flush()
}
