package data

import (
	"strings"
	"unicode"

	"golang.org/x/net/idna"
	"golang.org/x/text/unicode/norm"
)

// EmailKey returns the key by which addresses are compared: cleaned, NFKC,
// lowercased, the domain in ASCII (SPEC S2.1).
func EmailKey(address string) string {
	key := address
	if !isClean(key) {
		key = strings.TrimFunc(norm.NFKC.String(Clean(key)), unicode.IsSpace)
	}
	key = strings.ToLower(key)
	at := strings.LastIndexByte(key, '@')
	if at < 0 || isASCII(key[at:]) {
		return key
	}
	if domain, err := domains.ToASCII(key[at+1:]); err == nil {
		return key[:at+1] + domain
	}
	return key
}

var domains = idna.New(idna.MapForLookup(), idna.Transitional(false), idna.StrictDomainName(false))

// IDKey returns the key by which IDs are compared: cleaned only, so leading
// zeros and case count (SPEC S2.1).
func IDKey(id string) string { return Clean(id) }

// PhoneKey returns the key by which phone numbers are compared: + and digits
// only, 00 at the beginning read as + (SPEC S2.1).
func PhoneKey(phone string) string {
	var b strings.Builder
	for _, r := range phone {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case r == '+' || r == '＋':
			b.WriteByte('+')
		case unicode.IsDigit(r):
			b.WriteString(norm.NFKC.String(string(r)))
		}
	}
	key := b.String()
	if strings.HasPrefix(key, "00") {
		return "+" + key[2:]
	}
	return key
}

// FoldName returns the key by which names of persons and profiles are
// compared: without case, accents and kinds of apostrophe (SPEC S4.1, S4.8).
func FoldName(name string) string {
	if key := strings.ToLower(name); isClean(key) {
		return key
	}
	return strings.ToLower(PlainApostrophes(unaccent(Clean(name))))
}

// FoldRole returns the form that role IDs have: NFKD without marks, lowercase,
// runs of space to one hyphen, and nothing else (SPEC S4.7, S13.3).
func FoldRole(id string) string {
	folded := strings.ToLower(id)
	if !isClean(folded) {
		folded = strings.ToLower(unaccent(Clean(id)))
	}
	return strings.Join(strings.Fields(folded), "-")
}

// FoldSearch returns the text in which search looks: without case and accents.
func FoldSearch(text string) string { return FoldName(text) }

// unaccent decomposes (NFKD) and drops the marks.
func unaccent(s string) string {
	if isASCII(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFKD.String(s))
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
