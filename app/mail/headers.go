package mail

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"headcount.app/headcount/data"
)

// headerText makes any text fit for a header: one line, nothing invisible, at
// most limit characters, and nothing that a mail program would decode again
// into something else.
func headerText(text string, limit int) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), unicode.IsSpace(r), r == '\u2028', r == '\u2029':
			return ' '
		case data.Invisible(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
	text = strings.Join(strings.Fields(text), " ")
	// "=?utf-8?q?…?=" typed by hand would be taken for an encoded word.
	text = strings.ReplaceAll(text, "=?", "= ?")
	return truncate(text, limit)
}

// truncate cuts a text after limit characters and says so with an ellipsis.
func truncate(text string, limit int) string {
	if utf8.RuneCountInString(text) <= limit {
		return text
	}
	runes := []rune(text)
	return strings.TrimSpace(string(runes[:limit-1])) + "…"
}

// reserved are the names that Windows keeps for devices.
var reserved = func() map[string]bool {
	names := map[string]bool{"CON": true, "PRN": true, "AUX": true, "NUL": true}
	for _, digit := range "123456789" {
		names["COM"+string(digit)], names["LPT"+string(digit)] = true, true
	}
	return names
}()

// AttachmentName cleans the name of an attached file: whoever saves it gets a
// file in the folder they chose, with the ending it shows.
func AttachmentName(name string) string {
	name = headerText(name, 1000)
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"/\|?*`, r) {
			return '_'
		}
		return r
	}, name)
	name = strings.TrimLeft(strings.TrimRight(name, ". "), ". ")
	stem, ending := name, ""
	if dot := strings.LastIndexByte(name, '.'); dot > 0 && len(name)-dot <= 10 {
		stem, ending = strings.TrimRight(name[:dot], ". "), name[dot:]
	}
	if first, _, _ := strings.Cut(stem, "."); reserved[strings.ToUpper(strings.TrimSpace(first))] {
		stem = "_" + stem
	}
	if stem == "" {
		stem = "report"
	}
	return truncate(stem, maxName) + ending
}

// disposition names an attachment twice: in ASCII for old programs and in full
// (RFC 2231) for all others, each on a line of its own.
func disposition(name string) string {
	plain := strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII {
			return '_'
		}
		return r
	}, name)
	value := "attachment;\r\n filename=\"" + plain + `"`
	if plain != name {
		// QueryEscape leaves only letters, digits, "-", "_", "." and "~".
		full := strings.ReplaceAll(url.QueryEscape(name), "+", "%20")
		if len(full) < 900 {
			value += ";\r\n filename*=utf-8''" + full
		}
	}
	return value
}

// crlf ends every line the way mail wants it and takes out NUL, which no server
// takes.
func crlf(text string) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", "")
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = strings.ReplaceAll(text, "\r", "\n")
	return strings.ReplaceAll(text, "\n", "\r\n")
}
