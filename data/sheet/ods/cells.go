package ods

import (
	"bytes"
	"strings"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/archive"
	"headcount.app/headcount/data/sheet/workbook"
)

// cell is the cell being read.
type cell struct {
	kind    string // type of the value, "" if there is none
	values  [stringValue + 1][]byte
	given   [stringValue + 1]bool
	style   string
	formula []byte
	// computed: there is a formula; failed: what is shown is an error.
	computed, failed bool
	times            int
	columns, rows    int // that it covers
}

// The attributes that can hold the value of a cell.
const (
	numberValue = iota
	dateValue
	timeValue
	booleanValue
	stringValue
)

// valueNames are their names, valueOf those that hold the value of a cell of each type.
var (
	valueNames = [...]string{"value", "date-value", "time-value", "boolean-value", "string-value"}
	valueOf    = map[string]int{
		"float": numberValue, "percentage": numberValue, "currency": numberValue,
		"date": dateValue, "time": timeValue, "boolean": booleanValue, "string": stringValue,
	}
)

// readCell reads the cell just started, which may stand for many.
func (c *contentReader) readCell() error {
	if c.Space != archive.DocTable {
		return c.Skip() // a page break
	}
	if name := string(c.Local); name != "table-cell" && name != "covered-table-cell" {
		return c.unknown()
	}
	own := &c.cell
	own.kind, own.style, own.formula = "", "", own.formula[:0]
	own.given, own.computed, own.failed = [len(own.given)]bool{}, false, false
	own.times, own.columns, own.rows = 1, 1, 1
	if err := c.Prefixed(c.cellAttribute); err != nil {
		return err
	}
	c.texts.begin()
	if err := c.Children(c.readCellPart); err != nil {
		return err
	}
	return c.finishCell()
}

// cellAttribute reads an attribute of a cell.
func (c *contentReader) cellAttribute(space archive.Namespace, name, value []byte) error {
	own := &c.cell
	switch {
	case space == archive.DocTable:
		return c.tableAttribute(name, value)
	case space == archive.DocCalc && string(name) == "value-type":
		own.failed = string(value) == "error"
	case space != archive.DocOffice:
	case string(name) == "value-type":
		own.kind = string(value)
	default:
		for i := range valueNames {
			if string(name) == valueNames[i] {
				own.values[i], own.given[i] = append(own.values[i][:0], value...), true
			}
		}
	}
	return nil
}

// tableAttribute reads an attribute of a cell that says where it stands and how.
func (c *contentReader) tableAttribute(name, value []byte) error {
	own, ok := &c.cell, true
	switch string(name) {
	case "number-columns-repeated":
		own.times, ok = archive.SmallNumber(value)
		ok = ok && own.times > 0
	case "number-columns-spanned":
		own.columns, ok = archive.SmallNumber(value)
		ok = ok && own.columns > 0
	case "number-rows-spanned":
		own.rows, ok = archive.SmallNumber(value)
		ok = ok && own.rows > 0
	case "style-name":
		own.style = string(value)
	case "formula":
		own.formula, own.computed = append(own.formula, value...), true
	}
	if !ok {
		return archive.Damaged(c.Reader.Part, "%s=%q of a cell", name, value)
	}
	return nil
}

// readCellPart reads the part of a cell just started. What is drawn on it and what
// is noted at it is no text of it.
func (c *contentReader) readCellPart() error {
	switch {
	case c.Is(archive.DocText, "p"), c.Is(archive.DocText, "h"):
		return c.texts.paragraph()
	case c.Is(archive.DocText, "list"), c.Is(archive.DocText, "list-item"), c.Is(archive.DocText, "section"):
		return c.Children(c.readCellPart)
	case c.Is(archive.DocTable, "table"):
		return c.unknown()
	}
	return c.Skip()
}

// finishCell puts the cell into the row, as many times as it stands there.
func (c *contentReader) finishCell() error {
	own := &c.cell
	first := c.Column + 1
	if own.columns > 1 || own.rows > 1 {
		if err := c.cover(first); err != nil {
			return err
		}
	}
	kind, blank, err := c.valueKind()
	if err != nil {
		return err
	}
	if blank {
		c.Column += own.times
		return nil
	}
	for range own.times {
		c.Column++
		before := c.Width()
		if err := c.putValue(kind); err != nil {
			return err
		}
		if c.Width() == before {
			c.Column = first + own.times - 1
			return nil // blank, and so are the others
		}
		if c.Column > workbook.MaxColumns {
			return archive.Damaged(c.Reader.Part, "column %d", c.Column)
		}
	}
	return nil
}

