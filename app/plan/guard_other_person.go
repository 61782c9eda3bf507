package plan

import "headcount.app/headcount/data"

// guardOtherPerson trips when an ID or an address leads to somebody whose first
// name becomes another one, together with another last name, address or ID: it
// may have been given to somebody new (SPEC S4.9 other_person).
func (p *Plan) guardOtherPerson() {
	lines := p.linesWhere(func(l *Line) bool {
		return l.Kind.Changes() && l.Before != nil && l.After != nil && len(l.Fields) > 1 && otherPerson(l.Before, l.After)
	})
	if len(lines) > 0 {
		p.trip(OtherPerson, lines)
	}
}

// otherPerson reports whether what becomes of a user looks like somebody else.
// First and last name in each other's place do: their columns may be confused.
func otherPerson(before, after *data.User) bool {
	return !sameFirstName(before.FirstName, after.FirstName) && (!data.SameNameWidely(before.LastName, after.LastName) ||
		data.EmailKey(before.Email) != data.EmailKey(after.Email) || data.IDKey(before.ID) != data.IDKey(after.ID))
}

// otherFirstName reports whether somebody who comes back would bear another first
// name, and not just the two names in each other's place.
func otherFirstName(a, b *data.User) bool {
	return !sameFirstName(a.FirstName, b.FirstName) && !namesTurned(a, b)
}

// namesTurned reports whether first and last name only changed places.
func namesTurned(a, b *data.User) bool {
	return data.SameNameWidely(a.FirstName, b.LastName) && data.SameNameWidely(a.LastName, b.FirstName)
}
