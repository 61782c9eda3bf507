package csv

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// What no Western language writes is the trace of another encoding, even in one
// name alone (SPEC S3A.7): signs that stand for letters there, a capital among
// small letters, and letters beside those that they never stand beside. Every
// rule is held by the names of testdata/names, of which none is odd.

// marks are signs that stand beside no letter and no other sign.
const marks = "†‡ˆ‰‹›˜ƒ¤¦¨¬¯¸¶"

// quotes and dashes stand around words and between them.
const quotes, dashes = "“”„‚‘’«»‹›´", "–—…-•·"

// neighbours are letters and signs that do not stand so in any of the languages
// that are written in Windows-1252; v are its vowels, c its consonants.
var neighbours = sync.OnceValue(func() *regexp.Regexp { return oddPattern(neighbourPatterns...) })

var neighbourPatterns = []string{
	// Czech, Slovak, Croatian, Slovene
	`è[aáeéoóíúý]`, `aè$`, `[bpvdtn]ì{c}`, `ù[zžšk]`, `ò[aáeéoóíúý]|[áéíóúý]ò`, `[áéúóý]ø`, `ø[áíéúóàìè]`, `iøi`, `iæ$`,
	// Polish
	`ñ[^aeiouáéíóúyàcvh'’-]`, `ieñ$`, `ê.*(rz|cz|sz)|ê.*[sc]k[ia]$|(rz|cz|sz).*ê`, `{v}œ`, `œ[bfkpwz]`, `^œ[lm]`, `œs?$`,
	// Hungarian, Romanian
	`{v}.*õ([^e]|$)`, `(sz|cs|zs|gy).*[õû]|[õû].*(sz|cs|zs|gy)`, `ã({c}{l}|u)`, `{c}º{c}|{v}º{c}`,
	// Lithuanian, Latvian
	`(ien|ait|yt|ut)ë$`, `[æàáëøû].*(utis|ytis|aitis|autas|vydas|mantas|gaudas)$`, `^({c}ç|ç{c})`, `[lr]ç{c}`, `{c}ï`,
	// the Macintosh and DOS
	`{c}[šž]{c}`, `^šb`, `{l}[‘]({c}{l}|{c}$)`, `{l}{l}{l}’[ao]$`, `{l}{l}{l}’[bcdfgjklmnpqrtvxz]`, `^{l}—{l}{l}`, `{l}{l}[–—](a|o|n|ez|as|os|iz|ol|ar)$`, `{l}[¿¡]`, `µ{l}{l}{l}`, `{l}[„‚]`, `{l}[“”]{l}`, `{l}[°]{l}.`,
}

// oddPattern makes one expression of several.
func oddPattern(patterns ...string) *regexp.Regexp {
	all := strings.Join(patterns, "|")
	return regexp.MustCompile(strings.NewReplacer(
		"{v}", "[aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüœ]", "{c}", "[bcdfghjklmnpqrstvwxzçñßšž]", "{l}", `\pL`,
	).Replace(all))
}

// spared are words in which a rule finds what is right in them.
var spared = regexp.MustCompile(`(qu|d)‘|‘[sn]$|(grand|prud)’|’(re|ll|ve|ls?|[tdms])$|[ei]’ns?$|^biørn|n[°º]|ãz[aei]|aõ$|bình|hòa`)

// odd reports whether a word of Windows-1252, read with the signs around it, is
// none in its languages.
func odd(word, cell string) bool {
	text, ok := codePages[0].decode(word)
	if !ok || opensNothing(word, cell) {
		return true
	}
	untrimmed := text
	text = strings.TrimLeft(strings.Trim(text, quotes+dashes+"()[]'"), "¿¡")
	small := strings.ToLower(text)
	return oddSigns(text) || mixesQuotes(untrimmed) || oddCase(text) || !isASCII(text) && neighbours().MatchString(small) && !spared.MatchString(small)
}

