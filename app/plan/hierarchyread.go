package plan

import (
	"slices"
	"strings"

	"headcount/data"
)

// read reads the cells of a row and compares them with the stored role.
func (d *roleDraft) read(r *roleRow) {
	if r.source.Ragged {
		d.fail(r, "row.width", data.NoField)
		return
	}
	d.readID(r)
	if r.stored != nil {
		r.want = *r.stored
		r.want.Archived = false
	}
	d.readText(r, data.RoleName)
	d.readText(r, data.RoleLevel)
	d.readSuperiors(r)
	if r.want.Name == "" && r.stored == nil {
		r.want.Name = data.Clean(visible(r.source.Cell(d.where(data.RoleKey)).Text))
	}
	if data.IsExampleRole(r.want) {
		r.state, r.issues = example, nil
		d.note(r, "row.example", data.NoField)
	}
}

// readID finds the role that a row is about, exactly first, then folded, then
// without leading zeros (SPEC S3.7, S13.3).
func (d *roleDraft) readID(r *roleRow) {
	cell := r.source.Cell(d.where(data.RoleKey))
	if known := d.catalogue.roles[cell.Text]; known != nil && known.ID == cell.Text && d.asWritten(cell) {
		r.stored, r.want.ID = known, known.ID
		return
	}
	if code := fault(data.RoleKey, cell); code != "" {
		d.fail(r, code, data.RoleKey, "value", cell.Text)
		return
	}
	text := data.Clean(cell.Text)
	if !d.fits(r, data.RoleKey, text) {
		return
	}
	folded := data.FoldRole(text)
	switch {
	case folded == "":
		d.fail(r, "role_id.missing", data.RoleKey)
		return
	case strings.ContainsFunc(text, separatesRoles):
		d.fail(r, "role_id.separator", data.RoleKey, "value", text)
		return
	}
	r.want.ID = d.find(r, folded, text, cell, data.RoleKey)
	r.stored = d.catalogue.roles[data.FoldRole(r.want.ID)]
}

// find returns the stored Role ID that a text stands for, or its folded form.
func (d *roleDraft) find(r *roleRow, folded, text string, cell data.Cell, f data.Field) string {
	id := folded
	if known := d.catalogue.roles[folded]; known != nil {
		id = known.ID
	} else if d.numeric(cell) && digitsOnly(text) {
		switch bare := d.catalogue.withBareID(text); len(bare) {
		case 0:
		case 1:
			d.note(r, "role.leading_zero", f, "value", text, "stored", bare[0].ID)
			return bare[0].ID
		default:
			var ids []string
			for _, role := range bare {
				ids = append(ids, role.ID)
			}
			d.fail(r, "role.ambiguous", f, "value", text, "nearest", strings.Join(ids, "\n"))
			return folded
		}
	}
	if id != text {
		d.note(r, "role.folded", f, "value", text, "role", id)
	}
	return id
}

// readText reads the name or the level. A blank cell leaves what is stored; a
// level can be erased, a name cannot (SPEC S4.6).
func (d *roleDraft) readText(r *roleRow, f data.Field) {
	column := d.where(f)
	if column < 0 {
		return
	}
	cell := r.source.Cell(column)
	if code := fault(f, cell); code != "" {
		d.fail(r, code, f, "value", cell.Text)
		return
	}
	text := data.Clean(cell.Text)
	if text == "" {
		if f == data.RoleLevel && d.options.BlankErases {
			r.want.Level = ""
		}
		return
	}
	if !d.fits(r, f, text) {
		return
	}
	if text != strings.Trim(cell.Text, " ") {
		d.note(r, "cell.cleaned", f)
	}
	r.want.Set(f, text)
}

// readSuperiors reads the columns of superiors: several side by side, several
// in a cell (SPEC S3.3). All blank leaves what is stored, unless blank cells
// erase; then the role stands at the top.
func (d *roleDraft) readSuperiors(r *roleRow) {
	var ids []string
	blank := true
	for i := range d.columns {
		c := &d.columns[i]
		cell := r.source.Cell(c.Index)
		if c.Field != data.RoleSuperiors || cell.Blank() {
			continue
		}
		blank = false
		before := len(r.issues)
		ids = append(ids, d.superiorsIn(r, cell)...)
		for k := before; k < len(r.issues); k++ {
			r.issues[k].Column = c.Index
		}
	}
	switch {
	case len(ids) > 0:
		r.want.Superiors = data.NewRoleIDs(ids...)
	case blank && d.where(data.RoleSuperiors) >= 0 && d.options.BlankErases:
		r.want.Superiors = ""
	case blank && d.where(data.RoleSuperiors) >= 0 && r.want.Superiors != "":
		d.note(r, "superior.stays", data.RoleSuperiors, "role", r.want.ID, "superior", string(r.want.Superiors))
	}
}

// superiorsIn are the Role IDs in one cell.
func (d *roleDraft) superiorsIn(r *roleRow, cell data.Cell) []string {
	if code := fault(data.RoleSuperiors, cell); code != "" {
		d.fail(r, code, data.RoleSuperiors, "value", cell.Text)
		return nil
	}
	var ids []string
	for piece := range strings.FieldsFuncSeq(cell.Text, separatesRoles) {
		text := data.Clean(piece)
		if folded := data.FoldRole(text); folded != "" {
			ids = append(ids, d.find(r, folded, text, cell, data.RoleSuperiors))
		}
	}
	return ids
}

// mention marks the stored roles that the file names in any way: a row that is
// a problem, a superior in any row, the only role of the name that a row
// without a Role ID bears. They are never archived for being missing
// (SPEC S4.3).
func (d *roleDraft) mention() {
	mark := func(id string) {
		if role := d.catalogue.roles[data.FoldRole(id)]; role != nil {
			d.mentioned[role.ID] = true
		}
	}
	for i := range d.rows {
		r := &d.rows[i]
		if r.state == example {
			continue
		}
		if r.want.ID != "" {
			mark(r.want.ID)
		} else if role := d.named(r); role != nil {
			mark(role.ID)
		}
		for k := range d.columns {
			if f := d.columns[k].Field; f == data.RoleSuperiors || r.source.Ragged {
				for piece := range strings.FieldsFuncSeq(r.source.Cell(d.columns[k].Index).Text, separatesRoles) {
					mark(piece)
				}
			}
		}
		for _, id := range r.want.Superiors.List() {
			mark(id)
		}
	}
}

// named is the only role whose name a row without a Role ID bears.
func (d *roleDraft) named(r *roleRow) *data.Role {
	name := data.FoldName(r.source.Cell(d.where(data.RoleName)).Text)
	if name == "" || r.source.Ragged {
		return nil
	}
	same := func(role data.Role) bool { return !role.Archived && data.FoldName(role.Name) == name }
	i := slices.IndexFunc(d.base.Roles, same)
	if i < 0 || slices.ContainsFunc(d.base.Roles[i+1:], same) {
		return nil
	}
	return &d.base.Roles[i]
}
