package sheet

import (
	"strings"

	"headcount/data"
)

// shape is what the records of one file look like, as far as it takes to see
// whether a quoted cell with line breaks holds records instead of text.
type shape struct {
	width int
	// email is the column of addresses, -1 if none is known.
	email int
	comma string
}

func shapeOf(header []string, comma byte) shape {
	s := shape{len(header), -1, string(comma)}
	for i, h := range header {
		if data.UserSchema.ForHeader(h) == data.Email {
			s.email = i
			break
		}
	}
	return s
}

// swallowed refuses a record with a quoted cell that swallowed lines which
// look like records: the work of two stray quotes (SPEC S3.9). A list of
// roles or an address on several lines passes.
func (s shape) swallowed(r *record) error {
	for _, sp := range r.spans {
		if r.broken || s.swallows(r.cells, sp) {
			return swallowed(sp.from, sp.to)
		}
	}
	return nil
}

// maxCellText is Excel's limit on the text of one cell.
const maxCellText = 32767

func (s shape) swallows(cells []data.Cell, sp span) bool {
	if len(sp.raw) > 4*maxCellText {
		return true
	}
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
	closing := append(last, texts(cells[sp.cell+1:])...)
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
