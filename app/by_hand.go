package app

import (
	"context"
	"errors"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
)

// byHand plans a change that a person makes in the window against a base, or
// says why it cannot be made: *InvalidUserError, *InvalidRoleError,
// *RefusedError.
type byHand func(base *data.Base) (*plan.Plan, error)

// orPresent returns the base in which something was opened, the present one for
// nil; data.ErrReadOnly if nothing can be changed.
func (a *App) orPresent(ctx context.Context, opened *data.Base) (*data.Base, error) {
	if a.ReadOnly() {
		return nil, data.ErrReadOnly
	}
	if opened != nil {
		return opened, nil
	}
	return a.Base(ctx)
}

// applyByHand commits a change by hand as it was planned on the base in which
// its user or role was opened. It takes the same way as a file's (SPEC S5.1), but
// rests on no more than what it touches: if that has moved since, it is refused
// with the reason that it would have now, or else with a *StaleError (SPEC
// S19.5).
func (a *App) applyByHand(ctx context.Context, opened *data.Base, change byHand) (*plan.Plan, error) {
	p, err := change(opened)
	if err != nil {
		return p, err
	}
	c := a.handCommit(opened, p, nil)
	if len(c.Changes)+len(c.Roles)+len(c.DropRoles) == 0 {
		return p, nil
	}
	a.actions.begin(opened.Revision)
	stored, err := a.store.Commit(ctx, c, nil)
	if err == nil {
		return p, a.noteByHand(ctx, p, stored)
	}
	for _, moved := range []error{data.ErrStale, data.ErrTaken, data.ErrNotFound, data.ErrInUse, data.ErrLastAdministrator} {
		if errors.Is(err, moved) {
			return p, a.overtaken(ctx, opened, &c, change)
		}
	}
	return p, err
}

// overtaken says why a change by hand does not hold any more.
func (a *App) overtaken(ctx context.Context, opened *data.Base, c *store.Commit, change byHand) error {
	now, err := a.load(ctx)
	if err != nil {
		return err
	}
	if _, err := change(now); err != nil {
		return err
	}
	stale := &StaleError{ByHand: true}
	touched := map[data.UserKey]bool{}
	for i := range c.Changes {
		touched[c.Changes[i].Before.Key] = true
	}
	moved, err := a.store.Changes(ctx, opened.Revision)
	if err != nil {
		return err
	}
	for _, r := range moved {
		if touched[keyOf(r.Change)] {
			stale.Moved = append(stale.Moved, r)
		}
	}
	stale.Rested = movedNames(&c.Expect, now)
	stale.Revisions, err = a.store.Revisions(ctx, opened.Revision)
	if err != nil {
		return err
	}
	return stale
}

// movedNames names the roles and profiles that are not as was expected.
func movedNames(e *store.Expect, now *data.Base) []string {
	var names []string
	roles := newHierarchy(now)
	for i := range e.Roles {
		if role := roles.Role(e.Roles[i].ID); role == nil || *role != e.Roles[i] {
			names = append(names, e.Roles[i].Title())
		}
	}
	for _, p := range e.Profiles {
		if known := profileIn(now, p.Name); known == nil || known.Administrator != p.Administrator {
			names = append(names, p.Name)
		}
	}
	return names
}

func profileIn(base *data.Base, name string) *data.Profile {
	for i := range base.Profiles {
		if base.Profiles[i].Name == name {
			return &base.Profiles[i]
		}
	}
	return nil
}

// restsOn is what a plan by hand rests on beside the users whom it changes.
func restsOn(base *data.Base, p *plan.Plan) *ground {
	g := &ground{base: base, roles: map[string]data.Role{}, seen: map[string]bool{}}
	for _, role := range base.Roles {
		g.roles[role.ID] = role
	}
	for i := range p.Lines {
		switch l := &p.Lines[i]; {
		case l.Role != nil:
			g.role(l.Role.Before, l.Role.After)
		case l.After != nil:
			g.user(l.Before, l.After)
		}
	}
	return g
}

// ground collects what changes by hand rest on.
type ground struct {
	base   *data.Base
	roles  map[string]data.Role
	seen   map[string]bool // Role IDs, and names of profiles behind a line break
	expect store.Expect
}

// user rests on the profile and on the roles that are given. Those that somebody
// has already may change.
func (g *ground) user(before, after *data.User) {
	var was data.User
	if before != nil {
		was = *before
	}
	if known := profileIn(g.base, after.Profile); known != nil && was.Profile != after.Profile && !g.met("\n"+after.Profile) {
		g.expect.Profiles = append(g.expect.Profiles, *known)
	}
	for _, id := range after.Roles.List() {
		if !was.Roles.Has(id) {
			g.know(id)
		}
	}
	if after.Roles == "" && (before == nil || was.Roles != "") {
		g.expect.RolesOptional = true
	}
}

// role rests on itself, and under other superiors on everything above it: so no
// two changes make a circle together.
func (g *ground) role(before, after *data.Role) {
	if before != nil {
		g.know(before.ID)
	} else {
		g.expect.NoRoles = append(g.expect.NoRoles, after.ID)
	}
	if after == nil || before != nil && before.Superiors == after.Superiors {
		return
	}
	for above := after.Superiors.List(); len(above) > 0; above = above[1:] {
		if id := above[0]; g.know(id) {
			above = append(above, g.roles[id].Superiors.List()...)
		}
	}
}

// know expects a role to stay as it is; it reports whether that is new.
func (g *ground) know(id string) bool {
	role, found := g.roles[id]
	if !found || g.met(id) {
		return false
	}
	g.expect.Roles = append(g.expect.Roles, role)
	return true
}

func (g *ground) met(name string) bool {
	met := g.seen[name]
	g.seen[name] = true
	return met
}
