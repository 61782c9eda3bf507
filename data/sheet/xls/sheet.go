package xls

import (
	"slices"

	"headcount.app/headcount/data/sheet/workbook"
)

// Limits of a sheet of this format.
const (
	maxRows    = 1 << 16
	maxColumns = 1 << 8
)

// place is where a cell stands and which record holds it.
type place struct {
	cell uint32 // row and column, the first of each being 0
	at   uint32
}

// sheetReader reads the part of one sheet.
type sheetReader struct {
	*book
	*workbook.Grid
	cells  []place
	hidden []bool // rows
	links  []link
}

// readSheet reads a sheet, whose part begins where the workbook says. Which cells
// there are is found first: some programs write them in the order in which they were
// filled in.
func (b *book) readSheet(sheet boundSheet, grid *workbook.Grid) error {
	s := &sheetReader{book: b, Grid: grid}
	if err := s.findCells(sheet); err != nil {
		return workbook.InRow(err, part, s.Row)
	}
	slices.SortStableFunc(s.cells, func(a, b place) int { return int(int64(a.cell) - int64(b.cell)) })
	for i := range s.cells {
		if i > 0 && s.cells[i].cell == s.cells[i-1].cell {
			return workbook.InRow(damaged("a cell of row %d is there twice", s.cells[i].cell/maxColumns+1), part, int(s.cells[i].cell/maxColumns+1))
		}
	}
	if err := s.readCells(); err != nil {
		return workbook.InRow(err, part, s.Row)
	}
	if len(s.links) > 0 {
		s.FollowLinks = s.follow
	}
	return nil
}

// findCells goes through the records of the sheet to its end.
func (s *sheetReader) findCells(sheet boundSheet) error {
	s.records = &records{stream: s.stream, at: sheet.at}
	first, err := s.next()
	if err != nil {
		return err
	}
	if err := checkBegin(first, partSheet); err != nil {
		return err
	}
	for depth := 1; depth > 0; {
		r, err := s.next()
		switch {
		case err != nil:
			return err
		case r.kind == recBOF:
			depth++ // a chart on the sheet
		case r.kind == recEOF:
			depth--
		case depth == 1:
			err = s.find(r)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// find remembers where the cells of a record are.
func (s *sheetReader) find(r record) error {
	switch r.kind {
	case recLabelSST, recRK:
		return s.addCell(r, 10)
	case recNumber:
		return s.addCell(r, 14)
	case recBoolErr:
		return s.addCell(r, 8)
	case recLabel, recRString:
		return s.addCell(r, 9)
	case recFormula:
		return s.addCell(r, 20)
	case recBlank:
		return s.style(r, 6, 4)
	case recMulRK:
		return s.addMany(r)
	case recRow:
		return s.findRow(r)
	case recMergedCells:
		return s.findMerged(r)
	case recHLink:
		return s.findLink(r)
	case recFilePass:
		return damaged("a sheet alone is encrypted")
	}
	return checkKind(r)
}

// style checks the style that stands in a record.
func (s *sheetReader) style(r record, length, at int) error {
	if err := r.needs(length); err != nil {
		return err
	}
	if style := r.u16(at); style >= len(s.styles) {
		return damaged("the style %d in row %d", style, r.u16(0)+1)
	}
	return nil
}

// addCell remembers a record of one cell.
func (s *sheetReader) addCell(r record, length int) error {
	if err := s.style(r, length, 4); err != nil {
		return err
	}
	s.Row = r.u16(0) + 1
	return s.add(r.u16(0), r.u16(2), r.at)
}

// addMany remembers a record of several numbers side by side.
func (s *sheetReader) addMany(r record) error {
	if err := r.needs(12); err != nil {
		return err
	}
	s.Row = r.u16(0) + 1
	first, last := r.u16(2), r.u16(len(r.body)-2)
	if last < first || 4+6*(last-first+1)+2 != len(r.body) {
		return damaged("%d bytes for the columns %d to %d", len(r.body), first, last)
	}
	for column := first; column <= last; column++ {
		if style := r.u16(4 + 6*(column-first)); style >= len(s.styles) {
			return damaged("the style %d", style)
		}
		if err := s.add(r.u16(0), column, r.at); err != nil {
			return err
		}
	}
	return nil
}

func (s *sheetReader) add(row, column, at int) error {
	if column >= maxColumns {
		return damaged("column %d", column)
	}
	if len(s.cells) >= maxRows*maxColumns {
		return damaged("more cells than a sheet has")
	}
	s.cells = append(s.cells, place{uint32(row*maxColumns + column), uint32(at)})
	return nil
}

// findRow remembers a row that is hidden, or has no height.
func (s *sheetReader) findRow(r record) error {
	const (
		noHeight = 0x0020
		standard = 0x8000
	)
	if err := r.needs(16); err != nil {
		return err
	}
	if r.u16(12)&noHeight == 0 && (r.u16(6)&standard != 0 || r.u16(6) != 0) {
		return nil
	}
	if s.hidden == nil {
		s.hidden = make([]bool, maxRows)
	}
	s.hidden[r.u16(0)] = true
	return nil
}

// findMerged remembers merged cells.
func (s *sheetReader) findMerged(r record) error {
	if err := r.needs(2); err != nil {
		return err
	}
	if count := r.u16(0); 2+8*count != len(r.body) {
		return damaged("%d bytes for %d merged cells", len(r.body), count)
	}
	for at := 2; at < len(r.body); at += 8 {
		a := workbook.Area{FromRow: r.u16(at) + 1, ToRow: r.u16(at+2) + 1, FromColumn: r.u16(at+4) + 1, ToColumn: r.u16(at+6) + 1}
		if a.FromRow > a.ToRow || a.FromColumn > a.ToColumn || a.ToColumn > maxColumns {
			return damaged("merged cells %s", a)
		}
		if err := s.AddMerged(workbook.Merged{Area: a, Ref: a.String()}); err != nil {
			return err
		}
	}
	return nil
}

// readCells puts the cells into rows.
func (s *sheetReader) readCells() error {
	s.Row = 0
	for _, p := range s.cells {
		row := int(p.cell/maxColumns) + 1
		if row != s.Row {
			if err := s.endRow(); err != nil {
				return err
			}
			s.BeginRow(row)
		}
		s.Column = int(p.cell%maxColumns) + 1
		if err := s.readCell(int(p.at)); err != nil {
			return err
		}
	}
	return s.endRow()
}

func (s *sheetReader) endRow() error {
	if s.Row == 0 {
		return nil
	}
	return s.EndRow(s.hidden != nil && s.hidden[s.Row-1])
}
