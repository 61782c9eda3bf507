package sheet

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"headcount.app/headcount/data/sheet/csv"
)

// ErrUnwritable is text that a file cannot hold as it is: control characters,
// broken UTF-8, more than 32,767 characters. See Visible.
var ErrUnwritable = errors.New("text that cannot be written to a file as it is")

// writable refuses text that XLSX cannot hold as it is.
func writable(text string) error {
	units := 0
	for i, r := range text {
		switch {
		case r < ' ' && r != '\n' && r != '\t', r == 0x7F, r == 0xFFFE, r == 0xFFFF:
			return fmt.Errorf("%w: the character %U", ErrUnwritable, r)
		case r == utf8.RuneError:
			if _, width := utf8.DecodeRuneInString(text[i:]); width == 1 {
				return fmt.Errorf("%w: it is not UTF-8", ErrUnwritable)
			}
		case r > 0xFFFF:
			units++
		}
		units++
	}
	if units > csv.MaxCellText {
		return fmt.Errorf("%w: %d characters", ErrUnwritable, units)
	}
	return nil
}

// Visible makes text that reports quote from files writable: control
// characters become their pictures (␀ … ␡), broken UTF-8 becomes U+FFFD, and
// what is beyond the length of a cell is cut. Writable text stays as it is.
func Visible(text string) string {
	if writable(text) == nil {
		return text
	}
	text = strings.Map(func(r rune) rune {
		switch {
		case r < ' ' && r != '\n' && r != '\t':
			return 0x2400 + r
		case r == 0x7F:
			return 0x2421
		case r == 0xFFFE, r == 0xFFFF:
			return utf8.RuneError
		}
		return r
	}, strings.ToValidUTF8(text, string(utf8.RuneError)))
	units := 0
	for i, r := range text {
		if units++; r > 0xFFFF {
			units++
		}
		if units > csv.MaxCellText-1 {
			return text[:i] + "…"
		}
	}
	return text
}

// shownWidth is the width of the longest line of text in characters; those of
// East Asian scripts count twice, marks not at all.
func shownWidth(text string) int {
	longest, width := 0, 0
	for _, r := range text {
		switch {
		case r == '\n':
			width = 0
		case r >= 0x1100 && (r <= 0x115F || r >= 0x2E80 && r <= 0xD7A3 || r >= 0xF900 && r <= 0xFAFF || r >= 0xFF00 && r <= 0xFF60 || r >= 0x1F300):
			width += 2
		case r < 0x300 || !unicode.Is(unicode.Mn, r):
			width++
		}
		longest = max(longest, width)
	}
	return longest
}
