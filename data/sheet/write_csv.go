package sheet

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"headcount.app/headcount/data/sheet/csv"
)

// WriteCSV writes a table as Excel reads it best: UTF-8 with a byte order mark
// and CR LF (SPEC S7.2). comma is ; , tab or |. Cells of any number of
// apostrophes (none too) and then = + - @ tab or CR get one apostrophe more,
// which Read takes off. Text that Read would not give back is refused with
// ErrUnwritable.
func WriteCSV(w io.Writer, header []string, rows iter.Seq[[]string], comma rune) error {
	if !strings.ContainsRune(csv.Delimiters, comma) {
		return fmt.Errorf("write CSV: no delimiter %q", comma)
	}
	out := csvWriter{w: bufio.NewWriterSize(w, 1<<16), comma: byte(comma), first: true}
	out.w.WriteString(csv.MarkUTF8) // a bufio.Writer keeps its error until Flush
	if err := out.row(header); err != nil {
		return fmt.Errorf("write the header: %w", err)
	}
	number := 1
	for row := range rows {
		number++
		if err := out.row(row); err != nil {
			return fmt.Errorf("write row %d: %w", number, err)
		}
	}
	if err := out.w.Flush(); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	return nil
}

type csvWriter struct {
	w     *bufio.Writer
	comma byte
	first bool
}

func (c *csvWriter) row(cells []string) error {
	for i, cell := range cells {
		if i > 0 {
			c.w.WriteByte(c.comma)
		}
		if err := writable(strings.ReplaceAll(cell, "\r", "")); err != nil {
			return fmt.Errorf("cell %d: %w", i+1, err)
		}
		if strings.Contains(cell, "\r\n") {
			return fmt.Errorf("cell %d: %w: CR LF", i+1, ErrUnwritable)
		}
		c.cell(cell, len(cells) == 1)
		c.first = false
	}
	_, err := c.w.WriteString("\r\n")
	if errors.Is(err, io.ErrShortWrite) {
		return io.ErrShortWrite
	}
	return err
}

// cell writes one cell; alone says that it is the only one of its row, which
// would be a blank line if it were blank.
func (c *csvWriter) cell(cell string, alone bool) {
	guard := ""
	if csv.Protected(cell) {
		guard = "'"
	}
	if !(alone && cell == "") && !c.quotes(cell) {
		c.w.WriteString(guard)
		c.w.WriteString(cell)
		return
	}
	c.w.WriteByte('"')
	c.w.WriteString(guard)
	for {
		before, after, found := strings.Cut(cell, `"`)
		c.w.WriteString(before)
		if !found {
			break
		}
		c.w.WriteString(`""`)
		cell = after
	}
	c.w.WriteByte('"')
}

// quotes reports whether a cell needs quotes: for any delimiter that a reader
// may try, for outer spaces, and where a file that begins with ID would be
// taken for SYLK, or one that begins with sep= for an instruction.
func (c *csvWriter) quotes(cell string) bool {
	if strings.ContainsAny(cell, "\"\r\n"+csv.Delimiters) || strings.HasPrefix(cell, " ") || strings.HasSuffix(cell, " ") {
		return true
	}
	return c.first && (strings.HasPrefix(cell, "ID") || len(cell) >= 4 && strings.EqualFold(cell[:4], "sep="))
}
