package xlsx

import (
	"archive/zip"
	"slices"

	"headcount.app/headcount/data/sheet/archive"
)

const (
	stringPageSize = 1 << 12
	maxStrings     = 1 << 24  // shared strings: full sheets of sixteen columns
	someStrings    = 1 << 20  // shared strings that any workbook may have
	shownCell      = 8        // bytes of a sheet for each further one
	freeStrings    = 64 << 20 // bytes of text that any workbook may have
)

// stringTable is the table of shared strings. Pages of a few thousand strings
// share one text, so that ten million strings cost four bytes each beside
// their text.
type stringTable struct {
	pages []stringPage
	count int
	size  int // bytes in all
}

type stringPage struct {
	text string
	ends []uint32
}

// get returns a string of the table; ok is false beyond its end.
func (t *stringTable) get(i int) (_ string, ok bool) {
	if i < 0 || i >= t.count {
		return "", false
	}
	p, at := &t.pages[i/stringPageSize], i%stringPageSize
	from := uint32(0)
	if at > 0 {
		from = p.ends[at-1]
	}
	return p.text[from:p.ends[at]], true
}

// stringReader reads the shared strings.
type stringReader struct {
	*xmlReader
	table   *stringTable
	page    []byte
	ends    []uint32
	most    uint64 // strings
	allowed uint64 // bytes
}

// readStrings reads the shared strings to their end. Their text is bounded by
// the size of the sheets that can show it.
func (p *Pack) readStrings(f *zip.File, shown uint64) (*stringTable, error) {
	t := &stringTable{}
	if f == nil || f.UncompressedSize64 == 0 {
		return t, nil
	}
	x, err := p.xml(f, true)
	if err != nil {
		return nil, err
	}
	if err := x.Root(archive.Spreadsheet, "sst"); err != nil {
		return nil, err
	}
	declared, _ := x.Attr("uniqueCount")
	s := &stringReader{
		xmlReader: x, table: t,
		most: min(someStrings+shown/shownCell, maxStrings), allowed: freeStrings + 2*shown,
	}
	if err := s.plainStrings(); err != nil {
		return nil, err
	}
	if err := s.Children(s.readString); err != nil {
		return nil, err
	}
	s.flush()
	if err := s.Counted("shared strings", declared, t.count); err != nil {
		return nil, err
	}
	return t, s.Drain()
}

// readString reads the string just started, and the plain ones behind it.
func (s *stringReader) readString() error {
	if s.Space != archive.Spreadsheet || string(s.Local) != "si" {
		return s.OnlyExtensions()
	}
	var err error
	if s.page, err = s.richText(s.page); err != nil {
		return err
	}
	if err := s.add(); err != nil {
		return err
	}
	return s.plainStrings()
}

// plainStrings reads the strings that come next as far as they are plain.
func (s *stringReader) plainStrings() error {
	for {
		text, ok := s.plainString()
		if !ok {
			return nil
		}
		from := len(s.page)
		s.page = append(s.page, text...)
		s.page = s.page[:from+len(resolveEscapes(s.page[from:]))]
		if err := s.add(); err != nil {
			return err
		}
	}
}

// add ends a string at the end of the page.
func (s *stringReader) add() error {
	s.ends = append(s.ends, uint32(len(s.page)))
	s.table.count++
	if size := uint64(s.table.size + len(s.page)); uint64(s.table.count) > s.most || size > s.allowed {
		return archive.TooLarge(s.Part, "%d shared strings of %d bytes", s.table.count, size)
	}
	if len(s.ends) == stringPageSize {
		s.flush()
	}
	return nil
}

// flush ends the page.
func (s *stringReader) flush() {
	if len(s.ends) == 0 {
		return
	}
	s.table.pages = append(s.table.pages, stringPage{string(s.page), slices.Clone(s.ends)})
	s.table.size += len(s.page) + 4*len(s.ends)
	s.page, s.ends = s.page[:0], s.ends[:0]
}
