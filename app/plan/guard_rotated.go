package plan

import "headcount.app/headcount/data"

// fewestRotated is how many people at least are more than a swap of two.
const fewestRotated = 3

// guardRotated trips when three or more people get an address or an ID that is
// another user's today: a column that slipped gives everybody a key that is sound
// in itself (SPEC S4.9 rotated).
func (p *Plan) guardRotated(d *draft) {
	if lines := p.linesWhere(func(l *Line) bool { return d.rotates(l) }); len(lines) >= fewestRotated {
		p.trip(Rotated, lines)
	}
}

// rotates reports whether a stored person gets a key that another has today.
func (d *draft) rotates(l *Line) bool {
	if !l.Kind.Changes() || l.Before == nil || l.After == nil || l.Row == 0 {
		return false
	}
	others := func(u index) bool { return u != nobody && d.base.Users[u].Key != l.Before.Key }
	return l.changes(data.Email) && others(d.people.withEmail(data.EmailKey(l.After.Email))) ||
		l.changes(data.ID) && others(d.people.withID(data.IDKey(l.After.ID)))
}

// rotatedBy reports whether what changes in a column of keys is listed as rotated
// already.
func (p *Plan) rotatedBy(f data.Field) bool {
	if f != data.Email && f != data.ID {
		return false
	}
	for i := range p.Guards {
		if g := &p.Guards[i]; g.Code == Rotated {
			for _, at := range g.Lines {
				if p.Lines[at].changes(f) {
					return true
				}
			}
		}
	}
	return false
}
