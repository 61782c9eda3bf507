package sheet

import "archive/zip"

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

// readStrings reads the shared strings to their end. Their text is bounded by
// the size of the sheets that can show it.
func (p *pack) readStrings(f *zip.File, shown uint64) (*stringTable, error) {
	t := &stringTable{}
	if f == nil || f.UncompressedSize64 == 0 {
		return t, nil
	}
	x, err := p.xml(f, true)
	if err != nil {
		return nil, err
	}
	if err := x.root(spreadsheet, "sst"); err != nil {
		return nil, err
	}
	declared, _ := x.attr("uniqueCount")
	allowed := freeStrings + 2*shown
	most := min(someStrings+shown/shownCell, maxStrings)
	var page []byte
	var ends []uint32
	flush := func() {
		if len(ends) > 0 {
			t.pages = append(t.pages, stringPage{string(page), append([]uint32(nil), ends...)})
			t.size += len(page) + 4*len(ends)
			page, ends = page[:0], ends[:0]
		}
	}
	err = x.children(func() error {
		if x.space != spreadsheet || string(x.local) != "si" {
			return x.onlyExtensions()
		}
		var err error
		if page, err = x.richText(page); err != nil {
			return err
		}
		ends = append(ends, uint32(len(page)))
		t.count++
		if uint64(t.count) > most || uint64(t.size+len(page)) > allowed {
			return tooLarge(f.Name, "%d shared strings of %d bytes", t.count, uint64(t.size+len(page)))
		}
		if len(ends) == stringPageSize {
			flush()
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	flush()
	if err := x.counted("shared strings", declared, t.count); err != nil {
		return nil, err
	}
	return t, x.drain()
}
