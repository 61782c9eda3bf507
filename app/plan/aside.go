package plan

import (
	"slices"
	"strings"

	"headcount.app/headcount/data"
)

// Aside is a second table on the sheet of the list, which is no part of it and
// is not read (SPEC S3A.1).
type Aside struct {
	// Columns are its first and last column by letter if it stands beside the
	// list: "J", "L". Otherwise it stands under it.
	Columns [2]string
	// Row is its first row if it stands under the list, 0 otherwise.
	Row int
	// Headers are its headers as written, as far as they are not blank.
	Headers []string
	// rows are the rows under the list.
	rows []data.Row
}

// Asides names the second tables of a file with the columns given.
func Asides(schema *data.Schema, file *data.Table, columns []Column) []Aside {
	_, asides := withoutAsides(schema, file, columns)
	return asides
}

// setAside takes the fields from the columns of second tables beside the list:
// those behind an empty column whose header repeats a field of the list, or
// with cells in fewer than half of its rows, one below the other. What a person
// mapped by hand stays.
func setAside(file *data.Table, columns []Column) {
	blocks := columnBlocks(file)
	if len(blocks) < 2 {
		return
	}
	list := slices.IndexFunc(blocks, func(b block) bool {
		return slices.ContainsFunc(columns[b.from:b.to], func(c Column) bool { return isKey(c.Field) })
	})
	if list < 0 {
		return
	}
	found := map[data.Field]bool{}
	for _, c := range columns[blocks[list].from:blocks[list].to] {
		found[c.Field] = true
	}
	rows := blocks[list].rows(file)
	for i, b := range blocks {
		own := columns[b.from:b.to]
		if i == list || slices.ContainsFunc(own, func(c Column) bool { return c.Chosen }) {
			continue
		}
		if slices.ContainsFunc(own, func(c Column) bool { return c.Field != data.NoField && found[c.Field] }) || b.fewer(file, rows, own) {
			for k := range own {
				own[k].Field, own[k].Why = data.NoField, SecondTable
			}
			continue
		}
		for _, c := range own {
			found[c.Field] = c.Field != data.NoField
		}
	}
}

// isKey reports whether somebody, or a role, is recognised by a field.
func isKey(f data.Field) bool { return f == data.Email || f == data.ID || f == data.RoleKey }

// block are columns without an empty one among them.
type block struct{ from, to int }

// columnBlocks are the blocks of columns between those that are empty, header
// and all.
func columnBlocks(file *data.Table) []block {
	empty := make([]bool, len(file.Header))
	candidates := 0
	for i, h := range file.Header {
		if empty[i] = data.Clean(h) == ""; empty[i] {
			candidates++
		}
	}
	for i := range file.Rows {
		if candidates == 0 {
			break
		}
		for k := range file.Rows[i].Cells {
			if k < len(empty) && empty[k] && !file.Rows[i].Cells[k].Blank() {
				empty[k] = false
				candidates--
			}
		}
	}
	var blocks []block
	for i := range empty {
		switch {
		case empty[i]:
		case i == 0 || empty[i-1]:
			blocks = append(blocks, block{i, i + 1})
		default:
			blocks[len(blocks)-1].to = i + 1
		}
	}
	return blocks
}

// filled reports whether a row has anything in the block.
func (b block) filled(row *data.Row) bool {
	for k := b.from; k < min(b.to, len(row.Cells)); k++ {
		if !row.Cells[k].Blank() {
			return true
		}
	}
	return false
}

// rows counts the rows that have anything in the block.
func (b block) rows(file *data.Table) int {
	n := 0
	for i := range file.Rows {
		if b.filled(&file.Rows[i]) {
			n++
		}
	}
	return n
}

// fewer reports whether the block has cells in fewer than half of the rows of
// the list. A column that is known and filled here and there is one of the
// list's own.
func (b block) fewer(file *data.Table, list int, own []Column) bool {
	n, breaks, before := 0, 0, false
	for i := range file.Rows {
		filled := b.filled(&file.Rows[i])
		if filled {
			n++
			if !before {
				breaks++
			}
		}
		before = filled
	}
	known := slices.ContainsFunc(own, func(c Column) bool { return c.Field != data.NoField })
	return n*2 < list && (!known || breaks <= 1)
}

