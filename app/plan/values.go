package plan

import (
	"strings"

	"headcount.app/headcount/data"
)

// readValues reads what every row says about its person and compares it with
// what is stored. All reasons against a row are listed, so rows with problems
// are read too (SPEC S4.5).
func (d *draft) readValues() {
	for i := range d.each {
		if r := &d.rows[i]; r.takesPart() && !r.source.Ragged {
			d.read(r)
		}
	}
}

// read fills in after and changed.
func (d *draft) read(r *row) {
	stored := d.stored(r)
	var want data.User
	if stored != nil {
		want = *stored
	}
	for i := range d.known {
		c := &d.known[i]
		cell := r.source.Cell(c.Index)
		if stored != nil && d.asWritten(cell) && cell.Text == stored.Get(c.Field) && cell.Text != "" && c.Field != data.StatusField {
			d.warnOfStored(r, c.Field, cell)
			continue
		}
		d.doubt(r, c.Field, cell)
		d.readField(r, c, cell, stored, &want)
	}
	if d.where(data.RoleID) >= 0 {
		d.readRoles(r, stored, &want)
	}
	d.readStatus(r, stored, &want)
	switch {
	case stored != nil:
		d.samePersonBack(r, stored, &want)
	case r.good() || r.leads() == nobody:
		d.missing(r, &want)
	}
	r.changed = differences(d.base.Schema, stored, &want)
	if stored == nil || r.changed != 0 || want.Status != stored.Status {
		r.after = d.store(want)
	}
}

// warnOfStored warns of a stored value that cannot be one: it stays.
func (d *draft) warnOfStored(r *row, f data.Field, cell data.Cell) {
	switch f {
	case data.FirstName, data.LastName, data.JobTitle, data.Phone:
		if !ordinary(f, cell.Text) {
			d.usable(r, f, cell, true)
		}
	}
}

// differences are the fields in which two users differ, without the status.
func differences(schema *data.Schema, stored, want *data.User) data.FieldSet {
	if stored == nil {
		stored = &data.User{}
	}
	return schema.Differences(stored, want) &^ schema.Set(data.StatusField)
}

// doubt warns of a cell that the reader could not be sure of (SPEC S3A.7,
// S3A.8).
func (d *fileDraft) doubt(r reporter, f data.Field, cell data.Cell) {
	switch cell.Kind {
	case data.Tailed:
		d.warn(r, "cell.behind_quote", f, "value", cell.Text)
	case data.Doubtful:
		d.warn(r, "cell.doubtful_sign", f, "value", cell.Text)
	}
}

func (d *draft) readField(r *row, c *Column, cell data.Cell, stored, want *data.User) {
	switch c.Field {
	case data.Email:
		d.takeEmail(r, stored, want)
	case data.ID:
		d.takeID(r, stored, want)
	case data.PermissionProfile:
		d.readProfile(r, cell, stored, want)
	case data.Phone:
		d.readPhone(r, cell, stored, want)
	case data.RoleID, data.StatusField: // read over all their columns: see read
	default:
		d.readText(r, c.Field, cell, stored, want)
	}
}

// takeEmail takes over the address that lookUp found. Another case is a note,
// never a change (SPEC S3.6).
func (d *draft) takeEmail(r *row, stored, want *data.User) {
	switch {
	case r.address == "":
	case stored == nil:
		want.Email = r.address
		d.suspect(r, data.Email, r.address)
	case r.emailKey == "":
	case r.emailUser == r.user && data.EmailKey(r.address) != data.EmailKey(stored.Email):
		// Stored with a dash that no mail reaches: the plain one is right.
		want.Email = r.address
		d.note(r, "email.changed", data.Email, "old", stored.Email, "new", r.address)
	case r.emailUser == r.user:
		if r.address != stored.Email && !r.failedOn(data.Email) && !hasNote(r, data.Email) {
			d.note(r, "cell.cleaned", data.Email)
		}
	default:
		want.Email = r.address
		d.suspect(r, data.Email, r.address)
		d.note(r, "email.changed", data.Email, "old", stored.Email, "new", r.address)
	}
}

func hasNote(r *row, f data.Field) bool {
	for i := range r.issues {
		if r.issues[i].Field == f {
			return true
		}
	}
	return false
}

func (d *draft) takeID(r *row, stored, want *data.User) {
	if r.idKey != "" && (stored == nil || r.idKey != data.IDKey(stored.ID)) {
		want.ID = r.idKey
		d.suspect(r, data.ID, r.idKey)
		d.warnScientific(r, data.ID, r.idKey)
	}
}

