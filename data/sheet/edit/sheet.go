package edit

import (
	"bytes"
	"strings"

	"github.com/xuri/excelize/v2"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet"
	"headcount.app/headcount/data/sheet/archive"
	"headcount.app/headcount/data/sheet/workbook"
	"headcount.app/headcount/data/sheet/xlsx"
)

// sheetEdit writes the part of a sheet again with its cells edited; what lies
// between them is copied letter by letter.
type sheetEdit struct {
	edits  Edits
	styles *styleEdit
	// legacy is the relationship of the drawings that comments need, "" if the
	// sheet has one.
	legacy string

	text   []byte
	tags   tags
	out    bytes.Buffer
	copied int
	prefix string // of the elements of the sheet
	next   int    // the edit that comes next
	fading bool   // cells may have grounds of an earlier copy

	row, column int // of the last row and cell
	style       int // of the last cell
	rowStyle    int // of cells that the row does not hold, -1 if it says nothing
	columns     []columnStyle
	formulas    bool
}

// afterLegacy are the children of a worksheet that stand behind the drawings
// of comments.
var afterLegacy = map[string]bool{
	"legacyDrawingHF": true, "drawingHF": true, "picture": true, "oleObjects": true, "controls": true, "webPublishItems": true,
	"tableParts": true, "extLst": true, "AlternateContent": true,
}

func (s *sheetEdit) edit(text []byte) ([]byte, error) {
	s.text, s.tags = text, tags{text: text}
	root, found := s.tags.next()
	if !found || root.name != "worksheet" || root.empty {
		return nil, notWhole("no worksheet")
	}
	s.prefix = root.prefix
	seen := map[string]bool{}
	for {
		t, more := s.tags.next()
		if !more || t.closing {
			s.addLegacy(t.from, seen)
			break
		}
		if seen["sheetData"] && afterLegacy[t.name] {
			s.addLegacy(t.from, seen)
		}
		seen[t.name] = true
		if err := s.child(t, seen); err != nil {
			return nil, err
		}
	}
	if s.next < len(s.edits.Cells) {
		return nil, notWhole("row %d is not in the sheet", s.edits.Cells[s.next].Row)
	}
	s.upTo(len(text))
	return s.out.Bytes(), nil
}

// child edits one child of the worksheet.
func (s *sheetEdit) child(t tag, seen map[string]bool) error {
	switch t.name {
	case "dimension":
		s.dimension(t)
		return nil
	case "cols":
		return s.cols(t)
	case "sheetData":
		if !seen["cols"] && s.edits.Wide >= 0 {
			s.insert(t.from, "<"+s.prefix+"cols>"+s.wideColumn()+"</"+s.prefix+"cols>")
		}
		return s.rows(t)
	}
	if !t.empty {
		s.skip()
	}
	return nil
}

// skip passes over an element whose tag was read, and returns its closing tag.
func (s *sheetEdit) skip() tag {
	for depth := 1; ; {
		t, more := s.tags.next()
		switch {
		case !more:
			return tag{from: len(s.text), to: len(s.text)}
		case t.closing:
			depth--
		case !t.empty:
			depth++
		}
		if depth == 0 {
			return t
		}
	}
}

func (s *sheetEdit) upTo(pos int) {
	s.out.Write(s.text[s.copied:pos])
	s.copied = pos
}

func (s *sheetEdit) insert(at int, text string) {
	s.upTo(at)
	s.out.WriteString(text)
}

func (s *sheetEdit) replace(from, to int, text []byte) {
	s.upTo(from)
	s.out.Write(text)
	s.copied = to
}

// addLegacy makes the sheet point to the drawings of its comments.
func (s *sheetEdit) addLegacy(at int, seen map[string]bool) {
	if s.legacy != "" && !seen["legacyDrawing"] {
		s.insert(at, "<"+s.prefix+`legacyDrawing xmlns:hc="`+relationSpace(s.text)+`" hc:id="`+s.legacy+`"/>`)
		seen["legacyDrawing"] = true
	}
}

// relationSpace is the namespace of references to relationships in a part.
func relationSpace(part []byte) string {
	if isStrict(part) {
		return archive.Strict + "officeDocument/relationships"
	}
	return archive.Transitional + "officeDocument/2006/relationships"
}

func isStrict(part []byte) bool {
	return bytes.Contains(part[:min(len(part), 4096)], []byte(archive.Strict+"spreadsheetml/main"))
}

// rows goes through all rows.
func (s *sheetEdit) rows(data tag) error {
	if data.empty {
		return nil
	}
	for {
		t, more := s.tags.next()
		if !more || t.closing {
			return nil
		}
		if t.name != "row" {
			if !t.empty {
				s.skip()
			}
			continue
		}
		raw := s.text[t.from:t.to]
		s.row++
		if value, _, _, found := attributeOf(raw, "r"); found {
			s.row = number(value)
		}
		if s.next < len(s.edits.Cells) && s.edits.Cells[s.next].Row < s.row {
			return notWhole("row %d is not in the sheet", s.edits.Cells[s.next].Row)
		}
		if s.next == len(s.edits.Cells) || s.edits.Cells[s.next].Row > s.row {
			if !t.empty {
				s.rest()
			}
			continue
		}
		if err := s.editRow(t, raw); err != nil {
			return err
		}
	}
}

