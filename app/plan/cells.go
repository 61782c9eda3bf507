package plan

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"headcount.app/headcount/data"
)

// cellHolds reports whether a cell holds a value at all and makes the row a
// problem if it does not: error values, formulas without a result, and numbers
// and dates where text belongs (SPEC S3.5, S3.7).
func (d *fileDraft) cellHolds(r reporter, f data.Field, cell data.Cell) bool {
	code := d.scientificFault(f, cell)
	if code == "" {
		return true
	}
	d.fail(r, code, f, "value", cell.Text)
	return false
}

// fault is the code of what keeps a cell from holding a value, "" for nothing.
func fault(f data.Field, cell data.Cell) string {
	switch cell.Kind {
	case data.ErrorCell:
		if !spared(f) {
			return "cell.error"
		}
	case data.Uncomputed:
		return "cell.formula_uncomputed"
	case data.Date:
		return "cell.date"
	case data.Covered:
		return "cell.merged"
	case data.Boolean:
		if f != data.StatusField {
			return "cell.boolean"
		}
	case data.Truncated:
		if numberMatters(f) {
			return "cell.number_truncated"
		}
	case data.Scientific:
		if numberMatters(f) && !spared(f) {
			return "cell.scientific"
		}
	}
	return ""
}

// scientificFault is fault for what may be a code in a text file: 6E1 is none
// unless spreadsheets write their numbers so, 3.36E+10 (SPEC S3A.5).
func (d *fileDraft) scientificFault(f data.Field, cell data.Cell) string {
	if cell.Kind == data.Scientific && d.isCSV() && !data.WrittenByProgram(cell.Text) {
		return ""
	}
	return fault(f, cell)
}

// warnScientific warns of a new code that looks like a number in scientific
// notation: in a workbook a text is text, so only of what programs write.
func (d *fileDraft) warnScientific(r reporter, f data.Field, text string) {
	if data.WrittenByProgram(text) || d.isCSV() && data.Scientifically(text) {
		d.warn(r, "cell.looks_scientific", f, "value", text)
	}
}

// numberMatters reports whether numbers stand where text belongs in a column.
func numberMatters(f data.Field) bool {
	return f == data.ID || f == data.Phone || f == data.RoleID || f == data.RoleKey || f == data.RoleSuperiors
}

// asWritten reports whether a cell's text is what its author wrote, so that an
// exact match with what is stored can be trusted: text, numbers as shown, and
// in CSV also what only looks like scientific notation.
func (d *fileDraft) asWritten(cell data.Cell) bool {
	switch cell.Kind {
	case data.Text, data.Number, data.Link, data.Tailed, data.Doubtful:
		return true
	case data.Scientific:
		return d.isCSV()
	}
	return false
}

func (d *fileDraft) isCSV() bool { return d.file.OfText() }

// numeric reports whether a cell is a number that may have lost its leading
// zeros: a numeric cell, or in CSV digits only (SPEC S3.7).
func (d *fileDraft) numeric(cell data.Cell) bool {
	if cell.Kind == data.Number {
		return data.OnlyDigits(cell.Text)
	}
	return d.isCSV() && cell.Kind == data.Text && data.OnlyDigits(data.Clean(cell.Text))
}

// mayLackZeros reports whether a cell is a number that may have lost zeros at
// its end, 1.1 for 1.10: a numeric cell, or in CSV a number in a column in which
// no code has kept such a zero (SPEC S3A.5).
func (d *fileDraft) mayLackZeros(column int, cell data.Cell) bool {
	if _, ok := data.DecimalKey(data.Clean(cell.Text)); !ok {
		return false
	}
	switch {
	case cell.Kind == data.Number && !d.isCSV():
		return true
	case !d.isCSV(), cell.Kind != data.Number && cell.Kind != data.Text:
		return false
	}
	kept, known := d.keptZeros[column]
	if !known {
		kept = slices.ContainsFunc(d.file.Rows, func(r data.Row) bool {
			text := r.Cell(column).Text
			key, ok := data.DecimalKey(text)
			return ok && key != text && strings.Contains(text, ".")
		})
		d.keptZeros[column] = kept
	}
	return !kept
}

// numericPhone is numeric for a phone number, which a number format may have
// spaced: 01 02 03 04 05. 1.5 and -5 are numbers of another kind.
func (d *draft) numericPhone(cell data.Cell) bool {
	if cell.Kind != data.Number {
		return d.numeric(cell)
	}
	spaced := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, cell.Text)
	return spaced != "." && !strings.HasPrefix(cell.Text, "-")
}

// fits reports whether a text can be stored and makes the row a problem if
// not: control characters, too many characters (SPEC S2.1).
func (d *fileDraft) fits(r reporter, f data.Field, text string) bool {
	code, args := misfit(text)
	if code != "" {
		d.fail(r, code, f, args...)
	}
	return code == ""
}

// misfit is the code of what keeps a text from being stored, with its
// arguments; "" for nothing.
func misfit(text string) (code string, args []string) {
	switch {
	case data.HasControl(text):
		return "cell.control_characters", []string{"value", data.WithoutControls(text)}
	case len(text) > data.MaxName && utf8.RuneCountInString(text) > data.MaxName:
		return "cell.too_long", []string{"length", itoa(utf8.RuneCountInString(text)), "limit", itoa(data.MaxName)}
	}
	return "", nil
}

// suspect warns of a new text that is probably not what somebody meant: mixed
// from look-alike alphabets.
func (d *fileDraft) suspect(r reporter, f data.Field, text string) {
	if !isASCII(text) && mixesAlphabets(text, f == data.Email) {
		d.warn(r, "cell.mixed_alphabets", f, "value", text)
	}
}

// mixesAlphabets reports whether one word, or the whole of an address, holds
// letters of Latin and of Cyrillic or Greek.
func mixesAlphabets(text string, whole bool) bool {
	latin, other := false, false
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Latin, r):
			latin = true
		case unicode.In(r, unicode.Cyrillic, unicode.Greek):
			other = true
		case !whole && !unicode.IsMark(r):
			latin, other = false, false
		}
		if latin && other {
			return true
		}
	}
	return false
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
