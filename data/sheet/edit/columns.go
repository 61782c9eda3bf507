package edit

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
	"headcount.app/headcount/data/sheet/xlsx"
)

// wideWidth is how wide the column with the problems is, in characters.
const wideWidth = 70

func itoa(n int) string { return strconv.Itoa(n) }

// columnStyle is the format of cells that a sheet does not hold.
type columnStyle struct{ from, to, style int }

// blankStyle is the format of a cell that the sheet does not hold.
func (s *sheetEdit) blankStyle(column int) int {
	if s.rowStyle >= 0 {
		return s.rowStyle
	}
	for _, c := range s.columns {
		if c.from <= column && column <= c.to {
			return c.style
		}
	}
	return 0
}

func (s *sheetEdit) wideColumn() string {
	n := itoa(s.edits.Wide + 1)
	return "<" + s.prefix + `col min="` + n + `" max="` + n + `" width="` + itoa(wideWidth) + `" customWidth="1"/>`
}

// cols reads the formats of columns, and makes one column wide: cut out of the
// range that holds it, or between its neighbours.
func (s *sheetEdit) cols(t tag) error {
	if t.empty {
		return notWhole("empty columns")
	}
	wide, done := s.edits.Wide+1, s.edits.Wide < 0
	for {
		c, more := s.tags.next()
		if !more || c.closing {
			if !done {
				s.insert(c.from, s.wideColumn())
			}
			return nil
		}
		raw := s.text[c.from:c.to]
		first, _, _, _ := attributeOf(raw, "min")
		last, _, _, _ := attributeOf(raw, "max")
		style, _, _, _ := attributeOf(raw, "style")
		from, to := number(first), number(last)
		s.columns = append(s.columns, columnStyle{from, to, number(style)})
		switch {
		case done || to < wide:
		case from > wide:
			s.insert(c.from, s.wideColumn())
			done = true
		default:
			end := c
			if !c.empty {
				raw, end = append(bytes.Clone(raw[:len(raw)-1]), '/', '>'), s.skip()
			}
			s.replace(c.from, end.to, []byte(cutOut(raw, from, to, wide)))
			done = true
			continue
		}
		if !c.empty {
			s.skip()
		}
	}
}

// cutOut makes one column of a range wide.
func cutOut(raw []byte, from, to, wide int) string {
	part := func(from, to int) []byte {
		return withAttribute(withAttribute(raw, "min", itoa(from)), "max", itoa(to))
	}
	var out strings.Builder
	if from < wide {
		out.Write(part(from, wide-1))
	}
	own := withAttribute(withAttribute(part(wide, wide), "width", itoa(wideWidth)), "customWidth", "1")
	for _, name := range []string{"hidden", "bestFit", "collapsed"} {
		own = withoutAttribute(own, name)
	}
	out.Write(own)
	if wide < to {
		out.Write(part(wide+1, to))
	}
	return out.String()
}

// dimension widens what the sheet says about its size; other programs rely on
// it.
func (s *sheetEdit) dimension(t tag) {
	raw := s.text[t.from:t.to]
	ref, _, _, _ := attributeOf(raw, "ref")
	first, last, two := strings.Cut(ref, ":")
	if !two {
		last = first
	}
	fromColumn, fromRow, ok1 := xlsx.Reference([]byte(first))
	toColumn, toRow, ok2 := xlsx.Reference([]byte(last))
	if ok1 && ok2 {
		for _, e := range s.edits.Cells {
			fromColumn, toColumn = min(fromColumn, e.Column+1), max(toColumn, e.Column+1)
			fromRow, toRow = min(fromRow, e.Row), max(toRow, e.Row)
		}
		a, err1 := excelize.CoordinatesToCellName(fromColumn, fromRow)
		z, err2 := excelize.CoordinatesToCellName(toColumn, toRow)
		if err1 == nil && err2 == nil {
			s.replace(t.from, t.to, withAttribute(raw, "ref", a+":"+z))
		}
	}
	if !t.empty {
		s.skip()
	}
}

// splice is a piece of a part that is replaced; splices are in order.
type splice struct {
	from, to int
	text     string
}

func spliced(text []byte, splices []splice) []byte {
	var out bytes.Buffer
	at := 0
	for _, s := range splices {
		out.Write(text[at:s.from])
		out.WriteString(s.text)
		at = s.to
	}
	out.Write(text[at:])
	return out.Bytes()
}
