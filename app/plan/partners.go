package plan

import (
	"cmp"
	"slices"

	"headcount.app/headcount/data"
)

// Partner is somebody whom a person may declare to be the same as another: a
// user whom no row mentions, or a row that creates somebody (SPEC S4.8).
type Partner struct {
	// Pair is what to put into the options to join the two.
	Pair data.Pair
	// User is the other one of the two, as stored or as the file says.
	User *data.User
	// Row is the row of the file that would create them, 0 for a stored user.
	Row int

	likeness int
	name     string
}

// Partners lists whom the person of a line may be joined with by hand, the
// likeliest first: any absent and created two without contradicting IDs
// (SPEC S4.8). A line that is neither has none. base is the one the plan was
// built on.
func (p *Plan) Partners(base *data.Base, line int) []Partner {
	l := &p.Lines[line]
	var found []Partner
	switch {
	case l.Creates():
		found = p.missingLike(base, l)
	case l.Missing():
		found = p.createdLike(l.Before)
	}
	slices.SortFunc(found, func(a, b Partner) int {
		return cmp.Or(-cmp.Compare(a.likeness, b.likeness), cmp.Compare(a.name, b.name), cmp.Compare(a.User.Email, b.User.Email))
	})
	return found
}

// Creates reports whether the line is a row that creates somebody, left out or
// not.
func (l *Line) Creates() bool {
	return l.Row != 0 && l.Before == nil && (l.Kind == Created || l.LeftOut)
}

// Missing reports whether the line is a user whom no row mentions.
func (l *Line) Missing() bool {
	return l.Row == 0 && l.Before != nil && l.Kind != Removed && !l.Mentioned()
}

// Mentioned reports whether the line is a user whom nothing but a mention in a
// problem row holds (SPEC S3A.2).
func (l *Line) Mentioned() bool {
	return l.Kind == Kept && slices.ContainsFunc(l.Issues, func(i Issue) bool { return i.Code == "row.mentioned" })
}

// missingLike are the users whom no row mentions; deactivated ones too, of
// whom the plan has no line.
func (p *Plan) missingLike(base *data.Base, l *Line) []Partner {
	var found []Partner
	inPlan := make(map[data.UserKey]bool, len(p.Lines))
	for i := range p.Lines {
		other := &p.Lines[i]
		if other.Before != nil {
			inPlan[other.Before.Key] = true
		}
		if other.Missing() && joinable(other.Before, l.After) {
			found = append(found, partner(other.Before, l.After, other.Before, 0))
		}
	}
	for i := range base.Users {
		u := &base.Users[i]
		if u.Status == data.Deactivated && !inPlan[u.Key] && joinable(u, l.After) {
			found = append(found, partner(u, l.After, u, 0))
		}
	}
	return found
}

// createdLike are the rows that create somebody.
func (p *Plan) createdLike(u *data.User) []Partner {
	var found []Partner
	for i := range p.Lines {
		if l := &p.Lines[i]; l.Creates() && joinable(u, l.After) {
			found = append(found, partner(u, l.After, l.After, l.Row))
		}
	}
	return found
}

func partner(stored, created, shown *data.User, row int) Partner {
	p := Partner{Pair: data.Pair{Old: stored.Email, New: created.Email}, User: shown, Row: row, name: data.FoldName(shown.Name())}
	if data.SameNameWidely(stored.LastName, created.LastName) {
		p.likeness += 3
	}
	if data.SameNameWidely(stored.FirstName, created.FirstName) {
		p.likeness += 2
	}
	if stored.Roles == created.Roles {
		p.likeness++
	}
	return p
}

// joinable reports whether a user and a row that creates somebody may be one
// person: no contradicting IDs, and nobody is reactivated under another first
// name (SPEC S4.1).
func joinable(stored, created *data.User) bool {
	if stored.ID != "" && created.ID != "" && data.IDKey(stored.ID) != data.IDKey(created.ID) {
		return false
	}
	return stored.Status == data.Active || !otherFirstName(stored, created)
}
