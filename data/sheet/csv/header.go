package csv

import (
	"slices"
	"strings"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
)

// first reads the records that are searched for the header.
func (b *builder) first() ([]record, error) {
	var first []record
	for b.p.number < max(head.Searched, b.o.HeaderRow) {
		more, err := b.p.next()
		if err != nil {
			return nil, err
		}
		if !more {
			break
		}
		r := b.p.record
		r.cells, r.spans = slices.Clone(r.cells), slices.Clone(r.spans)
		if len(first) == head.Searched { // only the row asked for counts
			first = first[:head.Searched-1]
		}
		first = append(first, r)
	}
	return first, nil
}

// chooseHeader finds the header row (SPEC S3.2, S3A.10). A file with nothing in
// it is empty; one without a header is refused, naming the widest row as the
// headers found.
func (b *builder) chooseHeader(first []record) (int, error) {
	rows := make([]head.Row, len(first))
	for i := range first {
		rows[i] = b.o.RowOf(first[i].number, first[i].cells)
	}
	at, err := b.o.Choose(rows)
	if err != nil {
		return 0, err
	}
	last, known := len(first)-1, 0
	if at >= 0 && len(rows[at].Fields) > 0 {
		last, known = at, len(rows[at].Fields)
	}
	for i, h := range first[:last+1] {
		if err := b.headerSwallowed(h, known, first[i+1:]); err != nil {
			return 0, err
		}
	}
	if at >= 0 {
		b.t.Above = head.Above(rows, at)
		return at, nil
	}
	if at = head.Widest(rows); at >= 0 {
		return 0, data.Refuse(data.FileNoHeader, nil, "headers", strings.Join(rows[at].Names, "\n"))
	}
	return 0, b.blankHead()
}

// blankHead tells a file with nothing in it from one that begins too late.
func (b *builder) blankHead() error {
	for {
		more, err := b.p.next()
		switch {
		case err != nil:
			return err
		case !more:
			return data.Refuse(data.FileEmpty, nil)
		case !blank(b.p.cells):
			return data.Refuse(data.FileNoHeader, nil)
		}
	}
}

// headerSwallowed refuses a file in whose title or header a quoted cell
// swallowed the header or part of it: a line inside the cell has more known
// headers than the row that was taken for the header. A header on two lines
// looks the same, but the rows below it are as wide as it is.
func (b *builder) headerSwallowed(h record, known int, below []record) error {
	s := shape{comma: string(b.p.comma)}
	for _, sp := range h.spans {
		if len(sp.raw) > 4*MaxCellText {
			return swallowed(sp.from, sp.to)
		}
		lines := sp.lines()
		twoLines := len(lines) == 2 && !strings.ContainsAny(sp.raw, s.comma+"@")
		for i, line := range lines {
			cells := s.split(line)
			if i == 0 {
				cells = append(texts(h.cells[:sp.cell]), cells...)
			}
			if twoLines && (len(below) == 0 || len(below[0].cells) != len(cells) || len(cells) == len(h.cells)) {
				continue
			}
			if b.o.Known(headerCells(cells)) > known {
				return swallowed(sp.from, sp.to)
			}
		}
	}
	return nil
}

// headerCells empties, in place, the cells that are too long to be headers.
func headerCells(cells []string) []string {
	for i, c := range cells {
		if len(c) > head.MaxText {
			cells[i] = ""
		}
	}
	return cells
}