// withoutAsides returns the list alone: without the rows that hold nothing but
// a second table, and without those from another header on that stands under
// the list, with its title. It is the table itself if there are none.
func withoutAsides(schema *data.Schema, file *data.Table, columns []Column) (*data.Table, []Aside) {
	asides := besides(columns)
	if len(asides) > 0 {
		file = withRows(file, slices.DeleteFunc(slices.Clone(file.Rows), func(r data.Row) bool { return onlyAside(&r, columns) }))
	}
	for i := 1; i < len(file.Rows); i++ {
		if !otherHeader(schema, file, i, columns) {
			continue
		}
		below := Aside{Row: file.Rows[i].Number}
		for _, c := range file.Rows[i].Cells {
			if text := data.Clean(c.Text); text != "" {
				below.Headers = append(below.Headers, text)
			}
		}
		if isTitle(&file.Rows[i-1]) && i > 1 {
			i--
		}
		below.rows = file.Rows[i:]
		return withRows(file, file.Rows[:i]), append(asides, below)
	}
	return file, asides
}

// mentionAside marks everybody whose address stands in a table under the list:
// it may be the list's own other half; or in the header row (SPEC S3A.1, S4.3).
func (d *draft) mentionAside() {
	for _, text := range d.file.Header { // a person's row that was taken for the header
		if address, _ := data.Address(text); data.ValidAddress(address) {
			d.holdAside(d.file.HeaderRow, address)
		}
	}
	for _, a := range d.asides {
		for i := range a.rows {
			for _, cell := range a.rows[i].Cells {
				if address, _ := data.Address(cell.Text); data.ValidAddress(address) {
					d.holdAside(a.rows[i].Number, address)
				}
			}
		}
	}
	if len(d.file.Mentions) == 0 {
		return
	}
	rows := map[int]bool{}
	for i := range d.rows {
		rows[d.rows[i].source.Number] = true
	}
	for _, m := range d.file.Mentions {
		if !rows[m.Row] {
			d.holdAside(m.Row, m.Key)
		}
	}
}

// holdAside holds the user of an address outside the list, which is kept in the
// place of its row.
func (d *draft) holdAside(row int, address string) {
	if u := d.people.withEmail(data.EmailKey(address)); u != nobody {
		d.keepKey(row, address)
		d.hold(u, row)
	}
}

func withRows(file *data.Table, rows []data.Row) *data.Table {
	own := *file
	own.Rows = rows
	return &own
}

// besides are the tables beside the list.
func besides(columns []Column) []Aside {
	var asides []Aside
	for i, c := range columns {
		if c.Why != SecondTable {
			continue
		}
		if i == 0 || columns[i-1].Why != SecondTable {
			asides = append(asides, Aside{Columns: [2]string{letters26(i), ""}})
		}
		a := &asides[len(asides)-1]
		a.Columns[1] = letters26(i)
		if text := data.Clean(data.WithoutControls(c.Header)); text != "" {
			a.Headers = append(a.Headers, text)
		}
	}
	return asides
}

// onlyAside reports whether a row holds nothing but cells of a second table.
func onlyAside(row *data.Row, columns []Column) bool {
	for k, cell := range row.Cells {
		if (k >= len(columns) || columns[k].Why != SecondTable) && !cell.Blank() {
			return false
		}
	}
	return true
}

// otherHeader reports whether a row is the header of another table: two known
// headers, or one and nothing that is data behind an empty row, with a title or
// without, but not the list's own once more.
func otherHeader(schema *data.Schema, file *data.Table, i int, columns []Column) bool {
	row := &file.Rows[i]
	known, filled := 0, 0
	for k, cell := range row.Cells {
		if cell.Blank() || k < len(columns) && columns[k].Why == SecondTable {
			continue
		}
		if cell.Kind != data.Text || strings.Contains(cell.Text, "@") {
			return false
		}
		filled++
		if schema.ForHeader(cell.Text) != data.NoField {
			known++
		}
	}
	apart := row.Number > file.Rows[i-1].Number+1 || i > 1 && isTitle(&file.Rows[i-1]) && file.Rows[i-1].Number > file.Rows[i-2].Number+1
	return (known >= 2 || known == 1 && filled <= 3 && apart) && !repeatsHeader(file, row)
}

// isTitle reports whether a row can be a title over another table: one text and
// no address.
func isTitle(row *data.Row) bool {
	filled := 0
	for _, cell := range row.Cells {
		if cell.Blank() {
			continue
		}
		if filled++; filled > 1 || cell.Kind != data.Text || strings.Contains(cell.Text, "@") {
			return false
		}
	}
	return filled == 1
}

// repeatsHeader reports whether a row is the header of its list once more, as
// lists in pages have it.
func repeatsHeader(file *data.Table, row *data.Row) bool {
	filled := 0
	for k, cell := range row.Cells {
		if cell.Blank() {
			continue
		}
		if k >= len(file.Header) || !data.SameHeader(cell.Text, file.Header[k]) {
			return false
		}
		filled++
	}
	return filled > 1
}
