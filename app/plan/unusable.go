package plan

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"headcount.app/headcount/data"
)

// Why a value cannot be one (SPEC S3A.4): the argument "reason" of cell.unusable.
const (
	unusableError      = "error"      // what a spreadsheet shows in place of a value
	unusableBroken     = "broken"     // letters were lost
	unusableComputed   = "computed"   // a formula of nothing but numbers
	unusableZero       = "zero"       // what a formula makes of a blank cell
	unusableNoDigit    = "no_digit"   // a phone number without a digit
	unusableNegative   = "negative"   // a number below zero
	unusableFraction   = "fraction"   // a number with decimals
	unusableScientific = "scientific" // a phone number in scientific notation
	unusableAddress    = "address"    // an address in place of a name
)

// unusable says why what a cell holds cannot be a value of a field, "" if it
// can. It looks at the value alone, not at what is stored.
func (d *fileDraft) unusable(f data.Field, cell data.Cell) string {
	raw, text := cell.Text, data.Clean(cell.Text)
	switch {
	case cell.Kind == data.ErrorCell, data.ErrorWord(text):
		return unusableError
	case cell.Formula == data.Arithmetic && numberMatters(f):
		return unusableComputed
	}
	reason := d.fault(f, cell, text)
	if reason == "" && (data.Escaped(text) || data.Broken(raw, ofName(f) || f == data.Email)) {
		return unusableBroken
	}
	return reason
}

// fault says why a text cannot be a value of its field, "" if it can.
func (d *fileDraft) fault(f data.Field, cell data.Cell, text string) string {
	switch f {
	case data.FirstName, data.LastName, data.FullName, data.RoleName:
		return nameFault(text)
	case data.JobTitle:
		if text == "0" {
			return unusableZero
		}
	case data.RoleLevel:
		if text == "0" && cell.Formula == data.Computed {
			return unusableZero // a level 0 is one
		}
	case data.Phone:
		return d.phoneFault(cell)
	case data.ID, data.RoleID, data.RoleKey, data.RoleSuperiors:
		return d.codeFault(cell)
	}
	return ""
}

// ofName reports whether a field is a name of a person, or both, or of a role.
func ofName(f data.Field) bool {
	return f == data.FirstName || f == data.LastName || f == data.FullName || f == data.RoleName
}

func nameFault(text string) string {
	if text == "0" {
		return unusableZero
	}
	if strings.Contains(text, "@") {
		for piece := range strings.FieldsFuncSeq(text, partsAddresses) {
			if data.ValidAddress(piece) {
				return unusableAddress
			}
		}
	}
	return ""
}

// phoneFault: a phone number has a digit and is no number that a spreadsheet
// computed.
func (d *fileDraft) phoneFault(cell data.Cell) string {
	text := data.Clean(cell.Text)
	switch {
	case cell.Kind == data.Scientific, data.Scientifically(text):
		return unusableScientific
	case !strings.ContainsAny(text, "0123456789") && !strings.ContainsAny(data.PhoneKey(text), "0123456789"):
		return unusableNoDigit
	case !strings.ContainsAny(text, "123456789") && data.BarePhone(text) == "":
		return unusableZero
	case !d.numberLike(cell):
		return ""
	}
	return amount(text, true)
}

// codeFault: an ID and a Role ID may be any text, but no amount in a numeric
// cell, and not what a formula makes of a blank cell.
func (d *fileDraft) codeFault(cell data.Cell) string {
	switch {
	case cell.Formula == data.Computed && data.Clean(cell.Text) == "0":
		return unusableZero
	case !d.numberLike(cell):
		return ""
	}
	return amount(data.Clean(cell.Text), cell.Kind == data.Number)
}

// numberLike reports whether a cell may be a number: in a workbook a numeric
// cell, in CSV what looks like one.
func (d *fileDraft) numberLike(cell data.Cell) bool { return cell.Kind == data.Number || d.isCSV() }

// amount tells numbers that are no codes: below zero, and with decimals other
// than zeros if fractions counts them.
func amount(text string, fractions bool) string {
	positive := strings.TrimPrefix(text, "-")
	whole, decimals, found := strings.Cut(strings.ReplaceAll(positive, ",", "."), ".")
	if !data.OnlyDigits(whole) || found && !data.OnlyDigits(decimals) {
		return ""
	}
	switch {
	case positive != text:
		return unusableNegative
	case !fractions, !found, strings.Trim(decimals, "0") == "":
		return ""
	case len(whole) == 3 && len(decimals) == 4, len(whole) > 1 && whole[0] == '0':
		return "" // 555.1234, 0612.345678: a phone number with one point
	}
	return unusableFraction
}

// spared reports whether a value that cannot be one leaves what is stored, with
// a warning: one bad phone number stops nobody's upload (SPEC S3A.4).
func spared(f data.Field) bool {
	return f == data.JobTitle || f == data.Phone || f == data.RoleLevel || f.Own()
}

// usable reports whether a cell holds what can be a value of its field. If not,
// the row is a problem, or in an optional field what is stored stays, with a
// warning. What is stored like that already is a warning only, and may stay.
func (d *fileDraft) usable(r reporter, f data.Field, cell data.Cell, known bool) bool {
	reason := d.unusable(f, cell)
	if reason == "" {
		return true
	}
	text := data.WithoutControls(data.Clean(cell.Text))
	switch {
	case known:
		d.warn(r, "cell.unusable", f, "value", text, "reason", reason)
		return true
	case spared(f):
		d.warn(r, "cell.unusable", f, "value", text, "reason", reason)
	case reason == unusableError:
		d.fail(r, "cell.error", f, "value", text)
	case reason == unusableBroken:
		repaired, _ := data.Repaired(data.Clean(cell.Text))
		if repaired == text {
			repaired = ""
		}
		d.fail(r, "cell.broken_text", f, "value", text, "proposal", repaired)
	default:
		d.fail(r, "cell.unusable", f, "value", text, "reason", reason)
	}
	return false
}

// ordinaryASCII are letters, digits, space, hyphen and apostrophe.
var ordinaryASCII = func() (ordinary [utf8.RuneSelf]bool) {
	for r := range ordinary {
		ordinary[r] = 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == ' ' || r == '-' || r == '\''
	}
	return ordinary
}()

// ordinary is the quick answer for nearly all stored values: words of letters,
// or a phone number with a sign or a space that no computed number has.
func ordinary(f data.Field, text string) bool {
	if f == data.Phone {
		return strings.ContainsAny(text, "123456789") && strings.Trim(text, "+0123456789 ()") == "" && (text[0] == '+' || strings.IndexByte(text, ' ') > 0)
	}
	beyond := false // the last one was beyond ASCII
	for _, r := range text {
		switch {
		case r >= utf8.RuneSelf:
			if beyond || !unicode.IsLetter(r) {
				return false
			}
		case !ordinaryASCII[r]:
			return false
		}
		beyond = r >= utf8.RuneSelf
	}
	return text != "0"
}
