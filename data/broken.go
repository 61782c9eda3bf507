package data

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// Broken reports whether a text lost letters on its way: to ? or U+FFFD inside
// a word, or because it was read in another encoding than it was written in:
// Ã© for é, £ukasz for Łukasz. In a name that is said sooner than in another
// text, where signs have their place (SPEC S3A.4).
func Broken(text string, name bool) bool {
	if strings.IndexByte(text, '?') >= 0 && lostToMarks(text, name) {
		return true
	}
	if isASCII(text) {
		return false
	}
	if strings.ContainsRune(text, utf8.RuneError) {
		return true
	}
	_, twice := Repaired(text)
	return twice || foreignSigns(text, name)
}

// lostToMarks reports whether a ? stands where a letter was: before a letter,
// in a name also behind one.
func lostToMarks(text string, name bool) bool {
	before := rune(' ')
	for i, r := range text {
		if r == '?' {
			after, _ := utf8.DecodeRuneInString(text[i+1:])
			if unicode.IsLetter(after) && (name || unicode.IsLetter(before) || before == ' ') || name && unicode.IsLetter(before) {
				return true
			}
		}
		before = r
	}
	return false
}

// onceRead are the code pages in which UTF-8 is read by mistake.
var onceRead = []*charmap.Charmap{charmap.Windows1252, charmap.Macintosh, charmap.CodePage850, charmap.CodePage437, charmap.Windows1250, charmap.ISO8859_1}

// Repaired undoes the reading of UTF-8 in another encoding, if that gives Latin
// letters: LefÃ¨vre was Lefèvre.
func Repaired(text string) (string, bool) {
	if !adjacentSigns(text) {
		return text, false
	}
	for _, page := range onceRead {
		meant, err := page.NewEncoder().String(text)
		if err == nil && meant != text && utf8.ValidString(meant) && !isASCII(meant) && latinOnly(meant) {
			return meant, true
		}
	}
	for _, sign := range []string{"Ã©", "Ã¨", "Ã´", "Ã«", "Ã¼", "Ã¶", "Ã¤", "Ã§", "Ã±", "Ã‰", "â€"} {
		if strings.Contains(text, sign) {
			return text, true
		}
	}
	return text, false
}

// adjacentSigns reports whether two characters beyond ASCII stand side by side,
// as they do wherever UTF-8 was read in another encoding.
func adjacentSigns(text string) bool {
	before := rune(0)
	for _, r := range text {
		if r >= utf8.RuneSelf && before >= utf8.RuneSelf {
			return true
		}
		before = r
	}
	return false
}

// latinOnly: letters of Europe and the marks that Word puts between them. What
// lies behind U+017F is in no name that was read so, but in chance pairs of
// letters.
func latinOnly(text string) bool {
	for _, r := range text {
		if r >= 0x180 && !strings.ContainsRune("’‘“”–—…", r) {
			return false
		}
	}
	return true
}

// foreignSigns reports whether a sign stands where another code page has a
// letter: £ukasz, Micha³.
func foreignSigns(text string, name bool) bool {
	before := rune(' ')
	for i, r := range text {
		if foreignSign(r) {
			after, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
			inWord := unicode.IsLetter(before) && unicode.IsLetter(after)
			if inWord || name && (unicode.IsLetter(before) || unicode.IsLetter(after)) || before == ' ' && unicode.IsLower(after) {
				return true
			}
		}
		before = r
	}
	return false
}

// foreignSign reports whether r is a sign of Windows-1252 or of the boxes of
// DOS that no word has.
func foreignSign(r rune) bool {
	switch {
	case r >= 0x2500 && r <= 0x259F, strings.ContainsRune("√ƒ≈∂∆‡†‰", r):
		return true
	case r < 0xA1 || r > 0xFF || r == 0xAD || unicode.IsLetter(r):
		return false
	}
	return !strings.ContainsRune("´·°®«»", r)
}

// readWrongly are the code pages that text in Windows-1252 may really be in.
var readWrongly = []*charmap.Charmap{
	charmap.Windows1250, charmap.Windows1254, charmap.Windows1257, charmap.Windows1251, charmap.Windows1253, charmap.ISO8859_2, charmap.ISO8859_15,
	charmap.CodePage850, charmap.CodePage852, charmap.Macintosh,
}

// BrokenSpelling reports whether text is what is left of meant: equal but for
// letters lost to ? or U+FFFD, or read in another encoding (SPEC S3A.4).
func BrokenSpelling(text, meant string) bool {
	if text == meant || isASCII(meant) {
		return false
	}
	lost := strings.Count(text, "?") + strings.Count(text, "\uFFFD")
	if lost > 0 && lost <= mostLost && equalButLost([]rune(text), []rune(meant)) {
		return true
	}
	if isASCII(text) {
		return false
	}
	if repaired, ok := Repaired(text); ok && Clean(repaired) == meant {
		return true
	}
	raw, err := charmap.Windows1252.NewEncoder().String(text)
	if err != nil {
		return false
	}
	for _, page := range readWrongly {
		if read, err := page.NewDecoder().String(raw); err == nil && Clean(read) == meant {
			return true
		}
	}
	return false
}

// mostLost bounds the work of equalButLost.
const mostLost = 12

// equalButLost compares two texts in which a run of lost signs may stand for a
// letter beyond ASCII, or for its bytes.
func equalButLost(text, meant []rune) bool {
	if len(meant) == 0 {
		return len(text) == 0
	}
	if len(text) == 0 {
		return false
	}
	if text[0] == meant[0] && equalButLost(text[1:], meant[1:]) {
		return true
	}
	if meant[0] < utf8.RuneSelf {
		return false
	}
	for n := 0; n < len(text) && n < 4 && (text[n] == '?' || text[n] == utf8.RuneError); n++ {
		if equalButLost(text[n+1:], meant[1:]) {
			return true
		}
	}
	return false
}
