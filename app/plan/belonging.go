package plan

import (
	"slices"
	"strings"

	"headcount.app/headcount/data"
)

// readRoles reads the Role columns of a row: "Role", "Role 2" … side by side,
// several roles in a cell (SPEC S3.3, S4.7).
func (d *draft) readRoles(r *row, stored, want *data.User) {
	if stored != nil && len(r.with) == 0 && d.sameRoles(r, stored) {
		return
	}
	var ids []string
	blank := true
	for source := range r.sources {
		for i := range d.known {
			c := &d.known[i]
			cell := source.Cell(c.Index)
			if c.Field != data.RoleID || cell.Blank() {
				continue
			}
			blank = false
			before := len(r.issues)
			ids = append(ids, d.rolesIn(r, c.Index, cell, stored, want)...)
			for k := before; source != r.source && k < len(r.issues); k++ {
				r.issues[k].Row = source.Number
			}
		}
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
func (d *draft) rolesIn(r *row, column int, cell data.Cell, stored, want *data.User) []string {
	before := len(r.issues)
	defer func() {
		for i := before; i < len(r.issues); i++ {
			r.issues[i].Column = column
		}
	}()
	if id, ok := d.decimalRole(r, column, cell, stored); ok {
		return []string{id}
	}
	if id, ok := d.exactRole(cell, stored); ok {
		return []string{id}
	}
	if cell = d.unwrap(r, data.RoleID, cell); cell.Blank() {
		return nil
	}
	if id, ok := d.exactRole(cell, stored); ok {
		return []string{id}
	}
	if !d.cellHolds(r, data.RoleID, cell) || d.newRole(cell) && (d.noRole(r, column, cell, want) || !d.usable(r, data.RoleID, cell, false)) {
		return nil
	}
	if id, ok := d.bareRole(r, cell, stored); ok {
		return []string{id}
	}
	return d.rolesBetween(r, cell, stored)
}

// newRole reports whether a cell is no Role ID and is not read as one.
func (d *draft) newRole(cell data.Cell) bool {
	_, translated := d.translation(data.RoleID, cell.Text)
	return !translated && d.roles.unknown(cell.Text)
}

// noRole reports whether a cell holds a word for nothing. In "Role 2" that is a
// blank cell.
func (d *draft) noRole(r *row, column int, cell data.Cell, want *data.User) bool {
	if column != d.where(data.RoleID) && data.MeansNothing(data.Clean(cell.Text)) {
		d.note(r, "cell.placeholder", data.RoleID, "value", cell.Text)
		return true
	}
	return d.isNothing(r, data.RoleID, cell, want)
}

// rolesBetween reads the roles between the separators of a cell.
func (d *draft) rolesBetween(r *row, cell data.Cell, stored *data.User) []string {
	var ids []string
	cleaned := false
	for piece := range strings.FieldsFuncSeq(cell.Text, data.SeparatesRoles) {
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

// bareRole looks a number up that may have lost its leading zeros, or is written
// as an amount (SPEC S3.7, S3A.5). Commas separate roles.
func (d *draft) bareRole(r *row, cell data.Cell, stored *data.User) (string, bool) {
	text := data.Clean(cell.Text)
	if d.roles.roles[text] != nil {
		return "", false
	}
	code, candidates := d.otherwise(d.roles, cell, func(role *data.Role) bool { return holds(role, stored) })
	switch len(candidates) {
	case 0:
		return "", false
	case 1:
		d.note(r, code, data.RoleID, "value", text, "stored", candidates[0])
		return candidates[0], true
	}
	d.ambiguousRole(r, text, candidates)
	return text, true
}

// otherwise finds the Role IDs that a number may be but for its leading zeros,
// zero decimals and grouping, among the roles that may be meant, and the code of
// the note for it.
func (d *fileDraft) otherwise(roles *catalogue, cell data.Cell, may func(*data.Role) bool) (code string, candidates []string) {
	text := data.Clean(cell.Text)
	code, spellings := "role.leading_zero", []string(nil)
	if d.numeric(cell) {
		spellings = []string{text}
	}
	if !strings.Contains(text, ",") {
		if numbers := data.PlainNumbers(text); len(numbers) > 0 {
			code, spellings = "role.other_writing", append(spellings, numbers...)
		}
	}
	for _, spelling := range spellings {
		for _, role := range roles.withBareID(spelling) {
			if may(role) && !slices.Contains(candidates, role.ID) {
				candidates = append(candidates, role.ID)
			}
		}
	}
	return code, candidates
}

func (d *draft) ambiguousRole(r *row, text string, candidates []string) {
	d.fail(r, "role.ambiguous", data.RoleID, "value", text, "nearest", strings.Join(candidates, "\n"))
}

// decimalRole decides about a number that is a Role ID with decimals but for
// zeros at its end, 1.1 for 1.10: the role that the person holds changes nothing,
// anything else is a problem (SPEC S3A.5). French spreadsheets write 1,1.
func (d *draft) decimalRole(r *row, column int, cell data.Cell, stored *data.User) (string, bool) {
	text := data.Clean(cell.Text)
	if d.isCSV() && strings.Count(text, ",") == 1 {
		text = strings.ReplaceAll(text, ",", ".")
		cell.Text = text
	}
	if !d.mayLackZeros(column, cell) {
		return "", false
	}
	var candidates []string
	held := ""
	for _, role := range d.roles.withDecimal(text) {
		if !holds(role, stored) {
			continue
		}
		candidates = append(candidates, role.ID)
		if stored != nil && stored.Roles == data.NewRoleIDs(role.ID) {
			held = role.ID
		}
	}
	exact := slices.Contains(candidates, text)
	switch {
	case len(candidates) == 0:
		return "", false
	case held == text:
		return text, true
	case held != "" && !exact && len(candidates) == 1:
		d.note(r, "role.other_writing", data.RoleID, "value", text, "stored", held)
		return held, true
	case exact && len(candidates) == 1:
		return text, true
	}
	d.ambiguousRole(r, text, candidates)
	return text, true
}

// role finds the Role ID that a text stands for; the text itself if it is a
// problem, to be shown.
func (d *draft) role(r *row, text string, stored *data.User) string {
	folded := data.FoldRole(text)
	known := d.roles.roles[folded]
	if known == nil && (stored == nil || !stored.Roles.Has(text)) {
		text = d.translate(r, data.RoleID, text)
		folded = data.FoldRole(text)
		known = d.roles.roles[folded]
	}
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
		d.warnScientific(r, data.RoleID, text)
		if text != folded {
			d.note(r, "role.folded", data.RoleID, "value", text, "role", folded)
		}
		return folded
	}
	d.fail(r, "role.unknown", data.RoleID, "value", text, "nearest", d.roles.likeRole(text))
	return text
}

// readProfile finds the permission profile that a cell stands for: without
// case and accents, former names and other languages' too (SPEC S2.1,
// S13.4).
func (d *draft) readProfile(r *row, cell data.Cell, stored, want *data.User) {
	text, ok := d.value(r, data.PermissionProfile, cell, stored, want)
	if !ok {
		return
	}
	folded := data.FoldName(text)
	known := d.roles.profiles[folded]
	if known == nil && (stored == nil || folded != data.FoldName(stored.Profile)) {
		text = d.translate(r, data.PermissionProfile, text)
		folded = data.FoldName(text)
		known = d.roles.profiles[folded]
	}
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
