package data

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Clean takes off what a person does not see: outer spaces of every kind,
// invisible characters and repeated inner spaces, and composes accents (NFC).
// What it takes off is a note, never a change (SPEC S3.6). Control characters
// inside the text stay, so that they can be refused: see HasControl.
func Clean(s string) string {
	if isClean(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range norm.NFC.String(s) {
		switch {
		case Invisible(r):
			continue
		case unicode.Is(unicode.Zs, r):
			space = true
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return strings.TrimFunc(b.String(), unicode.IsSpace)
}

// isClean recognises ASCII text that Clean would leave as it is.
func isClean(s string) bool {
	previous := byte(' ')
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x80 || c < 0x20 || (c == ' ' && previous == ' ') {
			return false
		}
		previous = c
	}
	return s == "" || previous != ' '
}

// Invisible reports whether r is a character that shows nothing: zero-width
// characters, byte order marks, soft hyphens and writing-direction marks.
func Invisible(r rune) bool {
	switch {
	case r == 0x00AD, r == 0x180E, r == 0xFEFF:
		return true
	case r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x2069:
		return true
	}
	return false
}

// HasControl reports whether s holds a control character: line breaks, tabs,
// NUL and their kind.
func HasControl(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) || r == 0x2028 || r == 0x2029 })
}

// PlainApostrophes writes typographic apostrophes as straight ones.
func PlainApostrophes(s string) string {
	if !strings.ContainsAny(s, "’‘ʼ＇") {
		return s
	}
	return apostrophes.Replace(s)
}

var apostrophes = strings.NewReplacer("’", "'", "‘", "'", "ʼ", "'", "＇", "'")
