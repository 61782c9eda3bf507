package xlsx

import (
	"archive/zip"
	"errors"
	"slices"
	"strconv"

	"headcount.app/headcount/data/sheet/archive"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
)

// MaxColumns is Excel's own limit on columns.
const MaxColumns = 1 << 14

// rowSink takes the rows of a sheet, blank ones too. The cells are good until
// it returns; the last of them is not blank. It returns false to stop.
type rowSink func(number int, hidden bool, cells []data.Cell) (more bool, err error)

// sheetReader reads the rows and cells of one sheet strictly: both strictly
// rising, every index inside its table (SPEC S3.9).
type sheetReader struct {
	*xmlReader
	book  *Workbook
	texts *textStore
	sink  rowSink

	row    int         // number of the row
	rows   int         // how many there were
	column int         // of the cell before, counted from 1
	cells  []data.Cell // of the row, as far as the last cell that holds something
	value  []byte      // of the cell: what v or is held
	output []byte      // of the cell: the text made from value
	code   []byte      // of the cell: its formula

	formulas map[string]string // addresses of shared HYPERLINK formulas
	links    []link
	shown    []data.Shown // what cells show whose link counts
	merged   []merged
}

// stopped tells that the sink wants no more rows.
type stopped struct{}

func (stopped) Error() string { return "stopped" }

// readSheet reads a sheet to its end, or until the sink wants no more.
func (w *Workbook) readSheet(part *zip.File, count bool, texts *textStore, sink rowSink) (*sheetReader, error) {
	x, err := w.xml(part, count)
	if err != nil {
		return nil, err
	}
	s := &sheetReader{xmlReader: x, book: w, texts: texts, sink: sink}
	if err := s.Root(archive.Spreadsheet, "worksheet"); err != nil {
		return nil, err
	}
	found := false
	err = s.Children(func() error {
		switch {
		case s.Space != archive.Spreadsheet:
		case string(s.Local) == "sheetData":
			if found {
				return archive.Damaged(s.Part, "a second sheetData")
			}
			found = true
			if err := s.plainRows(); err != nil {
				return err
			}
			return s.Children(s.readRow)
		case string(s.Local) == "hyperlinks":
			return s.Children(s.readLink)
		case string(s.Local) == "mergeCells":
			return s.Children(s.readMerged)
		}
		return s.Skip()
	})
	if err != nil {
		return s, s.inRow(err)
	}
	if !found {
		return nil, archive.Damaged(s.Part, "no sheetData")
	}
	return s, s.Drain()
}

// inRow names the row in a refusal of the sheet as damaged.
func (s *sheetReader) inRow(err error) error {
	var refused *data.FileError
	if s.row > 0 && errors.As(err, &refused) && refused.Code == data.FileDamaged && slices.Contains(refused.Args, s.Part) {
		refused.Args = append(refused.Args, "row", strconv.Itoa(s.row))
	}
	return err
}

// readRow reads the row just started.
func (s *sheetReader) readRow() error {
	if !s.Is(archive.Spreadsheet, "row") {
		return s.OnlyExtensions()
	}
	number, hidden, err := s.rowAttributes()
	switch {
	case err != nil:
		return err
	case number <= s.row:
		return archive.Damaged(s.Part, "row %d behind row %d", number, s.row)
	case number > head.MaxRows:
		return archive.Damaged(s.Part, "row %d", number)
	}
	s.beginRow(number)
	if err := s.readCells(); err != nil {
		return err
	}
	if err := s.endRow(hidden); err != nil {
		return err
	}
	return s.plainRows()
}

// rowAttributes are the number of the row just started and whether it is hidden.
func (s *sheetReader) rowAttributes() (number int, hidden bool, err error) {
	number = s.row + 1
	for _, a := range s.Attrs {
		switch string(a.Name) {
		case "r":
			n, ok := archive.SmallNumber(a.Value)
			if !ok {
				return 0, false, archive.Damaged(s.Part, "row number %q", a.Value)
			}
			number = n
		case "hidden":
			hidden = hidden || Truth(string(a.Value), true)
		case "ht":
			height, err := strconv.ParseFloat(string(a.Value), 64)
			hidden = hidden || err == nil && height == 0
		case "spans", "s", "customFormat", "customHeight", "outlineLevel", "collapsed", "thickTop", "thickBot", "ph":
		default:
			if err := s.foreign(a); err != nil {
				return 0, false, err
			}
		}
	}
	return number, hidden, nil
}

func (s *sheetReader) beginRow(number int) {
	s.row, s.column, s.cells = number, 0, s.cells[:0]
	s.rows++
}

// endRow hands over the row that has been read.
func (s *sheetReader) endRow(hidden bool) error {
	if s.sink == nil {
		return nil
	}
	if more, err := s.sink(s.row, hidden, s.cells); err != nil || !more {
		if err == nil {
			err = stopped{}
		}
		return err
	}
	return nil
}

// readCells reads the cells of the row just started.
func (s *sheetReader) readCells() error {
	if err := s.plainCells(); err != nil {
		return err
	}
	return s.Children(s.readCellAndPlain)
}

// readCellAndPlain reads the cell just started, and the plain ones behind it.
func (s *sheetReader) readCellAndPlain() error {
	if err := s.readCell(); err != nil {
		return err
	}
	return s.plainCells()
}

// foreign passes over an attribute of another namespace and refuses one that
// rows and cells do not have: a changed letter would lose what it says.
func (s *sheetReader) foreign(a archive.Attribute) error {
	for _, c := range a.Name {
		if c == ':' {
			return nil
		}
	}
	if string(a.Name) == "xmlns" {
		return nil
	}
	return archive.Damaged(s.Part, "the unknown attribute %s in row %d", a.Name, s.row)
}

// put puts a cell into the row. Blank cells at its end are left out.
func (s *sheetReader) put(text []byte, shared string, kind data.CellKind) {
	if kind != data.Uncomputed && !visible(text, shared) {
		return
	}
	if s.sink == nil {
		return
	}
	for len(s.cells) < s.column-1 {
		s.cells = append(s.cells, data.Cell{})
	}
	if len(text) > 0 {
		shared = s.texts.keep(text)
	}
	s.cells = append(s.cells, data.Cell{Text: shared, Kind: kind})
}

// show remembers what a cell shows that is read as the target of its link.
func (s *sheetReader) show(row, column int, text []byte, shared string) {
	if s.sink == nil {
		return
	}
	if len(text) > 0 {
		shared = s.texts.keep(text)
	}
	s.shown = append(s.shown, data.Shown{Row: int32(row), Column: int32(column), Text: shared})
}

// visible reports whether a text shows anything: spaces alone do not.
func visible(text []byte, shared string) bool {
	if len(text) > 0 {
		return text[0] > ' ' && text[0] < 0x7F || !(data.Cell{Text: string(text)}).Blank()
	}
	return shared != "" && (shared[0] > ' ' && shared[0] < 0x7F || !(data.Cell{Text: shared}).Blank())
}
