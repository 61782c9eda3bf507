package plan

import (
	"slices"
	"strings"

	"headcount.app/headcount/data"
)

// roleDraft is the plan of a hierarchy file in the making (SPEC S13.2). It goes
// the way of a user file: columns, rows, what can hold in the end, fates,
// guards.
type roleDraft struct {
	fileDraft
	catalogue *catalogue
	rows      []roleRow
	// byKey leads from a folded Role ID to its good row, the first of several.
	byKey map[string]index
	// users counts the active users of every role, by Role ID.
	users map[string]int
	// mentioned are the stored roles that the file names, by Role ID: those of
	// problem rows and those that stand as a superior among them.
	mentioned map[string]bool
	// keep are absent roles whose archiving is left out by hand (SPEC S4.10).
	keep map[string]bool
}

// roleRow is a row of a hierarchy file in the making.
type roleRow struct {
	fileRow
	// stored is the role that the row is about, nil for a new one.
	stored *data.Role
	// want is the role as the row would have it.
	want data.Role
	// written is the Role ID of a row as its author wrote it, the name of a new
	// role that has no other.
	written string
	// chain leads from a row that cannot hold to the reason, for the sentence.
	chain []string
}

// key is what the row's role is known by.
func (r *roleRow) key() string { return data.FoldRole(r.want.ID) }

// buildRoles is build for a hierarchy file.
func buildRoles(base *data.Base, file *data.Table, o data.Options, lenient bool) (*Plan, error) {
	columns, err := recognise(data.RoleSchema, file, o.Mapping)
	if err != nil {
		return nil, err
	}
	if err := roleAbove(base, file, o); err != nil {
		return nil, err
	}
	file, asides := withoutAsides(data.RoleSchema, file, columns)
	o.DeactivateAbsent, o.CreateRoles, o.Pairs, o.Refused, o.Remember = false, false, nil, nil, nil
	d := &roleDraft{
		fileDraft: newFileDraft(base, file, cloneOptions(o), columns), catalogue: newCatalogue(base, false),
		rows: make([]roleRow, len(file.Rows)), users: holders(base), mentioned: map[string]bool{}, keep: map[string]bool{},
	}
	d.lenient, d.asides = lenient, asides
	if err := d.checkSkips(); err != nil {
		return nil, err
	}
	for i := range file.Rows {
		d.rows[i].source = &file.Rows[i]
		d.read(i)
	}
	d.findRepeats()
	d.mention()
	d.settle(failed)
	if err := d.leaveOut(); err != nil {
		return nil, err
	}
	return d.plan(), nil
}

// holders counts the active users of every role, by Role ID.
func holders(base *data.Base) map[string]int {
	n := make(map[string]int, len(base.Roles))
	for i := range base.Users {
		if u := &base.Users[i]; u.Status == data.Active {
			for id := range strings.SplitSeq(string(u.Roles), ", ") {
				n[id]++
			}
		}
	}
	return n
}

func liveRoles(base *data.Base) int {
	n := 0
	for i := range base.Roles {
		n += live(&base.Roles[i])
	}
	return n
}

// findRepeats looks for rows about the same role: equal ones are ignored but
// for the first, others are all problems (SPEC S4.4).
func (d *roleDraft) findRepeats() {
	g := newGrouping(0)
	groups := g.groups(len(d.rows), func(i int) (index, string) {
		if r := &d.rows[i]; r.takesPart() && r.want.ID != "" {
			return nobody, r.key()
		}
		return nobody, ""
	})
	for _, group := range groups {
		d.settleRepeats(group)
	}
	d.byKey = g.keys
}

func (d *roleDraft) settleRepeats(group []index) {
	first := &d.rows[group[0]]
	equal := !slices.ContainsFunc(group, func(i index) bool { return d.rows[i].want != first.want || !d.rows[i].good() })
	for n, i := range group {
		switch r := &d.rows[i]; {
		case !equal:
			others, more := d.numbersWithout(group, n, mostRows)
			d.fail(r, "role.duplicate", data.RoleKey, "value", r.want.ID, "rows", others, "more", more)
		case n > 0:
			r.state = repeated
			d.warn(r, "row.duplicate", data.NoField, "rows", itoa(first.source.Number))
		}
	}
}

// mostRows: so many other rows are named in a sentence.
const mostRows = 5

// plan puts the settled draft into a plan.
func (d *roleDraft) plan() *Plan {
	p := planOfFile(d.base, d.file, d.columns)
	p.Options, p.ActiveBefore, p.mentions = cloneOptions(d.options), liveRoles(d.base), d.mentions
	var lines []Line
	for i := range d.rows {
		lines = append(lines, d.rowLine(&d.rows[i]))
	}
	p.Lines = arrange(append(lines, d.absentLines()...)).lines
	p.FileIssues = d.fileIssues()
	p.count()
	d.guard(p)
	return p
}

// Roles are the roles that applying the plan makes or changes, and
// RemovedRoles those that it takes away, subordinates first.
func (p *Plan) Roles() []data.Role {
	roles := slices.Clone(p.NewRoles)
	for i := range p.Lines {
		if l := &p.Lines[i]; l.Role != nil && l.Kind.Changes() && l.Kind != Removed {
			roles = append(roles, *l.Role.After)
		}
	}
	return roles
}

// RemovedRoles are the IDs of the roles that applying the plan takes away.
func (p *Plan) RemovedRoles() []string {
	gone := map[string]*data.Role{}
	var ids []string
	for i := range p.DropRoles {
		gone[p.DropRoles[i].ID] = &p.DropRoles[i]
		ids = append(ids, p.DropRoles[i].ID)
	}
	for i := range p.Lines {
		if l := &p.Lines[i]; l.Role != nil && l.Kind == Removed {
			gone[l.Role.Before.ID] = l.Role.Before
			ids = append(ids, l.Role.Before.ID)
		}
	}
	var ordered []string
	var visit func(id string)
	visit = func(id string) { // a superior goes behind the roles below it
		role := gone[id]
		if role == nil {
			return
		}
		delete(gone, id)
		for _, below := range ids {
			if r := gone[below]; r != nil && r.Superiors.Has(id) {
				visit(below)
			}
		}
		ordered = append(ordered, id)
	}
	for _, id := range ids {
		visit(id)
	}
	return ordered
}

// Title is whom or what the line is about: the name of a person or a role.
func (l *Line) Title() string {
	switch role := l.ShownRole(); {
	case role != nil:
		return role.Title()
	case l.User() != nil:
		return l.User().Name()
	}
	return ""
}

// Key is what the subject of a line is known by: the address of a person, the
// ID of a role.
func (l *Line) Key() string {
	switch role := l.ShownRole(); {
	case role != nil:
		return role.ID
	case l.User() != nil:
		return l.User().Email
	}
	return ""
}

// ShownRole is User for lines about roles, nil on all others.
func (l *Line) ShownRole() *data.Role {
	switch {
	case l.Role == nil:
		return nil
	case l.Kind.Changes() && l.Role.After != nil, l.Role.Before == nil:
		return l.Role.After
	}
	return l.Role.Before
}
