package plan

import (
	"slices"

	"headcount.app/headcount/data"
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
// only one of that name (SPEC S4.8). The narrowest fold of names that finds
// anybody decides (S3A.3). Pairs that were accepted or refused are listed with
// the answer.
func (d *draft) proposePairs(p *Plan, at places) {
	var created []index
	for i := range p.Lines {
		if p.Lines[i].Kind == Created {
			created = append(created, index(i))
		}
	}
	for _, found := range d.namesakes(p, created) {
		user, after := &d.base.Users[found.user], p.Lines[found.line].After
		pair := data.Pair{Old: user.Email, New: after.Email}
		p.Pairs = append(p.Pairs, PairProposal{
			Pair: pair, OldLine: at.user(found.user), NewLine: int(found.line), Declined: d.refused(pair),
		})
	}
	d.listJoined(p, at)
}

// namesake is a user whom no row mentions and the created line of that name.
type namesake struct{ user, line index }

// namesakes finds for each created line the missing user of its name. The folds
// are gone through from the narrowest on, with first and last name as they stand
// and then swapped; whoever was found by one is not looked for by the next.
func (d *draft) namesakes(p *Plan, created []index) []namesake {
	if len(created) == 0 {
		return nil
	}
	var found []namesake
	seen := decided{users: map[index]bool{}, lines: map[index]bool{}}
	for _, width := range nameWidths {
		straight, swapped := map[string][]index{}, map[string][]index{}
		for _, i := range created {
			u := p.Lines[i].After
			add(straight, data.NameKey(u.FirstName, u.LastName, width), i)
			add(swapped, data.NameKey(u.LastName, u.FirstName, width), i)
		}
		missing := map[string][]index{}
		for u := range d.base.Users {
			if user := &d.base.Users[u]; !d.mentioned[u] && !seen.users[index(u)] {
				if key := data.NameKey(user.FirstName, user.LastName, width); len(straight[key])+len(swapped[key]) > 0 {
					add(missing, key, index(u))
				}
			}
		}
		for _, lines := range []map[string][]index{straight, swapped} {
			found = append(found, d.matchNames(p, missing, lines, seen)...)
		}
	}
	slices.SortFunc(found, func(a, b namesake) int { return int(a.line - b.line) })
	return found
}

func add(m map[string][]index, key string, i index) {
	if key != "" {
		m[key] = append(m[key], i)
	}
}

// decided are the users and the created lines that a fold has found.
type decided struct{ users, lines map[index]bool }

// matchNames pairs those whose key nobody else has on either side.
func (d *draft) matchNames(p *Plan, missing, lines map[string][]index, seen decided) []namesake {
	var found []namesake
	for key, users := range missing {
		users = left(users, seen.users)
		at := left(lines[key], seen.lines)
		if len(users) == 0 || len(at) == 0 {
			continue
		}
		for _, u := range users {
			seen.users[u] = true
		}
		for _, i := range at {
			seen.lines[i] = true
		}
		if len(users) == 1 && len(at) == 1 && joinable(&d.base.Users[users[0]], p.Lines[at[0]].After) {
			found = append(found, namesake{users[0], at[0]})
		}
	}
	return found
}

// left are those that were not found before.
func left(all []index, found map[index]bool) []index {
	return slices.DeleteFunc(slices.Clone(all), func(i index) bool { return found[i] })
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
