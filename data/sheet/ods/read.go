package ods

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"strings"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/archive"
	"headcount.app/headcount/data/sheet/head"
	"headcount.app/headcount/data/sheet/workbook"
)

// The parts that are read.
const (
	contentPart  = "content.xml"
	stylesPart   = "styles.xml"
	metaPart     = "meta.xml"
	manifestPart = "META-INF/manifest.xml"
	mimetypePart = "mimetype"
)

// Types of documents: with a suffix they are templates.
const (
	documentType    = "application/vnd.oasis.opendocument."
	spreadsheetType = documentType + "spreadsheet"
)

// Bounds on parts that are read as a whole.
const (
	maxManifest = 8 << 20
	maxMimetype = 1 << 10
)

// pack is a document as an archive of parts.
type pack struct {
	*archive.Pack
}

// Read reads an OpenDocument spreadsheet of size bytes: which kind of document it
// is, its styles, all sheets, then every other part to its end (SPEC S3.9, S15.4).
// Its errors are those of xlsx.Read.
func Read(ctx context.Context, r io.ReaderAt, size int64, o head.Options) (*data.Table, error) {
	archived, err := archive.Open(ctx, r, size, o.Tell)
	if err != nil {
		return nil, err
	}
	p := &pack{archived}
	if err := p.checkKind(); err != nil {
		return nil, err
	}
	styles := newStyleSheet()
	if err := p.readStyles(styles); err != nil {
		return nil, err
	}
	sheets, err := p.readContent(styles)
	if err != nil {
		return nil, err
	}
	mark, err := p.readMark()
	if err != nil {
		return nil, err
	}
	t, err := workbook.Read(ctx, o, sheets, "ods")
	if err != nil {
		return nil, err
	}
	t.Mark = mark
	o.Tell(p.Total, p.Total)
	return t, nil
}

// checkKind refuses what is encrypted or another kind of document.
func (p *pack) checkKind() error {
	if p.Has(manifestPart) {
		if err := p.checkManifest(); err != nil {
			return err
		}
	}
	if f := p.Find(mimetypePart); f != nil && f.UncompressedSize64 < maxMimetype {
		kind, err := p.whole(f)
		if err != nil {
			return err
		}
		if name := strings.TrimSpace(string(kind)); strings.HasPrefix(name, documentType) && !strings.HasPrefix(name, spreadsheetType) {
			return otherKind(mimetypePart, name)
		}
	}
	if !p.Has(contentPart) {
		return archive.Damaged(contentPart, "the part is missing")
	}
	return nil
}

// otherKind refuses a document that is no spreadsheet.
func otherKind(part, name string) error {
	if strings.HasPrefix(name, documentType) {
		return data.Refuse(data.FileBinary, nil)
	}
	return archive.Damaged(part, "a document of the type %q", name)
}

// checkManifest asks the list of parts whether some are encrypted. It is not read as XML:
// the first programs of the kind declared a document type in it.
func (p *pack) checkManifest() error {
	f := p.Find(manifestPart)
	if f.UncompressedSize64 > maxManifest {
		return archive.TooLarge(f.Name, "a list of %d bytes", f.UncompressedSize64)
	}
	list, err := p.whole(f)
	if err != nil {
		return err
	}
	if bytes.Contains(list, []byte("encryption-data")) {
		return data.Refuse(data.FileEncrypted, nil)
	}
	return nil
}

// whole reads a part to its end.
func (p *pack) whole(f *zip.File) ([]byte, error) {
	stream, err := p.Open(f, true)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(stream)
}

// isMark reports whether the element just started is the property with our mark.
func isMark(x *archive.Reader) bool {
	name, _ := x.AttrIn(archive.DocMeta, "name")
	return x.Is(archive.DocMeta, "user-defined") && name == workbook.MarkProperty
}

// readMark reads the mark of our own export, which LibreOffice keeps among the
// properties that a user defined (SPEC S7.2).
func (p *pack) readMark() (*data.ExportMark, error) {
	f := p.Find(metaPart)
	if f == nil || f.UncompressedSize64 == 0 {
		return nil, nil
	}
	x, err := p.Small(f)
	if err != nil {
		return nil, err
	}
	var mark []byte
	for depth := 0; ; {
		t, err := x.Next()
		switch {
		case err != nil:
			return nil, err
		case t == archive.EndOfPart:
			return workbook.ParseMark(string(mark)), nil
		case t == archive.StartElement && depth == 0 && isMark(x):
			depth = x.Depth()
		case t == archive.EndElement && x.Depth() < depth:
			depth = 0
		case t == archive.Text && depth > 0 && len(mark) < head.MaxText*4:
			mark = append(mark, x.Text...)
		}
	}
}
