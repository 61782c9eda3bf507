package data

import (
	"slices"
	"strings"
	"unicode"
)

// This file says when two spellings mean the same, and is the only place that does;
// the keys it compares by are in fold.go and names.go.

// SameText reports whether two texts say the same after cleaning; typographic
// and straight apostrophes are the same (SPEC S3.6).
func SameText(a, b string) bool {
	return a == b || PlainApostrophes(Clean(a)) == PlainApostrophes(Clean(b))
}

// WithoutZeros takes off leading zeros (SPEC S3.7).
func WithoutZeros(digits string) string { return strings.TrimLeft(digits, "0") }

// SamePhone compares phone numbers on + and digits only; texts without a digit
// as text (SPEC S2.1).
func SamePhone(a, b string) bool {
	ka, kb := PhoneKey(a), PhoneKey(b)
	if ka == "" && kb == "" {
		return SameText(a, b)
	}
	return ka == kb
}

// BarePhone is what is left of a phone number that a spreadsheet took for one:
// without + and leading zeros (SPEC S3.7).
func BarePhone(phone string) string {
	return WithoutZeros(strings.TrimPrefix(PhoneKey(phone), "+"))
}

// SeparatesRoles reports whether a sign stands between the Role IDs of one cell
// (SPEC S3.2).
func SeparatesRoles(r rune) bool {
	return r == ',' || r == ';' || r == '|' || r == '\n' || r == '\r'
}

// OnlyDigits reports whether a text is digits and nothing else.
func OnlyDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// StatusOf reads a word of the Status column in any language (SPEC S4.5).
func StatusOf(word string) (status Status, known bool) {
	status, known = vocabulary().statuses[FoldName(word)]
	return status, known
}

// WithoutControls shows control characters as spaces, for sentences.
func WithoutControls(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == 0x2028 || r == 0x2029 {
			return ' '
		}
		return r
	}, text)
}

// FormOfAddress reports whether a word is M., Mme, Mr, Dr or of their kind.
func FormOfAddress(word string) bool {
	return formsOfAddress[strings.TrimSuffix(FoldName(word), ".")]
}

var formsOfAddress = map[string]bool{
	"m": true, "mm": true, "mr": true, "mrs": true, "ms": true, "miss": true, "mx": true, "dr": true,
	"mme": true, "mmes": true, "mlle": true, "monsieur": true, "madame": true, "mademoiselle": true,
}

// WithoutForms takes M., Mme, Dr and their kind off the front. A bare M is an
// initial.
func WithoutForms(words []string) []string {
	for len(words) > 2 && strings.ToLower(words[0]) != "m" && FormOfAddress(words[0]) {
		words = words[1:]
	}
	return words
}

// WideNames is the key by which words of names are compared, widely: without case,
// accents, hyphens, apostrophes and spaces.
func WideNames(words ...string) string {
	return WideName(strings.Join(words, " "), Digraphs)
}

// SameSpelling compares two texts of a field as a plan would (SPEC S2.1, S3.7, S4.5).
func SameSpelling(f Field, x, y string, numeric bool) bool {
	switch f {
	case Email:
		a, _ := Address(x)
		b, _ := Address(y)
		return EmailKey(a) == EmailKey(b)
	case ID:
		a, b := IDKey(x), IDKey(y)
		return a == b || numeric && SameNumber(a, b)
	case Phone:
		return SamePhone(x, y) || numeric && BarePhone(x) != "" && BarePhone(x) == BarePhone(y)
	case PermissionProfile:
		return FoldName(x) == FoldName(y)
	case StatusField:
		a, known := StatusOf(x)
		b, also := StatusOf(y)
		return known && also && a == b || SameText(x, y)
	}
	return SameText(x, y)
}

// SameNumber reports whether two texts of digits differ in leading zeros alone
// (SPEC S3.7).
func SameNumber(a, b string) bool {
	return OnlyDigits(a) && OnlyDigits(b) && WithoutZeros(a) == WithoutZeros(b)
}

// FullNameKey is the key of a full name that does not depend on the order of its
// words, forms of address left out.
func FullNameKey(text string) string {
	words := WithoutForms(strings.Fields(strings.ReplaceAll(Clean(text), ",", " ")))
	keys := make([]string, len(words))
	for i, word := range words {
		keys[i] = WideNames(word)
	}
	slices.Sort(keys)
	return strings.Join(keys, " ")
}
