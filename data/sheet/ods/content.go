package ods

import (
	"strings"
	"time"

	"headcount.app/headcount/data/sheet/archive"
	"headcount.app/headcount/data/sheet/workbook"
)

// contentReader reads the sheets of a document.
type contentReader struct {
	*archive.Reader
	*workbook.Grid
	styles *styleSheet
	sheets *workbook.Memory
	// begins is the day that the number 0 stands for.
	begins time.Time

	hidden  bool     // the rows of this group are
	columns []string // default styles of the columns, as far as they differ
	style   string   // default style of the row
	repeats int      // of the row
	cell    cell
	texts   paragraphs
	output  []byte
}

// readContent reads all sheets.
func (p *pack) readContent(styles *styleSheet) (*workbook.Memory, error) {
	x, err := p.XML(p.Find(contentPart), true)
	if err != nil {
		return nil, err
	}
	if err := x.Root(archive.DocOffice, "document-content"); err != nil {
		return nil, err
	}
	c := &contentReader{Reader: x, styles: styles, sheets: workbook.NewMemory(p.VerifyRest), begins: firstDay}
	c.texts.Reader = x
	found := false
	err = x.Children(func() error {
		switch {
		case x.Is(archive.DocOffice, "automatic-styles"):
			return x.Children(func() error { return styles.read(x) })
		case x.Is(archive.DocOffice, "body"):
			return x.Children(func() error {
				if !x.Is(archive.DocOffice, "spreadsheet") {
					return otherKind(contentPart, documentType+string(x.Local))
				}
				found = true
				return x.Children(c.readPart)
			})
		}
		return x.Skip()
	})
	if err != nil {
		if c.Grid != nil {
			err = workbook.InRow(err, x.Part, c.Row)
		}
		return nil, err
	}
	if !found {
		return nil, archive.Damaged(x.Part, "no spreadsheet")
	}
	return c.sheets, x.Drain()
}

// readPart reads the part of the spreadsheet just started: a sheet, or what cells
// rest on.
func (c *contentReader) readPart() error {
	switch {
	case c.Is(archive.DocTable, "table"):
		return c.readTable()
	case c.Is(archive.DocTable, "calculation-settings"):
		return c.Children(func() error {
			if c.Is(archive.DocTable, "null-date") {
				if value, found := c.AttrIn(archive.DocTable, "date-value"); found {
					day, err := time.Parse("2006-1-2", value)
					if err != nil {
						return archive.Damaged(c.Reader.Part, "the calendar begins on %q", value)
					}
					c.begins = day
				}
			}
			return c.Skip()
		})
	case c.Space == archive.DocTable && spreadsheetParts[string(c.Local)], c.Space != archive.DocTable:
		return c.Skip()
	}
	return c.unknown()
}

// spreadsheetParts are what stands beside the sheets: lists of names, filters and
// forms, and cells that were deleted.
var spreadsheetParts = map[string]bool{
	"tracked-changes": true, "content-validations": true, "label-ranges": true, "named-expressions": true, "database-ranges": true,
	"data-pilot-tables": true, "consolidation": true, "dde-links": true, "table-template": true,
}

// unknown refuses an element that is not understood, where it could be a row or a
// cell too.
func (c *contentReader) unknown() error {
	return archive.Damaged(c.Reader.Part, "<%s> where it cannot be", c.Local)
}

// readTable reads the sheet just started. One that only keeps cells of another file
// is none.
func (c *contentReader) readTable() error {
	name, _ := c.AttrIn(archive.DocTable, "name")
	style, _ := c.AttrIn(archive.DocTable, "style-name")
	if strings.HasPrefix(name, "'file:") && strings.Contains(name, "'#$") {
		return c.Skip()
	}
	grid, err := c.sheets.Add(name, c.styles.hidden[style], c.Reader.Part)
	if err != nil {
		return err
	}
	c.Grid, c.columns, c.hidden = grid, c.columns[:0], false
	return c.Children(c.readTablePart)
}

// readTablePart reads the part of a sheet just started: columns, rows, groups of
// them, and what has no cells.
func (c *contentReader) readTablePart() error {
	if c.Space != archive.DocTable {
		return c.Skip() // pictures, forms, conditional formats
	}
	switch string(c.Local) {
	case "table-row":
		return c.readRow()
	case "table-column":
		return c.readColumn()
	case "table-row-group":
		shown, found := c.AttrIn(archive.DocTable, "display")
		before := c.hidden
		c.hidden = before || found && shown == "false"
		err := c.Children(c.readTablePart)
		c.hidden = before
		return err
	case "table-header-rows", "table-rows", "table-columns", "table-header-columns", "table-column-group":
		return c.Children(c.readTablePart)
	case "title", "desc", "table-source", "shapes", "scenario", "named-expressions", "table-protection", "dde-source":
		return c.Skip()
	}
	return c.unknown()
}

// readColumn remembers the default style of the columns just started.
func (c *contentReader) readColumn() error {
	style, _ := c.AttrIn(archive.DocTable, "default-cell-style-name")
	repeated, err := c.times("number-columns-repeated")
	if err != nil {
		return err
	}
	for range min(repeated, workbook.MaxColumns-len(c.columns)) {
		c.columns = append(c.columns, style)
	}
	return c.Skip()
}

// times reads how often the row, column or cell just started stands there.
func (c *contentReader) times(attribute string) (int, error) {
	value, found := c.AttrIn(archive.DocTable, attribute)
	if !found {
		return 1, nil
	}
	n, ok := archive.SmallNumber([]byte(value))
	if !ok || n == 0 {
		return 0, archive.Damaged(c.Reader.Part, "%s=%q", attribute, value)
	}
	return n, nil
}

// readRow reads the row just started, which may stand for many.
func (c *contentReader) readRow() error {
	c.BeginRow(c.Row + 1)
	c.style, c.repeats = "", 1
	hidden := c.hidden
	err := c.Prefixed(func(space archive.Namespace, name, value []byte) error {
		if space != archive.DocTable {
			return nil
		}
		switch string(name) {
		case "number-rows-repeated":
			n, ok := archive.SmallNumber(value)
			if !ok || n == 0 {
				return archive.Damaged(c.Reader.Part, "%s=%q", name, value)
			}
			c.repeats = n
		case "visibility":
			hidden = hidden || string(value) != "visible"
		case "default-cell-style-name":
			c.style = string(value)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := c.Children(c.readCell); err != nil {
		return err
	}
	if err := c.EndRow(hidden); err != nil {
		return err
	}
	return c.sheets.Repeat(c.repeats)
}
