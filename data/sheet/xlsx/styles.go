package xlsx

import (
	"archive/zip"
	"strconv"
)

// Bounds on styles; Excel allows 65,490 cell formats.
const (
	MaxFormats     = 1 << 16
	maxFormatCodes = 1 << 12
)

// readStyles returns the number format of each cell style. A workbook without
// styles has the one style 0.
func (p *Pack) readStyles(f *zip.File) ([]numberFormat, error) {
	if f == nil {
		return make([]numberFormat, 1), nil
	}
	x, err := p.small(f)
	if err != nil {
		return nil, err
	}
	if err := x.root(spreadsheet, "styleSheet"); err != nil {
		return nil, err
	}
	codes := map[int]numberFormat{}
	var styles []numberFormat
	err = x.children(func() error {
		switch {
		case x.is(spreadsheet, "numFmts"):
			return x.children(func() error { return x.numberFormat(codes) })
		case x.is(spreadsheet, "cellXfs"):
			declared, _ := x.attr("count")
			err := x.children(func() error {
				if !x.is(spreadsheet, "xf") {
					return x.onlyExtensions()
				}
				if len(styles) == MaxFormats {
					return tooLarge(f.Name, "more than %d styles", MaxFormats)
				}
				id, err := x.formatID()
				if err != nil {
					return err
				}
				format, found := codes[id]
				if !found {
					format = builtinFormat(id)
				}
				styles = append(styles, format)
				return x.skip()
			})
			if err != nil {
				return err
			}
			return x.counted("cell styles", declared, len(styles))
		}
		return x.skip()
	})
	if err != nil {
		return nil, err
	}
	if len(styles) == 0 {
		styles = make([]numberFormat, 1)
	}
	return styles, x.drain()
}

// numberFormat reads the numFmt just started.
func (x *xmlReader) numberFormat(codes map[int]numberFormat) error {
	if !x.is(spreadsheet, "numFmt") {
		return x.onlyExtensions()
	}
	if len(codes) == maxFormatCodes {
		return tooLarge(x.part, "more than %d number formats", maxFormatCodes)
	}
	id, err := x.formatID()
	if err != nil {
		return err
	}
	code, _ := x.attr("formatCode")
	codes[id] = parseFormat(code)
	return x.skip()
}

// formatID reads the number of a number format; without one it is General.
func (x *xmlReader) formatID() (int, error) {
	value, found := x.attr("numFmtId")
	if !found {
		return 0, nil
	}
	id, err := strconv.ParseUint(value, 10, 31)
	if err != nil {
		return 0, damaged(x.part, "the number format %q", value)
	}
	return int(id), nil
}
