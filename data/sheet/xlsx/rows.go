package xlsx

import (
	"strconv"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/workbook"

	"headcount.app/headcount/data/sheet/archive"

	"headcount.app/headcount/data/sheet/head"
)

// sheetReader reads the rows and cells of one sheet strictly: both strictly
// rising, every index inside its table (SPEC S3.9).
type sheetReader struct {
	*xmlReader
	*workbook.Grid
	book *Workbook

	value  []byte // of the cell: what v or is held
	output []byte // of the cell: the text made from value
	code   []byte // of the cell: its formula

	formulas map[string]string // addresses of shared HYPERLINK formulas
	links    []link
}

// ReadSheet reads a sheet to its end, or until the sink wants no more.
func (w *Workbook) ReadSheet(index int, whole bool, texts *workbook.TextStore, sink workbook.RowSink) (*workbook.Grid, error) {
	x, err := w.xml(w.sheets[index].part, whole)
	if err != nil {
		return nil, err
	}
	s := &sheetReader{xmlReader: x, Grid: workbook.NewGrid(x.Part, texts, sink), book: w}
	if err := s.readAll(); err != nil {
		return nil, err
	}
	if len(s.links) > 0 {
		s.Grid.FollowLinks = func(_ *workbook.Grid, rows []data.Row) error { return s.resolveLinks(rows) }
	}
	return s.Grid, nil
}

// readAll reads the sheet to its end.
func (s *sheetReader) readAll() error {
	if err := s.Root(archive.Spreadsheet, "worksheet"); err != nil {
		return err
	}
	found := false
	err := s.Children(func() error {
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
		return workbook.InRow(err, s.Part, s.Row)
	}
	if !found {
		return archive.Damaged(s.Part, "no sheetData")
	}
	return s.Drain()
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
	case number <= s.Row:
		return archive.Damaged(s.Part, "row %d behind row %d", number, s.Row)
	case number > head.MaxRows:
		return archive.Damaged(s.Part, "row %d", number)
	}
	s.BeginRow(number)
	if err := s.readCells(); err != nil {
		return err
	}
	if err := s.EndRow(hidden); err != nil {
		return err
	}
	return s.plainRows()
}

// rowAttributes are the number of the row just started and whether it is hidden.
func (s *sheetReader) rowAttributes() (number int, hidden bool, err error) {
	number = s.Row + 1
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
	return archive.Damaged(s.Part, "the unknown attribute %s in row %d", a.Name, s.Row)
}
