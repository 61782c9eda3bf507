package xls

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
	"headcount.app/headcount/data/sheet/workbook"
)

// maxFile bounds the file; sheets of 65,536 rows and twenty columns have some 30 MB.
const maxFile = 128 << 20

// Names of the streams with a workbook: of Excel 97 and later, and of those before.
const (
	workbookStream = "workbook"
	bookStream     = "book"
)

// Kinds of sheets that have cells.
const sheetOfCells = 0

// Read reads an old workbook of size bytes (SPEC S15.4): the compound file, what the
// cells point into, all sheets. Its errors are those of xlsx.Read; an older one than
// that of Excel 97 is refused as data.FileXLS.
func Read(ctx context.Context, r io.ReaderAt, size int64, o head.Options) (*data.Table, error) {
	if size > maxFile {
		return nil, tooLarge("a file of %d bytes", size)
	}
	file := make([]byte, size)
	if n, err := r.ReadAt(file, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("reading the workbook: %w", err)
	} else if int64(n) < size {
		return nil, data.Refuse(data.FileUnreadable, io.ErrUnexpectedEOF)
	}
	stream, err := streamOf(file)
	if err != nil {
		return nil, err
	}
	b := &book{records: &records{stream: stream}, formats: map[int]workbook.Format{}}
	if err := b.readGlobals(); err != nil {
		return nil, err
	}
	sheets, err := b.readSheets(ctx, o)
	if err != nil {
		return nil, err
	}
	t, err := workbook.Read(ctx, o, sheets, "xls")
	if err != nil {
		return nil, err
	}
	o.Tell(size, size)
	return t, nil
}

// streamOf is the stream with the workbook, which may stand without a container.
func streamOf(file []byte) ([]byte, error) {
	if !strings.HasPrefix(string(file[:min(len(file), 8)]), containerTag) {
		return file, nil
	}
	c, err := openCompound(file)
	if err != nil {
		return nil, err
	}
	found, err := c.streams()
	if err != nil {
		return nil, err
	}
	if stream, is := found[workbookStream]; is {
		return stream, nil
	}
	if stream, is := found[bookStream]; is {
		return stream, nil
	}
	return nil, damaged("no stream with a workbook")
}

// readSheets reads the sheets that have cells.
func (b *book) readSheets(ctx context.Context, o head.Options) (*workbook.Memory, error) {
	sheets := workbook.NewMemory(nil)
	for i, sheet := range b.sheets {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if sheet.kind != sheetOfCells {
			continue
		}
		grid, err := sheets.Add(sheet.name, sheet.hidden, part)
		if err != nil {
			return nil, err
		}
		if err := b.readSheet(sheet, grid); err != nil {
			return nil, err
		}
		o.Tell(int64(i), int64(len(b.sheets)))
	}
	return sheets, nil
}
