package widgets

import (
	"strings"
	"unicode/utf8"
)

// Initials are the first letters of the first and the last word of a name.
func Initials(name string) string {
	words := strings.Fields(name)
	if len(words) == 0 {
		return ""
	}
	first, _ := utf8.DecodeRuneInString(words[0])
	if len(words) == 1 {
		return strings.ToUpper(string(first))
	}
	last, _ := utf8.DecodeRuneInString(words[len(words)-1])
	return strings.ToUpper(string(first) + string(last))
}

// InitialsOf are the first letters of first and last name.
func InitialsOf(names ...string) string {
	text := ""
	for _, name := range names {
		for _, r := range name {
			text += strings.ToUpper(string(r))
			break
		}
	}
	return text
}
