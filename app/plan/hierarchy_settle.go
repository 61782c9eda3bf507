package plan

import (
	"slices"

	"headcount.app/headcount/data"
)

// settle judges superiors on the final state of the whole file: one may be
// defined in a later row, and a row that cannot hold leaves its role as it was,
// which can take the superior of another row away; repeated until nothing
// changes (SPEC S4.2, S13.3). With the verdict leftOut, what cannot hold is
// withheld: then a person left out what it needs (S4.10).
func (d *roleDraft) settle(verdict state) {
	below := d.below()
	all := make([]index, len(d.rows))
	for i := range all {
		all[i] = index(i)
	}
	for look := all; ; look = all {
		for len(look) > 0 {
			var next []index
			for _, i := range d.unfounded(verdict, look) {
				next = append(next, below[d.rows[i].key()]...)
			}
			look = next
		}
		if !d.breakCircles(verdict) {
			return
		}
	}
}

// below leads from a folded Role ID to the rows that name it as a superior.
func (d *roleDraft) below() map[string][]index {
	below := map[string][]index{}
	for i := range d.rows {
		for _, id := range d.rows[i].want.Superiors.List() {
			below[data.FoldRole(id)] = append(below[data.FoldRole(id)], index(i))
		}
	}
	return below
}

// missing is a superior of a row that will not be there, and what it is most like
// if nobody knows it.
type missing struct {
	row               index
	superior, nearest string
}

// unfounded finds among rows those with a superior that will not be there. All
// are found before any falls, so that the order of rows makes no difference.
func (d *roleDraft) unfounded(verdict state, among []index) []index {
	var found []missing
	seen := map[index]bool{}
	for _, i := range among {
		r := &d.rows[i]
		if !r.good() || seen[i] {
			continue
		}
		seen[i] = true
		for _, id := range r.want.Superiors.List() {
			if !d.stands(r, id) {
				found = append(found, missing{i, id, d.nearestSuperior(r, id)})
			}
		}
	}
	var fallen []index
	for _, m := range found {
		d.failSuperior(&m, verdict)
		fallen = append(fallen, m.row)
	}
	return fallen
}

// stands reports whether a superior of a row will be there: a role that is, or
// that a good row makes or brings back; an archived one only for roles that
// have it already.
func (d *roleDraft) stands(r *roleRow, id string) bool {
	known := d.catalogue.roles[data.FoldRole(id)]
	if known != nil && (!known.Archived || r.stored != nil && r.stored.Superiors.Has(known.ID)) {
		return true
	}
	i, ok := d.byKey[data.FoldRole(id)]
	return ok && d.rows[i].good()
}

// failSuperior says that a superior is not there, with the roles that lead to
// it.
func (d *roleDraft) failSuperior(m *missing, verdict state) {
	r, id := &d.rows[m.row], m.superior
	if r.chain == nil {
		r.chain = []string{r.want.ID, id}
	}
	chain := []string{r.want.ID, id}
	i, inFile := d.byKey[data.FoldRole(id)]
	known := d.catalogue.roles[data.FoldRole(id)]
	switch {
	case inFile && verdict == leftOut:
		d.depends(r, id)
	case inFile:
		if below := d.rows[i].chain; len(below) > 0 && below[0] == id {
			chain = append([]string{r.want.ID}, below...)
			r.chain = chain
		}
		d.fail(r, "superior.problem", data.RoleSuperiors, "value", id, "row", itoa(d.rows[i].source.Number), "chain", chained(chain))
	case known != nil:
		d.fail(r, "superior.archived", data.RoleSuperiors, "value", known.ID, "name", known.Name)
	default:
		d.fail(r, "superior.unknown", data.RoleSuperiors, "value", id, "chain", chained(chain), "nearest", m.nearest)
	}
}

