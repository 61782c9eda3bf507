package csv

import (
	"strings"

	"headcount.app/headcount/data"
)

// add appends the cell with the text given.
//
// The protecting apostrophe is taken off (SPEC S3.4); such a cell is text
// whatever it looks like. The kind of others is judged as far as a CSV file
// shows it: digits only, scientific notation, errors (SPEC S3.5, S3.7). Text
// is kept as written in every case: which columns a kind is wrong in is the
// plan's to say, so `1e5` as a job title stays what it is.
func (p *records) add(text string) {
	if text == "" {
		p.cells = append(p.cells, data.Cell{})
		return
	}
	if Protected(text) && text[0] == '\'' {
		p.cells = append(p.cells, data.Cell{Text: text[1:]})
		return
	}
	p.cells = append(p.cells, data.Cell{Text: text, Kind: KindOf(text)})
}

// Protected reports whether the text is any number of apostrophes (none too)
// and then = + - @ tab or CR: where it is written to CSV one more apostrophe
// goes before it, where it is read one is taken off (SPEC S3.4, S7.2).
func Protected(text string) bool {
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\'':
		case '=', '+', '-', '@', '\t', '\r':
			return true
		default:
			return false
		}
	}
	return false
}

// KindOf is the kind of a cell that text shows: a number, one in scientific
// notation, an error, or text.
func KindOf(text string) data.CellKind {
	if c := text[0]; c > '9' && c != ' ' {
		return data.Text
	}
	text = strings.Trim(text, " ")
	switch {
	case text == "":
		return data.Text
	case text[0] == '#':
		if errorTexts[strings.ToUpper(text)] {
			return data.ErrorCell
		}
	case Digits(text) == len(text):
		return data.Number
	case data.Scientifically(text):
		return data.Scientific
	}
	return data.Text
}

// errorTexts are the errors as Excel writes them to CSV, English and French.
var errorTexts = map[string]bool{
	"#N/A": true, "#REF!": true, "#VALUE!": true, "#DIV/0!": true, "#NAME?": true, "#NUM!": true, "#NULL!": true,
	"#SPILL!": true, "#CALC!": true, "#FIELD!": true, "#GETTING_DATA": true,
	"#VALEUR!": true, "#NOM?": true, "#NOMBRE!": true, "#NUL!": true, "#CHAMP!": true, "#EPARS!": true,
}

// Digits counts the digits at the beginning.
func Digits(s string) int {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return i
		}
	}
	return len(s)
}

// blank reports whether a person sees nothing in any of the cells.
func blank(cells []data.Cell) bool {
	for i := range cells {
		if text := cells[i].Text; text != "" && (text[0] > ' ' && text[0] < 0x80 || !cells[i].Blank()) {
			return false
		}
	}
	return true
}
