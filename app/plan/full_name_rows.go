package plan

import (
	"slices"
	"strings"

	"headcount.app/headcount/data"
)

// splitNames puts two columns for first and last name behind all others, filled
// from the column of full names if there is one, so that everything behind works
// as if the file had them (SPEC S15.1). Whom a row leads to by its address or ID
// is known by now.
func (d *draft) splitNames() {
	if !d.findFullNames() {
		return
	}
	rows, named := d.namedRows()
	header := data.HeaderNameOrder(d.file.Header[d.fullName])
	d.naming = decideNames(rows, header, d.options.Names, storedAddressForm(d.base.Users))
	split := make([]data.Row, len(rows))
	width := len(d.file.Header)
	cells := make([]data.Cell, len(rows)*(width+2))
	for n, i := range named {
		r := &d.rows[i]
		own := cells[n*(width+2) : (n+1)*(width+2)]
		copy(own[:width], r.source.Cells)
		first, last := d.splitName(r, &rows[n])
		own[width], own[width+1] = first, last
		split[n] = *r.source
		split[n].Cells = own
		r.source = &split[n]
		if d.stop != nil {
			return
		}
	}
}

// findFullNames takes the column of full names out of those that are read and
// puts the two in its place.
func (d *draft) findFullNames() bool {
	for i := range d.known {
		if d.known[i].Field != data.FullName {
			continue
		}
		c := d.known[i]
		d.fullName = c.Index
		first, last := c, c
		first.Field, first.Index = data.FirstName, len(d.file.Header)
		last.Field, last.Index = data.LastName, len(d.file.Header)+1
		known := append([]Column{}, d.known[:i]...)
		d.known = append(append(known, first, last), d.known[i+1:]...)
		return true
	}
	return false
}

// namedRows are the full names of the rows that take part, and which rows those
// are.
func (d *draft) namedRows() (rows []namedRow, named []int) {
	for i := range d.each {
		r := &d.rows[i]
		if !r.takesPart() || r.source.Ragged {
			continue
		}
		n := namedRow{address: r.address, cell: d.unwrap(r, data.FullName, r.source.Cell(d.fullName))}
		if fault(data.FullName, n.cell) == "" && !data.HasControl(data.Clean(n.cell.Text)) {
			n.name = newFullName(n.cell.Text)
		}
		if u := r.leads(); u != nobody {
			n.stored = &d.base.Users[u]
		}
		rows, named = append(rows, n), append(named, i)
	}
	return rows, named
}

// splitName splits the full name of one row and says what stands against it.
func (d *draft) splitName(r *row, n *namedRow) (first, last data.Cell) {
	if !d.isName(r, n.cell, n.stored) {
		return data.Cell{}, data.Cell{}
	}
	text := data.Clean(n.cell.Text)
	p, how := d.naming.split(n)
	switch how {
	case nameSplit, nameSame:
		if text != n.cell.Text {
			d.note(r, "cell.cleaned", data.FullName)
		}
		return data.Cell{Text: p.first}, data.Cell{Text: p.last}
	case nameSingle:
		if n.stored == nil || !n.isHalf() {
			d.fail(r, "name.single", data.FullName, "value", text)
		}
		return data.Cell{}, data.Cell{}
	case nameUndecided:
		d.stop = undecided(d.file.Header[d.fullName], n.name)
		return data.Cell{}, data.Cell{}
	case nameUnsplit:
		d.fail(r, "name.split", data.FullName, "value", text, "readings", strings.Join(n.name.readings(d.naming.order), "\n"))
	}
	return data.Cell{}, data.Cell{Text: text}
}

// isName reports whether a cell holds a name at all, and says what it holds else,
// as for first and last name (SPEC S3A.4, S15.5).
func (d *draft) isName(r *row, cell data.Cell, stored *data.User) bool {
	var nobody data.User
	if cell.Blank() || d.isNothing(r, data.FullName, cell, &nobody) || !d.cellHolds(r, data.FullName, cell) {
		return false
	}
	text := data.Clean(cell.Text)
	if stored != nil {
		for _, name := range []string{stored.FirstName + " " + stored.LastName, stored.LastName + " " + stored.FirstName} {
			if data.BrokenSpelling(text, name) {
				d.warn(r, "cell.broken_spelling", data.FullName, "value", data.WithoutControls(text), "stored", stored.Name())
				return false
			}
		}
	}
	if !d.usable(r, data.FullName, cell, false) {
		return false
	}
	if data.HasControl(text) {
		return d.fits(r, data.FullName, text)
	}
	return true
}

// undecided refuses a column whose order can't be told, with both ways to read a
// name.
func undecided(header string, n fullName) error {
	either := func(order data.NameOrder) string {
		p := n.at(cut{1, order})
		return p.last + ", " + p.first
	}
	return data.Refuse(data.FileNameOrder, nil, "header", header, "sample", strings.Join(n.words, " "),
		"first_last", either(data.FirstLast), "last_first", either(data.LastFirst))
}

// isHalf reports whether the one word is the stored first or last name: that says
// nothing new.
func (r *namedRow) isHalf() bool {
	key := r.name.key(0, 1)
	return key == data.WideNames(r.stored.FirstName) || key == data.WideNames(r.stored.LastName)
}

// bearers are the users who bear the name of a row. A full name that could not
// be split may be read in every way.
func (d *draft) bearers(r *row) []index {
	found := d.people.named(d.text(r, data.FirstName), d.text(r, data.LastName))
	if d.fullName < 0 || len(found) > 0 {
		return found
	}
	n := newFullName(r.source.Cell(d.fullName).Text)
	for k := 1; k < len(n.words); k++ {
		for _, order := range []data.NameOrder{data.FirstLast, data.LastFirst} {
			p := n.at(cut{k, order})
			for _, u := range d.people.named(p.first, p.last) {
				if !slices.Contains(found, u) {
					found = append(found, u)
				}
			}
		}
	}
	return found
}
