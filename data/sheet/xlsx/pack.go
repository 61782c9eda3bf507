package xlsx

import (
	"archive/zip"
	"context"
	"io"

	"headcount.app/headcount/data/sheet/archive"
)

// Pack is a workbook as an archive of parts, some of which say what others are.
type Pack struct {
	*archive.Pack
}

// Open lists the parts of a workbook of size bytes and checks what can be checked
// before unpacking. Its errors are those of archive.Open.
func Open(ctx context.Context, r io.ReaderAt, size int64, progress func(done, total int64)) (*Pack, error) {
	p, err := archive.Open(ctx, r, size, progress)
	if err != nil {
		return nil, err
	}
	return &Pack{p}, nil
}

// xmlReader reads the XML of a part as workbooks have it.
type xmlReader struct {
	*archive.Reader
}

// xml opens a part as XML.
func (p *Pack) xml(f *zip.File, count bool) (*xmlReader, error) {
	x, err := p.XML(f, count)
	return &xmlReader{x}, err
}

// small opens a part of a kind that is small in every workbook of people.
func (p *Pack) small(f *zip.File) (*xmlReader, error) {
	x, err := p.Small(f)
	return &xmlReader{x}, err
}
