package sheet

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// ErrUnwritable is text that a file cannot hold as it is: control characters,
// broken UTF-8, more than 32,767 characters. See Visible.
var ErrUnwritable = errors.New("text that cannot be written to a file as it is")

// Widths of columns in characters.
const (
	minWidth = 9
	maxWidth = 60
	padding  = 2
)

// extent is what measuring a sheet finds.
type extent struct {
	rows   int
	widths []int
}

// measure goes through the rows once and refuses what cannot be written.
func measure(s Sheet) (extent, error) {
	size := extent{widths: make([]int, len(s.Columns))}
	for i, c := range s.Columns {
		if err := writable(c.Title); err != nil {
			return size, fmt.Errorf("header %d: %w", i+1, err)
		}
		size.widths[i] = shownWidth(c.Title)
	}
	if s.Rows == nil {
		return size, nil
	}
	for row := range s.Rows {
		size.rows++
		if size.rows >= MaxRows {
			return size, fmt.Errorf("%w: more rows than Excel has", ErrUnwritable)
		}
		if len(row.Cells) > len(s.Columns) {
			return size, fmt.Errorf("row %d: %d cells under %d headers", size.rows+1, len(row.Cells), len(s.Columns))
		}
		for i, text := range row.Cells {
			if err := writable(text); err != nil {
				return size, fmt.Errorf("row %d, column %q: %w", size.rows+1, s.Columns[i].Title, err)
			}
			if size.widths[i] < maxWidth {
				size.widths[i] = max(size.widths[i], shownWidth(text))
			}
		}
	}
	return size, nil
}

// rows writes the header and all rows.
func (b *bookWriter) rows(stream *excelize.StreamWriter, s Sheet, size extent) error {
	freeze := excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}
	if err := stream.SetPanes(&freeze); err != nil {
		return err
	}
	header, err := b.style(styleKey{header: true})
	if err != nil {
		return err
	}
	values := make([]any, len(s.Columns))
	for i, c := range s.Columns {
		width := min(max(size.widths[i]+padding, minWidth), maxWidth)
		if c.Width == Long {
			width = maxWidth
		}
		plain, err := b.style(styleKey{wrap: c.Width == Long})
		if err != nil {
			return err
		}
		if err := errors.Join(stream.SetColStyle(i+1, i+1, plain), stream.SetColWidth(i+1, i+1, float64(width))); err != nil {
			return err
		}
		values[i] = excelize.Cell{StyleID: header, Value: c.Title}
	}
	if err := stream.SetRow("A1", values); err != nil {
		return err
	}
	if err := b.body(stream, s, size, values); err != nil {
		return err
	}
	return stream.Flush()
}

// body writes the rows below the header, using values for each of them.
func (b *bookWriter) body(stream *excelize.StreamWriter, s Sheet, size extent, values []any) error {
	number := 1
	if s.Rows != nil {
		for row := range s.Rows {
			if number++; number > size.rows+1 || len(row.Cells) > len(values) {
				break // judged below
			}
			for i := range values {
				style, err := b.style(styleKey{tone: row.toneOf(i), wrap: s.Columns[i].Width == Long})
				if err != nil {
					return err
				}
				cell := excelize.Cell{StyleID: style}
				if i < len(row.Cells) && row.Cells[i] != "" {
					cell.Value = row.Cells[i]
				}
				values[i] = cell
			}
			name, err := excelize.CoordinatesToCellName(1, number)
			if err != nil {
				return err
			}
			if err := stream.SetRow(name, values); err != nil {
				return err
			}
		}
	}
	if number != size.rows+1 {
		return fmt.Errorf("%d rows when measured, another number when written", size.rows)
	}
	return nil
}

func (r Row) toneOf(i int) Tone {
	if i < len(r.Tones) && r.Tones[i] != Plain {
		return r.Tones[i]
	}
	return r.Tone
}

