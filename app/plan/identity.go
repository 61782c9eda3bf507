package plan

import (
	"slices"
	"strings"
	"unicode"

	"headcount.app/headcount/data"
)

// lookUp reads what every row is found by and whom that leads to (SPEC S4.1).
func (d *draft) lookUp() {
	for i := range d.each {
		r := &d.rows[i]
		r.source = &d.file.Rows[i]
		r.idUser, r.emailUser, r.user = nobody, nobody, nobody
		if d.isSetAside(i) {
			continue
		}
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
	if cell.Blank() {
		return
	}
	address, extracted := data.Address(cell.Text)
	if r.emailUser = d.people.written(data.Email, cell.Text); r.emailUser == nobody {
		r.emailUser = d.people.withEmail(data.EmailKey(address))
	}
	if r.emailUser == nobody {
		if cell = d.unwrap(r, data.Email, cell); d.isNothing(r, data.Email, cell, nil) {
			return
		}
		address, extracted = data.Address(cell.Text)
		r.emailUser = d.people.withEmail(data.EmailKey(address))
	}
	if !d.cellHolds(r, data.Email, cell) {
		return
	}
	r.address = address
	if r.emailUser == nobody && !d.readNewAddress(i, cell) {
		return
	}
	r.emailKey = data.EmailKey(r.address)
	switch {
	case r.address != address:
	case cell.Kind == data.Link:
		d.note(r, "email.from_link", data.Email, "value", address)
	case extracted:
		d.note(r, "email.extracted", data.Email, "value", address)
	case address != cell.Text:
		d.note(r, "cell.cleaned", data.Email)
	}
}

// readNewAddress judges an address that nobody has as it is written: whether
// somebody has it but for typography, and whether it can be used at all.
func (d *draft) readNewAddress(i int, cell data.Cell) bool {
	r := &d.rows[i]
	switch like := d.people.withPlainEmail(r.address); len(like) {
	case 0:
	case 1:
		r.emailUser = like[0]
		if data.PlainAddress(r.address) != r.address {
			stored := d.people.users[like[0]].Email
			d.note(r, "email.typography", data.Email, "value", r.address, "stored", stored)
			r.address = stored
		}
		return true
	default:
		d.alsoMentions[i] = like
		d.fail(r, "email.ambiguous", data.Email, "value", r.address, "people", d.names(like))
		return false
	}
	if !d.usable(r, data.Email, data.Cell{Text: r.address}, false) {
		return false
	}
	if !data.ValidAddress(r.address) {
		d.fail(r, "email.invalid", data.Email, "value", r.address, "proposal", data.SuggestAddress(cell.Text))
		d.mentionWithin(i, cell.Text)
		return false
	}
	return true
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
	written := r.source.Cell(d.where(data.ID)).Text
	cell, exact, ok := d.cellOfID(r)
	if !ok {
		return
	}
	key := data.IDKey(cell.Text)
	r.idKey, r.idUser = key, exact
	if d.asWritten(cell) && d.lostZeros(i, cell) {
		return
	}
	r.idKey, r.idUser = "", nobody
	if trusted := exact != nobody && d.asWritten(cell); !trusted && (!d.cellHolds(r, data.ID, cell) || !d.usable(r, data.ID, cell, false)) {
		r.idUser = exact
		return
	}
	if !d.fits(r, data.ID, key) {
		return
	}
	r.idKey, r.idUser = key, exact
	d.readNumberID(i, cell)
	if r.idUser == exact && r.idKey != written && !hasNote(r, data.ID) {
		d.note(r, "cell.cleaned", data.ID)
	}
}

// cellOfID is what the ID column of a row says and who has it as it is written;
// false if it says nothing.
func (d *draft) cellOfID(r *row) (cell data.Cell, exact index, ok bool) {
	cell = r.source.Cell(d.where(data.ID))
	if cell.Blank() {
		return cell, nobody, false
	}
	if exact = d.exactID(cell); exact != nobody {
		return cell, exact, true
	}
	if cell = d.unwrap(r, data.ID, cell); cell.Blank() || d.isNothing(r, data.ID, cell, nil) {
		return cell, nobody, false
	}
	return cell, d.exactID(cell), true
}

// exactID finds a user by an ID as it is written.
func (d *draft) exactID(cell data.Cell) index {
	if exact := d.people.written(data.ID, cell.Text); exact != nobody {
		return exact
	}
	return d.people.withID(data.IDKey(cell.Text))
}

// readNumberID looks up the other spellings of an ID that a spreadsheet may have
// taken for a number: without leading zeros, zero decimals and grouping
// (SPEC S3.7, S3A.5). One candidate is meant, several are a problem; nobody: what
// was meant as text.
func (d *draft) readNumberID(i int, cell data.Cell) {
	r := &d.rows[i]
	key := r.idKey
	if r.idUser != nobody {
		return
	}
	code, candidates := "id.leading_zero", []index(nil)
	if d.numeric(cell) {
		candidates = d.people.withBareID(key)
	}
	numbers := data.PlainNumbers(key)
	for _, digits := range numbers {
		code = "id.other_writing"
		candidates = append(candidates, d.people.withBareID(digits)...)
	}
	switch {
	case len(candidates) == 1:
		r.idUser = candidates[0]
		r.idKey = data.IDKey(d.people.users[r.idUser].ID)
		d.note(r, code, data.ID, "value", key, "stored", r.idKey)
	case len(candidates) > 1:
		d.ambiguousID(i, candidates)
	case len(numbers) > 0 && key[0] != '0': // 075 123 is a code of its own
		r.idKey = numbers[len(numbers)-1]
		d.note(r, code, data.ID, "value", key, "stored", r.idKey)
	}
}

// lostZeros decides about a number that is an ID with decimals but for zeros at
// its end: 1.1 for 1.10. Only the address can tell who is meant of several.
func (d *draft) lostZeros(i int, cell data.Cell) bool {
	r := &d.rows[i]
	if !d.mayLackZeros(d.where(data.ID), cell) {
		return false
	}
	candidates := d.people.withDecimalID(r.idKey)
	switch {
	case len(candidates) == 0:
		return false
	case slices.Contains(candidates, r.emailUser):
		if r.idUser = r.emailUser; r.idKey != d.people.users[r.idUser].ID {
			d.note(r, "id.other_writing", data.ID, "value", r.idKey, "stored", d.people.users[r.idUser].ID)
			r.idKey = data.IDKey(d.people.users[r.idUser].ID)
		}
	case len(candidates) == 1 && candidates[0] == r.idUser:
	default:
		r.idUser = nobody
		d.ambiguousID(i, candidates)
	}
	return true
}

func (d *draft) ambiguousID(i int, candidates []index) {
	r := &d.rows[i]
	d.alsoMentions[i] = append(d.alsoMentions[i], candidates...)
	d.fail(r, "id.ambiguous", data.ID, "value", r.idKey, "people", d.names(candidates))
	r.idKey = ""
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
	for _, u := range d.within(r) {
		d.alsoMention(i, u)
	}
	for c := 0; c+1 < len(r.source.Cells) && len(d.alsoMentions[i]) == 0; c++ {
		for _, u := range d.people.named(r.source.Cells[c].Text, r.source.Cells[c+1].Text) {
			d.alsoMention(i, u)
			d.keepKey(r.source.Number, d.people.users[u].Email)
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
