package workbook

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
)

// Memory that a table may take (SPEC S12.4).
const (
	freeTable = 96 << 20  // bytes, whatever the rows
	freeBook  = 220 << 20 // bytes with the shared strings
	perRow    = 2200      // further bytes for each row
	cellSize  = 24
	rowSize   = 64
	cellBlock = 1 << 13 // cells allocated at a time
)

// Sheet is one sheet of a workbook.
type Sheet struct {
	Name   string
	Hidden bool
	// Part is the name of its part, for refusals; size is as long as it is in the
	// units of done.
	Part string
	Size int64
}

// Source gives out the sheets of a workbook of whichever kind.
type Source interface {
	// list are the sheets in their order.
	Sheets() []Sheet
	// ReadSheet reads a sheet to its end, or until the sink wants no more. whole
	// says that it is read for good: what is done of it is progress.
	ReadSheet(index int, whole bool, texts *TextStore, sink RowSink) (*Grid, error)
	// done is how much has been read, in any unit.
	Progress() int64
	// Kept is how many bytes of text the cells share that are in no TextStore.
	Kept() int
	// Verify reads what nobody has read, so that the file is known to be whole.
	Verify() error
}

// Read reads the list in a workbook: the sheet chosen, then every other one to
// its end, so that nothing is returned of a file that is not whole. The table bears
// the name of the format.
func Read(ctx context.Context, o head.Options, src Source, format string) (*data.Table, error) {
	w := &chooser{Source: src, sheets: src.Sheets()}
	chosen, others, err := w.choose(o)
	if err != nil {
		// A damaged file may well have no header; damage is what to say then.
		if damage := src.Verify(); damage != nil {
			return nil, damage
		}
		return nil, head.Otherwise(err, w.reading(o))
	}
	var t *data.Table
	if chosen.comma != 0 {
		t, err = readWrapped(ctx, o, src, chosen)
	} else {
		t, err = readTable(src, chosen)
	}
	if err != nil {
		return nil, err
	}
	for i, other := range w.sheets {
		t.Sheets = append(t.Sheets, other.Name)
		if i == chosen.index {
			continue
		}
		if _, err := src.ReadSheet(i, true, nil, nil); err != nil {
			return nil, err
		}
	}
	if err := src.Verify(); err != nil {
		return nil, err
	}
	t.Format, t.OtherSheets = format, others
	return t, nil
}

// tableBuilder gathers the rows under the header.
type tableBuilder struct {
	table *data.Table
	block []data.Cell // unused cells of the last block
	width int
	cells int
}

// readTable reads the sheet chosen.
func readTable(src Source, chosen *heading) (*data.Table, error) {
	b := &tableBuilder{table: &data.Table{Sheet: chosen.Sheet.Name, HeaderRow: chosen.row().Number, Above: head.Above(chosen.rows, chosen.at)}}
	texts := newTextStore()
	before, whole := src.Progress(), chosen.Sheet.Size
	sink := func(number int, hidden bool, cells []data.Cell) (bool, error) {
		if len(b.table.Rows) == cap(b.table.Rows) {
			b.grow(src.Progress()-before, whole)
		}
		b.add(number, hidden, cells)
		used := b.cells*cellSize + len(b.table.Rows)*rowSize + texts.kept
		if used > freeTable+perRow*len(b.table.Rows) {
			return false, tooLarge(chosen.Sheet.Part, "%d bytes in %d rows", used, len(b.table.Rows))
		}
		return true, nil
	}
	s, err := src.ReadSheet(chosen.index, true, texts, sink)
	if err == nil && s.FollowLinks != nil {
		err = s.FollowLinks(s, b.table.Rows)
	}
	if err != nil {
		return nil, err
	}
	t := b.table
	if used := src.Kept() + texts.kept + (b.cells+len(s.shown))*cellSize; used > freeBook+perRow*len(t.Rows) {
		return nil, tooLarge(chosen.Sheet.Part, "%d bytes for %d rows", used, len(t.Rows))
	}
	for len(t.Header) < b.width {
		t.Header = append(t.Header, "")
	}
	t.MergedHeader = s.mergedHeader(t)
	if err := s.coverMerged(t); err != nil {
		return nil, err
	}
	slices.SortFunc(s.shown, func(a, b data.Shown) int {
		return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Column, b.Column))
	})
	t.Shown = s.shown
	return t, nil
}

// grow makes room for the rows of a part of which so many bytes have been read:
// for all of them, by those seen so far, but not for many times as many, as a
// part may begin with its shortest.
func (b *tableBuilder) grow(read, whole int64) {
	const fewest, most = 256, 16 // rows, times
	rows := len(b.table.Rows)
	more := max(fewest, rows/4)
	if read > 0 && rows > 0 {
		all := int64(rows) * whole / read
		all += all/16 + fewest // what has been read is ahead of the rows
		more = int(min(max(all-int64(rows), int64(more)), most*int64(rows+fewest)))
	}
	b.table.Rows = slices.Grow(b.table.Rows, more)
}

// add takes a row. Rows above the header are titles, blank rows are skipped.
func (b *tableBuilder) add(number int, hidden bool, cells []data.Cell) {
	t := b.table
	if number == t.HeaderRow {
		for _, c := range cells {
			t.Header = append(t.Header, strings.Clone(c.Text))
		}
	}
	if number <= t.HeaderRow || len(cells) == 0 {
		return
	}
	if len(b.block) < len(cells) {
		b.block = make([]data.Cell, max(cellBlock, len(cells)))
	}
	own := b.block[:len(cells):len(cells)]
	b.block = b.block[len(cells):]
	copy(own, cells)
	t.Rows = append(t.Rows, data.Row{Number: number, Hidden: hidden, Cells: own})
	b.width = max(b.width, len(cells))
	b.cells += len(cells)
}
