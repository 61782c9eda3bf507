package plan

import "headcount.app/headcount/data"

// readStatus decides whether the user is active afterwards. Without a Status
// column being in the file reactivates; with one only the word does; a
// protected user stays active (SPEC S4.5, S2.3).
func (d *draft) readStatus(r *row, stored, want *data.User) {
	column := d.where(data.StatusField)
	if column < 0 {
		want.Status = data.Active
		return
	}
	cell := r.source.Cell(column)
	if cell = d.unwrap(r, data.StatusField, cell); cell.Blank() || !d.cellHolds(r, data.StatusField, cell) {
		return
	}
	status, known := data.StatusOf(cell.Text)
	if !known {
		if d.isNothing(r, data.StatusField, cell, want) {
			return
		}
		status, known = data.StatusOf(d.translate(r, data.StatusField, data.Clean(cell.Text)))
	}
	switch {
	case !known && data.ErrorWord(data.Clean(cell.Text)):
		d.fail(r, "cell.error", data.StatusField, "value", data.Clean(cell.Text))
	case !known:
		d.fail(r, "status.unknown", data.StatusField, "value", data.WithoutControls(data.Clean(cell.Text)))
	case status == data.Deactivated && stored != nil && stored.Status == data.Active && stored.Protected:
		r.withheld = true
		d.warn(r, "status.protected", data.StatusField, "name", stored.Name())
	case status == data.Deactivated && stored == nil:
		d.note(r, "status.created_deactivated", data.StatusField)
		want.Status = status
	default:
		want.Status = status
	}
}

// samePersonBack refuses to reactivate a deactivated user under another first
// name (SPEC S4.1): the ID or the address may have been given to somebody new.
func (d *draft) samePersonBack(r *row, stored, want *data.User) {
	if stored.Status != data.Deactivated || want.Status != data.Active || !otherFirstName(stored, want) {
		return
	}
	code, f := "email.taken", data.Email
	if r.idUser == r.user {
		code, f = "id.conflict", data.ID
	}
	d.fail(r, code, f, "email", stored.Email, "id", stored.ID, "holder", stored.Name(), "reason", "other_name")
}
