package app

import (
	"context"

	"headcount/app/plan"
	"headcount/data"
)

// InvalidRoleError is why a role is not stored as it is, or not deleted: the
// issues name the fields and the reasons.
type InvalidRoleError struct{ Issues []plan.Issue }

// Error is for logs; people read the issues.
func (e *InvalidRoleError) Error() string {
	users := InvalidUserError{Issues: e.Issues}
	return "role: " + users.Error()
}

// SaveRole stores a role made (stored is "") or changed by hand and returns its
// ID (SPEC S13.1). Errors: *InvalidRoleError, data.ErrNotFound,
// data.ErrReadOnly.
func (a *App) SaveRole(ctx context.Context, stored string, role data.Role) (string, error) {
	base, err := a.Base(ctx)
	if err != nil {
		return "", err
	}
	var before data.Role
	if stored != "" {
		known := newHierarchy(base).Role(stored)
		if known == nil {
			return "", data.ErrNotFound
		}
		before = *known
		role.Archived = before.Archived
	}
	p := plan.EditRole(base, before, role)
	return p.Lines[0].Role.After.ID, a.applyRole(ctx, p)
}

// ArchiveRole archives a role, or brings it back from the archive. An archived
// role stays known for those who hold it (SPEC S4.7).
func (a *App) ArchiveRole(ctx context.Context, id string, archived bool) error {
	return a.changeRole(ctx, id, func(base *data.Base, role data.Role) *plan.Plan { return plan.ArchiveRole(base, role, archived) })
}

// DeleteRole deletes a role that nobody holds and that no role is below:
// otherwise *InvalidRoleError says why it stays (SPEC S13.1).
func (a *App) DeleteRole(ctx context.Context, id string) error {
	return a.changeRole(ctx, id, plan.RemoveRole)
}

func (a *App) changeRole(ctx context.Context, id string, build func(*data.Base, data.Role) *plan.Plan) error {
	base, err := a.Base(ctx)
	if err != nil {
		return err
	}
	for _, role := range base.Roles {
		if role.ID == id {
			return a.applyRole(ctx, build(base, role))
		}
	}
	return data.ErrNotFound
}

func (a *App) applyRole(ctx context.Context, p *plan.Plan) error {
	if a.ReadOnly() {
		return data.ErrReadOnly
	}
	if l := &p.Lines[0]; l.Kind == plan.Problem {
		return &InvalidRoleError{Issues: l.Issues}
	}
	return a.applyByHand(ctx, p, Consent{})
}

// Assign gives a role to users, beside those they have (SPEC S13.1). An
// archived role is given to nobody: *InvalidUserError.
func (a *App) Assign(ctx context.Context, id string, keys ...data.UserKey) error {
	return a.setRoles(ctx, keys, func(r data.RoleIDs) data.RoleIDs { return data.NewRoleIDs(append(r.List(), id)...) })
}

// Unassign takes a role from users. It is refused with *InvalidUserError for
// somebody who would be left without any, unless roles are optional.
func (a *App) Unassign(ctx context.Context, id string, keys ...data.UserKey) error {
	return a.setRoles(ctx, keys, func(r data.RoleIDs) data.RoleIDs {
		var kept []string
		for _, held := range r.List() {
			if held != id {
				kept = append(kept, held)
			}
		}
		return data.NewRoleIDs(kept...)
	})
}

// setRoles changes the roles of users by hand, checked like a form's.
func (a *App) setRoles(ctx context.Context, keys []data.UserKey, set func(data.RoleIDs) data.RoleIDs) error {
	base, err := a.Base(ctx)
	if err != nil {
		return err
	}
	for _, key := range keys {
		stored, err := userIn(base, key)
		if err != nil {
			return err
		}
		after := *stored
		after.Roles = set(stored.Roles)
		if l := &plan.Edit(base, *stored, after).Lines[0]; l.Kind == plan.Problem {
			return &InvalidUserError{Issues: l.Issues, Schema: base.Schema}
		}
	}
	p, err := a.planChanges(ctx, keys, func(c *data.Change) {
		c.After.Roles = set(c.Before.Roles)
		c.Action = data.Update
	})
	if err != nil {
		return err
	}
	return a.applyByHand(ctx, p, Consent{})
}