// value cleans a cell and says whether it holds anything to take over: not if
// it is blank (SPEC S4.6), a word for nothing, or cannot be used. What was
// cleaned is a note.
func (d *draft) value(r *row, f data.Field, cell data.Cell, stored, want *data.User) (string, bool) {
	if cell.Blank() {
		if d.erases(f) {
			want.Set(f, "")
		}
		return "", false
	}
	known := stored != nil && d.isStored(cell, stored.Get(f))
	if !known {
		if cell = d.unwrap(r, f, cell); cell.Blank() || d.isNothing(r, f, cell, want) {
			return "", false
		}
	}
	if !d.cellHolds(r, f, cell) {
		return "", false
	}
	text := data.Clean(cell.Text)
	if !known && stored != nil && data.BrokenSpelling(text, stored.Get(f)) {
		d.warn(r, "cell.broken_spelling", f, "value", data.WithoutControls(text), "stored", stored.Get(f))
		return "", false
	}
	if !d.usable(r, f, cell, known) || !d.fits(r, f, text) {
		return "", false
	}
	if text != cell.Text {
		d.note(r, "cell.cleaned", f)
	}
	return text, true
}

// isStored reports whether a cell says what is stored, but for capitals and accents.
func (d *fileDraft) isStored(cell data.Cell, value string) bool {
	return value != "" && d.asWritten(cell) && data.FoldName(cell.Text) == data.FoldName(value)
}

// erases reports whether a blank cell of a column erases: never mandatory
// fields (SPEC S4.6). ID and Status, never erased either, do not ask.
func (d *draft) erases(f data.Field) bool { return d.options.BlankErases && !d.mandatory(f) }

func (d *draft) mandatory(f data.Field) bool { return mandatory(d.base, f) }

// mandatory reports whether a new user needs a field (SPEC S2.1).
func mandatory(base *data.Base, f data.Field) bool {
	if f == data.RoleID {
		return !base.Settings.RolesOptional
	}
	return base.Schema.Info(f).Mandatory
}

func (d *draft) readText(r *row, f data.Field, cell data.Cell, stored, want *data.User) {
	text, ok := d.value(r, f, cell, stored, want)
	switch {
	case !ok:
	case stored != nil && data.SameText(text, stored.Get(f)):
		if text == cell.Text && text != stored.Get(f) {
			d.note(r, "cell.cleaned", f)
		}
	default:
		d.suspect(r, f, text)
		want.Set(f, text)
	}
}

func (d *draft) readPhone(r *row, cell data.Cell, stored, want *data.User) {
	text, ok := d.value(r, data.Phone, cell, stored, want)
	if !ok {
		return
	}
	if stored != nil {
		if data.SamePhone(text, stored.Phone) {
			return
		}
		if cell.Text = text; d.numericPhone(cell) && data.BarePhone(text) == data.BarePhone(stored.Phone) {
			d.note(r, "phone.leading_zero", data.Phone, "value", text, "stored", stored.Phone)
			return
		}
	}
	if amount := len(data.PlainNumbers(text)) > 0 && !strings.Contains(text, " "); stored != nil && amount && data.BarePhone(text) == data.BarePhone(stored.Phone) {
		d.note(r, "phone.other_writing", data.Phone, "value", text, "stored", stored.Phone)
		return
	}
	if whole, ok := withoutDecimals(text); ok {
		if stored != nil && data.BarePhone(whole) == data.BarePhone(stored.Phone) {
			d.note(r, "phone.other_writing", data.Phone, "value", text, "stored", stored.Phone)
			return
		}
		d.note(r, "phone.other_writing", data.Phone, "value", text, "stored", whole)
		text = whole
	}
	want.Phone = text
}

// withoutDecimals takes zero decimals off a whole number: 33612345602.0.
func withoutDecimals(text string) (string, bool) {
	at := strings.LastIndexAny(text, ".,")
	if at < 0 || !data.OnlyDigits(text[:at]) || text[at+1:] == "" || strings.Trim(text[at+1:], "0") != "" || len(text[at+1:]) > 2 {
		return text, false
	}
	return text[:at], true
}

// missing makes a row that would create someone a problem for each mandatory
// field it does not fill (SPEC S4.6). A row whose email or ID cannot be used
// may be about somebody who is stored: columns that are not in the file are
// nothing against it.
func (d *draft) missing(r *row, want *data.User) {
	unsure := r.failedOn(data.Email) || r.failedOn(data.ID)
	for _, info := range d.base.Schema.Fields() {
		f := info.Field
		if !d.mandatory(f) || want.Get(f) != "" || r.failedOn(f) {
			continue
		}
		switch absent := d.where(f) < 0; {
		case !absent:
			d.fail(r, missingCode(f), f)
		case !unsure:
			d.fail(r, missingCode(f), f, "column", "missing")
		}
	}
}

// missingCode is the code of a mandatory field that is blank.
func missingCode(f data.Field) string {
	if code := missingCodes[f]; code != "" {
		return code
	}
	return "field.missing"
}

var missingCodes = map[data.Field]string{
	data.Email: "email.missing", data.FirstName: "name.missing", data.LastName: "name.missing",
	data.RoleID: "role.missing", data.PermissionProfile: "profile.missing",
}
