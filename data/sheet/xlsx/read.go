package xlsx

import (
	"cmp"
	"context"
	"io"
	"slices"
	"strings"

	"headcount.app/headcount/data/sheet/archive"

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

// Read reads a workbook (SPEC S3.1 to S3.10): everything its cells point
// into, then the sheet chosen, then every other part to its end, so that
// nothing is returned of a file that is not whole.
func Read(ctx context.Context, r io.ReaderAt, size int64, o head.Options) (*data.Table, error) {
	return readBook(ctx, r, size, o, false)
}

// readBook reads a workbook, all of it by the general reader if that is asked
// for.
func readBook(ctx context.Context, r io.ReaderAt, size int64, o head.Options, general bool) (*data.Table, error) {
	p, err := Open(ctx, r, size, o.Tell)
	if err != nil {
		return nil, err
	}
	p.General = general
	w, err := OpenWorkbook(p)
	if err != nil {
		return nil, err
	}
	chosen, others, err := w.choose(o)
	if err != nil {
		// A damaged file may well have no header; damage is what to say then.
		if damage := p.VerifyRest(); damage != nil {
			return nil, damage
		}
		return nil, head.Otherwise(err, w.reading(o))
	}
	var t *data.Table
	if chosen.comma != 0 {
		t, err = w.readWrapped(ctx, o, chosen)
	} else {
		t, err = w.readTable(chosen)
	}
	if err != nil {
		return nil, err
	}
	for _, other := range w.sheets {
		t.Sheets = append(t.Sheets, other.name)
		if other.part == chosen.sheet.part {
			continue
		}
		if _, err := w.readSheet(other.part, true, nil, nil); err != nil {
			return nil, err
		}
	}
	if err := p.VerifyRest(); err != nil {
		return nil, err
	}
	t.OtherSheets, t.Mark = others, w.mark
	o.Tell(p.Total, p.Total)
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
func (w *Workbook) readTable(chosen *heading) (*data.Table, error) {
	b := &tableBuilder{table: &data.Table{Format: "xlsx", Sheet: chosen.sheet.name, HeaderRow: chosen.row().Number, Above: head.Above(chosen.rows, chosen.at)}}
	texts := newTextStore()
	before, whole := w.Done, int64(chosen.sheet.part.UncompressedSize64)
	sink := func(number int, hidden bool, cells []data.Cell) (bool, error) {
		if len(b.table.Rows) == cap(b.table.Rows) {
			b.grow(w.Done-before, whole)
		}
		b.add(number, hidden, cells)
		used := b.cells*cellSize + len(b.table.Rows)*rowSize + texts.kept
		if used > freeTable+perRow*len(b.table.Rows) {
			return false, archive.TooLarge(chosen.sheet.part.Name, "%d bytes in %d rows", used, len(b.table.Rows))
		}
		return true, nil
	}
	s, err := w.readSheet(chosen.sheet.part, true, texts, sink)
	if err == nil {
		err = s.followLinks(b.table.Rows)
	}
	if err != nil {
		return nil, err
	}
	t := b.table
	if used := w.strings.size + texts.kept + (b.cells+len(s.shown))*cellSize; used > freeBook+perRow*len(t.Rows) {
		return nil, archive.TooLarge(chosen.sheet.part.Name, "%d bytes for %d rows", used, len(t.Rows))
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
