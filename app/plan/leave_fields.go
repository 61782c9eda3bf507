package plan

import (
	"slices"

	"headcount.app/headcount/data"
)

// leaveOutFields withholds single fields of people: the others still change
// (SPEC S4.10). An address is looked for as leaveOut does.
func (d *draft) leaveOutFields() error {
	if len(d.options.LeaveOutFields) == 0 {
		return nil
	}
	rows := d.rowsByAddress()
	fitting := make([]data.FieldChoice, 0, len(d.options.LeaveOutFields))
	for _, choice := range d.options.LeaveOutFields {
		key := data.EmailKey(choice.Email)
		at, ok := rows[key]
		if u := d.people.withEmail(key); u != nobody {
			at, ok = d.actor[u], d.actor[u] != nobody
		}
		switch {
		case ok && (d.rows[at].state == leftOut || d.rows[at].leaves(choice.Field)):
		case ok && d.canLeave(&d.rows[at], choice.Field):
			d.leaveField(at, choice.Field)
		case d.lenient:
			d.drop(choice.Email + ":" + choice.Field.Name())
			continue
		default:
			return &UsageError{UsageLeaveOutField, []string{"email", choice.Email, "what", choice.Field.Name()}}
		}
		fitting = append(fitting, choice)
	}
	d.options.LeaveOutFields = fitting
	return nil
}

// leaves reports whether a field of a row is left out already.
func (r *row) leaves(f data.Field) bool {
	for _, c := range r.left {
		if c.Field == f {
			return true
		}
	}
	return false
}

// canLeave reports whether a row changes a field of somebody who is stored.
func (d *draft) canLeave(r *row, f data.Field) bool {
	stored := d.stored(r)
	return r.good() && stored != nil && r.after != nil && stored.Get(f) != r.after.Get(f)
}

// leaveField puts a field back to what is stored. Whoever takes an address that is
// not given up any more stays without it too: the other half of a swap.
func (d *draft) leaveField(i index, f data.Field) {
	r := &d.rows[i]
	stored := d.stored(r)
	r.left = append(r.left, FieldChange{f, stored.Get(f), r.after.Get(f)})
	d.note(r, "field.left_out", f, "old", stored.Get(f), "new", r.after.Get(f))
	r.after.Set(f, stored.Get(f))
	r.changed = differences(d.base.Schema, stored, r.after)
	if f != data.Email {
		return
	}
	t := d.dependent(i)
	switch {
	case t == nobody || d.rows[t].leaves(data.Email):
	case d.canLeave(&d.rows[t], data.Email):
		d.dependsOn(t, i)
		d.leaveField(t, data.Email)
	default:
		d.dependsOn(t, i)
		d.withhold(t)
	}
}

// dependsOn notes that a row is left out because it is possible only together with
// another one.
func (d *draft) dependsOn(t, on index) {
	d.note(&d.rows[t], "change.depends", data.Email, "name", d.stored(&d.rows[on]).Name(), "row", itoa(d.rows[on].source.Number))
}

// leftLine fills in what was left out of a row by field. A line of which nothing
// is left is kept.
func (d *draft) leftLine(r *row, l *Line) {
	l.LeftFields = slices.Clone(r.left)
	place := func(c FieldChange) int { return d.base.Schema.Place(c.Field) }
	slices.SortFunc(l.LeftFields, func(a, b FieldChange) int { return place(a) - place(b) })
	if r.leaves(data.Email) {
		l.Issues = withoutChanges(l.Issues)
	}
	if l.Kind != Unchanged {
		return
	}
	would := *l.Before
	for _, c := range l.LeftFields {
		would.Set(c.Field, c.New)
	}
	changed := differences(d.base.Schema, l.Before, &would)
	l.Kind, l.Withheld, l.LeftOut = Kept, kindOf(l.Before, &would, changed), true
	l.Fields, l.After = fieldChanges(d.base.Schema, l.Before, &would, changed), l.Before
}