// opensNothing reports whether a word ends with a quote that opens, or a bullet,
// and nothing that it could close stands in the cell before.
func opensNothing(word, cell string) bool {
	last := len(word) - 1
	if last < 1 || !letter1252(word[last-1]) || strings.IndexByte("\x91\x93\x95\x9B", word[last]) < 0 {
		return false
	}
	before := cell[:len(cell)-1]
	for i := range len(before) {
		if c := before[i]; c == word[last] && i != strings.Index(cell, word)+last || c == 0x82 || c == 0x84 || c == 0x8B {
			return false
		}
	}
	return true
}

// oddSigns reports whether a mark stands beside a letter or another sign, or
// nothing but different signs stand together.
func oddSigns(text string) bool {
	before, signs, different := ' ', 0, false
	plain := strings.ContainsFunc(text, func(r rune) bool { return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) })
	for i, r := range text {
		next, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
		if oddlyPlaced(before, r, next, plain) {
			return true
		}
		switch {
		case isSign(r):
			different = different || signs > 0 && isSign(before) && before != r
			signs++
		case r >= '0' && r <= '9':
			return false
		}
		before = r
	}
	return different
}

// oddlyPlaced reports whether a sign stands where none does between two others; plain
// says that its text has letters or digits of ASCII.
func oddlyPlaced(before, r, next rune, plain bool) bool {
	beside := unicode.IsLetter(before) || unicode.IsLetter(next) || before >= utf8.RuneSelf || next >= utf8.RuneSelf && next != utf8.RuneError
	return isSign(r) && !plain && (isHigh(before) || isHigh(next)) || strings.ContainsRune(marks, r) && beside || r == '™' && unicode.IsLetter(next)
}

// quotePairs are the quotes that open and close a word.
var quotePairs = []string{"“”", "„“", "‘’", "‚‘", "’‘", "”“"}

// mixesQuotes reports whether quotes and dashes of several kinds stand among
// signs and letters beyond ASCII alone: they do not open and close a word.
func mixesQuotes(text string) bool {
	kinds, others := "", false
	for _, r := range text {
		switch {
		case r < utf8.RuneSelf:
			return false
		case !strings.ContainsRune(quotes+dashes, r):
			others = true
		case strings.ContainsRune(quotes+dashes, r) && r != '«' && r != '»' && r != '…' && !strings.ContainsRune(kinds, r):
			kinds += string(r)
		}
	}
	count := utf8.RuneCountInString(kinds)
	return others && (count > 2 || count == 2 && !slices.Contains(quotePairs, kinds))
}

func isHigh(r rune) bool { return r >= utf8.RuneSelf && unicode.IsLetter(r) }

// isSign reports whether a sign is one that stands alone, or behind a number.
func isSign(r rune) bool {
	return strings.ContainsRune("¢¤¥¦§¨©ª¬®¯°±²³µ¶¸¹º¼½¾×÷¿¡£", r)
}

// prefixes are the beginnings of names in front of a capital.
var prefixes = map[string]bool{
	"Mc": true, "Mac": true, "De": true, "Du": true, "Da": true, "Di": true, "La": true, "Le": true, "Van": true, "Von": true, "Fitz": true,
	"h": true, "n": true, "t": true, // hÉigeartaigh
	"Des": true, "Saint": true, "El": true, "Al": true, "Del": true, "Ten": true, "Ter": true, "Mag": true, "Ni": true, "Ní": true, "Ua": true,
}

// oddCase reports whether a capital beyond ASCII stands behind a small letter,
// or between the first letter and a small one: CŽline, MŸller.
func oddCase(text string) bool {
	runes := []rune(text)
	for i := 1; i < len(runes); i++ {
		r, before := runes[i], runes[i-1]
		if r < utf8.RuneSelf || !unicode.IsUpper(r) || !unicode.IsLetter(before) {
			continue
		}
		small := i+1 < len(runes) && unicode.IsLower(runes[i+1]) && runes[i+1] != 'ß'
		switch {
		case unicode.IsLower(before) && !prefixes[lastWord(runes[:i])]:
			return true
		case unicode.IsUpper(before) && small && (i == 1 || !unicode.IsLetter(runes[i-2])):
			return true
		}
	}
	return false
}

// lastWord is the word at the end of a text.
func lastWord(runes []rune) string {
	from := len(runes)
	for from > 0 && unicode.IsLetter(runes[from-1]) {
		from--
	}
	return string(runes[from:])
}
