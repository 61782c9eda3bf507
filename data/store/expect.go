package store

import (
	"fmt"

	"headcount.app/headcount/data"
)

// Expect is what must not have moved since a commit was made, judged in its
// transaction; data.ErrStale if it has. Of every user who is changed, what
// Change.Before says must hold in any case, and the email and the ID that they
// take must be nobody else's (data.ErrTaken).
type Expect struct {
	// Revision and Digest are those of the whole base, which a plan about
	// everybody rests on (SPEC S5.2). Revision 0 is a change by hand, which rests
	// on no more than what follows (SPEC S19.5); it must leave an active
	// administrator if it takes one away: data.ErrLastAdministrator (SPEC S2.4).
	Revision data.Revision
	Digest   data.Digest
	// Roles and Profiles must be as they are here; of a profile the name and the
	// mark of administrators count.
	Roles    []data.Role
	Profiles []data.Profile
	// NoRoles are IDs that no role may have.
	NoRoles []string
	// RolesOptional: users must be allowed to have no role.
	RolesOptional bool
}

// Whole expects that nothing at all has moved since the base was loaded.
func Whole(revision data.Revision, digest data.Digest) Expect {
	return Expect{Revision: revision, Digest: digest}
}

// expected refuses a commit whose expectation does not hold, as far as it is
// not about the users who are changed.
func (w *commit) expected() error {
	e := &w.Expect
	if e.Revision != 0 && (w.base != e.Revision || w.sum.Digest() != e.Digest) {
		return fmt.Errorf("%w: revision %d", data.ErrStale, w.base)
	}
	for _, role := range e.Roles {
		if now, found := w.roles[role.ID]; !found || now != role {
			return fmt.Errorf("%w: role %q", data.ErrStale, role.ID)
		}
	}
	for _, id := range e.NoRoles {
		if _, found := w.roles[id]; found {
			return fmt.Errorf("%w: role %q", data.ErrStale, id)
		}
	}
	for _, p := range e.Profiles {
		if now := w.profiles.Named(p.Name); now == nil || now.Name != p.Name || now.Administrator != p.Administrator {
			return fmt.Errorf("%w: permission profile %q", data.ErrStale, p.Name)
		}
	}
	if e.RolesOptional && !w.settings.RolesOptional {
		return fmt.Errorf("%w: a user must have a role", data.ErrStale)
	}
	return nil
}

// keepsAdministrator refuses a change by hand that takes the last active
// administrator away (SPEC S2.4). A plan about everybody was judged on this very
// base.
func (w *commit) keepsAdministrator() error {
	if w.Expect.Revision != 0 {
		return nil
	}
	administrators := w.profiles.administrators()
	for i := range w.Changes {
		c := &w.Changes[i]
		if administers(&c.Before, w.profiles) && !administers(&c.After, w.profiles) {
			return w.needHolder(administrators)
		}
	}
	return nil
}

// needHolder refuses what leaves no active holder of these profiles.
func (r *Revision) needHolder(profiles []int64) error {
	held, err := r.rows.ActiveHolder(profiles)
	if err == nil && !held {
		err = data.ErrLastAdministrator
	}
	return err
}

// administers reports whether somebody is an active administrator.
func administers(u *data.User, profiles *Profiles) bool {
	if u.Key == 0 || u.Status != data.Active {
		return false
	}
	p := profiles.Named(u.Profile)
	return p != nil && p.Administrator
}
