package plan

import (
	"slices"

	"headcount.app/headcount/data"
)

// Kept is what of a table is kept with the upload: the cells of the columns that
// the plan reads, and in the place of all others what they said of users. A
// column that is not used never reaches the organization's file (SPEC S3A.9).
// Rows keep their numbers and columns their places.
func (p *Plan) Kept(t *data.Table) *data.Table {
	out := *t
	out.Shown = nil
	switch {
	case len(p.read) > 0:
		out.Read, out.Mentions = p.read, p.mentions
	case len(t.Read) == 0: // planned by an older version, which kept every cell
		for _, c := range p.File.Columns {
			out.Read = append(out.Read, data.ReadColumn{Field: c.Field})
		}
	}
	for i := range p.FileIssues {
		if issue := &p.FileIssues[i]; issue.Code == tableBelow && !slices.ContainsFunc(t.Remarks, func(r data.Remark) bool { return r.Code == tableBelow }) {
			out.Remarks = append(slices.Clone(out.Remarks), data.Remark{Code: tableBelow, Warning: true, Args: issue.Args})
		}
	}
	used, last := make([]bool, len(p.File.Columns)), 0
	for i, c := range p.File.Columns {
		if used[i] = c.Field != data.NoField; used[i] {
			last = i + 1
		}
	}
	planned := p.rowNumbers()
	if keepsAll(t.Rows, planned, used[:last]) {
		return &out
	}
	k := keeper{used: used}
	out.Rows = make([]data.Row, 0, len(t.Rows))
	for _, row := range t.Rows {
		if _, found := slices.BinarySearch(planned, row.Number); !found {
			continue
		}
		if row.Ragged {
			row.Cells = nil
		} else {
			row.Cells = k.cells(row.Cells[:min(last, len(row.Cells))])
		}
		out.Rows = append(out.Rows, row)
	}
	return &out
}

// keepsAll reports whether every row is planned and holds nothing but what is used, as
// most files do: then nothing need be copied.
func keepsAll(rows []data.Row, planned []int, used []bool) bool {
	if len(rows) != len(planned) {
		return false
	}
	for i := range rows {
		if r := &rows[i]; r.Number != planned[i] || r.Ragged || len(r.Cells) > len(used) || !onlyUsed(r.Cells, used) {
			return false
		}
	}
	return true
}

// keeper takes the cells of columns that are not used out of rows; rows that have
// to be copied come to lie many in one allocation.
type keeper struct {
	used []bool
	slab []data.Cell
}

func (k *keeper) cells(cells []data.Cell) []data.Cell {
	if onlyUsed(cells, k.used) {
		return cells[:len(cells):len(cells)]
	}
	if cap(k.slab)-len(k.slab) < len(cells) {
		k.slab = make([]data.Cell, 0, max(1<<12, len(cells)))
	}
	from := len(k.slab)
	for i, cell := range cells {
		if !k.used[i] {
			cell = data.Cell{}
		}
		k.slab = append(k.slab, cell)
	}
	return k.slab[from:len(k.slab):len(k.slab)]
}

// onlyUsed reports whether nothing stands in the columns that are not used.
func onlyUsed(cells []data.Cell, used []bool) bool {
	for i := range cells {
		if !used[i] && cells[i] != (data.Cell{}) {
			return false
		}
	}
	return true
}

// rowNumbers are the rows of the file that have a line, rising. Rows of a second
// table have none.
func (p *Plan) rowNumbers() []int {
	rows := make([]int, 0, len(p.Lines))
	for i := range p.Lines {
		if l := &p.Lines[i]; l.Row != 0 {
			rows = append(append(rows, l.Row), l.Further...)
		}
	}
	slices.Sort(rows)
	return rows
}