// lists puts the choices of all columns on a hidden sheet behind the others,
// from which the drop-down lists take them: a list in the cell itself is
// limited to 255 characters.
func (b *bookWriter) lists(sheets []Sheet) error {
	name := freeName("Lists", sheets)
	var columns [][]string
	for i, s := range sheets {
		for j, c := range s.Columns {
			if len(c.Choices) == 0 {
				continue
			}
			columns = append(columns, c.Choices)
			letters, err := excelize.ColumnNumberToName(len(columns))
			if err != nil {
				return err
			}
			b.choices[[2]int{i, j}] = fmt.Sprintf("'%s'!$%s$1:$%s$%d", name, letters, letters, len(c.Choices))
		}
	}
	if len(columns) == 0 {
		return nil
	}
	if _, err := b.f.NewSheet(name); err != nil {
		return err
	}
	if err := b.f.SetSheetVisible(name, false); err != nil {
		return err
	}
	return b.listSheet(name, columns)
}

func (b *bookWriter) listSheet(name string, columns [][]string) error {
	longest := 0
	for _, choices := range columns {
		longest = max(longest, len(choices))
	}
	last, err := excelize.CoordinatesToCellName(len(columns), longest)
	if err != nil {
		return err
	}
	if err := b.f.SetSheetDimension(name, "A1:"+last); err != nil {
		return err
	}
	style, err := b.style(styleKey{})
	if err != nil {
		return err
	}
	stream, err := b.f.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for row := range longest {
		values := make([]any, len(columns))
		for i, choices := range columns {
			if row >= len(choices) {
				continue
			}
			if err := writable(choices[row]); err != nil {
				return fmt.Errorf("choice %q: %w", choices[row], err)
			}
			values[i] = excelize.Cell{StyleID: style, Value: choices[row]}
		}
		if err := stream.SetRow(fmt.Sprintf("A%d", row+1), values); err != nil {
			return err
		}
	}
	return stream.Flush()
}

// freeName returns a name that none of the sheets has.
func freeName(name string, sheets []Sheet) string {
	for _, s := range sheets {
		if strings.EqualFold(s.Name, name) {
			return freeName(name+"_", sheets)
		}
	}
	return name
}

// writable refuses text that XLSX cannot hold as it is.
func writable(text string) error {
	units := 0
	for i, r := range text {
		switch {
		case r < ' ' && r != '\n' && r != '\t', r == 0x7F, r == 0xFFFE, r == 0xFFFF:
			return fmt.Errorf("%w: the character %U", ErrUnwritable, r)
		case r == utf8.RuneError:
			if _, width := utf8.DecodeRuneInString(text[i:]); width == 1 {
				return fmt.Errorf("%w: it is not UTF-8", ErrUnwritable)
			}
		case r > 0xFFFF:
			units++
		}
		units++
	}
	if units > maxCellText {
		return fmt.Errorf("%w: %d characters", ErrUnwritable, units)
	}
	return nil
}

// Visible makes text that reports quote from files writable: control
// characters become their pictures (␀ … ␡), broken UTF-8 becomes U+FFFD, and
// what is beyond the length of a cell is cut. Writable text stays as it is.
func Visible(text string) string {
	if writable(text) == nil {
		return text
	}
	text = strings.Map(func(r rune) rune {
		switch {
		case r < ' ' && r != '\n' && r != '\t':
			return 0x2400 + r
		case r == 0x7F:
			return 0x2421
		case r == 0xFFFE, r == 0xFFFF:
			return utf8.RuneError
		}
		return r
	}, strings.ToValidUTF8(text, string(utf8.RuneError)))
	units := 0
	for i, r := range text {
		if units++; r > 0xFFFF {
			units++
		}
		if units > maxCellText-1 {
			return text[:i] + "…"
		}
	}
	return text
}

// shownWidth is the width of the longest line of text in characters; those of
// East Asian scripts count twice, marks not at all.
func shownWidth(text string) int {
	longest, width := 0, 0
	for _, r := range text {
		switch {
		case r == '\n':
			width = 0
		case r >= 0x1100 && (r <= 0x115F || r >= 0x2E80 && r <= 0xD7A3 || r >= 0xF900 && r <= 0xFAFF || r >= 0xFF00 && r <= 0xFF60 || r >= 0x1F300):
			width += 2
		case r < 0x300 || !unicode.Is(unicode.Mn, r):
			width++
		}
		longest = max(longest, width)
	}
	return longest
}
