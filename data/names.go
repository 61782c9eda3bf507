package data

import (
	"strings"
	"unicode"
)

// NameWidth says how far two spellings of a person's name may be apart to be
// taken for one. Width never decides who somebody is: it proposes and mentions
// (SPEC S3A.3).
type NameWidth uint8

// The widths, from the narrowest on.
const (
	// SameLetters: case, accents and kinds of apostrophe make no difference.
	SameLetters NameWidth = iota
	// OtherLetters: nor do letters that have no accent to take off (Łukasz,
	// Lukasz) and hyphens, spaces and apostrophes (Anne-Marie, Annemarie).
	OtherLetters
	// Digraphs: nor does how an umlaut or ring is written (Müller, Mueller).
	Digraphs

	nameWidths
)

// NameWidths lists the widths, the narrowest first.
func NameWidths() []NameWidth { return []NameWidth{SameLetters, OtherLetters, Digraphs} }

// WideName folds one name to the width given. It is empty for a name without a
// letter or digit.
func WideName(name string, w NameWidth) string {
	key := FoldName(name)
	if w == SameLetters {
		return key
	}
	key = joined(unstroked.Replace(key))
	if w == Digraphs {
		key = digraphs.Replace(key)
	}
	return key
}

// NameKey is the key by which first and last names are compared, "" unless
// both are there.
func NameKey(first, last string, w NameWidth) string {
	first, last = WideName(first, w), WideName(last, w)
	if first == "" || last == "" {
		return ""
	}
	return first + "\x00" + last
}

// SameNameWidely reports whether two spellings of one name (a first name, or a
// last name) may be meant to be the same.
func SameNameWidely(a, b string) bool {
	return a == b || WideName(a, nameWidths-1) == WideName(b, nameWidths-1)
}

// joined drops all but letters and digits, so that hyphens, spaces and
// apostrophes make no difference, nor whether "de la" is joined.
func joined(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// unstroked writes the letters that no decomposition takes apart as those who
// don't have them on their keyboards do.
var unstroked = strings.NewReplacer(
	"ł", "l", "ø", "o", "đ", "d", "ð", "d", "ı", "i", "ħ", "h", "ŧ", "t", "ŋ", "n", "ə", "e", "ĸ", "k", "ɓ", "b", "ɗ", "d", "ƙ", "k",
	"ß", "ss", "æ", "ae", "œ", "oe", "þ", "th",
)

// digraphs writes umlauts and rings that were written out as the bare letter
// that FoldName leaves of them, so that both ways are one.
var digraphs = strings.NewReplacer("ue", "u", "oe", "o", "ae", "a", "aa", "a")
