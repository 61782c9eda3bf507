package plan

import "headcount.app/headcount/data"

// rowLine is the fate of a row of a hierarchy file.
func (d *roleDraft) rowLine(r *roleRow) Line {
	after := r.want
	l := Line{Row: r.source.Number, Issues: r.issues, Role: &RoleFate{Before: r.stored, After: &after}}
	switch r.state {
	case failed:
		l.Kind = Problem
	case example, repeated, summary, skipped:
		l.Kind = Ignored
	default:
		l.setRoleKind()
	}
	if r.state == leftOut {
		l.Kind, l.LeftOut, l.Withheld = Kept, true, l.Kind
	}
	if r.stored != nil {
		l.Role.Users = d.users[r.stored.ID]
		if !l.Kind.Changes() {
			l.Role.After = r.stored
		}
	}
	return l
}

// setRoleKind tells what happens to the role of a line, and in which fields.
func (l *Line) setRoleKind() {
	before, after := l.Role.Before, l.Role.After
	l.Kind = roleKind(before, after)
	if before != nil {
		l.Fields, l.Moved = roleChanges(before, after), before.Superiors != after.Superiors
	}
}

// roleKind tells what happens to a role.
func roleKind(before, after *data.Role) Kind {
	return kindOf(before, after, roleDifferences(before, after))
}

// roleChanges lists the fields in which two states of a role differ.
func roleChanges(before, after *data.Role) []FieldChange {
	return fieldChanges(data.RoleSchema, before, after, roleDifferences(before, after))
}

func roleDifferences(before, after *data.Role) data.FieldSet {
	if before == nil {
		before = &data.Role{}
	}
	return data.RoleSchema.RoleDifferences(before, after)
}

// absentLines are the fates of the roles that are not in the file: they stay,
// unless absent ones are to be archived. Then a role that active users hold, or
// that stands above one that stays, is a problem: it must not vanish under
// them (SPEC S13.2).
func (d *roleDraft) absentLines() []Line {
	var absent []*data.Role
	for i := range d.base.Roles {
		if role := &d.base.Roles[i]; !role.Archived && !d.mentioned[role.ID] {
			absent = append(absent, role)
		}
	}
	above := d.staying(absent, false)
	along := d.staying(absent, true)
	lines := make([]Line, 0, len(absent))
	for _, role := range absent {
		l := Line{Kind: Absent, Role: &RoleFate{role, role, d.users[role.ID]}}
		switch {
		case !d.options.ArchiveAbsent:
		case d.keep[role.ID]:
			l.Kind, l.LeftOut, l.Withheld = Kept, true, Deactivated
		case d.users[role.ID] > 0:
			l.Kind = Problem
			l.Issues = append(l.Issues, Issue{Code: "role.held", Level: Blocking, Field: data.RoleKey, Column: -1, Args: []string{"value", role.ID, "n", itoa(d.users[role.ID])}})
		case above[role.ID] != "":
			l.Kind = Problem
			l.Issues = append(l.Issues, Issue{Code: "role.above", Level: Blocking, Field: data.RoleKey, Column: -1, Args: []string{"value", role.ID, "role", above[role.ID]}})
		case along[role.ID] != "":
			l.Kind, l.LeftOut, l.Withheld = Kept, true, Deactivated
			l.Issues = append(l.Issues, Issue{Code: "role.along", Level: Note, Field: data.RoleKey, Column: -1, Args: []string{"role", along[role.ID]}})
		default:
			gone := *role
			gone.Archived = true
			l.Kind, l.Role.After = Deactivated, &gone
		}
		lines = append(lines, l)
	}
	return byName(lines)
}

// staying leads from the absent roles that stand above a role that stays to that
// one. What was left out by hand counts as staying only if kept says so.
func (d *roleDraft) staying(absent []*data.Role, kept bool) map[string]string {
	above := map[string]string{}
	if !d.options.ArchiveAbsent {
		return above
	}
	among := make(map[string]*data.Role, len(absent))
	for _, role := range absent {
		among[role.ID] = role
	}
	var queue []*data.Role
	for i := range d.base.Roles {
		role := d.base.Roles[i]
		if row, ok := d.byKey[data.FoldRole(role.ID)]; ok && d.rows[row].good() {
			role = d.rows[row].want
		}
		if role.Archived || among[role.ID] != nil && d.users[role.ID] == 0 && !(kept && d.keep[role.ID]) {
			continue
		}
		queue = append(queue, &role)
	}
	for len(queue) > 0 {
		role := queue[0]
		queue = queue[1:]
		for _, id := range role.Superiors.List() {
			if among[id] != nil && above[id] == "" {
				above[id] = role.ID
				queue = append(queue, among[id])
			}
		}
	}
	return above
}

// guard checks the whole plan: many roles archived at once, rows that could be
// about any role.
func (d *roleDraft) guard(p *Plan) {
	if !d.options.ArchiveAbsent {
		return
	}
	if d.base.Settings.Guards.Tightened().MassDeactivation.Trips(p.Counts.Deactivated, p.ActiveBefore) {
		p.tripMass(MassArchive, p.ofKind(Deactivated))
	}
	usable, unreadable := false, map[int]bool{}
	for i := range d.rows {
		r := &d.rows[i]
		usable = usable || r.want.ID != "" && r.takesPart()
		if r.state == failed && r.want.ID == "" && d.named(r) == nil {
			unreadable[r.source.Number] = true
		}
	}
	p.tripRows(usable, unreadable)
}
