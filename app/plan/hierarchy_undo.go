package plan

import (
	"cmp"
	"slices"

	"headcount.app/headcount/data"
)

// roleUndo is the undo of a hierarchy file in the making. Changes of roles have
// no history of their own, so that it is judged on values: a field goes back if
// it still is what the upload made of it (SPEC S5.6, S13.2).
type roleUndo struct {
	base *data.Base
	// final are the roles as they will be, by ID.
	final  map[string]*data.Role
	lines  []Line
	choice *undoChoice
}

// undoRoles plans what takes the upload of a hierarchy file back.
func undoRoles(base *data.Base, past Past) (*Plan, error) {
	u := &roleUndo{base: base, final: map[string]*data.Role{}, choice: newUndoChoice(past)}
	for i := range base.Roles {
		u.final[base.Roles[i].ID] = &base.Roles[i]
	}
	if past.Plan != nil {
		for i := range past.Plan.Lines {
			if l := &past.Plan.Lines[i]; l.Role != nil && l.Kind.Changes() {
				u.take(l.Role)
			}
		}
	}
	if err := u.choice.unfit(); err != nil {
		return nil, err
	}
	past.Choice = u.choice.options
	for u.settle() {
	}
	p := planOfUndo(base, past)
	p.ActiveBefore = liveRoles(base)
	p.Lines = arrange(byName(u.lines)).lines
	p.count()
	gone := p.linesWhere(func(l *Line) bool { return l.Kind == Deactivated || l.Kind == Removed })
	if base.Settings.Guards.Tightened().MassDeactivation.Trips(len(gone), p.ActiveBefore) {
		p.tripMass(MassArchive, gone, "reason", "removed")
	}
	return p, nil
}

// take plans the inverse of what the upload did to one role.
func (u *roleUndo) take(did *RoleFate) {
	id := cmp.Or(did.After, did.Before).ID
	now := u.final[id]
	l := Line{Role: &RoleFate{Before: now, Users: holders(u.base)[id]}}
	switch {
	case did.Before == nil && now == nil, did.After == nil && now != nil:
		return // taken back already
	case did.Before == nil && *now != *did.After:
		u.keep(&l, Removed, "undo.role_touched", data.RoleKey)
	case did.Before == nil:
		l.Kind = Removed
		delete(u.final, id)
	case did.After == nil:
		l.Kind, l.Role.After = Created, did.Before
		u.final[id] = did.Before
	case now == nil:
		l.Role.After = did.After
		u.keep(&l, roleKind(did.After, did.Before), "undo.role_missing", data.RoleKey)
	default:
		if !u.goBack(&l, did, now) {
			return
		}
	}
	if l.Kind.Changes() && u.choice.leavesOut(id, didToRole(did)) {
		u.leaveOut(&l, id)
	}
	u.lines = append(u.lines, l)
}

// leaveOut keeps a role as it is, by hand.
func (u *roleUndo) leaveOut(l *Line, id string) {
	before := l.Role.Before
	l.Kind, l.Withheld, l.LeftOut = Kept, l.Kind, true
	l.Issues = append(l.Issues, leftOutOfUndo(data.NoField))
	if before == nil {
		delete(u.final, id)
		return
	}
	l.Role.After, u.final[id] = before, before
}

// didToRole names what an upload did to a role.
func didToRole(did *RoleFate) string {
	switch {
	case did.Before == nil:
		return "created"
	case did.After == nil:
		return "removed"
	case did.Before.Archived != did.After.Archived:
		return roleKind(did.Before, did.After).String()
	case did.Before.Superiors != did.After.Superiors:
		return "moved"
	}
	return "updated"
}

// goBack takes the fields of a role back, each for itself. It is false if
// nothing is left to take back.
func (u *roleUndo) goBack(l *Line, did *RoleFate, now *data.Role) bool {
	after := *now
	for _, c := range roleChanges(did.Before, did.After) {
		switch now.Get(c.Field) {
		case c.Old:
		case c.New:
			if u.choice.leavesField(now.ID, c.Field) {
				l.Issues = append(l.Issues, leftOutOfUndo(c.Field))
				continue
			}
			after.Set(c.Field, c.Old)
		default:
			l.Issues = append(l.Issues, undoIssue("undo.role_touched", c.Field, now.ID))
		}
	}
	if did.Before.Archived != did.After.Archived && now.Archived == did.After.Archived {
		after.Archived = did.Before.Archived
	}
	if after == *now && len(l.Issues) == 0 {
		return false
	}
	l.Role.After = &after
	u.final[now.ID] = &after
	u.show(l)
	return true
}

// show fills in what a line does from its roles.
func (u *roleUndo) show(l *Line) {
	l.setRoleKind()
	l.Withheld = 0
	if l.Kind == Unchanged {
		l.Kind, l.Withheld = Kept, Updated
	}
}

// keep withholds the whole fate of a role.
func (u *roleUndo) keep(l *Line, would Kind, code string, f data.Field) {
	l.Issues = append(l.Issues, undoIssue(code, f, l.Key()))
	l.Kind, l.Withheld = Kept, would
	if l.Role.Before != nil {
		l.Role.After = l.Role.Before
		u.final[l.Role.Before.ID] = l.Role.Before
	}
}

func undoIssue(code string, f data.Field, id string) Issue {
	return Issue{Code: code, Level: Warning, Field: f, Column: -1, Args: []string{"role", id}}
}

// settle keeps what cannot go back on the final state: a role that somebody
// holds or that stands above another, superiors that are gone or would close a
// circle. It is true if something was kept, which can stand in the way of more.
func (u *roleUndo) settle() bool {
	held, above, circles := u.standing()
	kept := false
	for i := range u.lines {
		l := &u.lines[i]
		switch {
		case l.Kind == Removed && held[l.Role.Before.ID]:
			u.keep(l, Removed, "undo.role_held", data.RoleKey)
		case l.Kind == Removed && above[l.Role.Before.ID]:
			u.keep(l, Removed, "undo.role_above", data.RoleKey)
		case l.Kind == Created && u.orphan(l.Role.After):
			delete(u.final, l.Role.After.ID)
			u.keep(l, Created, "undo.superior_gone", data.RoleSuperiors)
		case l.Moved && l.Kind.Changes() && (u.orphan(l.Role.After) || circles[data.FoldRole(l.Role.After.ID)] != 0):
			after := *l.Role.After
			after.Superiors = l.Role.Before.Superiors
			l.Role.After, u.final[after.ID] = &after, &after
			u.show(l)
			l.Issues = append(l.Issues, undoIssue("undo.superior_gone", data.RoleSuperiors, after.ID))
		default:
			continue
		}
		kept = true
	}
	return kept
}

// standing tells which roles somebody holds, which stand above another and which
// are in a circle, on the final state.
func (u *roleUndo) standing() (held, above map[string]bool, circles map[string]int) {
	held, above = map[string]bool{}, map[string]bool{}
	for i := range u.base.Users {
		for _, id := range u.base.Users[i].Roles.List() {
			held[id] = true
		}
	}
	g := &superiors{}
	for _, role := range u.final {
		g.set(data.FoldRole(role.ID), role)
		for _, id := range role.Superiors.List() {
			above[id] = true
		}
	}
	return held, above, g.circles()
}

// orphan reports whether a superior of the role will not be there.
func (u *roleUndo) orphan(role *data.Role) bool {
	return slices.ContainsFunc(role.Superiors.List(), func(id string) bool { return u.final[id] == nil })
}
