package plan

import "headcount.app/headcount/data"

// findMixedUp looks for rows that say two people at once: the address of one, and
// the name with the ID or the phone of another whom no other row leads to. Taken
// by its address such a row renames the first and moves them to the place of the
// second (SPEC S4.1).
func (d *draft) findMixedUp() {
	if d.where(data.FirstName) < 0 || d.where(data.LastName) < 0 {
		return
	}
	var led []bool
	for i := range d.each {
		r := &d.rows[i]
		if !r.good() || r.user == nobody || r.user != r.emailUser || d.nameFits(r, &d.people.users[r.user]) {
			continue
		}
		if led == nil {
			led = d.ledTo()
		}
		if u := d.meant(r); u != nobody && !led[u] {
			holder, owner := &d.people.users[r.user], &d.people.users[u]
			d.alsoMention(i, u)
			d.fail(r, "email.other_person", data.Email, "email", holder.Email, "holder", holder.Name(), "owner", owner.Name(), "owner_email", owner.Email)
		}
	}
}

// nameFits reports whether a row does not name anybody else than a user.
func (d *draft) nameFits(r *row, u *data.User) bool {
	named := data.User{FirstName: data.Clean(d.text(r, data.FirstName)), LastName: data.Clean(d.text(r, data.LastName))}
	if named.FirstName == "" || named.LastName == "" {
		return true
	}
	return data.SameNameWidely(named.FirstName, u.FirstName) && data.SameNameWidely(named.LastName, u.LastName) || namesTurned(&named, u)
}

// ledTo marks the users to whom the ID or the address of any row leads.
func (d *draft) ledTo() []bool {
	led := make([]bool, len(d.people.users))
	for i := range d.rows {
		for _, u := range []index{d.rows[i].idUser, d.rows[i].emailUser} {
			if u != nobody {
				led[u] = true
			}
		}
	}
	return led
}

// meant is the only other user with the name of a row and its ID or phone, nobody
// if there is none or more than one.
func (d *draft) meant(r *row) index {
	id, phone := data.IDKey(d.text(r, data.ID)), d.text(r, data.Phone)
	found := nobody
	for _, u := range d.people.allNamed(d.text(r, data.FirstName), d.text(r, data.LastName)) {
		user := &d.people.users[u]
		if u == r.user || !(id != "" && id == data.IDKey(user.ID) || phone != "" && user.Phone != "" && data.SamePhone(phone, user.Phone)) {
			continue
		}
		if found != nobody {
			return nobody
		}
		found = u
	}
	return found
}
