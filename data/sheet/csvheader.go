package sheet

import (
	"strings"

	"headcount/data"
)

// headRecord is one of the first records, among which the header is.
type headRecord struct {
	number int
	cells  []data.Cell
	spans  []span
}

// head reads the records that are searched for the header.
func (b *csvTable) head() ([]headRecord, error) {
	var head []headRecord
	for b.p.number < headerRows {
		more, err := b.p.next()
		if err != nil {
			return nil, err
		}
		if !more {
			break
		}
		head = append(head, headRecord{b.p.number, append([]data.Cell(nil), b.p.cells...), append([]span(nil), b.p.spans...)})
	}
	return head, nil
}

// chooseHeader takes the row with the most known headers, the first of several
// (SPEC S3.2). A file with nothing in it is empty; one without a known header
// is refused, naming the widest row as the headers found.
func (b *csvTable) chooseHeader(head []headRecord) (int, error) {
	best, known, widest := len(head)-1, 0, -1
	for i, h := range head {
		if blank(h.cells) {
			continue
		}
		if widest < 0 || len(h.cells) > len(head[widest].cells) {
			widest = i
		}
		if n := b.o.known(headerCells(texts(h.cells))); n > known {
			best, known = i, n
		}
	}
	for _, h := range head[:best+1] {
		if err := b.headerSwallowed(h, known); err != nil {
			return 0, err
		}
	}
	switch {
	case known > 0:
		return best, nil
	case widest >= 0:
		return 0, data.Refuse(data.FileNoHeader, nil, "headers", strings.Join(headerNames(head[widest].cells), "\n"))
	}
	return 0, b.blankHead()
}

// blankHead tells a file with nothing in it from one that begins too late.
func (b *csvTable) blankHead() error {
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
// headers than the row that was taken for the header.
func (b *csvTable) headerSwallowed(h headRecord, known int) error {
	s := shape{comma: string(b.p.comma)}
	for _, sp := range h.spans {
		lines := sp.lines()
		if len(lines) == 2 && !strings.ContainsAny(sp.raw, s.comma+"@") {
			continue // a header on two lines
		}
		for i, line := range lines {
			cells := s.split(line)
			if i == 0 {
				cells = append(texts(h.cells[:sp.cell]), cells...)
			}
			if b.o.known(headerCells(cells)) > known {
				return swallowed(sp.from, sp.to)
			}
		}
	}
	return nil
}

// headerCells empties, in place, the cells that are too long to be headers.
func headerCells(cells []string) []string {
	for i, c := range cells {
		if len(c) > maxHeader {
			cells[i] = ""
		}
	}
	return cells
}
