package app

import (
	"context"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// InvalidRoleError is why a role is not stored as it is, or not deleted: the
// issues name the fields and the reasons.
type InvalidRoleError struct{ Issues []plan.Issue }

// Error is for logs; people read the issues.
func (e *InvalidRoleError) Error() string {
	users := InvalidUserError{Issues: e.Issues}
	return "role: " + users.Error()
}

// Sentence returns the code alone.
func (e *InvalidRoleError) Sentence() (string, []string) { return "invalid", nil }

// Explain says every reason.
func (e *InvalidRoleError) Explain(w *assets.Words) Message {
	return explainInvalid("error.invalid_role", data.RoleSchema, e.Issues, w)
}

// SaveRole stores a role made (stored is "") or changed by hand and returns its
// ID (SPEC S13.1). opened is the base in which it was opened, nil for the
// present one: what the change rests on must not have moved since (SPEC S19.5).
// Errors: *InvalidRoleError, *StaleError, data.ErrNotFound, data.ErrReadOnly.
func (a *App) SaveRole(ctx context.Context, opened *data.Base, stored string, role data.Role) (string, error) {
	opened, err := a.orPresent(ctx, opened)
	if err != nil {
		return "", err
	}
	var before data.Role
	if stored != "" {
		known := newHierarchy(opened).Role(stored)
		if known == nil {
			return "", data.ErrNotFound
		}
		before = *known
		role.Archived = before.Archived
	}
	p, err := a.applyByHand(ctx, opened, func(base *data.Base) (*plan.Plan, error) {
		return storable(plan.EditRole(base, before, role))
	})
	if err != nil {
		return "", err
	}
	return p.Lines[0].Role.After.ID, nil
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
	base, err := a.orPresent(ctx, nil)
	if err != nil {
		return err
	}
	_, err = a.applyByHand(ctx, base, func(base *data.Base) (*plan.Plan, error) {
		role := newHierarchy(base).Role(id)
		if role == nil {
			return nil, data.ErrNotFound
		}
		return storable(build(base, *role))
	})
	return err
}

// storable refuses a plan about one role that is a problem.
func storable(p *plan.Plan) (*plan.Plan, error) {
	if l := &p.Lines[0]; l.Kind == plan.Problem {
		return nil, &InvalidRoleError{Issues: l.Issues}
	}
	return p, refusal(p, Consent{})
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
	base, err := a.orPresent(ctx, nil)
	if err != nil {
		return err
	}
	_, err = a.applyByHand(ctx, base, func(base *data.Base) (*plan.Plan, error) {
		p, err := planChanges(base, keys, func(c *data.Change) {
			c.After.Roles = set(c.Before.Roles)
			c.Action = data.Update
		})
		if err != nil {
			return nil, err
		}
		for _, c := range p.Changes() {
			if l := &plan.Edit(base, c.Before, c.After).Lines[0]; l.Kind == plan.Problem {
				return nil, &InvalidUserError{Issues: l.Issues, Schema: base.Schema}
			}
		}
		return p, refusal(p, Consent{})
	})
	return err
}
