package plan

import (
	"slices"
	"strings"

	"headcount.app/headcount/data"
)

// read reads the cells of a row and compares them with the stored role.
func (d *roleDraft) read(i int) {
	r := &d.rows[i]
	if d.isSetAside(i) {
		return
	}
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
		r.want.Name = r.written
	}
	if data.IsExampleRole(r.want) {
		r.state, r.issues = example, nil
		d.note(r, "row.example", data.NoField)
	}
}

// isSetAside reports whether a row is about no role: one that a person leaves
// out, the header once more, or a last row without a Role ID that is one, which
// sums up those above or is a remark (SPEC S3A.14).
func (d *roleDraft) isSetAside(i int) bool {
	r := &d.rows[i]
	as, code := d.aside(i, d.isSummary)
	if code == "" {
		return false
	}
	r.state = as
	d.note(r, code, data.NoField)
	return true
}

// isSummary reports whether the last row is no role: a total as its first word,
// or nothing beside a count of the rows above.
func (d *roleDraft) isSummary(row *data.Row, above int) bool {
	first, filled, total := d.sumsUp(row)
	id := data.Clean(row.Cell(d.where(data.RoleKey)).Text)
	known := d.catalogue.roles[data.FoldRole(id)] != nil
	isCount := id == "" || id == itoa(above) || total && id == first
	return !row.Ragged && above > 0 && filled > 0 && filled <= 2 && isCount && !known && (total || id != "" && filled == 1 || id == "" && data.OnlyDigits(first))
}

// readID finds the role that a row is about, exactly first, then folded, then
// as the same number written otherwise (SPEC S3.7, S3A.5, S13.3).
func (d *roleDraft) readID(r *roleRow) {
	column := d.where(data.RoleKey)
	cell := r.source.Cell(column)
	if id, found := d.lostZeros(r, column, cell, data.RoleKey); found {
		r.want.ID, r.stored = id, d.catalogue.roles[data.FoldRole(id)]
		return
	}
	if d.asWritten(cell) && d.catalogue.exact(cell.Text) {
		r.want.ID, r.stored = cell.Text, d.catalogue.roles[cell.Text]
		return
	}
	cell = d.unwrap(r, data.RoleKey, cell)
	d.doubt(r, data.RoleKey, cell)
	text := data.Clean(cell.Text)
	r.written = data.WithoutControls(text)
	folded := data.FoldRole(text)
	known := d.catalogue.roles[folded] != nil
	switch {
	case folded == "" && cell.Kind == data.Text:
		d.fail(r, "role_id.missing", data.RoleKey)
		return
	case !known && d.nothing(r, data.RoleKey, cell, true, nil), !d.cellHolds(r, data.RoleKey, cell), !known && !d.usable(r, data.RoleKey, cell, false), !d.fits(r, data.RoleKey, text):
		return
	case folded == "":
		d.fail(r, "role_id.missing", data.RoleKey)
		return
	case strings.ContainsFunc(text, data.SeparatesRoles):
		d.fail(r, "role_id.separator", data.RoleKey, "value", text)
		return
	}
	r.want.ID = d.find(r, folded, text, cell, data.RoleKey)
	if r.stored = d.catalogue.roles[data.FoldRole(r.want.ID)]; r.stored == nil && r.good() {
		d.suspect(r, data.RoleKey, text)
		d.warnScientific(r, data.RoleKey, text)
	}
}

// find returns the stored Role ID that a text stands for, or its folded form.
func (d *roleDraft) find(r *roleRow, folded, text string, cell data.Cell, f data.Field) string {
	id := folded
	if known := d.catalogue.roles[folded]; known != nil {
		id = known.ID
	} else if plain := d.catalogue.roles[data.FoldRole(data.PlainAddress(text))]; plain != nil {
		id = plain.ID // with a dash or an apostrophe of another kind
	} else {
		code, candidates := d.otherwise(d.catalogue, data.Cell{Text: text, Kind: cell.Kind}, func(*data.Role) bool { return true })
		switch len(candidates) {
		case 0:
		case 1:
			d.note(r, code, f, "value", text, "stored", candidates[0])
			return candidates[0]
		default:
			d.fail(r, "role.ambiguous", f, "value", text, "nearest", strings.Join(candidates, "\n"))
			return folded
		}
		if numbers := data.PlainNumbers(text); len(numbers) > 0 && text[0] != '0' && !strings.Contains(text, ",") {
			id = numbers[len(numbers)-1]
			d.note(r, code, f, "value", text, "stored", id)
			return id
		}
	}
	if id != text {
		d.note(r, "role.folded", f, "value", text, "role", id)
	}
	return id
}

// lostZeros decides about a number that is a Role ID with decimals but for zeros
// at its end, 1.1 for 1.10 (SPEC S3A.5): who is meant tells the name of the role,
// or the superior that it has; else it is a problem unless it is just one.
func (d *roleDraft) lostZeros(r *roleRow, column int, cell data.Cell, f data.Field) (id string, found bool) {
	text := data.Clean(cell.Text)
	if !d.mayLackZeros(column, cell) {
		return "", false
	}
	like := d.catalogue.withDecimal(text)
	if len(like) == 0 || len(like) == 1 && like[0].ID == text {
		return "", false
	}
	var candidates, meant []string
	name := data.FoldName(r.source.Cell(d.where(data.RoleName)).Text)
	for _, role := range like {
		candidates = append(candidates, role.ID)
		if f == data.RoleKey && name != "" && name == data.FoldName(role.Name) || f == data.RoleSuperiors && r.stored != nil && r.stored.Superiors.Has(role.ID) {
			meant = append(meant, role.ID)
		}
	}
	if len(meant) != 1 {
		d.fail(r, "role.ambiguous", f, "value", text, "nearest", strings.Join(candidates, "\n"))
		return text, true
	}
	if meant[0] != text {
		d.note(r, "role.other_writing", f, "value", text, "stored", meant[0])
	}
	return meant[0], true
}

