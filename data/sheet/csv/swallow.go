package csv

import (
	"slices"
	"strings"

	"headcount.app/headcount/data"
)

// shape is what the records of one file look like, as far as it takes to see
// whether a quoted cell with line breaks holds records instead of text.
type shape struct {
	width int
	// email and id are the columns of addresses and of IDs, -1 if none is known.
	email, id int
	comma     string
}

func shapeOf(header []string, comma byte) shape {
	s := shape{len(header), -1, -1, string(comma)}
	for i, h := range header {
		switch data.UserSchema.ForHeader(h) {
		case data.Email:
			if s.email < 0 {
				s.email = i
			}
		case data.ID:
			if s.id < 0 {
				s.id = i
			}
		}
	}
	return s
}

// swallow is a quoted cell that may have swallowed rows, and the lines of it
// that would be rows of their own.
type swallow struct {
	from, to int
	lines    [][]string
}

// mostPending is how many cells are kept to be judged at the end.
const mostPending = 1000

// suspect looks at a record with line breaks in quoted cells: the work of two
// stray quotes, perhaps (SPEC S3.9). A list of roles or an address on several
// lines passes; what is left is judged at the end, when it is known whether
// every other row is whole.
func (b *builder) suspect(r *record) error {
	for _, sp := range r.spans {
		if r.broken || len(sp.raw) > 4*MaxCellText || len(b.pending) == mostPending {
			return swallowed(sp.from, sp.to)
		}
		if b.shape.swallows(r.cells, sp) {
			b.pending = append(b.pending, swallow{sp.from, sp.to, b.shape.rowsIn(r.cells, sp)})
		}
	}
	return nil
}

// judgeSwallowed refuses a file in which a quoted cell holds rows. In one that
// is rectangular to its last row only lines that would be whole rows of this
// file are such (SPEC S3A.8).
func (b *builder) judgeSwallowed() error {
	for _, s := range b.pending {
		if !b.whole() || b.holdsRow(s) {
			return swallowed(s.from, s.to)
		}
	}
	return nil
}

// holdsRow reports whether a line is as wide as the file and has an address, or
// an ID that looks like the others, where these stand.
func (b *builder) holdsRow(s swallow) bool {
	for _, line := range s.lines {
		if len(line) != b.shape.width {
			continue
		}
		switch {
		case b.shape.email >= 0 && strings.TrimSpace(line[b.shape.email]) != "":
			if strings.Contains(line[b.shape.email], "@") {
				return true
			}
		case b.shape.id < 0 || b.isID(line[b.shape.id]):
			return true
		}
	}
	return false
}

// isID reports whether a text looks like the IDs of the rows read, if there are
// any.
func (b *builder) isID(text string) bool {
	text = strings.Trim(text, `" `)
	looks, spaces := look(0), false
	for i := range b.t.Rows {
		id := strings.TrimSpace(b.t.Rows[i].Cell(b.shape.id).Text)
		if strings.Contains(id, "\n") {
			continue
		}
		looks |= lookOf(id)
		spaces = spaces || strings.Contains(id, " ")
	}
	return looks == 0 || lookOf(text)&looks != 0 && (spaces || !strings.Contains(text, " "))
}

// rowsIn are the lines of the cell that would be rows by themselves: those
// within, and the one on which it was closed with what follows.
func (s shape) rowsIn(cells []data.Cell, sp span) [][]string {
	lines := sp.lines()
	var rows [][]string
	for _, line := range lines[1 : len(lines)-1] {
		rows = append(rows, s.split(line))
	}
	return append(rows, append(s.split(lines[len(lines)-1]), texts(cells[sp.cell+1:])...))
}

// MaxCellText is Excel's limit on the text of one cell.
const MaxCellText = 32767

func (s shape) swallows(cells []data.Cell, sp span) bool {
	lines := sp.lines()
	first, last := s.split(lines[0]), s.split(lines[len(lines)-1])
	for _, line := range lines[1 : len(lines)-1] {
		if s.whole(s.split(line)) {
			return true
		}
	}
	// The line on which the cell was opened and the one on which it was closed,
	// read as if there were no quotes.
	opening := append(texts(cells[:sp.cell]), first...)
	closing := slices.Concat(last, texts(cells[sp.cell+1:]))
	whole := s.record(opening) && s.record(closing)
	if len(cells) != s.width {
		return s.record(opening) || s.record(closing) || strings.ContainsAny(sp.raw, s.comma+"@")
	}
	if whole {
		return true
	}
	// The record itself was of the wrong width, but the end of another is in it.
	return len(first)+len(last) > 2 && len(last) > sp.cell && s.email >= 0 && s.email < len(last) &&
		strings.Contains(last[s.email], "@")
}

// lines returns the lines of the cell; there are at least two.
func (sp span) lines() []string {
	return strings.Split(strings.ReplaceAll(strings.ReplaceAll(sp.raw, "\r\n", "\n"), "\r", "\n"), "\n")
}

// split cuts a line at the delimiters; doubled quotes stay, they don't matter.
func (s shape) split(line string) []string { return strings.Split(line, s.comma) }

// record reports whether the cells could be a whole record: wide enough, and
// with an address, or nothing, where addresses stand.
func (s shape) record(cells []string) bool {
	if len(cells) < s.width {
		return false
	}
	if s.email < 0 {
		return true
	}
	address := strings.TrimSpace(cells[s.email])
	if s.width == 1 {
		return strings.Contains(address, "@")
	}
	return address == "" || strings.Contains(address, "@")
}

// whole reports whether a whole line inside a cell is a record, be it one of
// the wrong width with its address in the right place.
func (s shape) whole(cells []string) bool {
	if len(cells) == 1 && strings.TrimSpace(cells[0]) == "" {
		return false
	}
	if s.record(cells) {
		return true
	}
	return s.email >= 0 && len(cells) >= max(2, (s.width+1)/2) && s.email < len(cells) && strings.Contains(cells[s.email], "@")
}

func texts(cells []data.Cell) []string {
	out := make([]string, len(cells))
	for i := range cells {
		out[i] = cells[i].Text
	}
	return out
}
