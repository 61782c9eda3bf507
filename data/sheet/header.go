package sheet

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"headcount.app/headcount/data"
)

// Bounds on what may be a header cell.
const (
	maxHeader      = 200 // bytes
	maxHeaderCells = 512
)

// headRow is one of the first rows of a sheet or a text file, as a candidate
// for the header row (SPEC S3A.10).
type headRow struct {
	number int
	names  []string // the cells that may be headers
	fields map[data.Field]bool
	// filled counts the cells that are not blank, people those that hold an
	// address although they are no known header, values those of numbers beside.
	filled, people, values int
}

// headRowOf judges a row. Cells that are too long are no headers.
func (o ReadOptions) headRowOf(number int, cells []data.Cell) headRow {
	h := headRow{number: number, fields: map[data.Field]bool{}}
	for _, c := range cells[:min(len(cells), maxHeaderCells)] {
		if c.Blank() || len(c.Text) > maxHeader {
			continue
		}
		h.filled++
		h.names = append(h.names, strings.Clone(c.Text))
		switch f := o.field(c.Text); {
		case f != data.NoField:
			h.fields[f] = true
		case strings.Contains(c.Text, "@"):
			h.people++
		case c.Kind != data.Text:
			h.values++
		}
	}
	return h
}

// hasKey reports whether the row names a column by which somebody, or a role,
// is recognised.
func (h *headRow) hasKey() bool {
	return h.fields[data.Email] || h.fields[data.ID] || h.fields[data.RoleKey]
}

// canHead reports whether the row can be the header: two known headers, or one
// and nothing that is data; somebody's row never is.
func (h *headRow) canHead() bool {
	known := len(h.fields)
	return h.people == 0 && (known >= 2 || known == 1 && h.values == 0)
}

// isList reports whether the row makes its sheet one that can be the list: a
// key column and two more known headers.
func (h *headRow) isList() bool { return h.hasKey() && len(h.fields) >= 3 }

// header finds the header among the first rows: the first that can be one. A
// row without a key column is none if a later one has that and more known
// headers: then it holds the titles of groups. The place is -1 if there is none.
func header(rows []headRow) int {
	best := -1
	for i := range rows {
		h := &rows[i]
		switch {
		case !h.canHead():
		case best < 0, !rows[best].hasKey() && h.hasKey() && len(h.fields) > len(rows[best].fields):
			best = i
		}
	}
	return best
}

// doubt refuses a header that is not the only one that could be meant: a later
// row fits as well or better, or a row above it is somebody's (SPEC S3A.10).
func doubt(rows []headRow, best int) error {
	h := &rows[best]
	for i := range rows[:best] {
		if above := &rows[i]; above.filled >= 3 && above.people > 0 {
			return data.Refuse(data.FileAboveHeader, nil, "row", strconv.Itoa(above.number), "header", strconv.Itoa(h.number))
		}
	}
	for i := best + 1; i < len(rows); i++ {
		later := &rows[i]
		if later.canHead() && len(later.fields) >= len(h.fields) && (later.hasKey() || !h.hasKey()) && !repeats(later.names, h.names) {
			return data.Refuse(data.FileHeaderRows, nil, "rows", strconv.Itoa(h.number)+"\n"+strconv.Itoa(later.number),
				"first", strconv.Itoa(h.number), "headers", strings.Join(later.names, "\n"))
		}
	}
	return nil
}

// repeats reports whether a row is the header once more, be it without a column
// that was added to it.
func repeats(names, header []string) bool {
	return !slices.ContainsFunc(names, func(name string) bool { return !slices.Contains(header, name) })
}

// widest is the first of the rows with the most cells, -1 if all are blank.
func widest(rows []headRow) int {
	best := -1
	for i := range rows {
		if len(rows[i].names) > 0 && (best < 0 || len(rows[i].names) > len(rows[best].names)) {
			best = i
		}
	}
	return best
}

// choose finds the header among the rows: the one asked for, else the one that
// header finds, else the widest if any may be. The place is -1 if there is none.
func (o ReadOptions) choose(rows []headRow) (int, error) {
	if o.HeaderRow > 0 {
		at := slices.IndexFunc(rows, func(h headRow) bool { return h.number == o.HeaderRow && len(h.names) > 0 })
		if at < 0 {
			return -1, data.Refuse(data.FileNoSuchRow, nil, "row", strconv.Itoa(o.HeaderRow))
		}
		return at, nil
	}
	if best := header(rows); best >= 0 {
		return best, doubt(rows, best)
	}
	if at := widest(rows); at >= 0 && o.mayHead(rows[at].names) {
		return at, nil
	}
	return -1, nil
}

// readOtherwise adds to a refusal how the file could be read otherwise; a file
// without rows can't be.
func readOtherwise(err error, r data.Reading) error {
	if refused := new(data.FileError); errors.As(err, &refused) && r.Rows > 0 {
		refused.Reading = &r
	}
	return err
}

// aboveOf are the rows above the header that might be somebody's, for the plan
// to look for known IDs in.
func aboveOf(rows []headRow, header int) []data.Row {
	var above []data.Row
	for _, h := range rows[:header] {
		if h.filled < 3 {
			continue
		}
		row := data.Row{Number: h.number}
		for _, text := range h.names {
			row.Cells = append(row.Cells, data.Cell{Text: text})
		}
		above = append(above, row)
	}
	return above
}
