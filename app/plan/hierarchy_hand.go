package plan

import (
	"slices"
	"strings"

	"headcount.app/headcount/data"
)

// EditRole plans one role made or changed by hand: a one-line plan, like that
// of a user (SPEC S13.1). before is the zero Role for a new one, whose Role ID
// is folded (S13.3); that of a stored one stays. The line is a Problem if the
// role cannot be stored as it is; its issues name the fields.
func EditRole(base *data.Base, before, after data.Role) *Plan {
	e := &roleEdit{base: base, roles: newCatalogue(base, false), before: before, after: after}
	e.check()
	l := Line{Kind: Problem, Issues: e.issues, Role: &RoleFate{After: &e.after, Users: holders(base)[before.ID]}}
	if before.ID != "" {
		l.Role.Before = &e.before
	}
	if len(e.issues) == 0 {
		l.setRoleKind()
	}
	return rolePlan(base, l)
}

func rolePlan(base *data.Base, lines ...Line) *Plan {
	p := handPlan(base, lines)
	p.Options.Hierarchy, p.ActiveBefore = true, liveRoles(base)
	p.count()
	return p
}

// roleEdit checks a role as a form has it.
type roleEdit struct {
	base          *data.Base
	roles         *catalogue
	before, after data.Role
	form
}

func (e *roleEdit) check() {
	e.checkText(&e.after, data.RoleName)
	e.checkText(&e.after, data.RoleLevel)
	if e.after.Name == "" {
		e.fail("role_name.missing", data.RoleName)
	}
	e.checkID()
	e.checkSuperiors()
}

func (e *roleEdit) checkID() {
	if e.before.ID != "" {
		e.after.ID = e.before.ID
		return
	}
	text := data.Clean(e.after.ID)
	e.after.ID = data.FoldRole(text)
	code, args := misfit(text)
	known := e.roles.roles[e.after.ID]
	switch {
	case code != "":
		e.fail(code, data.RoleKey, args...)
	case e.after.ID == "":
		e.fail("role_id.missing", data.RoleKey)
	case strings.ContainsFunc(text, data.SeparatesRoles):
		e.fail("role_id.separator", data.RoleKey, "value", text)
	case known != nil:
		e.fail("role_id.taken", data.RoleKey, "value", known.ID, "name", known.Title())
	}
}

// checkSuperiors refuses superiors that are not there, archived ones that the
// role did not have, and circles (SPEC S13.3).
func (e *roleEdit) checkSuperiors() {
	var ids []string
	for _, id := range e.after.Superiors.List() {
		known := e.roles.roles[data.FoldRole(id)]
		switch {
		case known == nil && data.FoldRole(id) == e.after.ID:
			ids = append(ids, e.after.ID)
		case known == nil:
			e.fail("superior.unknown", data.RoleSuperiors, "value", id, "chain", chained([]string{e.after.ID, id}), "nearest", otherThan(e.after.ID, e.roles.likeRole(id)))
			return
		case known.Archived && !e.before.Superiors.Has(known.ID):
			e.fail("superior.archived", data.RoleSuperiors, "value", known.ID, "name", known.Name)
			return
		default:
			ids = append(ids, known.ID)
		}
	}
	e.after.Superiors = data.NewRoleIDs(ids...)
	g := &superiors{}
	for i := range e.base.Roles {
		g.set(data.FoldRole(e.base.Roles[i].ID), &e.base.Roles[i])
	}
	key := data.FoldRole(e.after.ID)
	g.set(key, &e.after)
	circles := g.circles()
	for _, id := range ids {
		if circles[key] != 0 && circles[data.FoldRole(id)] == circles[key] && !e.before.Superiors.Has(id) {
			e.fail("superior.circle", data.RoleSuperiors, "value", id, "chain", chained(g.way(key, data.FoldRole(id))))
			return
		}
	}
}

// ArchiveRole plans archiving a role, or bringing it back from the archive.
func ArchiveRole(base *data.Base, role data.Role, archived bool) *Plan {
	after := role
	after.Archived = archived
	fate := &RoleFate{Before: &role, After: &after, Users: holders(base)[role.ID]}
	return rolePlan(base, Line{Kind: roleKind(&role, &after), Role: fate})
}

// RemoveRole plans deleting a role for good. The line is a Problem if somebody
// holds it, deactivated users too, or if roles are below it (SPEC S13.1).
func RemoveRole(base *data.Base, role data.Role) *Plan {
	l := Line{Kind: Removed, Issues: RoleObstacles(base, role.ID), Role: &RoleFate{Before: &role, Users: holders(base)[role.ID]}}
	if len(l.Issues) > 0 {
		l.Kind, l.Role.After = Problem, &role
	}
	return rolePlan(base, l)
}

// RoleObstacles says why a role cannot be deleted; nothing if it can.
func RoleObstacles(base *data.Base, id string) []Issue {
	var issues []Issue
	add := func(code string, n int) {
		if n > 0 {
			issues = append(issues, Issue{Code: code, Level: Blocking, Field: data.RoleKey, Column: -1, Args: []string{"n", itoa(n)}})
		}
	}
	var users [2]int
	for i := range base.Users {
		if u := &base.Users[i]; u.Roles.Has(id) {
			users[u.Status]++
		}
	}
	below := 0
	for i := range base.Roles {
		if base.Roles[i].Superiors.Has(id) {
			below++
		}
	}
	add("role_delete.users", users[data.Active])
	add("role_delete.deactivated", users[data.Deactivated])
	add("role_delete.below", below)
	return issues
}

// roleNamed finds a role by its ID.
func roleNamed(base *data.Base, id string) *data.Role {
	i := slices.IndexFunc(base.Roles, func(r data.Role) bool { return r.ID == id })
	if i < 0 {
		return nil
	}
	return &base.Roles[i]
}
