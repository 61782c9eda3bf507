package plan

import (
	"strings"
	"unicode"

	"headcount/data"
)

// lookUp reads what every row is found by and whom that leads to (SPEC S4.1).
func (d *draft) lookUp() {
	for i := range d.each {
		r := &d.rows[i]
		r.source = &d.file.Rows[i]
		r.idUser, r.emailUser, r.user = nobody, nobody, nobody
		if r.source.Ragged {
			d.wrongWidth(i)
			continue
		}
		d.readEmail(i)
		if r.emailUser == nobody && data.IsExampleEmail(r.emailKey) {
			r.state = example
			d.note(r, "row.example", data.NoField)
			continue
		}
		d.readID(i)
	}
}

func (d *draft) readEmail(i int) {
	r := &d.rows[i]
	if d.where(data.Email) < 0 {
		return
	}
	cell := r.source.Cell(d.where(data.Email))
	if cell.Blank() || !d.cellHolds(r, data.Email, cell) {
		return
	}
	address, extracted := data.Address(cell.Text)
	r.address = address
	key := data.EmailKey(address)
	if r.emailUser = d.people.written(data.Email, cell.Text); r.emailUser == nobody {
		r.emailUser = d.people.withEmail(key)
	}
	if r.emailUser == nobody && !data.ValidAddress(address) {
		d.fail(r, "email.invalid", data.Email, "value", address, "proposal", data.SuggestAddress(cell.Text))
		d.mentionWithin(i, cell.Text)
		return
	}
	r.emailKey = key
	switch {
	case cell.Kind == data.Link:
		d.note(r, "email.from_link", data.Email, "value", address)
	case extracted:
		d.note(r, "email.extracted", data.Email, "value", address)
	case address != cell.Text:
		d.note(r, "cell.cleaned", data.Email)
	}
}

// mentionWithin mentions everybody whose address stands somewhere in a cell
// that is no address as a whole: "a@x.fr; b@x.fr", "a@x.fr;" (SPEC S4.3).
func (d *draft) mentionWithin(i int, text string) {
	for piece := range strings.FieldsFuncSeq(data.Clean(text), partsAddresses) {
		if strings.Contains(piece, "@") {
			d.alsoMention(i, d.people.withEmail(data.EmailKey(piece)))
		}
	}
}

func partsAddresses(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune(`,;:|/<>()[]"`, r)
}

func (d *draft) readID(i int) {
	r := &d.rows[i]
	if d.where(data.ID) < 0 {
		return
	}
	cell := r.source.Cell(d.where(data.ID))
	if cell.Blank() {
		return
	}
	key := data.IDKey(cell.Text)
	exact := d.people.written(data.ID, cell.Text)
	if exact == nobody {
		exact = d.people.withID(key)
	}
	if trusted := exact != nobody && d.asWritten(cell); !trusted && !d.cellHolds(r, data.ID, cell) {
		r.idUser = exact
		return
	}
	if !d.fits(r, data.ID, key) {
		return
	}
	r.idKey, r.idUser = key, exact
	if exact == nobody && d.numeric(cell) {
		d.readBareID(i, key)
	}
	if r.idUser == exact && key != cell.Text {
		d.note(r, "cell.cleaned", data.ID)
	}
}

// readBareID looks an ID that a spreadsheet may have robbed of its zeros up
// without them (SPEC S3.7).
func (d *draft) readBareID(i int, key string) {
	r := &d.rows[i]
	switch candidates := d.people.withBareID(key); len(candidates) {
	case 0:
	case 1:
		r.idUser = candidates[0]
		r.idKey = data.IDKey(d.people.users[r.idUser].ID)
		d.note(r, "id.leading_zero", data.ID, "value", key, "stored", r.idKey)
	default:
		r.idKey = ""
		d.alsoMentions[i] = candidates
		d.fail(r, "id.ambiguous", data.ID, "value", key, "people", d.names(candidates))
	}
}

// names lists up to five users for a sentence.
func (d *draft) names(users []index) string {
	text := ""
	for n, u := range users[:min(5, len(users))] {
		if n > 0 {
			text += "\n"
		}
		text += d.people.users[u].Name()
	}
	return text
}

// wrongWidth makes a row with too many or too few cells a problem and finds
// everybody whose ID or email stands in any of its cells (SPEC S4.3).
func (d *draft) wrongWidth(i int) {
	r := &d.rows[i]
	d.fail(r, "row.width", data.NoField)
	for c := range r.source.Cells {
		text := r.source.Cells[c].Text
		address, _ := data.Address(text)
		d.alsoMention(i, d.people.withEmail(data.EmailKey(address)))
		id := data.IDKey(text)
		d.alsoMention(i, d.people.withID(id))
		if digitsOnly(id) {
			for _, u := range d.people.withBareID(id) {
				d.alsoMention(i, u)
			}
		}
	}
	for c := 0; c+1 < len(r.source.Cells) && len(d.alsoMentions[i]) == 0; c++ {
		a, b := r.source.Cells[c].Text, r.source.Cells[c+1].Text
		for _, u := range d.people.named(a, b) {
			d.alsoMention(i, u)
		}
	}
	if len(d.alsoMentions[i]) == 1 {
		r.emailUser = d.alsoMentions[i][0]
	}
}

func (d *draft) alsoMention(i int, u index) {
	if u == nobody {
		return
	}
	for _, known := range d.alsoMentions[i] {
		if known == u {
			return
		}
	}
	d.alsoMentions[i] = append(d.alsoMentions[i], u)
}

// match decides whom every row is about: by ID first, then by email
// (SPEC S4.1).
func (d *draft) match() {
	for i := range d.rows {
		if r := &d.rows[i]; r.idUser != nobody && r.takesPart() {
			d.actor[r.idUser] = index(i)
		}
	}
	for i := range d.rows {
		r := &d.rows[i]
		switch {
		case !r.takesPart() || r.source.Ragged:
		case r.idUser != nobody:
			r.user = r.idUser
		case r.emailUser == nobody:
		case r.idKey == "" || d.people.users[r.emailUser].ID == "":
			r.user = r.emailUser
		default:
			d.matchNewID(r)
		}
	}
}

// matchNewID decides about a row with an ID that nobody has and the email of a
// user who has another ID (SPEC S4.1).
func (d *draft) matchNewID(r *row) {
	holder := &d.people.users[r.emailUser]
	if other := d.actor[r.emailUser]; other != nobody {
		if d.givesUp(&d.rows[other], r.emailUser) {
			return
		}
	} else if d.sameName(r, holder) {
		r.user = r.emailUser
		d.warn(r, "id.changed", data.ID, "old", holder.ID, "new", r.idKey, "name", holder.Name())
		return
	}
	d.fail(r, "id.conflict", data.ID, "id", r.idKey, "email", holder.Email, "holder", holder.Name(), "holder_id", holder.ID)
}

// givesUp reports whether a row takes another address for the user it is about.
func (d *draft) givesUp(r *row, u index) bool {
	return r.good() && r.emailKey != "" && r.emailUser != u
}

// sameName reports whether a row bears the first and last name of a user.
func (d *draft) sameName(r *row, u *data.User) bool {
	key := nameKey(d.text(r, data.FirstName), d.text(r, data.LastName))
	return key != "" && key == nameKey(u.FirstName, u.LastName)
}

// text returns the text of a row's cell in the first column of a field.
func (d *draft) text(r *row, f data.Field) string { return r.source.Cell(d.where(f)).Text }
