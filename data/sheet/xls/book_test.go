package xls

import (
	"bytes"
	"context"
	"encoding/binary"
	"math"
	"unicode/utf16"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
)

// stream is a workbook put together by hand, record by record.
type stream struct{ bytes.Buffer }

// add writes a record of numbers of one, two, four or eight bytes, bytes and texts.
func (s *stream) add(kind uint16, fields ...any) {
	body := bodyOf(fields...)
	_ = binary.Write(s, binary.LittleEndian, kind)
	_ = binary.Write(s, binary.LittleEndian, uint16(len(body)))
	s.Write(body)
}

func bodyOf(fields ...any) []byte {
	var b bytes.Buffer
	for _, f := range fields {
		switch f := f.(type) {
		case int:
			_ = binary.Write(&b, binary.LittleEndian, uint16(f))
		case string:
			b.Write(longText(f))
		case []byte:
			b.Write(f)
		default:
			_ = binary.Write(&b, binary.LittleEndian, f)
		}
	}
	return b.Bytes()
}

// longText is a text whose length is said in two bytes.
func longText(text string) []byte {
	units := utf16.Encode([]rune(text))
	return bodyOf(len(units), byte(wide), units)
}

// Cell styles of the workbooks made here.
const (
	general = iota
	padded
	dated
	scientific
)

// sheetMaker writes the records of a sheet between its beginning and its end.
type sheetMaker func(*stream)

// newStream is a workbook with one sheet.
func newStream(texts []string, cells sheetMaker) []byte {
	return streamOfSheets(texts, nil, map[string]sheetMaker{"Users": cells}, "Users")
}

// streamOfSheets is a workbook with sheets; a name that begins with - is hidden.
func streamOfSheets(texts []string, globals func(*stream), sheets map[string]sheetMaker, names ...string) []byte {
	var s stream
	s.add(recBOF, version8, partGlobals, 0, 0, uint32(0), uint32(0))
	for i, code := range []string{"000000", "dd/mm/yyyy", "0E+00"} {
		s.add(recFormat, 164+i, code)
	}
	for i := range 4 {
		number := 0
		if i > 0 {
			number = 163 + i
		}
		s.add(recXF, 0, number, make([]byte, 16))
	}
	places := make([]int, len(names))
	for i, name := range names {
		places[i] = s.Len() + 4
		hidden := byte(0)
		if name[0] == '-' {
			hidden, name = 1, name[1:]
		}
		s.add(recBoundSheet, uint32(0), hidden, byte(0), byte(len(name)), byte(0), []byte(name))
	}
	if globals != nil {
		globals(&s)
	}
	if texts != nil {
		s.add(recSST, bodyOf(uint32(len(texts)), uint32(len(texts))), bytes.Join(longTexts(texts), nil))
	}
	s.add(recEOF)
	for i, name := range names {
		binary.LittleEndian.PutUint32(s.Bytes()[places[i]:], uint32(s.Len()))
		s.add(recBOF, version8, partSheet, 0, 0, uint32(0), uint32(0))
		sheets[name](&s)
		s.add(recEOF)
	}
	return s.Bytes()
}

func longTexts(texts []string) [][]byte {
	all := make([][]byte, len(texts))
	for i, text := range texts {
		all[i] = longText(text)
	}
	return all
}

// label writes a cell with a text of its own.
func (s *stream) label(row, column int, text string) { s.add(recLabel, row, column, general, text) }

// labels writes a row of texts.
func (s *stream) labels(row int, texts ...string) {
	for column, text := range texts {
		s.label(row, column, text)
	}
}

// formula writes a formula with the eight bytes of its value.
func (s *stream) formula(row, column int, value, code []byte) {
	s.add(recFormula, row, column, general, value, 0, uint32(0), len(code), code)
}

func realBytes(f float64) []byte { return bodyOf(math.Float64bits(f)) }

// contain puts a stream into a compound file, large enough for sectors of its own.
func contain(stream []byte, name string) []byte {
	const sector, free, table = 512, 0xFFFFFFFF, 0xFFFFFFFD
	for len(stream) < 4096 {
		stream = append(stream, 0)
	}
	count := (len(stream) + sector - 1) / sector
	file := make([]byte, sector*(1+2+count))
	copy(file, containerTag)
	put16, put32 := binary.LittleEndian.PutUint16, binary.LittleEndian.PutUint32
	put16(file[24:], 0x3E)
	put16(file[26:], 3)
	put16(file[28:], 0xFFFE)
	put16(file[30:], 9)
	put16(file[32:], 6)
	put32(file[44:], 1)
	put32(file[48:], 1)
	put32(file[56:], 4096)
	put32(file[60:], endOfChain)
	put32(file[68:], endOfChain)
	for i := range inHeader {
		put32(file[76+4*i:], free)
	}
	put32(file[76:], 0)
	next := file[sector:][:sector]
	for i := range sector / 4 {
		put32(next[4*i:], free)
	}
	put32(next, table)
	put32(next[4:], endOfChain)
	for i := range count {
		put32(next[4*(2+i):], uint32(3+i))
	}
	put32(next[4*(1+count):], endOfChain)
	directory := file[2*sector:]
	entry := func(i int, name string, kind byte, child, first, size uint32) {
		e := directory[i*entrySize:]
		for k, unit := range utf16.Encode([]rune(name)) {
			put16(e[2*k:], unit)
		}
		put16(e[64:], uint16(2*len(name)+2))
		e[66], e[67] = kind, 1
		put32(e[68:], free)
		put32(e[72:], free)
		put32(e[76:], child)
		put32(e[116:], first)
		put32(e[120:], size)
	}
	entry(0, "Root Entry", 5, 1, endOfChain, 0)
	entry(1, name, 2, free, 2, uint32(len(stream)))
	copy(file[3*sector:], stream)
	return file
}

func readBytes(file []byte) (*data.Table, error) {
	return Read(context.Background(), bytes.NewReader(file), int64(len(file)), head.Options{})
}
