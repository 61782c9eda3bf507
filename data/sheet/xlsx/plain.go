package xlsx

import (
	"bytes"

	"headcount.app/headcount/data/sheet/workbook"

	"headcount.app/headcount/data/sheet/archive"

	"headcount.app/headcount/data/sheet/head"
)

// Nearly every cell of a sheet and nearly every shared string is written in one
// of a few shapes:
//
//	<row r="1" spans="1:8"> </row>
//	<c r="A1" s="1" t="s"><v>0</v></c>
//	<c r="A1" t="inlineStr"><is><t>Zo&#235;</t></is></c>
//	<si><t>Ann</t></si>
//
// Those are read here in one go. Whatever differs by one byte, or would be
// refused, is left where it stands for the general reader, which decides; so
// nothing is read here that it would not read, and nothing otherwise.

const plainDepth = 3 // elements within each other

// plainCell is a cell in one of the shapes.
type plainCell struct {
	column int // 0 if it says none
	style  int
	kind   byte
	inline bool
	empty  bool // it has neither value nor string
	text   []byte
	length int // bytes, 0 if there is no such cell
	work   int // elements, attributes and texts
}

// plainRows reads the rows that come next as far as their tags have the shape.
func (s *sheetReader) plainRows() error {
	for {
		b := s.Ahead(archive.Spreadsheet, plainDepth)
		number, rest, ok := s.plainRow(b)
		if !ok {
			return nil
		}
		s.Pass(len(b)-len(rest), 3)
		s.Enter("row")
		s.BeginRow(number)
		if err := s.plainCells(); err != nil {
			return err
		}
		if hasPrefix(s.Ahead(archive.Spreadsheet, plainDepth), "</row>") {
			s.Pass(len("</row>"), 0)
			if err := s.Leave(); err != nil {
				return err
			}
		} else if err := s.Children(s.readCellAndPlain); err != nil {
			return err
		}
		if err := s.EndRow(false); err != nil {
			return err
		}
	}
}

// plainRow reads the tag of a row that b begins with, and returns its number and
// what follows.
func (s *sheetReader) plainRow(b []byte) (number int, rest []byte, ok bool) {
	rest, ok = bytes.CutPrefix(b, []byte(`<row r="`))
	if !ok {
		return 0, nil, false
	}
	end := bytes.IndexByte(rest[:min(len(rest), 10)], '"')
	if end < 0 {
		return 0, nil, false
	}
	if number, ok = archive.SmallNumber(rest[:end]); !ok || number <= s.Row || number > head.MaxRows {
		return 0, nil, false
	}
	rest = rest[end+1:]
	if spans, is := bytes.CutPrefix(rest, []byte(` spans="`)); is {
		i := 0
		for i < len(spans) && (spans[i] >= '0' && spans[i] <= '9' || spans[i] == ':') {
			i++
		}
		if !hasPrefix(spans[i:], `"`) {
			return 0, nil, false
		}
		rest = spans[i+1:]
	}
	if !hasPrefix(rest, ">") {
		return 0, nil, false
	}
	return number, rest[1:], true
}

// plainCells reads the cells that come next as far as they have the shapes.
func (s *sheetReader) plainCells() error {
	for {
		c := s.plainCell(s.Ahead(archive.Spreadsheet, plainDepth))
		if c.length == 0 {
			return nil
		}
		s.Pass(c.length, c.work)
		s.Column = c.column
		if c.empty {
			continue
		}
		s.value = append(s.value[:0], c.text...)
		s.value = resolveEscapes(s.value)
		if err := s.finishCell(c.kind, c.style, cellParts{value: !c.inline, inline: c.inline}); err != nil {
			return err
		}
	}
}

// plainCell reads the cell that b begins with.
func (s *sheetReader) plainCell(b []byte) (c plainCell) {
	rest, ok := bytes.CutPrefix(b, []byte("<c"))
	if !ok {
		return plainCell{}
	}
	c.column, c.kind, c.work = s.Column+1, 'n', 1
	if rest, ok = s.plainAttributes(rest, &c); !ok || c.column <= s.Column || c.column > workbook.MaxColumns {
		return plainCell{}
	}
	switch {
	case hasPrefix(rest, "/>"):
		c.empty, rest = true, rest[len("/>"):]
	case hasPrefix(rest, "></c>"):
		c.empty, rest = true, rest[len("></c>"):]
	case hasPrefix(rest, "><v>"):
		c.work += 2
		rest, ok = s.plainText(&c, rest[len("><v>"):], "</v></c>")
	case c.kind == 'i' && hasPrefix(rest, "><is><t>"):
		c.inline, c.work = true, c.work+3
		rest, ok = s.plainText(&c, rest[len("><is><t>"):], "</t></is></c>")
	case c.kind == 'i' && hasPrefix(rest, `><is><t xml:space="preserve">`):
		c.inline, c.work = true, c.work+4
		rest, ok = s.plainText(&c, rest[len(`><is><t xml:space="preserve">`):], "</t></is></c>")
	default:
		return plainCell{}
	}
	if !ok {
		return plainCell{}
	}
	c.length = len(b) - len(rest)
	return c
}

// plainAttributes reads r, s and t, each at most once, and returns what follows.
func (s *sheetReader) plainAttributes(b []byte, c *plainCell) (rest []byte, ok bool) {
	seen := byte(0)
	for len(b) > 5 && b[0] == ' ' {
		if b[2] != '=' || b[3] != '"' {
			return nil, false
		}
		name, value := b[1], b[4:]
		end := bytes.IndexByte(value[:min(len(value), 16)], '"')
		if end <= 0 {
			return nil, false
		}
		b, value = value[end+1:], value[:end]
		var one byte
		switch name {
		case 'r':
			one = 1
			c.column, ok = s.ownReference(value)
		case 's':
			one = 2
			c.style, ok = archive.SmallNumber(value)
			ok = ok && c.style < len(s.book.styles)
		case 't':
			one = 4
			c.kind, ok = cellType(value)
		default:
			return nil, false
		}
		if !ok || seen&one != 0 {
			return nil, false
		}
		seen |= one
		c.work++
	}
	return b, true
}

// plainText reads the text that b begins with into a cell, up to the end that must
// follow, and returns what is behind it.
func (x *xmlReader) plainText(c *plainCell, b []byte, end string) (rest []byte, ok bool) {
	i := bytes.IndexByte(b, '<')
	if i < 0 || !hasPrefix(b[i:], end) {
		return nil, false
	}
	var work int
	c.text, work, ok = x.Plain(b[:i])
	c.work += work
	return b[i+len(end):], ok
}

// plainString returns the text of the shared string that comes next, if it has
// the shape.
func (x *xmlReader) plainString() (text []byte, ok bool) {
	b := x.Ahead(archive.Spreadsheet, plainDepth)
	if !hasPrefix(b, "<si><t") {
		return nil, false
	}
	rest, c := b[len("<si><t"):], plainCell{work: 3}
	if preserved, is := bytes.CutPrefix(rest, []byte(` xml:space="preserve"`)); is {
		rest = preserved
		c.work++
	}
	if !hasPrefix(rest, ">") {
		return nil, false
	}
	if rest, ok = x.plainText(&c, rest[1:], "</t></si>"); !ok {
		return nil, false
	}
	x.Pass(len(b)-len(rest), c.work)
	return c.text, true
}

func hasPrefix(b []byte, prefix string) bool {
	return len(b) >= len(prefix) && string(b[:len(prefix)]) == prefix
}
