package ods

import (
	"headcount.app/headcount/data/sheet/archive"
	"headcount.app/headcount/data/sheet/workbook"
)

// maxStyles bounds the styles and formats of a document.
const maxStyles = 1 << 16

// styleSheet are the styles of a document as far as they say how a number is shown
// and what is hidden.
type styleSheet struct {
	cells   map[string]cellStyle
	formats map[string]format // by name of their own
	hidden  map[string]bool   // styles of sheets
	known   map[string]format // of cell styles that were asked for
	count   int
}

// cellStyle leads to a format, its own or that of its parent.
type cellStyle struct {
	format, parent string
}

// format is how a number is shown.
type format struct {
	shown workbook.Format
	date  bool
	// yesNo shows 1 as TRUE; spaced has signs between its digits.
	yesNo, spaced bool
	// positive names the format of positive numbers if they have one of their own.
	positive string
}

func newStyleSheet() *styleSheet {
	return &styleSheet{cells: map[string]cellStyle{}, formats: map[string]format{}, hidden: map[string]bool{}, known: map[string]format{}}
}

// readStyles reads the styles that have names for people. A document may have none.
func (p *pack) readStyles(s *styleSheet) error {
	f := p.Find(stylesPart)
	if f == nil || f.UncompressedSize64 == 0 {
		return nil
	}
	x, err := p.Small(f)
	if err != nil {
		return err
	}
	if err := x.Root(archive.DocOffice, "document-styles"); err != nil {
		return err
	}
	err = x.Children(func() error {
		if x.Is(archive.DocOffice, "styles") {
			return x.Children(func() error { return s.read(x) })
		}
		return x.Skip()
	})
	if err != nil {
		return err
	}
	return x.Drain()
}

// read reads the style or format just started.
func (s *styleSheet) read(x *archive.Reader) error {
	if s.count++; s.count > maxStyles {
		return archive.TooLarge(x.Part, "more than %d styles", maxStyles)
	}
	name, _ := x.AttrIn(archive.DocStyle, "name")
	switch {
	case x.Is(archive.DocStyle, "style"):
		return s.readStyle(x, name)
	case x.Space == archive.DocNumber:
		f, err := readFormat(x)
		s.formats[name] = f
		return err
	}
	return x.Skip()
}

// readStyle reads the style of cells or of a sheet just started.
func (s *styleSheet) readStyle(x *archive.Reader, name string) error {
	switch family, _ := x.AttrIn(archive.DocStyle, "family"); family {
	case "table-cell":
		own := cellStyle{}
		own.format, _ = x.AttrIn(archive.DocStyle, "data-style-name")
		own.parent, _ = x.AttrIn(archive.DocStyle, "parent-style-name")
		s.cells[name] = own
	case "table":
		return x.Children(func() error {
			if x.Is(archive.DocStyle, "table-properties") {
				shown, found := x.AttrIn(archive.DocTable, "display")
				s.hidden[name] = found && shown == "false"
			}
			return x.Skip()
		})
	}
	return x.Skip()
}

// defaultStyle is the style of cells without one.
const defaultStyle = "Default"

// formatOf returns the format of a cell of a style. A style that is not there shows
// the stored number.
func (s *styleSheet) formatOf(style string) *format {
	if style == "" {
		style = defaultStyle
	}
	if f, found := s.known[style]; found {
		return &f
	}
	name := style
	for range len(s.cells) {
		own := s.cells[name]
		if own.format != "" || own.parent == "" {
			break
		}
		name = own.parent
	}
	f := s.formats[s.cells[name].format]
	if f.positive != "" {
		f = s.formats[f.positive]
	}
	if len(s.known) < maxStyles {
		s.known[style] = f
	}
	return &f
}
