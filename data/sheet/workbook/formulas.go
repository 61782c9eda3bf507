package workbook

import (
	"bytes"
	"strings"

	"headcount.app/headcount/data"
)

// FormulaOf says what kind of formula computed a cell. A cell that shares the
// formula of another has no text of its own.
func FormulaOf(code []byte) data.Formula {
	number, computed := false, false
	for _, c := range code {
		switch {
		case c >= '0' && c <= '9':
			number = true
		case strings.IndexByte("+-*/^()%., ", c) < 0:
			return data.Computed
		case strings.IndexByte("+-*/^", c) >= 0:
			computed = computed || number
		}
	}
	if computed {
		return data.Arithmetic
	}
	return data.Computed // =+33612345678 is the number that was typed
}

// FormulaAddress returns the address of HYPERLINK("mailto:…",…), "" if the
// target is computed or no address.
func FormulaAddress(code []byte) string {
	const call = "HYPERLINK("
	code = bytes.TrimSpace(code)
	if len(code) < len(call) || !strings.EqualFold(string(code[:len(call)]), call) {
		return ""
	}
	argument, quoted := strings.CutPrefix(strings.TrimSpace(string(code[len(call):])), `"`)
	target, rest, closed := strings.Cut(argument, `"`)
	rest = strings.TrimSpace(rest)
	if !quoted || !closed || rest == "" || strings.IndexByte(",;)", rest[0]) < 0 {
		return ""
	}
	return MailAddress(target)
}
