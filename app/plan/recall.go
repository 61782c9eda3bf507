package plan

import (
	"slices"

	"headcount.app/headcount/data"
)

// openChanges are the changes by hand and the leave-outs that no applied file has
// borne: those that the last upload left open, and what was done by hand since
// (SPEC S4.9 since_export).
func openChanges(base *data.Base) []data.OpenChange {
	var open []data.OpenChange
	seen := map[data.UserKey]map[data.Field]bool{}
	add := func(o data.OpenChange) {
		if seen[o.User] == nil {
			seen[o.User] = map[data.Field]bool{}
		}
		if !seen[o.User][o.Field] {
			seen[o.User][o.Field] = true
			open = append(open, o)
		}
	}
	if len(base.Past) > 0 && base.Past[0].Recall != nil {
		for _, o := range base.Past[0].Recall.Open {
			add(o)
		}
	}
	for i := range base.HandChanges {
		c := &base.HandChanges[i]
		if c.Revision <= base.LastApplied() {
			continue
		}
		switch key := keyOf(c.Change); c.Action {
		case data.Create, data.Reactivate:
			add(data.OpenChange{User: key, Field: data.StatusField, Revision: c.Revision})
			fallthrough
		case data.Update:
			for _, f := range c.Fields(base.Schema) {
				if c.Action != data.Create && f != data.StatusField {
					add(data.OpenChange{User: key, Field: f, Revision: c.Revision})
				}
			}
		}
	}
	return open
}

// recall is what the plan, once applied, leaves to the guards of later files.
func (d *draft) recall(p *Plan) *data.Recall {
	r := &data.Recall{Mark: d.file.Mark}
	for f := range p.warnedRows() {
		r.Warned = append(r.Warned, f)
	}
	slices.Sort(r.Warned)
	if open := openChanges(d.base); len(open) > 0 {
		borne := d.borne(p, open)
		for i, o := range open {
			if !borne[i] {
				r.Open = append(r.Open, o)
			}
		}
	}
	for i := range p.Lines {
		if l := &p.Lines[i]; l.Before != nil {
			r.Open = append(r.Open, leftOpen(l, d.base.Revision+1)...)
		}
	}
	return r
}

// leftOpen are the open changes that a line's leave-outs make.
func leftOpen(l *Line, at data.Revision) []data.OpenChange {
	var open []data.OpenChange
	if l.LeftOut && l.Withheld == Deactivated {
		open = append(open, data.OpenChange{User: l.Before.Key, Field: data.StatusField, Revision: at, LeftOut: true})
	}
	left := l.LeftFields
	if l.LeftOut && len(left) == 0 {
		left = l.Fields
	}
	for _, c := range left {
		open = append(open, data.OpenChange{User: l.Before.Key, Field: c.Field, Revision: at, LeftOut: true})
	}
	return open
}

// borne reports for each open change whether the file bears it: the person, or the
// value that stands; or the file puts another one in its place.
func (d *draft) borne(p *Plan, open []data.OpenChange) []bool {
	byUser := map[data.UserKey]*row{}
	for i := range d.rows {
		if r := &d.rows[i]; r.user != nobody && r.takesPart() && r.state != failed {
			byUser[d.base.Users[r.user].Key] = r
		}
	}
	gone := map[data.UserKey]bool{}
	for i := range p.Lines {
		if l := &p.Lines[i]; l.Kind == Deactivated {
			gone[l.Before.Key] = true
		}
	}
	borne := make([]bool, len(open))
	for i, o := range open {
		r := byUser[o.User]
		switch {
		case gone[o.User]:
			borne[i] = true
		case r == nil || r.state == leftOut || r.leaves(o.Field):
		case o.Field == data.StatusField:
			borne[i] = true
		default:
			borne[i] = d.where(o.Field) >= 0 && !r.source.Cell(d.where(o.Field)).Blank()
		}
	}
	return borne
}
