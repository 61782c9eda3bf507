package sheet

import (
	"context"
	"encoding/binary"
	"io"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"

	"headcount.app/headcount/data"
)

// EditCSV writes a copy of the text file in r in which the cells given hold
// other text; everything else stays letter by letter: delimiter, quotes, line
// ends, title lines, byte order mark and encoding. Text that Windows-1252 does
// not know makes it a file in UTF-8. ErrNotWhole if the copy would be read as
// anything else than the table with those cells.
func EditCSV(ctx context.Context, r io.ReaderAt, size int64, w io.Writer, e Edits) error {
	raw, err := readText(ctx, r, size)
	if err != nil {
		return err
	}
	text, encoding, _, err := ReadOptions{Encoding: e.Table.Encoding}.decode(raw)
	if err != nil {
		return err
	}
	body, comma, _ := ReadOptions{}.delimiter(text)
	if rune(comma) != e.Table.Delimiter {
		return notWhole("another delimiter")
	}
	edited, err := e.replaced(body, comma)
	if err != nil {
		return err
	}
	out := encodeLike(raw, text[:len(text)-len(body)]+edited, encoding)
	if err := e.verify(ctx, out); err != nil {
		return err
	}
	_, err = w.Write(out)
	return err
}

// replaced goes through the records as Read does and puts the cells in.
func (e Edits) replaced(body string, comma byte) (string, error) {
	wanted := map[[2]int]string{}
	for _, c := range e.Cells {
		if c.Replace {
			wanted[[2]int{c.Row, c.Column}] = c.Cell.Text
		}
	}
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
			out.WriteString(csvCell(text, body[from:p.pos]))
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
	if len(wanted) > 0 {
		return "", notWhole("%d cells are not in the file", len(wanted))
	}
	return out.String(), nil
}

// csvCell writes text as the cell before was written: in quotes if that was,
// or if it has to be.
func csvCell(text, old string) string {
	if protected(text) {
		text = "'" + text
	}
	if !strings.HasPrefix(strings.TrimLeft(old, " "), `"`) && !strings.ContainsAny(text, "\"\r\n"+delimiters) &&
		strings.Trim(text, " ") == text {
		return text
	}
	return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
}

// encodeLike encodes text as the file was.
func encodeLike(raw, text, encoding string) []byte {
	if strings.HasSuffix(raw, "\x1a") {
		text += "\x1a"
	}
	switch encoding {
	case "UTF-16":
		big, _ := utf16Kind([]byte(raw[:min(len(raw), headSize)]))
		var order binary.AppendByteOrder = binary.LittleEndian
		if big {
			order = binary.BigEndian
		}
		var out []byte
		if hasAnyPrefix([]byte(raw[:min(len(raw), 2)]), bomLE, bomBE) {
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
		return []byte(bomUTF8 + text)
	default: // an encoding that was asked for: the copy needs nobody to ask
		return []byte(bomUTF8 + text)
	}
	if strings.HasPrefix(raw, bomUTF8) {
		return []byte(bomUTF8 + text)
	}
	return []byte(text)
}

// Edit writes a copy of a file of any kind with its cells edited: see EditBook
// and EditCSV.
func (e Edits) Edit(ctx context.Context, r io.ReaderAt, size int64, w io.Writer) error {
	if e.Table.Format == "xlsx" {
		return EditBook(ctx, r, size, w, e)
	}
	return EditCSV(ctx, r, size, w, e)
}

// KindTyped is the kind of a cell that a person typed text into, in a file of
// the format given.
func KindTyped(format, text string) data.CellKind {
	if format == "xlsx" || text == "" || protected(text) {
		return data.Text
	}
	return kindOf(text)
}
