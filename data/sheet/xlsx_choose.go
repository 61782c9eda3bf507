package sheet

import (
	"errors"
	"strings"

	"headcount/data"
)

// Bounds on what may be a header cell.
const (
	maxHeader      = 200 // bytes
	maxHeaderCells = 512
)

// heading is the row of a sheet that matches the most known headers.
type heading struct {
	sheet worksheet
	row   int
	known int
	names []string // the cells that are known headers
	// widest is the first of the rows with the most cells, at row widestRow.
	widest    []string
	widestRow int
}

// headings looks through the first rows of every visible sheet (SPEC S3.2).
// widest are the cells of the widest of them, for the message if there is no
// header; nil if all sheets are blank.
func (w *workbook) headings(o ReadOptions) (found []heading, widest []string, err error) {
	for _, sheet := range w.sheets {
		if sheet.hidden {
			continue
		}
		h := heading{sheet: sheet}
		_, err := w.readSheet(sheet.part, false, newTextStore(), func(number int, _ bool, row []data.Cell) (bool, error) {
			if len(row) == 0 {
				return number < headerRows || widest == nil, nil
			}
			if number > headerRows {
				if widest == nil {
					widest = []string{}
				}
				return false, nil
			}
			names := headerNames(row)
			if widest == nil || len(names) > len(widest) {
				widest = names
			}
			if len(names) > len(h.widest) {
				h.widest, h.widestRow = names, number
			}
			if known := o.known(names); known > h.known {
				h.known, h.row, h.names = known, number, names
			}
			return true, nil
		})
		if err != nil && !errors.Is(err, stopped{}) {
			return nil, nil, err
		}
		h.names = knownNames(h.names, o)
		found = append(found, h)
	}
	return found, widest, nil
}

// headerNames returns the cells that may be headers.
func headerNames(row []data.Cell) []string {
	names := []string{}
	for _, c := range row[:min(len(row), maxHeaderCells)] {
		if c.Text != "" && len(c.Text) <= maxHeader {
			names = append(names, c.Text)
		}
	}
	return names
}

// knownNames leaves the known ones, each once.
func knownNames(names []string, o ReadOptions) []string {
	var known []string
	for _, n := range names {
		if o.known(append(known, n)) > len(known) {
			known = append(known, strings.Clone(n))
		}
	}
	return known
}

// choose takes the sheet with the most known headers, or the one asked for,
// and names the other visible sheets with the same headers (SPEC S3.2).
func (w *workbook) choose(o ReadOptions) (chosen heading, others []string, err error) {
	found, widest, err := w.headings(o)
	if err != nil {
		return heading{}, nil, err
	}
	if o.Sheet != "" {
		if found, chosen, err = named(found, o.Sheet); err != nil {
			return heading{}, nil, err
		}
	} else {
		var tied []string
		for _, h := range found {
			switch {
			case h.known > chosen.known:
				chosen, tied = h, []string{h.sheet.name}
			case h.known == chosen.known:
				tied = append(tied, h.sheet.name)
			}
		}
		if chosen.known > 0 && len(tied) > 1 {
			return heading{}, nil, data.Refuse(data.FileSheetTie, nil, "sheets", strings.Join(tied, "\n"))
		}
	}
	if chosen.known == 0 {
		if any, ok := anyHeading(found, chosen, o); ok {
			return any, nil, nil
		}
	}
	switch {
	case chosen.known == 0 && widest == nil && len(found) > 0 && len(found) == len(w.sheets):
		return heading{}, nil, data.Refuse(data.FileEmpty, nil)
	case chosen.known == 0:
		return heading{}, nil, data.Refuse(data.FileNoHeader, nil, "headers", strings.Join(widest, "\n"))
	}
	for _, h := range found {
		if h.sheet.part != chosen.sheet.part && sameHeaders(h, chosen, o) {
			others = append(others, h.sheet.name)
		}
	}
	return chosen, others, nil
}

// anyHeading takes the widest row of the sheet asked for, or of the first sheet
// that has anything, where no header is known.
func anyHeading(found []heading, asked heading, o ReadOptions) (heading, bool) {
	if o.Sheet != "" {
		found = []heading{asked}
	}
	for _, h := range found {
		if len(h.widest) > 0 {
			h.row = h.widestRow
			return h, o.mayHead(h.widest)
		}
	}
	return heading{}, false
}

// named returns the sheet with the name, exactly or but for case.
func named(found []heading, name string) ([]heading, heading, error) {
	var names []string
	for _, same := range []func(a, b string) bool{func(a, b string) bool { return a == b }, strings.EqualFold} {
		names = names[:0]
		for _, h := range found {
			if same(h.sheet.name, name) {
				return found, h, nil
			}
			names = append(names, h.sheet.name)
		}
	}
	return nil, heading{}, data.Refuse(data.FileNoSheet, nil, "sheet", name, "sheets", strings.Join(names, "\n"))
}

// sameHeaders reports whether two header rows name the same fields.
func sameHeaders(a, b heading, o ReadOptions) bool {
	if a.known != b.known {
		return false
	}
	return o.known(append(append([]string{}, a.names...), b.names...)) == a.known
}
