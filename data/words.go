package data

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MeansNothing reports whether a text, alone in a cell, is a word with which
// people and programs write that there is nothing: N/A, NULL, -, néant
// (SPEC S15.5).
func MeansNothing(text string) bool {
	return len(text) <= longestNothing && nothings[FoldName(text)]
}

// longestNothing is in bytes.
const longestNothing = 16

var nothings = map[string]bool{
	"n/a": true, "n.a.": true, "n.a": true, "na": true, "#n/a": false, "-": true, "--": true, "---": true, "–": true, "—": true, ".": true, "..": true, "...": true,
	"?": true, "??": true, "???": true, "null": true, "(null)": true, "<null>": true, "[null]": true, "nan": true, "<na>": true, "none": true, `\n`: true,
	"undefined": true, "neant": true, "tbd": true, "nil": true, "(none)": true, "(blank)": true, "(vide)": true, "s/o": true, "n/c": true, "/": true, "xxx": true,
}

// NoName reports whether a text is no name but a word for nothing. Case counts:
// Null, Nan and Na are names that people have, NULL, nan and NA are not
// (SPEC S15.5).
func NoName(text string) bool {
	if !MeansNothing(text) {
		return false
	}
	switch text {
	case "Null", "Nan", "Na", "Nil", "None":
		return false
	}
	return true
}

// ErrorWord reports whether a text is what a spreadsheet shows in place of a
// value: #VALUE! and its kind in any language, Err:508, Loading…, or a column
// that is too narrow (SPEC S3A.4).
func ErrorWord(text string) bool {
	if text == "" || len(text) > 40 {
		return false
	}
	if text[0] == '#' {
		return sharpWord(text)
	}
	switch last := text[len(text)-1]; {
	case last == '.' || last == '\xA6': // … ends so
		folded := strings.ReplaceAll(strings.ToLower(text), " ", "")
		return waitingWords[strings.TrimRight(folded, ".…")]
	case last >= '0' && last <= '9':
		word, code, found := strings.Cut(text, ":")
		word = strings.TrimFunc(word, unicode.IsSpace)
		return found && (strings.EqualFold(word, "err") || strings.EqualFold(word, "fehler")) && len(code) == 3 && allDigits(code)
	}
	return false
}

// waitingWords are what Google Sheets shows of a formula that is not done.
var waitingWords = map[string]bool{
	"loading": true, "chargement": true, "chargementencours": true, "wirdgeladen": true, "cargando": true, "caricamento": true, "carregando": true, "laden": true,
}

// sharpWord tells #WERT!, #NAME?, #NV and ##### from codes like #12.
func sharpWord(text string) bool {
	rest := strings.TrimLeft(text, "#")
	if rest == "" {
		return len(text) > 1
	}
	if len(text)-len(rest) != 1 {
		return false
	}
	upper := strings.ToUpper(rest)
	if sharpWords[upper] {
		return true
	}
	word := strings.TrimRight(upper, "!?")
	return word != upper && word != "" && !strings.ContainsFunc(word, func(r rune) bool {
		return !unicode.IsLetter(r) && !strings.ContainsRune("/0_¡¿", r)
	})
}

// sharpWords are those that end without a mark.
var sharpWords = map[string]bool{
	"N/A": true, "N/D": true, "NV": true, "N/B": true, "NB": true, "I/T": true, "N/V": true, "Н/Д": true, "ND": true, "HIV": true,
	"HIÁNYZIK": true, "YOK": true, "GETTING_DATA": true, "SAKNAS": true,
}

// DecodeEntities writes characters that were escaped for HTML or XML, twice
// too, as themselves: O&#039;Brien. ok is false if there are none, or if the
// result is no plain text (SPEC S3A.4).
func DecodeEntities(text string) (plain string, ok bool) {
	plain = text
	for range 3 {
		next := decodeOnce(plain)
		if next == plain {
			break
		}
		plain = next
	}
	if plain == text || HasControl(plain) || strings.ContainsAny(plain, "<>") || strings.ContainsRune(plain, utf8.RuneError) {
		return text, false
	}
	return plain, true
}

// Escaped reports whether a text holds characters that were escaped for HTML.
func Escaped(text string) bool { return strings.IndexByte(text, '&') >= 0 && decodeOnce(text) != text }

// decodeOnce decodes what stands between & and ; only: R&D and AT&T stay.
func decodeOnce(text string) string {
	var b strings.Builder
	for {
		at := strings.IndexByte(text, '&')
		if at < 0 {
			b.WriteString(text)
			return b.String()
		}
		b.WriteString(text[:at])
		text = text[at:]
		end := strings.IndexByte(text, ';')
		if end < 0 || end > 32 || strings.ContainsAny(text[1:end], "& ,|") {
			b.WriteByte('&')
			text = text[1:]
			continue
		}
		entity := text[:end+1]
		decoded := html.UnescapeString(entity)
		if strings.HasSuffix(decoded, ";") && decoded != ";" {
			decoded = entity // decoded in part, or not at all: &ampx;
		}
		b.WriteString(decoded)
		text = text[end+1:]
	}
}
