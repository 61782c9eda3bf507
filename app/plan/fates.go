package plan

import (
	"cmp"
	"slices"
	"strings"

	"headcount.app/headcount/data"
)

// places tells where the rows and the users without a row stand in the plan.
type places struct {
	rowLine  []index
	userLine map[index]index
}

func (p places) row(i int) int { return int(p.rowLine[i]) }

func (p places) user(u index) int {
	if i, ok := p.userLine[u]; ok {
		return int(i)
	}
	return -1
}

// fates gives every row and every user who is missing exactly one fate and
// puts them in report order (SPEC S4.5, S6.1).
func (d *draft) fates(p *Plan) places {
	lines := make([]Line, 0, len(d.rows))
	at := places{rowLine: make([]index, len(d.rows)), userLine: map[index]index{}}
	for i := range d.rows {
		r := &d.rows[i]
		if r.state == combined {
			at.rowLine[i] = at.rowLine[r.lead]
			continue
		}
		at.rowLine[i] = index(len(lines))
		lines = append(lines, d.rowLine(r))
	}
	fromRows := len(lines)
	var missing []missingUser
	for u := range d.base.Users {
		user := &d.base.Users[u]
		if _, held := d.held[index(u)]; user.Status == data.Active && (held || !d.mentioned[u]) {
			missing = append(missing, missingUser{index(u), data.FoldName(user.Name()), user.Email})
		}
	}
	slices.SortFunc(missing, func(a, b missingUser) int {
		return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.email, b.email))
	})
	for _, m := range missing {
		if _, held := d.held[m.user]; held {
			lines = append(lines, d.heldLine(m.user))
			continue
		}
		lines = append(lines, d.missingLine(m.user))
	}
	moved := arrange(lines)
	p.Lines = moved.lines
	for i := range at.rowLine {
		at.rowLine[i] = moved.to[at.rowLine[i]]
	}
	for n, m := range missing {
		at.userLine[m.user] = moved.to[fromRows+n]
	}
	return at
}

type missingUser struct {
	user        index
	name, email string
}

type arranged struct {
	lines []Line
	// to is where the line at each position went.
	to []index
}

// arrange groups lines by kind, removed people behind the deactivated, moved
// ones before other updates; within a group they stay in order (SPEC S6.1).
func arrange(lines []Line) arranged {
	const groups = 2 * (int(Removed) + 1)
	group := func(l *Line) int {
		switch {
		case l.Kind == Removed:
			return 2*int(Deactivated) + 1
		case l.Kind == Updated && !l.Moved:
			return 2*int(l.Kind) + 1
		}
		return 2 * int(l.Kind)
	}
	var start [groups + 1]int
	for i := range lines {
		start[group(&lines[i])+1]++
	}
	for g := range groups {
		start[g+1] += start[g]
	}
	to := make([]index, len(lines))
	for i := range lines {
		g := group(&lines[i])
		to[i] = index(start[g])
		start[g]++
	}
	rearrange(lines, to)
	return arranged{lines, to}
}

// rearrange moves every line to its place, in the memory that they have: lines are
// many and large.
func rearrange(lines []Line, to []index) {
	if slices.IsSorted(to) {
		return
	}
	rest := slices.Clone(to)
	for i := range lines {
		for rest[i] != index(i) {
			there := rest[i]
			lines[i], lines[there] = lines[there], lines[i]
			rest[i], rest[there] = rest[there], there
		}
	}
}

// byName puts lines in the order of the names of people or roles.
func byName(lines []Line) []Line {
	type named struct {
		line      Line
		name, key string
	}
	all := make([]named, len(lines))
	for i := range lines {
		all[i] = named{lines[i], data.FoldName(lines[i].Title()), lines[i].Key()}
	}
	slices.SortStableFunc(all, func(a, b named) int { return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.key, b.key)) })
	for i := range all {
		lines[i] = all[i].line
	}
	return lines
}

// rowLine is the fate of a row.
func (d *draft) rowLine(r *row) Line {
	l := Line{Row: r.source.Number, Further: r.further(), Issues: r.issues}
	if r.state != usable {
		l.Issues = withoutChanges(r.issues)
	}
	if r.state == failed || !r.takesPart() {
		l.Kind = Ignored
		if r.state == failed {
			l.Kind = Problem
		}
		d.showUnused(r, &l)
		return l
	}
	l.Before = d.stored(r)
	l.After = r.after
	if l.After == nil {
		l.After = l.Before
	}
	l.Fields = fieldChanges(d.base.Schema, l.Before, l.After, r.changed)
	l.Kind = kindOf(l.Before, l.After, r.changed)
	if len(r.left) > 0 && r.state == usable {
		d.leftLine(r, &l)
	}
	switch {
	case r.state == leftOut:
		l.Withheld, l.Kind, l.LeftOut = l.Kind, Kept, true
		if l.Before != nil {
			l.After = l.Before
		}
		return l
	case r.withheld && l.Kind == Unchanged:
		l.Kind, l.Withheld = Kept, Deactivated
	}
	d.setMarks(&l)
	return l
}

