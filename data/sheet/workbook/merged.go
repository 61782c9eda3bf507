package workbook

import (
	"slices"
	"strconv"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
)

// maxLinked bounds the cells visited for links: links of people are one cell
// each, a hostile file may have thousands that cover the sheet.
const maxLinked = 1 << 24

// Bounds on what a sheet says of its cells before it is known whether they
// count (SPEC S12.4): one for each row and a free allowance, and as many merged
// cells as can stand in the first rows without overlapping.
const (
	FreeMarks = 1 << 16
	maxMerged = head.Searched * MaxColumns / 2
)

// Area is a range of cells, both ends included.
type Area struct {
	FromColumn, FromRow, ToColumn, ToRow int
}

// Merged is a merged cell.
type Merged struct {
	Area
	Ref string
}

// AddMerged adds a merged cell; one that covers nothing but itself is none.
func (g *Grid) AddMerged(m Merged) error {
	if m.FromColumn == m.ToColumn && m.FromRow == m.ToRow || g.sink == nil {
		return nil
	}
	if len(g.merged) == maxMerged+FreeMarks+g.Rows {
		return tooLarge(g.part, "more than %d merged cells", len(g.merged))
	}
	g.merged = append(g.merged, m)
	return nil
}

// mergedHeader returns the range of the first merged cell that touches a header
// (SPEC S3.8).
func (g *Grid) mergedHeader(t *data.Table) string {
	for _, a := range g.merged {
		if a.FromRow > t.HeaderRow || t.HeaderRow > a.ToRow {
			continue
		}
		for c := a.FromColumn - 1; c < min(a.ToColumn, len(t.Header)); c++ {
			if data.Clean(t.Header[c]) != "" {
				return a.Ref
			}
		}
	}
	return ""
}

// coverMerged takes out what lies under merged cells: a person sees nothing of
// it. Whose the value shown is in the rows under the first cannot be told
// (SPEC S3A.12).
func (g *Grid) coverMerged(t *data.Table) error {
	visits := 0
	for _, a := range g.merged {
		first, _ := slices.BinarySearchFunc(t.Rows, a.FromRow, func(r data.Row, number int) int { return r.Number - number })
		for i := first; i < len(t.Rows) && t.Rows[i].Number <= a.ToRow; i++ {
			row := &t.Rows[i]
			top := row.Number == a.FromRow
			for c := a.FromColumn - 1; c < min(a.ToColumn, len(t.Header)); c++ {
				visits++
				switch {
				case top && (c == a.FromColumn-1 || c >= len(row.Cells)):
				case top:
					row.Cells[c] = data.Cell{}
				default:
					for len(row.Cells) <= c {
						row.Cells = append(row.Cells, data.Cell{})
					}
					row.Cells[c] = data.Cell{Kind: data.Covered}
				}
			}
			if visits++; visits > maxLinked {
				return tooLarge(g.part, "merged cells over more than %d cells", maxLinked)
			}
		}
	}
	return nil
}

// String is the range as Excel writes it: A1:B2.
func (a Area) String() string {
	return ColumnName(a.FromColumn) + strconv.Itoa(a.FromRow) + ":" + ColumnName(a.ToColumn) + strconv.Itoa(a.ToRow)
}

// ColumnName is the name of a column, counted from 1: A, Z, AA.
func ColumnName(column int) string {
	name := ""
	for ; column > 0; column = (column - 1) / 26 {
		name = string(rune('A'+(column-1)%26)) + name
	}
	return name
}