// readText reads the name or the level. A blank cell leaves what is stored; a
// level can be erased, a name cannot (SPEC S4.6). A level that cannot be one
// leaves what is stored too (SPEC S3A.4).
func (d *roleDraft) readText(r *roleRow, f data.Field) {
	column := d.where(f)
	if column < 0 {
		return
	}
	cell, stored := r.source.Cell(column), r.storedText(f)
	known := d.isStored(cell, stored)
	d.doubt(r, f, cell)
	erase := func() { r.want.Level = "" }
	if !known {
		if cell = d.unwrap(r, f, cell); d.nothing(r, f, cell, f == data.RoleName, erase) || !d.cellHolds(r, f, cell) {
			return
		}
	}
	text := data.Clean(cell.Text)
	if text == "" {
		if d.options.BlankErases && f == data.RoleLevel {
			erase()
		}
		return
	}
	if !known && data.BrokenSpelling(text, stored) {
		d.warn(r, "cell.broken_spelling", f, "value", data.WithoutControls(text), "stored", stored)
		return
	}
	if !d.usable(r, f, cell, known) || !d.fits(r, f, text) {
		return
	}
	if text != strings.Trim(cell.Text, " ") {
		d.note(r, "cell.cleaned", f)
	}
	if !known {
		d.suspect(r, f, text)
	}
	r.want.Set(f, text)
}

// storedText is a field of the stored role that a row leads to, "" for none.
func (r *roleRow) storedText(f data.Field) string {
	if r.stored == nil {
		return ""
	}
	return r.stored.Get(f)
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
		ids = append(ids, d.superiorsIn(r, c.Index, cell)...)
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
func (d *roleDraft) superiorsIn(r *roleRow, column int, cell data.Cell) []string {
	if id, found := d.lostZeros(r, column, cell, data.RoleSuperiors); found {
		return []string{id}
	}
	if d.asWritten(cell) && d.catalogue.exact(cell.Text) {
		return []string{cell.Text}
	}
	cell = d.unwrap(r, data.RoleSuperiors, cell)
	d.doubt(r, data.RoleSuperiors, cell)
	if known := d.catalogue.roles[data.FoldRole(cell.Text)] != nil; !known {
		if d.nothing(r, data.RoleSuperiors, cell, false, func() { r.want.Superiors = "" }) || !d.cellHolds(r, data.RoleSuperiors, cell) || !d.usable(r, data.RoleSuperiors, cell, false) {
			return nil
		}
	} else if !d.cellHolds(r, data.RoleSuperiors, cell) {
		return nil
	}
	if _, candidates := d.otherwise(d.catalogue, cell, func(*data.Role) bool { return true }); len(candidates) > 0 && d.catalogue.unknown(cell.Text) {
		text := data.Clean(cell.Text)
		return []string{d.find(r, data.FoldRole(text), text, cell, data.RoleSuperiors)}
	}
	var ids []string
	for piece := range strings.FieldsFuncSeq(cell.Text, data.SeparatesRoles) {
		text := data.Clean(piece)
		if folded := data.FoldRole(text); folded != "" {
			ids = append(ids, d.find(r, folded, text, cell, data.RoleSuperiors))
		}
	}
	return ids
}

// mention marks the stored roles that the file names in any way: in a row that
// is a problem or left out by hand wherever they stand, as a superior in any row,
// as the only role of the name that a row without a Role ID bears, in a table
// under the list. They are never
// archived for being missing (SPEC S4.3, S3A.2). What named one in a cell that is
// not kept is kept in the place of its row.
func (d *roleDraft) mention() {
	for _, m := range d.file.Mentions {
		d.mark(m.Key)
	}
	d.mentions = slices.Clone(d.file.Mentions)
	for _, a := range d.asides {
		for i := range a.rows {
			for _, cell := range a.rows[i].Cells {
				d.markKept(a.rows[i].Number, cell.Text)
			}
		}
	}
	for i := range d.rows {
		if r := &d.rows[i]; r.state != example && r.state != summary {
			d.mentionIn(r)
		}
	}
}

// mentionIn marks the roles that one row names.
func (d *roleDraft) mentionIn(r *roleRow) {
	if r.want.ID != "" {
		d.mark(r.want.ID)
	} else if role := d.named(r); role != nil {
		d.mark(role.ID)
	}
	anywhere := r.state == failed || r.state == skipped
	for k := range r.source.Cells {
		f := data.NoField
		if k < len(d.columns) {
			f = d.columns[k].Field
		}
		if f != data.RoleSuperiors && !anywhere {
			continue
		}
		for piece := range strings.FieldsFuncSeq(r.source.Cells[k].Text, data.SeparatesRoles) {
			if f == data.NoField || r.source.Ragged {
				d.markKept(r.source.Number, piece)
			} else {
				d.mark(piece)
			}
		}
	}
	for _, id := range r.want.Superiors.List() {
		d.mark(id)
	}
}

// mark marks the stored role with an ID, nil if there is none.
func (d *roleDraft) mark(id string) *data.Role {
	role := d.catalogue.roles[data.FoldRole(id)]
	if role != nil {
		d.mentioned[role.ID] = true
	}
	return role
}

// markKept marks the role that a cell names which is not kept with the file.
func (d *roleDraft) markKept(row int, id string) {
	if role := d.mark(id); role != nil {
		d.mentions = append(d.mentions, data.Mention{Row: row, Key: role.ID})
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
