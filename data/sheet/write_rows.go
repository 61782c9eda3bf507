package sheet

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
	"headcount.app/headcount/data/sheet/head"
)

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
		if size.rows >= head.MaxRows {
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
	// The last column comes first: the library puts each before those it has,
	// and they have to rise.
	for i, c := range slices.Backward(s.Columns) {
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
