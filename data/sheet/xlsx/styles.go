package xlsx

import (
	"archive/zip"
	"strconv"

	"headcount.app/headcount/data/sheet/workbook"

	"headcount.app/headcount/data/sheet/archive"
)

// Bounds on styles; Excel allows 65,490 cell formats.
const (
	MaxFormats     = 1 << 16
	maxFormatCodes = 1 << 12
)

// readStyles returns the number format of each cell style. A workbook without
// styles has the one style 0.
func (p *Pack) readStyles(f *zip.File) ([]workbook.Format, error) {
	if f == nil {
		return make([]workbook.Format, 1), nil
	}
	x, err := p.small(f)
	if err != nil {
		return nil, err
	}
	if err := x.Root(archive.Spreadsheet, "styleSheet"); err != nil {
		return nil, err
	}
	codes := map[int]workbook.Format{}
	var styles []workbook.Format
	err = x.Children(func() error {
		switch {
		case x.Is(archive.Spreadsheet, "numFmts"):
			return x.Children(func() error { return x.numberFormat(codes) })
		case x.Is(archive.Spreadsheet, "cellXfs"):
			declared, _ := x.Attr("count")
			err := x.Children(func() error {
				if !x.Is(archive.Spreadsheet, "xf") {
					return x.OnlyExtensions()
				}
				if len(styles) == MaxFormats {
					return archive.TooLarge(f.Name, "more than %d styles", MaxFormats)
				}
				id, err := x.formatID()
				if err != nil {
					return err
				}
				format, found := codes[id]
				if !found {
					format = workbook.BuiltinFormat(id)
				}
				styles = append(styles, format)
				return x.Skip()
			})
			if err != nil {
				return err
			}
			return x.Counted("cell styles", declared, len(styles))
		}
		return x.Skip()
	})
	if err != nil {
		return nil, err
	}
	if len(styles) == 0 {
		styles = make([]workbook.Format, 1)
	}
	return styles, x.Drain()
}

// numberFormat reads the numFmt just started.
func (x *xmlReader) numberFormat(codes map[int]workbook.Format) error {
	if !x.Is(archive.Spreadsheet, "numFmt") {
		return x.OnlyExtensions()
	}
	if len(codes) == maxFormatCodes {
		return archive.TooLarge(x.Part, "more than %d number formats", maxFormatCodes)
	}
	id, err := x.formatID()
	if err != nil {
		return err
	}
	code, _ := x.Attr("formatCode")
	codes[id] = workbook.ParseFormat(code)
	return x.Skip()
}

// formatID reads the number of a number format; without one it is General.
func (x *xmlReader) formatID() (int, error) {
	value, found := x.Attr("numFmtId")
	if !found {
		return 0, nil
	}
	id, err := strconv.ParseUint(value, 10, 31)
	if err != nil {
		return 0, archive.Damaged(x.Part, "the number format %q", value)
	}
	return int(id), nil
}
