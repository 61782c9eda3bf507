package plan

import (
	"headcount.app/headcount/data"
)

// settle judges uniqueness on the final state of the whole plan: an address
// may be taken from a user whom another good row moves away. A row that becomes
// a problem leaves its user as it was, which can make another row a problem;
// repeated until nothing changes (SPEC S4.2). IDs need no such judgement: a row
// whose ID somebody has is about that user (S4.1).
func (d *draft) settle() {
	var fallen []index
	for i := range d.rows {
		r := &d.rows[i]
		if r.good() && d.takesAddress(r) && !d.freed(r.emailUser) {
			d.failTaken(r)
			fallen = append(fallen, index(i))
		}
	}
	for len(fallen) > 0 {
		i := fallen[len(fallen)-1]
		fallen = fallen[:len(fallen)-1]
		if t := d.dependent(i); t != nobody {
			d.failTaken(&d.rows[t])
			fallen = append(fallen, t)
		}
	}
}

// takesAddress reports whether a row takes an address that another user of the
// base has.
func (d *draft) takesAddress(r *row) bool {
	return r.emailUser != nobody && r.emailUser != r.user
}

// freed reports whether a good row moves a user away from their address.
func (d *draft) freed(u index) bool {
	mover := d.actor[u]
	return mover != nobody && d.givesUp(&d.rows[mover], u)
}

// dependent returns the good row that takes the stored address of the user
// whom row i is about, nobody if there is none.
func (d *draft) dependent(i index) index {
	u := d.rows[i].user
	if u == nobody {
		return nobody
	}
	t := d.byAddress[u]
	if t == nobody || t == i || !d.rows[t].good() || d.rows[t].user == u {
		return nobody
	}
	return t
}

// failTaken makes a row a problem whose address is still held. It names the
// user its ID leads to and the holder, and the row that would have moved the
// holder if there is one (SPEC S4.1).
func (d *draft) failTaken(r *row) {
	holder := &d.people.users[r.emailUser]
	args := []string{"email", holder.Email, "holder", holder.Name(), "holder_id", holder.ID, "id", r.idKey}
	if r.idUser != nobody {
		args = append(args, "owner", d.people.users[r.idUser].Name())
	}
	if mover := d.actor[r.emailUser]; mover != nobody {
		args = append(args, "row", itoa(d.rows[mover].source.Number))
		d.fail(r, "email.taken", data.Email, args...)
		return
	}
	d.fail(r, "id.conflict", data.ID, args...)
}

// mention marks everybody whom a row leads to; a problem row that leads to
// nobody mentions the only active user of its name. Whoever is mentioned is
// never deactivated or absent for being missing (SPEC S4.3).
func (d *draft) mention() {
	for i := range d.rows {
		r := &d.rows[i]
		if !r.takesPart() && r.state != skipped || r.state != skipped && r.source.Ragged && r.emailUser == nobody {
			continue
		}
		if r.state == failed && r.idUser == nobody && r.emailUser == nobody && len(d.alsoMentions[i]) == 0 {
			for _, u := range d.bearers(r) {
				d.alsoMention(i, u)
				d.note(r, "row.same_name", data.NoField, "name", d.people.users[u].Name(), "email", d.people.users[u].Email)
			}
		}
		d.mark(r.idUser)
		d.mark(r.emailUser)
		for _, u := range d.alsoMentions[i] {
			d.mark(u)
		}
	}
}

func (d *draft) mark(u index) {
	if u != nobody {
		d.mentioned[u] = true
	}
}

// leadsToNobody reports whether a problem row could be about anybody: its own
// email, ID and name lead to nobody, and a row of the wrong width not to exactly
// one user. Whom another cell mentions is held, but may not be meant
// (SPEC S4.9 unreadable_rows, S3A.2).
func (d *draft) leadsToNobody(i int) bool {
	r := &d.rows[i]
	leads := r.idUser != nobody || r.emailUser != nobody || !r.source.Ragged && len(d.alsoMentions[i]) > 0
	return r.state == failed && !leads
}
