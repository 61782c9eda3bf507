package plan

import (
	"strings"

	"headcount/data"
)

// readRoles reads the Role columns of a row: "Role", "Role 2" … side by side,
// several roles in a cell (SPEC S3.3, S4.7).
func (d *draft) readRoles(r *row, stored, want *data.User) {
	if stored != nil && d.sameRoles(r, stored) {
		return
	}
	var ids []string
	blank := true
	for i := range d.known {
		c := &d.known[i]
		cell := r.source.Cell(c.Index)
		if c.Field != data.RoleID || cell.Blank() {
			continue
		}
		blank = false
		ids = append(ids, d.rolesIn(r, c.Index, cell, stored)...)
	}
	switch {
	case len(ids) > 0:
		want.Roles = data.NewRoleIDs(ids...)
	case blank && d.erases(data.RoleID):
		want.Roles = ""
	}
}

// sameRoles is the quick answer for a row that says just what is stored.
func (d *draft) sameRoles(r *row, stored *data.User) bool {
	for i := range d.known {
		c := &d.known[i]
		if c.Field != data.RoleID {
			continue
		}
		cell := r.source.Cell(c.Index)
		first := c.Index == d.where(data.RoleID)
		if first && (cell.Text != string(stored.Roles) || cell.Text == "" || !d.asWritten(cell)) || !first && (cell.Text != "" || cell.Kind != data.Text) {
			return false
		}
	}
	return true
}

// rolesIn reads the roles in one cell.
func (d *draft) rolesIn(r *row, column int, cell data.Cell, stored *data.User) []string {
	before := len(r.issues)
	defer func() {
		for i := before; i < len(r.issues); i++ {
			r.issues[i].Column = column
		}
	}()
	if id, ok := d.exactRole(cell, stored); ok {
		return []string{id}
	}
	if !d.cellHolds(r, data.RoleID, cell) {
		return nil
	}
	if d.numeric(cell) {
		if id, ok := d.bareRole(r, data.Clean(cell.Text), stored); ok {
			return []string{id}
		}
	}
	var ids []string
	cleaned := false
	for piece := range strings.FieldsFuncSeq(cell.Text, separatesRoles) {
		text := data.Clean(piece)
		if text == "" || !d.fits(r, data.RoleID, text) {
			continue
		}
		cleaned = cleaned || text != strings.Trim(piece, " ")
		ids = append(ids, d.role(r, text, stored))
	}
	if cleaned || cell.Text != strings.Trim(cell.Text, " ") {
		d.note(r, "cell.cleaned", data.RoleID)
	}
	return ids
}

func separatesRoles(r rune) bool {
	return r == ',' || r == ';' || r == '|' || r == '\n' || r == '\r'
}

// exactRole answers for a cell that is one Role ID as it is written; this is
// how an ID like 1e5 comes back from our own CSV.
func (d *draft) exactRole(cell data.Cell, stored *data.User) (string, bool) {
	role := d.roles.roles[cell.Text]
	if role == nil || role.ID != cell.Text || !d.asWritten(cell) || !holds(role, stored) {
		return "", false
	}
	return role.ID, true
}

// holds reports whether a role may be given: an archived one only to those who
// have it (SPEC S4.7).
func holds(role *data.Role, stored *data.User) bool {
	return !role.Archived || stored != nil && stored.Roles.Has(role.ID)
}

// bareRole looks a number up that may have lost its leading zeros (SPEC S3.7).
func (d *draft) bareRole(r *row, text string, stored *data.User) (string, bool) {
	if d.roles.roles[text] != nil {
		return "", false
	}
	var candidates []string
	for _, role := range d.roles.withBareID(text) {
		if holds(role, stored) {
			candidates = append(candidates, role.ID)
		}
	}
	switch len(candidates) {
	case 0:
		return "", false
	case 1:
		d.note(r, "role.leading_zero", data.RoleID, "value", text, "stored", candidates[0])
		return candidates[0], true
	}
	d.fail(r, "role.ambiguous", data.RoleID, "value", text, "nearest", strings.Join(candidates, "\n"))
	return text, true
}

// role finds the Role ID that a text stands for; the text itself if it is a
// problem, to be shown.
func (d *draft) role(r *row, text string, stored *data.User) string {
	folded := data.FoldRole(text)
	known := d.roles.roles[folded]
	switch {
	case known != nil && !holds(known, stored):
		d.fail(r, "role.archived", data.RoleID, "value", known.ID, "name", known.Name)
		return text
	case known != nil:
		if text != known.ID {
			d.note(r, "role.folded", data.RoleID, "value", text, "role", known.ID)
		}
		return known.ID
	case stored != nil && stored.Roles.Has(text):
		return text
	case d.roles.create && folded != "":
		bring(d.roles.newRoles, folded, text, r.source.Number)
		if text != folded {
			d.note(r, "role.folded", data.RoleID, "value", text, "role", folded)
		}
		return folded
	}
	d.fail(r, "role.unknown", data.RoleID, "value", text, "nearest", d.roles.likeRole(text))
	return text
}

// readProfile finds the permission profile that a cell stands for: without
// case and accents, former names and the other language's too (SPEC S2.1,
// S13.4).
func (d *draft) readProfile(r *row, cell data.Cell, stored, want *data.User) {
	text, ok := d.value(r, data.PermissionProfile, cell, want)
	if !ok {
		return
	}
	folded := data.FoldName(text)
	known := d.roles.profiles[folded]
	switch {
	case known != nil:
		want.Profile = known.Name
		if folded != data.FoldName(known.Name) {
			d.note(r, "profile.alias", data.PermissionProfile, "value", text, "profile", known.Name)
		}
	case stored != nil && folded == data.FoldName(stored.Profile):
	case d.roles.create:
		want.Profile = bring(d.roles.newProfiles, folded, text, r.source.Number)
	default:
		want.Profile = text
		d.fail(r, "profile.unknown", data.PermissionProfile, "value", text, "nearest", d.roles.likeProfile(text))
	}
}
