package csv

import (
	"strconv"
	"strings"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
)

// evenTails forgives a delimiter at the end of every row but the header, which
// some programs write. In a single row it could be a slip that moved a cell.
func (b *builder) evenTails() {
	if b.tailed < 2 || b.tailed != len(b.t.Rows) {
		return
	}
	for i := range b.t.Rows {
		b.t.Rows[i].Ragged = false
		b.t.Rows[i].Cells = b.t.Rows[i].Cells[:b.shape.width]
	}
}

// fillShort fills up rows that lack only their last cells, which Excel leaves
// out where they are blank, if at least one row is whole. A row whose cells
// look as if one in the middle were missing stays what it is (SPEC S3A.8).
func (b *builder) fillShort() {
	looks, whole := b.looks()
	if !whole {
		return
	}
	filled := 0
	for i := range b.t.Rows {
		row := &b.t.Rows[i]
		if row.Ragged && (b.lacksOnlyLast(row.Cells, looks) || i == len(b.t.Rows)-1 && b.endsShort(row.Cells)) {
			row.Ragged = false
			filled++
		}
	}
	if filled > 0 {
		b.t.Remarks = append(b.t.Remarks, data.Remark{Code: "csv.filled", Args: []string{"n", strconv.Itoa(filled)}})
	}
}

// look says what a text looks like, as far as it takes to see that it stands in
// another column than its likes. Several are a set.
type look uint8

const (
	addressLook look = 1 << iota
	numberLook
	wordsLook
)

func lookOf(text string) look {
	text = strings.TrimSpace(text)
	switch {
	case text == "":
		return 0
	case strings.Contains(text, "@"):
		return addressLook
	case strings.Trim(text, "0123456789+-. ()/") == "":
		return numberLook
	}
	return wordsLook
}

// looks are those of the cells of whole rows, by column; whole is false if there
// is none. Nothing is looked at while no row is short.
func (b *builder) looks() (looks []look, whole bool) {
	if b.odd == 0 {
		return nil, false
	}
	looks = make([]look, b.shape.width)
	for i := range b.t.Rows {
		row := &b.t.Rows[i]
		if row.Ragged {
			continue
		}
		whole = true
		for c := range row.Cells {
			looks[c] |= lookOf(row.Cells[c].Text)
		}
	}
	return looks, whole
}

// endsShort reports whether the last row is a remark or a total of one or two
// cells, which is nobody's (SPEC S3A.14).
func (b *builder) endsShort(cells []data.Cell) bool {
	filled := 0
	for c := range cells {
		switch lookOf(cells[c].Text) {
		case addressLook:
			return false
		case wordsLook, numberLook:
			filled++
		}
	}
	return len(cells) < b.shape.width && len(cells) <= 2 && filled > 0
}

func (b *builder) lacksOnlyLast(cells []data.Cell, looks []look) bool {
	missing := b.shape.width - len(cells)
	if missing <= 0 {
		return false
	}
	for c := range cells {
		mine := lookOf(cells[c].Text)
		switch {
		case mine == 0 || looks[c]&mine != 0:
			continue
		case mine == addressLook || c == b.shape.email:
			return false
		}
		for _, behind := range looks[c+1 : c+1+missing] {
			if behind&mine != 0 {
				return false
			}
		}
	}
	return true
}

// unwrapped returns the text of a file whose every line is wrapped as one cell,
// as a spreadsheet leaves it that put everything into column A, and what cuts
// it: only if known headers come to light and nothing else is in the file
// (SPEC S3A.8).
func (f *textFile) unwrapped() (text string, comma byte, ok bool) {
	sample := f.text[:min(len(f.text), sampleSize)]
	if mostKnown(f.o, sample, f.comma) > 0 {
		return "", 0, false
	}
	first, _ := firstCells(sample, f.comma, head.Searched)
	known := 0
	for i := range len(Delimiters) {
		for _, cell := range first {
			p := newRecords(cell, Delimiters[i])
			if more, err := p.next(); !more || err != nil {
				continue
			}
			if n := f.o.Known(headerCells(texts(p.cells))); n > known {
				known, comma = n, Delimiters[i]
			}
		}
	}
	if known < 2 {
		return "", 0, false
	}
	lines, alone := firstCells(f.text, f.comma, head.MaxRows)
	return strings.Join(lines, "\n"), comma, alone
}

// firstCells returns the first cell of each record, at most so many, and
// whether nothing stands in any other.
func firstCells(text string, comma byte, most int) (first []string, alone bool) {
	p := newRecords(text, comma)
	for len(first) < most {
		more, err := p.next()
		if err != nil {
			return first, false
		}
		if !more {
			break
		}
		first = append(first, p.cells[0].Text)
		if !blank(p.cells[1:]) {
			return first, false
		}
	}
	return first, true
}