// withoutChanges drops the notes about changes that do not happen.
func withoutChanges(issues []Issue) []Issue {
	return slices.DeleteFunc(issues, func(i Issue) bool { return i.Code == "email.changed" })
}

// setMarks sets the three marks of a change: moved, profile changed, raised to
// administrator (SPEC S4.5).
func (d *draft) setMarks(l *Line) {
	if l.Before == nil {
		return
	}
	l.Moved, l.ProfileChanged = l.Before.Roles != l.After.Roles, l.Before.Profile != l.After.Profile
	l.Raised = l.ProfileChanged && d.roles.administrator(l.After.Profile) && !d.roles.administrator(l.Before.Profile)
}

// subject is what a line is about: a user or a role.
type subject interface {
	*data.User | *data.Role
	Get(data.Field) string
	Active() bool
}

// kindOf tells what happens to a user or a role.
func kindOf[S subject](before, after S, changed data.FieldSet) Kind {
	switch {
	case before == nil:
		return Created
	case before.Active() && !after.Active():
		return Deactivated
	case !before.Active() && after.Active():
		return Reactivated
	case changed != 0:
		return Updated
	}
	return Unchanged
}

// UserChanges lists what changes on a stored user, in file order, nothing for one
// who is created. The status is in the kind.
func UserChanges(schema *data.Schema, before, after *data.User) []FieldChange {
	if before == nil || after == nil || before == after {
		return nil
	}
	return fieldChanges(schema, before, after, differences(schema, before, after))
}

// fieldChanges lists what changes on a stored user or role, in file order. The
// status is in the kind.
func fieldChanges[S subject](schema *data.Schema, before, after S, changed data.FieldSet) []FieldChange {
	if before == nil || changed == 0 {
		return nil
	}
	fields := make([]FieldChange, 0, 2)
	for place := range changed.Each {
		f := schema.Fields()[place].Field
		fields = append(fields, FieldChange{f, before.Get(f), after.Get(f)})
	}
	return fields
}

// showUnused fills in whom a row that changes nothing is about, as stored, or
// what the file says of somebody who is not stored (SPEC S6.6).
func (d *draft) showUnused(r *row, l *Line) {
	if u := r.leads(); u != nobody {
		l.Before = &d.base.Users[u]
		l.After = l.Before
		return
	}
	var u data.User
	if r.source.Ragged {
		u.Email = d.firstAddress(r)
		l.After = d.store(u)
		return
	}
	for i := range d.known {
		c := &d.known[i]
		text := data.Clean(data.WithoutControls(r.source.Cell(c.Index).Text))
		switch c.Field {
		case data.Email:
			u.Email, _ = data.Address(text)
		case data.RoleID:
			u.Roles = data.NewRoleIDs(append(u.Roles.List(), strings.FieldsFunc(text, data.SeparatesRoles)...)...)
		case data.StatusField:
			if status, _ := data.StatusOf(text); status == data.Deactivated {
				u.Status = data.Deactivated
			}
		default:
			u.Set(c.Field, text)
		}
	}
	l.After = d.store(u)
}

// firstAddress is what is shown of a row of the wrong width: it can't be said
// which cell is which, nor which of them is used.
func (d *draft) firstAddress(r *row) string {
	var texts []string
	for _, cell := range r.source.Cells {
		texts = append(texts, cell.Text)
	}
	for _, m := range d.file.Mentions {
		if m.Row == r.source.Number {
			texts = append(texts, m.Key)
		}
	}
	for _, text := range texts {
		if address, _ := data.Address(text); data.ValidAddress(address) {
			return address
		}
	}
	return ""
}

// missingLine is the fate of an active user whom no row mentions.
func (d *draft) missingLine(u index) Line {
	user := &d.base.Users[u]
	l := Line{Kind: Absent, Before: user, After: user}
	if !d.options.DeactivateAbsent {
		return l
	}
	l.Kind, l.Withheld = Kept, Deactivated
	switch {
	case d.keep[u]:
		l.LeftOut = true
	case !user.Protected:
		gone := *user
		gone.Status = data.Deactivated
		l.Kind, l.Withheld, l.After = Deactivated, 0, d.store(gone)
	}
	return l
}
