package compare

import (
	"cmp"
	"slices"

	"headcount.app/headcount/data"
)

// Contents are what an upload's file held: the table as read and what its columns were
// read as, in the order of the header (SPEC S5.5).
type Contents struct {
	Table   *data.Table
	Columns []data.Column
}

// DifferenceKind says in which of two files somebody stands.
type DifferenceKind uint8

// The kinds of differences, in the order in which they are listed.
const (
	OnlyOlder DifferenceKind = iota
	OnlyNewer
	Differs
)

// String returns the stable name of the kind.
func (k DifferenceKind) String() string { return [...]string{"older", "newer", "differs"}[k] }

// CellDifference is one column in which a person's rows differ; for somebody who is in
// one file only it is what that file says, with the other side empty.
type CellDifference struct {
	Field data.Field
	// Header is the column's header as written.
	Header   string
	Old, New string
}

// Difference is what two files say differently about one person.
type Difference struct {
	Kind DifferenceKind
	// OlderRow and NewerRow are the row numbers Excel shows, 0 in the file that has none.
	OlderRow, NewerRow int
	// The person as the newer file names them, or else the older one.
	FirstName, LastName, Email, ID string
	Cells                          []CellDifference
}

// Name is how the person is called: by name, else by address, else by ID. It is empty if
// the row bears none of these.
func (d *Difference) Name() string {
	return cmp.Or(data.Clean(d.FirstName+" "+d.LastName), d.Email, d.ID)
}

// Comparison is what somebody changed between two files. Nobody changes it once made.
type Comparison struct {
	// Lines are in the order of the kinds, then of the rows.
	Lines []Difference
	// Same counts the people of whom both files say the same.
	Same int
	// ColumnsOlder and ColumnsNewer are the headers of columns that only one file has.
	ColumnsOlder, ColumnsNewer []string
}

// Count is the number of lines of a kind.
func (c *Comparison) Count(k DifferenceKind) int {
	n := 0
	for i := range c.Lines {
		if c.Lines[i].Kind == k {
			n++
		}
	}
	return n
}

// Compare lays two files side by side: by ID first, then by email, as rows are led to
// users (SPEC S4.1), and says in which columns people differ after cleaning (S3.6).
// Spellings that mean the same to a plan are no difference: case of an address, order of
// roles, zeros that a spreadsheet took off. Example rows are passed over.
func Compare(older, newer Contents) *Comparison {
	before, after := newSide(older), newSide(newer)
	shared := sharedColumns(before, after)
	c := &Comparison{ColumnsOlder: before.unshared(shared), ColumnsNewer: after.unshared(shared)}
	partner := matchSides(before, after)
	found := make([]bool, len(after.people))
	var differ []Difference
	for i, k := range partner {
		if k < 0 {
			c.Lines = append(c.Lines, onlyIn(OnlyOlder, before, i))
			continue
		}
		found[k] = true
		cells := cellDifferences(before, after, i, k, shared)
		if len(cells) == 0 {
			c.Same++
			continue
		}
		differ = append(differ, between(before, after, i, k, cells))
	}
	for k, there := range found {
		if !there {
			c.Lines = append(c.Lines, onlyIn(OnlyNewer, after, k))
		}
	}
	slices.SortFunc(differ, func(a, b Difference) int { return a.NewerRow - b.NewerRow })
	c.Lines = append(c.Lines, differ...)
	return c
}

// onlyIn is a person whom one of the files has alone, with all that it says of them.
func onlyIn(kind DifferenceKind, s *side, i int) Difference {
	p := &s.people[i]
	d := Difference{Kind: kind}
	if kind == OnlyOlder {
		d.OlderRow = p.row.Number
	} else {
		d.NewerRow = p.row.Number
	}
	d.FirstName, d.LastName, d.Email, d.ID = s.named(p.row)
	for n := range s.columns {
		col := &s.columns[n]
		if col.field == data.NoField {
			continue
		}
		text := s.shown(p.row, col)
		if text == "" {
			continue
		}
		cell := CellDifference{Field: col.field, Header: col.header, Old: text}
		if kind == OnlyNewer {
			cell.Old, cell.New = "", text
		}
		d.Cells = append(d.Cells, cell)
	}
	return d
}

func between(before, after *side, i, k int, cells []CellDifference) Difference {
	old, now := before.people[i].row, after.people[k].row
	d := Difference{Kind: Differs, OlderRow: old.Number, NewerRow: now.Number, Cells: cells}
	first, last, email, id := before.named(old)
	d.FirstName, d.LastName, d.Email, d.ID = after.named(now)
	if d.FirstName == "" && d.LastName == "" {
		d.FirstName, d.LastName = first, last
	}
	d.Email, d.ID = cmp.Or(d.Email, email), cmp.Or(d.ID, id)
	return d
}

// cellDifferences are the shared columns in which two rows differ.
func cellDifferences(before, after *side, i, k int, shared []sharedColumn) []CellDifference {
	old, now := before.people[i].row, after.people[k].row
	var cells []CellDifference
	for n := range shared {
		a, b := shared[n].older, shared[n].newer
		if b.field == data.NoField || sameColumn(before, after, old, now, a, b) {
			continue
		}
		cells = append(cells, CellDifference{
			Field: b.field, Header: b.header, Old: before.shown(old, a), New: after.shown(now, b),
		})
	}
	return cells
}
