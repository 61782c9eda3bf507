package xls

import (
	"encoding/binary"
	"fmt"

	"headcount.app/headcount/data"
)

// Kinds of records, by their numbers.
const (
	recFormula     = 0x0006
	recEOF         = 0x000A
	recDateMode    = 0x0022
	recFilePass    = 0x002F
	recContinue    = 0x003C
	recBoundSheet  = 0x0085
	recMulRK       = 0x00BD
	recMulBlank    = 0x00BE
	recRString     = 0x00D6
	recXF          = 0x00E0
	recMergedCells = 0x00E5
	recSST         = 0x00FC
	recLabelSST    = 0x00FD
	recHLink       = 0x01B8
	recBlank       = 0x0201
	recNumber      = 0x0203
	recLabel       = 0x0204
	recBoolErr     = 0x0205
	recString      = 0x0207
	recRow         = 0x0208
	recRK          = 0x027E
	recFormat      = 0x041E
	recBOF         = 0x0809
)

// record is one record of the stream.
type record struct {
	kind uint16
	body []byte
	at   int // where its head begins
}

// part is what a workbook is called in refusals: its stream.
const part = "Workbook"

// records goes through the stream from record to record.
type records struct {
	stream []byte
	at     int
}

// next returns the next record; it may not leave the stream.
func (r *records) next() (record, error) {
	if r.at+4 > len(r.stream) {
		return record{}, damaged("the stream ends at %d, within a sheet", len(r.stream))
	}
	kind, length := binary.LittleEndian.Uint16(r.stream[r.at:]), int(binary.LittleEndian.Uint16(r.stream[r.at+2:]))
	if r.at+4+length > len(r.stream) {
		return record{}, damaged("the record %#x at %d leaves the stream", kind, r.at)
	}
	found := record{kind, r.stream[r.at+4:][:length], r.at}
	r.at += 4 + length
	return found, nil
}

// peek is the kind of the next record, 0 if there is none.
func (r *records) peek() uint16 {
	if r.at+4 > len(r.stream) {
		return 0
	}
	return binary.LittleEndian.Uint16(r.stream[r.at:])
}

// pieces returns the body of a record and those of the records that continue it.
func (r *records) pieces(first record) ([][]byte, error) {
	all := [][]byte{first.body}
	for r.peek() == recContinue {
		next, err := r.next()
		if err != nil {
			return nil, err
		}
		all = append(all, next.body)
	}
	return all, nil
}

// needs refuses a record that is shorter than its kind.
func (r record) needs(length int) error {
	if len(r.body) < length {
		return damaged("the record %#x at %d has %d of %d bytes", r.kind, r.at, len(r.body), length)
	}
	return nil
}

// u16 reads a number of two bytes.
func (r record) u16(at int) int { return int(binary.LittleEndian.Uint16(r.body[at:])) }

// damaged refuses the workbook for what was found in it (SPEC S3.9).
func damaged(format string, args ...any) error {
	return data.Refuse(data.FileDamaged, fmt.Errorf(format, args...), "part", part)
}

// tooLarge refuses the workbook for its size (SPEC S3.10).
func tooLarge(format string, args ...any) error {
	return data.Refuse(data.FileTooLarge, fmt.Errorf(format, args...), "part", part)
}
