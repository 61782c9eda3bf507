package plan

import (
	"strings"

	"headcount.app/headcount/data"
)

// unwrap takes off what a program wrote around a text, and decodes what it
// escaped; both are noted (SPEC S3A.4, S3A.5). It is asked only about texts that
// nobody has just so.
func (d *fileDraft) unwrap(r reporter, f data.Field, cell data.Cell) data.Cell {
	if cell.Kind != data.Text && cell.Kind != data.Tailed && cell.Kind != data.Doubtful || cell.Text == "" {
		return cell
	}
	if c := cell.Text[0]; c == '=' || c == '\'' {
		inner, ok := data.Unwrapped(data.Clean(cell.Text))
		if !ok && numberMatters(f) {
			inner, ok = data.WithoutTextMark(data.Clean(cell.Text))
		}
		if ok {
			d.note(r, "cell.unwrapped", f, "value", data.WithoutControls(inner))
			cell.Text = inner
		}
	}
	if strings.IndexByte(cell.Text, '&') >= 0 {
		if plain, ok := data.DecodeEntities(cell.Text); ok {
			d.note(r, "cell.entities", f, "value", data.WithoutControls(plain))
			cell.Text = plain
		}
	}
	return cell
}

// isNothing reports whether a cell holds a word for nothing, or the word that
// erases (SPEC S15.5): optional fields are left or erased as by a blank cell, in
// an address or a name it is a problem. What is translated, and a profile of that
// name, is something.
func (d *draft) isNothing(r *row, f data.Field, cell data.Cell, want *data.User) bool {
	text := data.Clean(cell.Text)
	if _, translated := d.translation(f, text); translated || f == data.PermissionProfile && d.roles.profiles[data.FoldName(text)] != nil {
		return false
	}
	return d.nothing(r, f, cell, d.mandatory(f), func() { want.Set(f, "") })
}

// nothing is isNothing for a field of users or of roles, which is needed or
// erased.
func (d *fileDraft) nothing(r reporter, f data.Field, cell data.Cell, needed bool, erase func()) bool {
	if cell.Kind == data.Uncomputed || cell.Kind == data.Covered {
		return false
	}
	text := data.Clean(cell.Text)
	erasable := !needed && f != data.ID && f != data.StatusField
	if d.isErasingWord(text) && !needed {
		if erasable {
			erase()
			d.note(r, "cell.erased", f, "value", text)
		} else {
			d.note(r, "cell.placeholder", f, "value", text)
		}
		return true
	}
	switch f {
	case data.Email, data.FirstName, data.LastName, data.FullName, data.RoleName:
		if !data.NoName(text) {
			return false
		}
	default:
		if !data.MeansNothing(text) {
			return false
		}
	}
	if needed {
		d.fail(r, "cell.placeholder", f, "value", data.WithoutControls(text))
		return true
	}
	d.note(r, "cell.placeholder", f, "value", data.WithoutControls(text))
	if d.options.BlankErases && erasable {
		erase()
	}
	return true
}

func (d *fileDraft) isErasingWord(text string) bool {
	word := d.base.Settings.ErasingWord
	return word != "" && data.FoldName(text) == data.FoldName(word)
}
