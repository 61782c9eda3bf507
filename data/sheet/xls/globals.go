package xls

import (
	"encoding/binary"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/workbook"
)

// Kinds of the parts of a stream, as they say at their beginning.
const (
	version8    = 0x0600
	partGlobals = 0x0005
	partSheet   = 0x0010
)

// maxStrings bounds the shared strings; full sheets of people have fewer.
const maxStrings = 1 << 22

// book is the workbook with everything that its cells point into.
type book struct {
	*records
	sheets   []boundSheet
	formats  map[int]workbook.Format
	styles   []int // number of the format of each cell style
	strings  []string
	date1904 bool
}

// boundSheet is a sheet as the workbook lists it.
type boundSheet struct {
	name   string
	at     int
	hidden bool
	kind   byte
}

// readGlobals reads the part before the sheets.
func (b *book) readGlobals() error {
	first, err := b.next()
	if err != nil {
		return err
	}
	if err := checkBegin(first, partGlobals); err != nil {
		return err
	}
	for {
		r, err := b.next()
		if err != nil {
			return err
		}
		if r.kind == recEOF {
			return nil
		}
		if err := b.global(r); err != nil {
			return err
		}
	}
}

// checkBegin checks the record with which a part begins.
func checkBegin(r record, kind int) error {
	if r.kind != recBOF {
		if r.kind == 0x0009 || r.kind == 0x0209 || r.kind == 0x0409 {
			return data.Refuse(data.FileXLS, nil)
		}
		return damaged("the record %#x at %d where a part should begin", r.kind, r.at)
	}
	if err := r.needs(4); err != nil {
		return err
	}
	if version := r.u16(0); version != version8 {
		return data.Refuse(data.FileXLS, nil) // BIFF5 and what claims to be
	}
	if kind != 0 && r.u16(2) != kind {
		return damaged("a part of the kind %#x at %d, not %#x", r.u16(2), r.at, kind)
	}
	return nil
}

// global reads a record of the part before the sheets.
func (b *book) global(r record) error {
	switch r.kind {
	case recFilePass:
		return data.Refuse(data.FileEncrypted, nil)
	case recDateMode:
		if err := r.needs(2); err != nil {
			return err
		}
		b.date1904 = r.u16(0) == 1
	case recBoundSheet:
		return b.addSheet(r)
	case recFormat:
		return b.addFormat(r)
	case recXF:
		if err := r.needs(4); err != nil {
			return err
		}
		b.styles = append(b.styles, r.u16(2))
	case recSST:
		return b.readStrings(r)
	case recBOF:
		return damaged("a part within a part at %d", r.at)
	}
	return nil
}

func (b *book) addSheet(r record) error {
	if err := r.needs(8); err != nil {
		return err
	}
	text := texts{pieces: [][]byte{r.body}, at: 6}
	name, err := text.next(1)
	if err != nil {
		return err
	}
	at := int(binary.LittleEndian.Uint32(r.body))
	b.sheets = append(b.sheets, boundSheet{name, at, r.body[4]&3 != 0, r.body[5]})
	return nil
}

func (b *book) addFormat(r record) error {
	if err := r.needs(5); err != nil {
		return err
	}
	text := texts{pieces: [][]byte{r.body}, at: 2}
	code, err := text.next(2)
	if err != nil {
		return err
	}
	b.formats[r.u16(0)] = workbook.ParseFormat(code)
	return nil
}

// readStrings reads the shared strings, which fill their records to the end.
func (b *book) readStrings(r record) error {
	if err := r.needs(8); err != nil {
		return err
	}
	if b.strings != nil {
		return damaged("shared strings twice, at %d", r.at)
	}
	pieces, err := b.pieces(r)
	if err != nil {
		return err
	}
	count := binary.LittleEndian.Uint32(r.body[4:])
	if count > maxStrings {
		return tooLarge("%d shared strings", count)
	}
	reader := texts{pieces: pieces, at: 8}
	b.strings = make([]string, 0, min(int(count), len(b.stream)/3))
	for range count {
		text, err := reader.next(2)
		if err != nil {
			return err
		}
		b.strings = append(b.strings, text)
	}
	if rest := reader.rest(); rest > 0 && !reader.zeros() { // some fill the record up
		return damaged("%d bytes behind the last of %d shared strings", rest, count)
	}
	return nil
}

// format is how the numbers of a cell style are shown.
func (b *book) format(style int) workbook.Format {
	number := b.styles[style]
	if f, found := b.formats[number]; found {
		return f
	}
	return workbook.BuiltinFormat(number)
}
