package csv

import (
	"strconv"
	"strings"

	"headcount.app/headcount/data"
)

// records cuts text into records and cells. Unlike encoding/csv it never fails
// on a quote inside a cell and never loses lines to one: a quoted cell that is
// not closed, or goes on after it was closed on another line, is an error that
// names both lines (SPEC S3.4, S3.9). Cells share the memory of text.
type records struct {
	text  string
	comma byte
	// escapes: \" is a quote inside a quoted cell (SPEC S3A.8).
	escapes bool

	pos   int
	line  int // the line of the text at pos, counted from 1
	tails int // cells that go on behind their closing quote

	record
}

// record is the record that next read; its slices are used again by the next.
type record struct {
	// number is the row number; a record is one row however many lines it
	// takes, as in Excel.
	number int
	// start is the line on which the record begins, raw its text.
	start int
	raw   string
	cells []data.Cell
	spans []span
	// joined: a quoted cell holds the delimiter; broken: and text goes on after
	// its closing quote, so that cells were joined that should not be.
	joined, broken bool
}

// span is a quoted cell that holds line breaks.
type span struct {
	cell     int
	from, to int // lines of the text
	raw      string
}

func newRecords(text string, comma byte) *records {
	return &records{text: text, comma: comma, line: 1}
}

// next reads one record; false at the end.
func (p *records) next() (bool, error) {
	p.cells, p.spans, p.joined, p.broken = p.cells[:0], p.spans[:0], false, false
	if p.pos >= len(p.text) {
		return false, nil
	}
	p.number++
	p.start = p.line
	from := p.pos
	for {
		err := p.cell()
		p.raw = p.text[from:p.pos]
		if err != nil {
			return false, err
		}
		if len(p.cells) > mostColumns {
			return false, data.Refuse(data.FileTooLarge, nil, "part", "text", "line", strconv.Itoa(p.start))
		}
		if p.pos >= len(p.text) {
			return true, nil
		}
		if p.text[p.pos] != p.comma {
			p.lineBreak()
			return true, nil
		}
		p.pos++
	}
}

// lineBreak goes beyond CR LF, LF or CR.
func (p *records) lineBreak() {
	if strings.HasPrefix(p.text[p.pos:], "\r\n") {
		p.pos++
	}
	p.pos++
	p.line++
}

// cell reads the cell at pos and stops at the delimiter or line break after it.
func (p *records) cell() error {
	if p.pos < len(p.text) {
		switch p.text[p.pos] {
		case '"':
			return p.quoted()
		case ' ':
			if p.quotedAfterSpaces() {
				return nil
			}
		}
	}
	start := p.pos
	p.pos = p.endOfCell(start)
	p.add(p.text[start:p.pos])
	return nil
}

// endOfCell finds the next delimiter, line break or end of text.
func (p *records) endOfCell(i int) int {
	for ; i < len(p.text); i++ {
		if c := p.text[i]; c == p.comma || c == '\n' || c == '\r' {
			break
		}
	}
	return i
}

// quoted reads a quoted cell. Text behind the closing quote belongs to the
// cell, as in Excel, unless the quotes were on different lines.
func (p *records) quoted() error {
	raw, after, closed := p.upToQuote(p.pos)
	breaks := countBreaks(raw)
	if !closed {
		return swallowed(p.line, p.line+countBreaks(strings.TrimRight(raw, "\r\n")))
	}
	end := p.endOfCell(after)
	tail := strings.TrimLeft(p.text[after:end], " ")
	if breaks > 0 {
		if tail != "" {
			return swallowed(p.line, p.line+breaks)
		}
		p.spans = append(p.spans, span{len(p.cells), p.line, p.line + breaks, raw})
		p.line += breaks
	}
	if strings.IndexByte(raw, p.comma) >= 0 {
		p.joined, p.broken = true, p.broken || tail != ""
	}
	p.pos = end
	if tail == "" {
		p.add(p.unquote(raw))
		return nil
	}
	p.tails++
	p.add(p.unquote(raw) + p.text[after:end])
	p.cells[len(p.cells)-1].Kind = data.Tailed
	return nil
}

// quotedAfterSpaces reads a cell like ` "Jean"`, which some programs write
// behind their delimiter; false if the quote is only text.
func (p *records) quotedAfterSpaces() bool {
	open := p.pos
	for open < len(p.text) && p.text[open] == ' ' {
		open++
	}
	if open >= len(p.text) || p.text[open] != '"' {
		return false
	}
	raw, after, closed := p.upToQuote(open)
	if !closed || strings.ContainsAny(raw, "\r\n") {
		return false
	}
	end := p.endOfCell(after)
	if strings.TrimLeft(p.text[after:end], " ") != "" {
		return false
	}
	p.joined = p.joined || strings.IndexByte(raw, p.comma) >= 0
	p.pos = end
	p.add(p.unquote(raw))
	return true
}

// upToQuote returns what stands between the quote at open and the one that
// closes it, and where the text after it begins.
func (p *records) upToQuote(open int) (raw string, after int, closed bool) {
	for i := open + 1; ; i += 2 {
		n := strings.IndexByte(p.text[i:], '"')
		if n < 0 {
			return p.text[open+1:], len(p.text), false
		}
		i += n
		if p.escapes && escaped(p.text[open+1:i]) {
			i--
			continue
		}
		if i+1 >= len(p.text) || p.text[i+1] != '"' {
			return p.text[open+1 : i], i + 1, true
		}
	}
}

// escaped reports whether a quote behind text is one of the text.
func escaped(text string) bool {
	n := len(text) - len(strings.TrimRight(text, `\`))
	return n%2 == 1
}

// unquote undoes doubled and escaped quotes, and CR LF as line break inside a
// cell.
func (p *records) unquote(raw string) string {
	if p.escapes && strings.Contains(raw, `\`) {
		raw = strings.NewReplacer(`\\`, `\`, `\"`, `"`).Replace(raw)
	}
	if strings.Contains(raw, `""`) {
		raw = strings.ReplaceAll(raw, `""`, `"`)
	}
	if strings.Contains(raw, "\r\n") {
		raw = strings.ReplaceAll(raw, "\r\n", "\n")
	}
	return raw
}

// countBreaks counts line breaks of the kinds CR LF, LF and CR.
func countBreaks(s string) int {
	n := strings.Count(s, "\n")
	for i := strings.IndexByte(s, '\r'); i >= 0 && i < len(s); {
		if i+1 >= len(s) || s[i+1] != '\n' {
			n++
		}
		next := strings.IndexByte(s[i+1:], '\r')
		if next < 0 {
			break
		}
		i += 1 + next
	}
	return n
}

func swallowed(from, to int) error {
	return data.Refuse(data.FileSwallowed, nil, "from", strconv.Itoa(from), "to", strconv.Itoa(to))
}

// CutLine cuts a line that is one record; false if it is none or more than one.
func CutLine(line string, comma byte) ([]data.Cell, bool) {
	p := newRecords(line, comma)
	more, err := p.next()
	return p.cells, more && err == nil && p.pos >= len(p.text)
}
