package xls

import (
	"encoding/binary"

	"headcount.app/headcount/data"
)

// Elements of formulas.
const (
	opFirst, opLast     = 0x03, 0x07 // + - * / ^
	opPlus, opParenthis = 0x12, 0x15 // signs, %, brackets
	opText              = 0x17
	opAttribute         = 0x19
	opWhole, opReal     = 0x1E, 0x1F
	functionHyperlink   = 0x0167
)

// formulaCode returns the elements of a formula, nil if they leave the record.
func formulaCode(r record) []byte {
	const head = 22
	if len(r.body) < head {
		return nil
	}
	length := r.u16(20)
	if head+length > len(r.body) {
		return nil
	}
	return r.body[head:][:length]
}

// formulaOf says whether nothing but numbers were computed.
func formulaOf(code []byte) data.Formula {
	computed := false
	for len(code) > 0 {
		length := 1
		switch op := code[0]; {
		case op >= opFirst && op <= opLast:
			computed = true
		case op >= opPlus && op <= opParenthis:
		case op == opWhole:
			length = 3
		case op == opReal:
			length = 9
		case op == opAttribute && len(code) > 1 && code[1] == 0x40: // blanks between
			length = 4
		default:
			return data.Computed
		}
		if length > len(code) {
			return data.Computed
		}
		code = code[length:]
	}
	if computed {
		return data.Arithmetic
	}
	return data.Computed
}

// linkTarget is the target of a formula HYPERLINK("…"), "" for any other.
func linkTarget(code []byte) string {
	if len(code) < 7 || code[0] != opText {
		return ""
	}
	end := code[len(code)-4:]
	if end[0]&0x1F != 0x02 || binary.LittleEndian.Uint16(end[2:]) != functionHyperlink {
		return ""
	}
	target, err := (&texts{pieces: [][]byte{code}, at: 1}).next(1)
	if err != nil {
		return ""
	}
	return target
}
