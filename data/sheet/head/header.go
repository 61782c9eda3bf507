package head

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"headcount.app/headcount/data"
)

// Bounds on what may be a header cell.
const (
	MaxText        = 200 // bytes
	maxHeaderCells = 512
)

// Row is one of the first rows of a sheet or a text file, as a candidate
// for the header row (SPEC S3A.10).
type Row struct {
	Number int
	Names  []string // the cells that may be headers
	Fields map[data.Field]bool
	// filled counts the cells that are not blank, people those that hold an
	// address although they are no known header, values those of numbers beside.
	filled, people, values int
}

// RowOf judges a row. Cells that are too long are no headers.
func (o Options) RowOf(number int, cells []data.Cell) Row {
	h := Row{Number: number, Fields: map[data.Field]bool{}}
	for _, c := range cells[:min(len(cells), maxHeaderCells)] {
		if c.Blank() || len(c.Text) > MaxText {
			continue
		}
		h.filled++
		h.Names = append(h.Names, strings.Clone(c.Text))
		switch f := o.field(c.Text); {
		case f != data.NoField:
			h.Fields[f] = true
		case strings.Contains(c.Text, "@"):
			h.people++
		case c.Kind != data.Text:
			h.values++
		}
	}
	return h
}

// HasKey reports whether the row names a column by which somebody, or a role,
// is recognised.
func (h *Row) HasKey() bool {
	return h.Fields[data.Email] || h.Fields[data.ID] || h.Fields[data.RoleKey]
}

// CanHead reports whether the row can be the header: two known headers, or one
// and nothing that is data; somebody's row never is.
func (h *Row) CanHead() bool {
	known := len(h.Fields)
	return h.people == 0 && (known >= 2 || known == 1 && h.values == 0)
}

// IsList reports whether the row makes its sheet one that can be the list: a
// key column and two more known headers.
func (h *Row) IsList() bool { return h.HasKey() && len(h.Fields) >= 3 }

// Find finds the header among the first rows: the first that can be one. A
// row without a key column is none if a later one has that and more known
// headers: then it holds the titles of groups. The place is -1 if there is none.
func Find(rows []Row) int {
	best := -1
	for i := range rows {
		h := &rows[i]
		switch {
		case !h.CanHead():
		case best < 0, !rows[best].HasKey() && h.HasKey() && len(h.Fields) > len(rows[best].Fields):
			best = i
		}
	}
	return best
}

// doubt refuses a header that is not the only one that could be meant: a later
// row fits as well or better, or a row above it is somebody's (SPEC S3A.10).
func doubt(rows []Row, best int) error {
	h := &rows[best]
	for i := range rows[:best] {
		if above := &rows[i]; above.filled >= 3 && above.people > 0 {
			return data.Refuse(data.FileAboveHeader, nil, "row", strconv.Itoa(above.Number), "header", strconv.Itoa(h.Number))
		}
	}
	for i := best + 1; i < len(rows); i++ {
		later := &rows[i]
		if later.CanHead() && len(later.Fields) >= len(h.Fields) && (later.HasKey() || !h.HasKey()) && !repeats(later.Names, h.Names) {
			return data.Refuse(data.FileHeaderRows, nil, "rows", strconv.Itoa(h.Number)+"\n"+strconv.Itoa(later.Number),
				"first", strconv.Itoa(h.Number), "headers", strings.Join(later.Names, "\n"))
		}
	}
	return nil
}

// repeats reports whether a row is the header once more, be it without a column
// that was added to it.
func repeats(names, header []string) bool {
	return !slices.ContainsFunc(names, func(name string) bool { return !slices.Contains(header, name) })
}

// Widest is the first of the rows with the most cells, -1 if all are blank.
func Widest(rows []Row) int {
	best := -1
	for i := range rows {
		if len(rows[i].Names) > 0 && (best < 0 || len(rows[i].Names) > len(rows[best].Names)) {
			best = i
		}
	}
	return best
}

// Choose finds the header among the rows: the one asked for, else the one that
// header finds, else the widest if any may be. The place is -1 if there is none.
func (o Options) Choose(rows []Row) (int, error) {
	if o.HeaderRow > 0 {
		at := slices.IndexFunc(rows, func(h Row) bool { return h.Number == o.HeaderRow && len(h.Names) > 0 })
		if at < 0 {
			return -1, data.Refuse(data.FileNoSuchRow, nil, "row", strconv.Itoa(o.HeaderRow))
		}
		return at, nil
	}
	if best := Find(rows); best >= 0 {
		return best, doubt(rows, best)
	}
	if at := Widest(rows); at >= 0 && o.mayHead(rows[at].Names) {
		return at, nil
	}
	return -1, nil
}

// Otherwise adds to a refusal how the file could be read otherwise; a file
// without rows can't be.
func Otherwise(err error, r data.Reading) error {
	if refused := new(data.FileError); errors.As(err, &refused) && r.Rows > 0 {
		refused.Reading = &r
	}
	return err
}

// Above are the rows above the header that might be somebody's, for the plan
// to look for known IDs in.
func Above(rows []Row, header int) []data.Row {
	var above []data.Row
	for _, h := range rows[:header] {
		if h.filled < 3 {
			continue
		}
		row := data.Row{Number: h.Number}
		for _, text := range h.Names {
			row.Cells = append(row.Cells, data.Cell{Text: text})
		}
		above = append(above, row)
	}
	return above
}
