package widgets

import (
	"unicode"

	"fyne.io/fyne/v2"
)

// NumberEntry takes digits only, 64 wide: for the number that a guard asks for.
type NumberEntry struct{ Entry }

// NewNumberEntry is an empty one.
func NewNumberEntry() *NumberEntry {
	e := &NumberEntry{}
	e.Prefer = 64
	e.TextStyle.Bold = true
	e.become(e)
	return e
}

// TypedRune lets digits through, whatever script they are of.
func (e *NumberEntry) TypedRune(r rune) {
	if unicode.IsDigit(r) {
		e.Entry.TypedRune(r)
	}
}

// TypedShortcut pastes digits only.
func (e *NumberEntry) TypedShortcut(s fyne.Shortcut) {
	e.Entry.TypedShortcut(s)
	if _, paste := s.(*fyne.ShortcutPaste); paste {
		e.keepDigits()
	}
}

func (e *NumberEntry) keepDigits() {
	digits := make([]rune, 0, len(e.Text))
	for _, r := range e.Text {
		if unicode.IsDigit(r) {
			digits = append(digits, r)
		}
	}
	if string(digits) != e.Text {
		e.SetText(string(digits))
	}
}

// digitsOf is a number without what groups its digits, with 0 to 9 for those of other
// scripts.
func digitsOf(number string) string {
	plain := make([]rune, 0, len(number))
	for _, r := range number {
		if unicode.IsDigit(r) {
			plain = append(plain, '0'+rune(digitValue(r)))
		}
	}
	return string(plain)
}

// digitValue counts from the zero of the script: digits stand in tens, in order.
func digitValue(r rune) int {
	value := 0
	for value < 9 && unicode.IsDigit(r-rune(value)-1) && unicode.In(r-rune(value)-1, unicode.Nd) {
		value++
	}
	return value
}
