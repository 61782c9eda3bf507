package csv

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
)

// ReplaceCells goes through the records of a text as Read does and puts the
// cells wanted, by row and column, in the place of what was there; those that
// it finds are taken out of wanted.
func ReplaceCells(body string, comma byte, wanted map[[2]int]string) (string, error) {
	p := newRecords(body, comma)
	var out strings.Builder
	for row, column := 1, 0; ; {
		from := p.pos
		p.cells = p.cells[:0]
		if err := p.cell(); err != nil {
			return "", err
		}
		key := [2]int{row, column}
		if text, found := wanted[key]; found {
			out.WriteString(cellLike(text, body[from:p.pos]))
			delete(wanted, key)
		} else {
			out.WriteString(body[from:p.pos])
		}
		if p.pos >= len(body) {
			break
		}
		from = p.pos
		if body[p.pos] == comma {
			p.pos++
			column++
		} else {
			p.lineBreak()
			row, column = row+1, 0
		}
		out.WriteString(body[from:p.pos])
		if p.pos >= len(body) && column == 0 {
			break
		}
	}
	return out.String(), nil
}

// cellLike writes text as the cell before was written: in quotes if that was,
// or if it has to be.
func cellLike(text, old string) string {
	if Protected(text) {
		text = "'" + text
	}
	if !strings.HasPrefix(strings.TrimLeft(old, " "), `"`) && !strings.ContainsAny(text, "\"\r\n"+Delimiters) &&
		strings.Trim(text, " ") == text {
		return text
	}
	return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
}

// EncodeLike encodes text as the file was.
func EncodeLike(raw, text, encoding string) []byte {
	if strings.HasSuffix(raw, "\x1a") {
		text += "\x1a"
	}
	switch encoding {
	case "UTF-16":
		big, _ := UTF16([]byte(raw[:min(len(raw), Beginning)]))
		var order binary.AppendByteOrder = binary.LittleEndian
		if big {
			order = binary.BigEndian
		}
		var out []byte
		if HasAnyPrefix([]byte(raw[:min(len(raw), 2)]), MarkLE, MarkBE) {
			out = order.AppendUint16(out, 0xFEFF)
		}
		for _, unit := range utf16.Encode([]rune(text)) {
			out = order.AppendUint16(out, unit)
		}
		return out
	case "UTF-8":
	case "Windows-1252":
		if out, err := charmap.Windows1252.NewEncoder().Bytes([]byte(text)); err == nil {
			return out
		}
		return []byte(MarkUTF8 + text)
	default: // an encoding that was asked for: the copy needs nobody to ask
		return []byte(MarkUTF8 + text)
	}
	if strings.HasPrefix(raw, MarkUTF8) {
		return []byte(MarkUTF8 + text)
	}
	return []byte(text)
}