// valueKind says which value of the cell counts, or that it has none.
func (c *contentReader) valueKind() (kind int, blank bool, err error) {
	own := &c.cell
	kind, known := valueOf[own.kind]
	switch {
	case known && own.given[kind]:
		return kind, false, nil
	case known || own.kind == "" || own.kind == "void":
		// What is shown is all there is.
		return stringValue, !known && !own.computed && len(c.texts.out) == 0, nil
	}
	return 0, false, archive.Damaged(c.Reader.Part, "a value of the type %q", own.kind)
}

// putValue puts the value of the cell at Column, in the format shown as far as that
// counts (SPEC S3.5).
func (c *contentReader) putValue(kind int) error {
	own := &c.cell
	value := own.values[kind]
	switch {
	case own.failed:
		c.Put(c.texts.out, "", data.ErrorCell)
	case kind == stringValue:
		c.putText()
	case kind == booleanValue:
		word := strings.ToLower(string(value))
		if word != "true" && word != "false" {
			return archive.Damaged(c.Reader.Part, "the yes/no value %q", value)
		}
		c.Put(nil, word, data.Boolean)
	case kind == dateValue:
		c.Put(workbook.ISODate(value), "", data.Date)
	case kind == timeValue:
		c.Put(value, "", data.Date)
	default:
		return c.putNumber(value)
	}
	return nil
}

// putText puts a text; a formula that was never computed has none.
func (c *contentReader) putText() {
	own := &c.cell
	text, address := c.texts.out, c.texts.address
	if own.given[stringValue] && own.kind == "string" {
		text = own.values[stringValue]
	}
	if own.computed {
		code := own.formula
		if i := bytes.IndexByte(code, '='); i >= 0 {
			code = code[i+1:] // of:=HYPERLINK(…)
		}
		address = workbook.FormulaAddress(code)
		if own.kind == "" && c.texts.count == 0 {
			c.Put(nil, "", data.Uncomputed)
			return
		}
	}
	c.PutText(text, "", address)
}

// putNumber puts a number.
func (c *contentReader) putNumber(value []byte) error {
	own := &c.cell
	format := c.styles.formatOf(c.styleOf())
	value = bytes.TrimSpace(value)
	if format.date {
		day, ok := serialDay(value, c.begins)
		if !ok {
			return archive.Damaged(c.Reader.Part, "the number %q", value)
		}
		c.Put(day, "", data.Date)
		return nil
	}
	if word := yesNo(own.formula, value, format); word != "" {
		c.Put(nil, word, data.Boolean)
		return nil
	}
	text, kind, ok := workbook.Number(c.output[:0], value, &format.shown, false)
	c.output = text
	if !ok {
		return archive.Damaged(c.Reader.Part, "the number %q", value)
	}
	if format.spaced && kind == data.Number && samePlaces(c.texts.out, value) {
		text = c.texts.out // the format keeps no zeros on its left: 06 12 34 56 78
	}
	computed := data.NoFormula
	if own.computed {
		_, code, _ := bytes.Cut(own.formula, []byte("="))
		computed = workbook.FormulaOf(code)
	}
	c.PutNumber(text, kind, computed)
	return nil
}

// yesNo returns what a number shows that stands for yes or no: LibreOffice has the
// formula TRUE() for a TRUE of Excel.
func yesNo(formula, value []byte, f *format) string {
	_, code, _ := bytes.Cut(formula, []byte("="))
	switch asked := string(code) == "TRUE()" || string(code) == "FALSE()" || f.yesNo; {
	case asked && string(value) == "1":
		return "true"
	case asked && string(value) == "0":
		return "false"
	}
	return ""
}

// samePlaces reports whether a text has the digits of a whole number, with zeros
// before them and blanks and signs between them.
func samePlaces(text, value []byte) bool {
	digits := 0
	for _, c := range text {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case c != ' ' && c != '.' && c != '-' && c != '/' && c < 0x80:
			return false
		}
	}
	kept := make([]byte, 0, digits)
	for _, c := range text {
		if c >= '0' && c <= '9' {
			kept = append(kept, c)
		}
	}
	return string(bytes.TrimLeft(kept, "0")) == string(value)
}

// styleOf is the style of the cell: its own, that of the row or that of the column.
func (c *contentReader) styleOf() string {
	switch {
	case c.cell.style != "":
		return c.cell.style
	case c.style != "":
		return c.style
	case c.Column <= len(c.columns):
		return c.columns[c.Column-1]
	}
	return ""
}

// cover remembers the cells under a merged one, in each of the rows that this one
// stands for (SPEC S3A.12).
func (c *contentReader) cover(column int) error {
	last := min(column+c.cell.columns-1, workbook.MaxColumns)
	for i := range c.repeats {
		row := c.Row + i
		area := workbook.Area{FromColumn: column, FromRow: row, ToColumn: last, ToRow: row + c.cell.rows - 1}
		if err := c.AddMerged(workbook.Merged{Area: area, Ref: area.String()}); err != nil {
			return err
		}
	}
	return nil
}
