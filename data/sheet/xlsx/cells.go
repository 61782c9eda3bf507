package xlsx

import (
	"bytes"

	"headcount.app/headcount/data/sheet/workbook"

	"headcount.app/headcount/data/sheet/archive"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
)

// cellParts says which of a cell's elements were there.
type cellParts struct {
	value, inline, formula bool
	address                string       // of a HYPERLINK formula
	computed               data.Formula // what a number is the result of
}

// readCell reads the cell just started.
func (s *sheetReader) readCell() error {
	if !s.Is(archive.Spreadsheet, "c") {
		return s.OnlyExtensions()
	}
	column, style, kind := s.Column+1, 0, byte('n')
	for _, a := range s.Attrs {
		var ok bool
		switch string(a.Name) {
		case "r":
			column, ok = s.ownReference(a.Value)
		case "s":
			style, ok = archive.SmallNumber(a.Value)
			ok = len(a.Value) == 0 || ok && style < len(s.book.styles)
		case "t":
			kind, ok = cellType(a.Value)
		case "cm", "vm", "ph":
			ok = true
		default:
			if err := s.foreign(a); err != nil {
				return err
			}
			ok = true
		}
		if !ok {
			return archive.Damaged(s.Part, "%s=%q of a cell in row %d", a.Name, a.Value, s.Row)
		}
	}
	if column <= s.Column || column > workbook.MaxColumns {
		return archive.Damaged(s.Part, "column %d behind column %d in row %d", column, s.Column, s.Row)
	}
	s.Column = column
	if s.Empty {
		_, err := s.Next()
		return err
	}
	parts, err := s.readCellParts(kind)
	if err != nil {
		return err
	}
	return s.finishCell(kind, style, parts)
}

// readCellParts reads the elements of the cell just started into value.
func (s *sheetReader) readCellParts(kind byte) (parts cellParts, err error) {
	s.value = s.value[:0]
	for {
		t, err := s.Next()
		switch {
		case err != nil:
			return parts, err
		case t == archive.EndElement:
			return parts, nil
		case t == archive.Text:
			if !archive.IsBlank(s.Text) {
				return parts, archive.Damaged(s.Part, "text outside a value in row %d", s.Row)
			}
			continue
		case s.Is(archive.Compatibility, "AlternateContent"):
			parts, err = s.cellAlternatives(kind, parts)
		default:
			parts, err = s.readCellPart(kind, parts)
		}
		if err != nil {
			return parts, err
		}
	}
}

// cellAlternatives reads alternative elements of a cell.
func (s *sheetReader) cellAlternatives(kind byte, parts cellParts) (cellParts, error) {
	err := s.Alternatives(func() error {
		var err error
		parts, err = s.readCellPart(kind, parts)
		return err
	})
	return parts, err
}

// readCellPart reads the element of a cell just started. Of a cell with its own
// string the string counts, whatever value stands beside it.
func (s *sheetReader) readCellPart(kind byte, parts cellParts) (cellParts, error) {
	var err error
	switch {
	case s.Space != archive.Spreadsheet:
		err = s.OnlyExtensions()
	case len(s.Local) == 1 && s.Local[0] == 'v' && !parts.value:
		parts.value = true
		if parts.inline {
			return parts, s.Skip()
		}
		s.value, err = s.textOf(s.value)
	case len(s.Local) == 1 && s.Local[0] == 'f' && !parts.formula:
		parts.formula = true
		parts.address, err = s.readFormula()
		parts.computed = workbook.FormulaOf(s.code)
	case string(s.Local) == "is" && kind == 'i' && !parts.inline:
		parts.inline = true
		s.value, err = s.richText(s.value[:0])
	default:
		err = s.OnlyExtensions()
	}
	return parts, err
}

// finishCell turns what the cell holds into its text and kind (SPEC S3.5).
func (s *sheetReader) finishCell(kind byte, style int, parts cellParts) error {
	spelt := kind == 'S' || kind == 'i' // spaces are part of it
	if !spelt {
		s.value = bytes.TrimSpace(s.value)
	}
	if !parts.inline && (!parts.value || (len(s.value) == 0 && !spelt)) {
		return s.finishEmpty(kind, parts)
	}
	switch kind {
	case 's':
		i, ok := archive.SmallNumber(s.value)
		shared, inside := s.book.strings.get(i)
		if !ok || !inside {
			return archive.Damaged(s.Part, "the shared string %q in row %d", s.value, s.Row)
		}
		s.PutText(nil, shared, parts.address)
	case 'S', 'i':
		s.PutText(s.value, "", parts.address)
	case 'b':
		return s.putBoolean()
	case 'e':
		s.Put(s.value, "", data.ErrorCell)
	case 'd':
		s.Put(workbook.ISODate(s.value), "", data.Date)
	default:
		var shown data.CellKind
		var ok bool
		s.output, shown, ok = workbook.Number(s.output[:0], s.value, &s.book.styles[style], s.book.date1904)
		if !ok {
			return archive.Damaged(s.Part, "the number %q in row %d", s.value, s.Row)
		}
		s.PutNumber(s.output, shown, parts.computed)
	}
	return nil
}

func (s *sheetReader) putBoolean() error {
	switch string(s.value) {
	case "1", "true":
		s.Put(nil, "true", data.Boolean)
	case "0", "false":
		s.Put(nil, "false", data.Boolean)
	default:
		return archive.Damaged(s.Part, "the yes/no value %q in row %d", s.value, s.Row)
	}
	return nil
}

// finishEmpty deals with a cell without a value: a formula that was never
// computed, or a blank cell, whatever its type. An error without a name is
// damage.
func (s *sheetReader) finishEmpty(kind byte, parts cellParts) error {
	switch {
	case parts.formula:
		s.Put(nil, "", data.Uncomputed)
	case parts.value && kind == 'e':
		return archive.Damaged(s.Part, "an empty value in row %d", s.Row)
	}
	return nil
}

// cellType maps the type of a cell to a letter: S is str, i is inlineStr.
func cellType(value []byte) (byte, bool) {
	switch string(value) {
	case "s", "n", "b", "e", "d":
		return value[0], true
	case "str":
		return 'S', true
	case "inlineStr":
		return 'i', true
	}
	return 0, false
}

// ownReference reads the reference of a cell, which must be in the row it
// stands in, and returns its column.
func (s *sheetReader) ownReference(ref []byte) (column int, ok bool) {
	column, row, ok := Reference(ref)
	return column, ok && row == s.Row
}

// Reference reads a reference such as AB12.
func Reference(ref []byte) (column, row int, ok bool) {
	i := 0
	for ; i < len(ref) && i < 4 && isLetter(ref[i]); i++ {
		column = column*26 + int(ref[i]&^0x20-'A') + 1
	}
	row, ok = archive.SmallNumber(ref[i:])
	return column, row, ok && column >= 1 && column <= workbook.MaxColumns && row >= 1 && row <= head.MaxRows && ref[i] != '0'
}

// isLetter reports whether c is a letter of the alphabet, be it a small one, as
// some programs write references.
func isLetter(c byte) bool { return c&^0x20 >= 'A' && c&^0x20 <= 'Z' }