// depends withholds a row that is possible only together with one that was left
// out: the one that makes its superior, or moves it out of the way.
func (d *roleDraft) depends(r *roleRow, superior string) {
	r.state = leftOut
	row := r.source.Number
	if i, ok := d.byKey[data.FoldRole(superior)]; ok {
		row = d.rows[i].source.Number
	}
	d.note(r, "role.depends", data.RoleSuperiors, "superior", superior, "row", itoa(row))
}

// mostLinks: a longer chain is shortened in its middle.
const mostLinks = 12

// chained joins roles to a chain, which a sentence shows.
func chained(ids []string) string {
	if len(ids) > mostLinks {
		ids = slices.Concat(ids[:mostLinks/2], []string{"…"}, ids[len(ids)-mostLinks/2:])
	}
	out := ""
	for i, id := range ids {
		if i > 0 {
			out += " › "
		}
		out += id
	}
	return out
}

// nearestSuperior proposes known roles and those that the file makes, but for the
// role itself, in the place of a superior that nobody knows.
func (d *roleDraft) nearestSuperior(r *roleRow, id string) string {
	key := data.FoldRole(id)
	if _, inFile := d.byKey[key]; inFile || d.catalogue.roles[key] != nil {
		return ""
	}
	return otherThan(r.want.ID, d.catalogue.propose("superior\x00"+id, func() []string {
		var ids []string
		for i := range d.base.Roles {
			if !d.base.Roles[i].Archived {
				ids = append(ids, d.base.Roles[i].ID)
			}
		}
		for i := range d.rows {
			if r := &d.rows[i]; r.good() && r.stored == nil {
				ids = append(ids, r.want.ID)
			}
		}
		slices.Sort(ids)
		return nearest(data.FoldRole(id), ids)
	}))
}

// breakCircles makes problems of the rows that close a circle of superiors:
// those that give a role a superior it did not have, within the circle.
func (d *roleDraft) breakCircles(verdict state) bool {
	g := &superiors{}
	for i := range d.base.Roles {
		g.set(data.FoldRole(d.base.Roles[i].ID), &d.base.Roles[i])
	}
	for i := range d.rows {
		if r := &d.rows[i]; r.good() {
			g.set(r.key(), &r.want)
		}
	}
	broken := false
	circles := g.circles()
	for i := range d.rows {
		r := &d.rows[i]
		if !r.good() || circles[r.key()] == 0 {
			continue
		}
		for _, id := range r.want.Superiors.List() {
			if circles[data.FoldRole(id)] != circles[r.key()] || r.stored != nil && r.stored.Superiors.Has(id) {
				continue
			}
			broken = true
			if verdict == leftOut {
				d.depends(r, id)
			} else {
				d.fail(r, "superior.circle", data.RoleSuperiors, "value", id, "chain", chained(g.way(r.key(), data.FoldRole(id))))
			}
			break
		}
	}
	return broken
}

// leaveOut withholds the changes to the roles that a person left out by their
// IDs, and those that are possible only together with them (SPEC S4.10).
func (d *roleDraft) leaveOut() error {
	fitting := make([]string, 0, len(d.options.LeaveOut))
	for _, id := range d.options.LeaveOut {
		key := data.FoldRole(id)
		i, inFile := d.byKey[key]
		role := d.catalogue.roles[key]
		switch {
		case inFile && d.rows[i].good() && d.rows[i].changes():
			d.rows[i].state = leftOut
		case role != nil && !role.Archived && d.options.ArchiveAbsent && !d.mentioned[role.ID]:
			d.keep[role.ID] = true
		case d.lenient:
			d.drop(id)
			continue
		default:
			return &UsageError{UsageLeaveOutRole, []string{"role", id}}
		}
		fitting = append(fitting, id)
	}
	d.options.LeaveOut = fitting
	if len(fitting) > 0 {
		d.settle(leftOut)
	} else {
		d.options.LeaveOut = nil
	}
	return nil
}

// changes reports whether a row makes or changes its role.
func (r *roleRow) changes() bool { return r.stored == nil || *r.stored != r.want }
