package plan

import "headcount.app/headcount/data"

// leaveOut withholds the changes that a person left out, and those that are
// possible only together with them (SPEC S4.10). An address is the one in the
// user base; only if nobody has it, the one in the file.
func (d *draft) leaveOut() error {
	if len(d.options.LeaveOut) == 0 {
		return nil
	}
	inFile := d.rowsByAddress()
	fitting := make([]string, 0, len(d.options.LeaveOut))
	for _, address := range d.options.LeaveOut {
		key := data.EmailKey(address)
		u := d.people.withEmail(key)
		at, ok := inFile[key]
		if u != nobody {
			at, ok = d.actor[u], d.actor[u] != nobody
		}
		switch {
		case ok && d.rows[at].state == leftOut:
		case ok && d.rows[at].good() && d.does(&d.rows[at]):
			d.withhold(at)
		case u != nobody && d.wouldGo(u):
			d.keep[u] = true
		case d.lenient:
			d.drop(address)
			continue
		default:
			return &UsageError{UsageLeaveOut, []string{"email", address}}
		}
		fitting = append(fitting, address)
	}
	d.options.LeaveOut = fitting
	return nil
}

// rowsByAddress leads from addresses in the file to their rows.
func (d *draft) rowsByAddress() map[string]index {
	inFile := map[string]index{}
	for i := range d.rows {
		if r := &d.rows[i]; r.good() && r.emailKey != "" {
			inFile[r.emailKey] = index(i)
		}
	}
	return inFile
}

// does reports whether a row changes its user.
func (d *draft) does(r *row) bool { return r.after != nil }

// wouldGo reports whether a user is deactivated for being missing.
func (d *draft) wouldGo(u index) bool {
	user := &d.base.Users[u]
	return d.options.DeactivateAbsent && !d.mentioned[u] && user.Status == data.Active && !user.Protected
}

// withhold leaves a row out and with it every row that needs it: the other half
// of a swap, a chain onto its address.
func (d *draft) withhold(i index) {
	d.rows[i].state = leftOut
	for t := d.dependent(i); t != nobody; t = d.dependent(t) {
		r := &d.rows[t]
		r.state = leftOut
		on := d.stored(&d.rows[i])
		d.note(r, "change.depends", data.Email, "name", on.Name(), "row", itoa(d.rows[i].source.Number))
		i = t
	}
}

// remember lists the left-out deactivations that applying makes protections:
// those of the people named, never an update (SPEC S4.10).
func (d *draft) remember(p *Plan) {
	if len(d.options.Remember) == 0 {
		return
	}
	named := make(map[string]bool, len(d.options.Remember))
	for _, address := range d.options.Remember {
		named[data.EmailKey(address)] = true
	}
	for i := range p.Lines {
		if l := &p.Lines[i]; l.Protectable() && named[data.EmailKey(l.Before.Email)] {
			p.Remembered = append(p.Remembered, l.Before.Key)
		}
	}
}

// Protectable reports whether the line is a left-out deactivation, which can be
// remembered as a protection (SPEC S4.10).
func (l *Line) Protectable() bool {
	return l.LeftOut && l.Withheld == Deactivated && l.Before != nil
}
