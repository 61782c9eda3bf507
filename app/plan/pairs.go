package plan

import (
	"slices"

	"headcount/data"
)

// join turns accepted pairs into updates: the user of the base and the row that
// would have created somebody are one person (SPEC S4.8). A pair that is not an
// unmentioned user and a created row without contradicting IDs is wrong usage.
func (d *draft) join() error {
	if len(d.options.Pairs) == 0 {
		return nil
	}
	created := map[string]index{}
	for i := range d.rows {
		if r := &d.rows[i]; r.good() && r.user == nobody {
			created[r.emailKey] = index(i)
		}
	}
	fitting := make([]data.Pair, 0, len(d.options.Pairs))
	for _, pair := range d.options.Pairs {
		u := d.people.withEmail(data.EmailKey(pair.Old))
		at, ok := created[data.EmailKey(pair.New)]
		if u == nobody || !ok || d.mentioned[u] || !joinable(&d.people.users[u], d.rows[at].after) {
			if d.lenient {
				d.drop(pair.Old + " → " + pair.New)
				continue
			}
			return &UsageError{UsagePair, []string{"old", pair.Old, "new", pair.New}}
		}
		r := &d.rows[at]
		r.user, r.joined = u, true
		d.actor[u], d.mentioned[u] = at, true
		delete(created, r.emailKey)
		d.reread(r)
		fitting = append(fitting, pair)
	}
	d.options.Pairs = fitting
	return nil
}

// reread compares a joined row with its user. What lookUp noted stays.
func (d *draft) reread(r *row) {
	kept := r.issues[:0:0]
	for _, issue := range r.issues {
		if issue.Field == data.Email || issue.Field == data.ID {
			kept = append(kept, issue)
		}
	}
	r.issues, r.after, r.changed = kept, nil, 0
	d.read(r)
}

// proposePairs lists who may be one and the same person: a user who is missing
// from the file and a row that creates somebody, of the same name, each the
// only one of that name (SPEC S4.8). Pairs that were accepted or refused are
// listed with the answer.
func (d *draft) proposePairs(p *Plan, at places) {
	missing, created := map[string]index{}, map[string]index{}
	for i := range p.Lines {
		if l := &p.Lines[i]; l.Kind == Created {
			single(created, nameKey(l.After.FirstName, l.After.LastName), index(i))
		}
	}
	if len(created) > 0 {
		for u := range d.base.Users {
			if user := &d.base.Users[u]; !d.mentioned[u] {
				single(missing, nameKey(user.FirstName, user.LastName), index(u))
			}
		}
	}
	for i := range p.Lines {
		l := &p.Lines[i]
		if l.Kind != Created {
			continue
		}
		name := nameKey(l.After.FirstName, l.After.LastName)
		u, ok := missing[name]
		if name == "" || !ok || u == nobody || created[name] == nobody {
			continue
		}
		user := &d.base.Users[u]
		if user.ID != "" && l.After.ID != "" && data.IDKey(user.ID) != data.IDKey(l.After.ID) {
			continue
		}
		pair := data.Pair{Old: user.Email, New: l.After.Email}
		p.Pairs = append(p.Pairs, PairProposal{
			Pair: pair, OldLine: at.user(u), NewLine: i, Declined: d.refused(pair),
		})
	}
	d.listJoined(p, at)
}

// single keeps the only bearer of a name, nobody if there are several.
func single(m map[string]index, name string, i index) {
	if _, twice := m[name]; twice {
		i = nobody
	}
	m[name] = i
}

func (d *draft) refused(pair data.Pair) bool {
	return slices.ContainsFunc(d.options.Refused, func(r data.Pair) bool {
		return data.EmailKey(r.Old) == data.EmailKey(pair.Old) && data.EmailKey(r.New) == data.EmailKey(pair.New)
	})
}

func (d *draft) listJoined(p *Plan, at places) {
	if len(d.options.Pairs) == 0 {
		return
	}
	for i := range d.rows {
		r := &d.rows[i]
		if r.joined {
			p.Pairs = append(p.Pairs, PairProposal{
				Pair:    data.Pair{Old: d.people.users[r.user].Email, New: r.address},
				OldLine: at.row(i), NewLine: -1, Accepted: true,
			})
		}
	}
}