// editRow edits the cells of a row that has some to edit.
func (s *sheetEdit) editRow(t tag, raw []byte) error {
	s.column, s.style, s.rowStyle = 0, 0, -1
	if custom, _, _, _ := attributeOf(raw, "customFormat"); xlsx.Truth(custom, true) && custom != "" {
		value, _, _, _ := attributeOf(raw, "s")
		s.rowStyle = number(value)
	}
	raw = withoutAttribute(raw, "spans")
	if t.empty {
		open := bytes.TrimRight(raw[:len(raw)-2], " ")
		s.replace(t.from, t.to, append(bytes.Clone(open), '>'))
		err := s.missing(t.to, workbook.MaxColumns+1)
		s.out.WriteString("</" + s.prefix + "row>")
		return err
	}
	s.replace(t.from, t.to, raw)
	for {
		cell, more := s.tags.next()
		if !more || cell.closing {
			return s.missing(cell.from, workbook.MaxColumns+1)
		}
		if cell.name != "c" {
			if !cell.empty {
				s.skip()
			}
			continue
		}
		if err := s.cell(cell); err != nil {
			return err
		}
	}
}

// rest passes over a row without edits; grounds of an earlier copy go.
func (s *sheetEdit) rest() {
	if !s.fading || s.row <= s.edits.Table.HeaderRow {
		s.skip()
		return
	}
	for {
		t, more := s.tags.next()
		if !more || t.closing {
			return
		}
		if t.name == "c" {
			s.fade(t)
		}
		if !t.empty {
			s.skip()
		}
	}
}

// fade takes the ground of an earlier copy from a cell that is right now.
func (s *sheetEdit) fade(t tag) {
	if !s.fading || s.row <= s.edits.Table.HeaderRow {
		return
	}
	raw := s.text[t.from:t.to]
	value, _, _, found := attributeOf(raw, "s")
	if style := number(value); found && s.styles.isToned(style) {
		s.replace(t.from, t.to, withAttribute(raw, "s", itoa(s.styles.untoned(style))))
	}
}

// cell edits the cell just started, if it is to be edited.
func (s *sheetEdit) cell(t tag) error {
	raw := s.text[t.from:t.to]
	column := s.column + 1
	if ref, _, _, found := attributeOf(raw, "r"); found {
		column, _, _ = xlsx.Reference([]byte(ref))
	}
	if err := s.missing(t.from, column); err != nil {
		return err
	}
	value, _, _, _ := attributeOf(raw, "s")
	s.column, s.style = column, number(value)
	e := s.edit1(column)
	if e == nil {
		s.fade(t)
		if !t.empty {
			s.skip()
		}
		return nil
	}
	s.next++
	if e.Replace {
		return s.replaceCell(t, *e)
	}
	if e.Tone != sheet.Plain {
		style, err := s.styles.toned(s.style, e.Tone)
		if err != nil {
			return err
		}
		s.replace(t.from, t.to, withAttribute(raw, "s", itoa(style)))
	}
	if !t.empty {
		s.skip()
	}
	return nil
}

// edit1 is the edit of a column in this row, nil if there is none.
func (s *sheetEdit) edit1(column int) *Edit {
	if s.next < len(s.edits.Cells) && s.edits.Cells[s.next].Row == s.row && s.edits.Cells[s.next].Column+1 == column {
		return &s.edits.Cells[s.next]
	}
	return nil
}

// replaceCell puts another cell in the place of one. A formula that others are
// made from cannot be taken out.
func (s *sheetEdit) replaceCell(t tag, e Edit) error {
	end := t.to
	if !t.empty {
		for depth := 1; depth > 0; {
			inner, _ := s.tags.next()
			if inner.name == "f" && !inner.closing && depth == 1 {
				s.formulas = true
				if kind, _, _, _ := attributeOf(s.text[inner.from:inner.to], "t"); kind != "" && kind != "normal" {
					return notWhole("the formula in row %d belongs to several cells", e.Row)
				}
			}
			switch {
			case inner.closing:
				depth--
			case !inner.empty:
				depth++
			}
			end = inner.to
		}
	}
	text, err := s.newCell(e, s.style)
	if err == nil {
		s.replace(t.from, end, []byte(text))
	}
	return err
}

// missing puts in the edits of cells before a column that the row does not hold.
func (s *sheetEdit) missing(at, before int) error {
	for s.next < len(s.edits.Cells) {
		e := s.edits.Cells[s.next]
		if e.Row != s.row || e.Column+1 >= before {
			return nil
		}
		text, err := s.newCell(e, s.blankStyle(e.Column+1))
		if err != nil {
			return err
		}
		s.insert(at, text)
		s.next++
	}
	return nil
}

// newCell is a cell with what the edit says.
func (s *sheetEdit) newCell(e Edit, style int) (string, error) {
	switch {
	case e.Header:
		style = s.style
	case e.Column == s.edits.Wide:
		style = s.styles.plain()
	}
	var err error
	if e.Tone != sheet.Plain {
		style, err = s.styles.toned(style, e.Tone)
	}
	name, nameErr := excelize.CoordinatesToCellName(e.Column+1, e.Row)
	if err != nil || nameErr != nil {
		return "", notWhole("cell %d of row %d", e.Column+1, e.Row)
	}
	p := s.prefix
	head := "<" + p + `c r="` + name + `" s="` + itoa(style) + `"`
	switch {
	case !e.Replace || e.Cell.Text == "":
		return head + "/>", nil
	case e.Cell.Kind == data.ErrorCell:
		return head + ` t="e"><` + p + "v>" + xmlEscapes.Replace(e.Cell.Text) + "</" + p + "v></" + p + "c>", nil
	case e.Cell.Kind == data.Number || e.Cell.Kind == data.Scientific:
		return head + "><" + p + "v>" + strings.TrimSpace(e.Cell.Text) + "</" + p + "v></" + p + "c>", nil
	}
	return head + ` t="inlineStr"><` + p + "is><" + p + `t xml:space="preserve">` + markup(e.Cell.Text) + "</" + p + "t></" + p + "is></" + p + "c>", nil
}
