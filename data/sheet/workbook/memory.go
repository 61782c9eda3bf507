package workbook

import (
	"errors"
	"slices"
	"strconv"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
)

// Memory is a workbook whose sheets are read one after the other in one go, and
// kept: a Source for formats that have no part for each sheet. It may take as much
// memory as the table of a workbook (SPEC S12.4).
type Memory struct {
	whole  func() error
	sheets []memorySheet
	texts  *TextStore
	block  []data.Cell // unused cells of the last block
	used   int         // bytes
	rows   int
}

// memorySheet is one sheet as it was read.
type memorySheet struct {
	Sheet
	*Grid
	rows []memoryRow
}

// memoryRow is a row that stands there one or more times.
type memoryRow struct {
	number, times int
	hidden        bool
	cells         []data.Cell
}

// NewMemory makes an empty workbook. whole is asked at the end whether the file is
// whole; nil if that is known by then.
func NewMemory(whole func() error) *Memory {
	return &Memory{whole: whole, texts: newTextStore()}
}

// Add begins the next sheet, of which the Grid takes the cells. The name of its part
// stands in refusals. Two sheets of one name are damage.
func (m *Memory) Add(name string, hidden bool, part string) (*Grid, error) {
	for i := range m.sheets {
		if m.sheets[i].Name == name {
			return nil, damaged(part, "the sheet %q is there twice", name)
		}
	}
	m.sheets = append(m.sheets, memorySheet{Sheet: Sheet{Name: name, Hidden: hidden, Part: part}})
	at := len(m.sheets) - 1
	m.sheets[at].Grid = NewGrid(part, m.texts, func(number int, hidden bool, cells []data.Cell) (bool, error) {
		return true, m.keep(&m.sheets[at], number, hidden, cells)
	})
	return m.sheets[at].Grid, nil
}

// keep keeps a row that has cells.
func (m *Memory) keep(s *memorySheet, number int, hidden bool, cells []data.Cell) error {
	if len(cells) == 0 {
		return nil
	}
	if number > head.MaxRows {
		return damaged(s.Sheet.Part, "row %d", number)
	}
	if len(m.block) < len(cells) {
		m.block = make([]data.Cell, max(cellBlock, len(cells)))
	}
	own := m.block[:len(cells):len(cells)]
	m.block = m.block[len(cells):]
	copy(own, cells)
	s.rows = append(s.rows, memoryRow{number, 1, hidden, own})
	m.used += len(cells)*cellSize + rowSize
	m.rows++
	if m.used+m.texts.kept > freeBook+perRow*m.rows {
		return tooLarge(s.Sheet.Part, "%d bytes in %d rows", m.used+m.texts.kept, m.rows)
	}
	return nil
}

// Repeat says that the row just ended stands there so many times, one below the
// other.
func (m *Memory) Repeat(times int) error {
	s := &m.sheets[len(m.sheets)-1]
	first := s.Row
	if n := len(s.rows); n > 0 && s.rows[n-1].number == first && times > 1 {
		if first+times-1 > head.MaxRows {
			return tooLarge(s.Sheet.Part, "row %d", first+times-1)
		}
		s.rows[n-1].times = times
		own := len(s.shown)
		for own > 0 && int(s.shown[own-1].Row) == first {
			own--
		}
		for _, shown := range slices.Clone(s.shown[own:]) {
			if m.used += (times - 1) * cellSize; m.used > freeBook+perRow*m.rows {
				break
			}
			for row := first + 1; row < first+times; row++ {
				shown.Row = int32(row)
				s.shown = append(s.shown, shown)
			}
		}
		if m.used+m.texts.kept > freeBook+perRow*m.rows {
			return tooLarge(s.Sheet.Part, "%d links", len(s.shown))
		}
	}
	s.Row = first + times - 1
	return nil
}

// Sheets are the sheets in their order.
func (m *Memory) Sheets() []Sheet {
	list := make([]Sheet, len(m.sheets))
	for i := range m.sheets {
		list[i] = m.sheets[i].Sheet
	}
	return list
}

// ReadSheet hands over a sheet.
func (m *Memory) ReadSheet(index int, _ bool, texts *TextStore, sink RowSink) (*Grid, error) {
	s := &m.sheets[index]
	g := NewGrid(s.Sheet.Part, texts, sink)
	g.shown, g.merged, g.FollowLinks = slices.Clone(s.shown), s.merged, s.FollowLinks
	if sink == nil {
		return g, nil
	}
	for _, row := range s.rows {
		for i := range row.times {
			if more, err := sink(row.number+i, row.hidden, row.cells); err != nil {
				return nil, err
			} else if !more {
				return nil, stopped{}
			}
		}
	}
	return g, nil
}

// Progress is unknown: everything was read before.
func (m *Memory) Progress() int64 { return 0 }

// Kept is how many bytes of text the sheets hold together.
func (m *Memory) Kept() int { return m.texts.kept }

// Verify says whether the file is whole.
func (m *Memory) Verify() error {
	if m.whole == nil {
		return nil
	}
	return m.whole()
}

// InRow names the row in a refusal of a part as damaged.
func InRow(err error, part string, row int) error {
	var refused *data.FileError
	if row > 0 && errors.As(err, &refused) && refused.Code == data.FileDamaged && slices.Contains(refused.Args, part) && !slices.Contains(refused.Args, "row") {
		refused.Args = append(refused.Args, "row", strconv.Itoa(row))
	}
	return err
}
