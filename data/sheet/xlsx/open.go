package xlsx

import (
	"context"
	"io"

	"headcount.app/headcount/data/sheet/workbook"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
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
	t, err := workbook.Read(ctx, o, w, "xlsx")
	if err != nil {
		return nil, err
	}
	t.Mark = w.mark
	o.Tell(p.Total, p.Total)
	return t, nil
}

// Sheets are the sheets in their order.
func (w *Workbook) Sheets() []workbook.Sheet {
	list := make([]workbook.Sheet, len(w.sheets))
	for i, s := range w.sheets {
		list[i] = workbook.Sheet{Name: s.name, Hidden: s.hidden, Part: s.part.Name, Size: int64(s.part.UncompressedSize64)}
	}
	return list
}

// Progress is how many bytes of the parts have been read.
func (w *Workbook) Progress() int64 { return w.Done }

// Kept is how many bytes the shared strings take.
func (w *Workbook) Kept() int { return w.strings.size }

// Verify reads every part that nobody has read to its end.
func (w *Workbook) Verify() error { return w.VerifyRest() }
