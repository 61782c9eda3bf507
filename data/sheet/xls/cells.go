package xls

import (
	"encoding/binary"
	"math"
	"strconv"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/workbook"
)

// errorNames are the errors by their numbers.
var errorNames = map[byte]string{
	0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}

// readCell puts the cell at Column, which the record at an offset holds (SPEC S3.5).
func (s *sheetReader) readCell(at int) error {
	reader := &records{stream: s.stream, at: at}
	r, err := reader.next()
	if err != nil {
		return err
	}
	switch r.kind {
	case recLabelSST:
		i := binary.LittleEndian.Uint32(r.body[6:])
		if int64(i) >= int64(len(s.strings)) {
			return damaged("the shared string %d of %d", i, len(s.strings))
		}
		s.PutText(nil, s.strings[i], "")
	case recLabel, recRString:
		pieces, err := reader.pieces(r)
		if err != nil {
			return err
		}
		text, err := (&texts{pieces: pieces, at: 6}).next(2)
		if err != nil {
			return err
		}
		s.PutText([]byte(text), "", "")
	case recNumber:
		return s.putNumber(long(r.body[6:]), r.u16(4), data.NoFormula)
	case recRK:
		return s.putNumber(shortNumber(binary.LittleEndian.Uint32(r.body[6:])), r.u16(4), data.NoFormula)
	case recMulRK:
		i := 4 + 6*(s.Column-1-r.u16(2))
		return s.putNumber(shortNumber(binary.LittleEndian.Uint32(r.body[i+2:])), r.u16(i), data.NoFormula)
	case recBoolErr:
		return s.putFixed(r.body[7], r.body[6])
	case recFormula:
		return s.putFormula(r, reader)
	}
	return nil
}

// putFixed puts yes, no or an error.
func (s *sheetReader) putFixed(kind, value byte) error {
	switch {
	case kind == 0 && value <= 1:
		s.Put(strconv.AppendBool(nil, value == 1), "", data.Boolean)
		return nil
	case kind == 1 && errorNames[value] != "":
		s.Put(nil, errorNames[value], data.ErrorCell)
		return nil
	}
	return damaged("the value %#x of the kind %d", value, kind)
}

// putNumber puts a number in the format shown.
func (s *sheetReader) putNumber(number float64, style int, computed data.Formula) error {
	if math.IsNaN(number) || math.IsInf(number, 0) {
		return damaged("a number that is none")
	}
	layout := byte('f')
	if math.Abs(number) >= 1e15 || number != 0 && math.Abs(number) < 1e-15 {
		layout = 'g'
	}
	format := s.format(style)
	text, kind, ok := workbook.Number(nil, strconv.AppendFloat(nil, number, layout, -1, 64), &format, s.date1904)
	if !ok {
		return damaged("the number %g", number)
	}
	s.PutNumber(text, kind, computed)
	return nil
}

// long reads a number of eight bytes.
func long(b []byte) float64 { return math.Float64frombits(binary.LittleEndian.Uint64(b)) }

// shortNumber reads a number in four bytes: a whole one or the upper half of a
// fractional one, perhaps a hundred times what it is.
func shortNumber(rk uint32) float64 {
	number := math.Float64frombits(uint64(rk&^3) << 32)
	if rk&2 != 0 {
		number = float64(int32(rk) >> 2)
	}
	if rk&1 != 0 {
		number /= 100
	}
	return number
}

// putFormula puts the stored value of a formula.
func (s *sheetReader) putFormula(r record, reader *records) error {
	value, code := r.body[6:14], formulaCode(r)
	if code == nil {
		return damaged("a formula that does not end in its record")
	}
	if value[6] != 0xFF || value[7] != 0xFF {
		return s.putNumber(long(value), r.u16(4), formulaOf(code))
	}
	switch value[0] {
	case 0:
		text, err := formulaText(reader)
		if err != nil {
			return err
		}
		s.PutText([]byte(text), "", workbook.MailAddress(linkTarget(code)))
		return nil
	case 1, 2:
		return s.putFixed(value[0]-1, value[2])
	case 3:
		return nil // no text
	}
	return damaged("a formula with a value of the kind %d", value[0])
}

// formulaText reads the text that a formula has for its value: the record behind
// those that say what it shares with others.
func formulaText(reader *records) (string, error) {
	const shared, array, table = 0x04BC, 0x0221, 0x0236
	for {
		r, err := reader.next()
		if err != nil {
			return "", err
		}
		switch r.kind {
		case shared, array, table, recContinue:
			continue
		case recString:
			pieces, err := reader.pieces(r)
			if err != nil {
				return "", err
			}
			return (&texts{pieces: pieces}).next(2)
		}
		return "", damaged("a formula without its text")
	}
}
