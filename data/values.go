package data

import (
	"fmt"
	"iter"
	"strings"
	"unicode/utf8"
)

// Values are the values of a user that have no member in User, by the names of
// their fields: one canonical text, so that users stay comparable. It is a JSON
// object of texts with sorted names, without spaces, and "" if there are none;
// control characters are escaped, so that it is one line. Make it with With
// only.
type Values string

// Get returns the value of a field, "" for none.
func (v Values) Get(f Field) string {
	for at := 1; at < len(v); {
		name, value, next := v.entry(at)
		if name == string(f) {
			return unescape(value)
		}
		if next < 0 || name > string(f) {
			break
		}
		at = next
	}
	return ""
}

// With returns the values with that of one field set, or taken away if it is "".
func (v Values) With(f Field, value string) Values {
	at, end, found := v.find(f)
	if !found && value == "" || found && v.Get(f) == value {
		return v
	}
	var b strings.Builder
	b.Grow(len(v) + len(f) + len(value) + 8)
	head, tail := "", ""
	if len(v) > 1 {
		head = strings.TrimSuffix(string(v[1:at]), ",")
		tail = strings.TrimSuffix(strings.TrimPrefix(string(v[end:]), ","), "}")
	}
	separator := byte('{')
	for _, part := range [...]string{head, entryText(f, value), tail} {
		if part != "" {
			b.WriteByte(separator)
			b.WriteString(part)
			separator = ','
		}
	}
	if b.Len() == 0 {
		return ""
	}
	b.WriteByte('}')
	return Values(b.String())
}

// All goes through the values in the order of the names.
func (v Values) All() iter.Seq2[Field, string] {
	return func(yield func(Field, string) bool) {
		for at := 1; at < len(v); {
			name, value, next := v.entry(at)
			if next < 0 || !yield(Field(name), unescape(value)) {
				return
			}
			at = next
		}
	}
}

// ParseValues returns a stored text as Values; the error says that it is not in
// canonical form.
func ParseValues(text string) (Values, error) {
	if text == "" {
		return "", nil
	}
	v, last, end := Values(text), "", len(text)-1
	for at := 1; at <= end; {
		name, value, next := v.entry(at)
		if next < 0 || name <= last || value == "" || text[0] != '{' || escape(unescape(value)) != value ||
			text[next-1] != map[bool]byte{true: '}', false: ','}[next > end] {
			return "", errValues
		}
		last, at = name, next
	}
	if last == "" {
		return "", errValues
	}
	return v, nil
}

var errValues = fmt.Errorf("%w: values that are not in canonical form", ErrDamaged)

// entry reads the entry at a place, its value as escaped, and says where the
// next one begins; -1 if there is no entry.
func (v Values) entry(at int) (name, value string, next int) {
	if at >= len(v) || v[at] != '"' {
		return "", "", -1
	}
	rest := string(v[at+1:])
	end := strings.IndexByte(rest, '"')
	if end < 0 || !strings.HasPrefix(rest[end:], `":"`) {
		return "", "", -1
	}
	name, rest = rest[:end], rest[end+3:]
	end = closing(rest)
	if end < 0 || end+1 >= len(rest) {
		return "", "", -1
	}
	return name, rest[:end], len(v) - len(rest) + end + 2
}

// closing is the place of the first quote that is not escaped, -1 for none.
func closing(s string) int {
	end := strings.IndexByte(s, '"')
	if end < 1 || s[end-1] != '\\' {
		return end
	}
	for end = 0; end < len(s) && s[end] != '"'; end++ {
		if s[end] == '\\' {
			end++
		}
	}
	if end >= len(s) {
		return -1
	}
	return end
}

// find says where the entry of a field begins and where what is behind it; both
// are where it would stand if it is not there.
func (v Values) find(f Field) (at, end int, found bool) {
	for at = 1; at < len(v); {
		name, _, next := v.entry(at)
		if next < 0 || name > string(f) {
			break
		}
		if name == string(f) {
			return at, next - 1, true
		}
		at = next
	}
	at = max(1, min(at, len(v)-1))
	return at, at, false
}

// entryText is an entry as it stands in the text, "" for no value.
func entryText(f Field, value string) string {
	if value == "" {
		return ""
	}
	return `"` + string(f) + `":"` + escape(value) + `"`
}

const hexDigits = "0123456789abcdef"

// escape writes a text as JSON does between quotes. What is no UTF-8 becomes the
// replacement character.
func escape(s string) string {
	plain := utf8.ValidString(s)
	for i := 0; i < len(s) && plain; i++ {
		plain = s[i] >= 0x20 && s[i] != '"' && s[i] != '\\' && s[i] != 0x7f
	}
	if plain {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r < 0x20 || r == 0x7f:
			b.WriteString(`\u00`)
			b.WriteByte(hexDigits[r>>4])
			b.WriteByte(hexDigits[r&15])
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// unescape is the way back from escape.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] != '\\' || i+1 == len(s):
			b.WriteByte(s[i])
			continue
		case s[i+1] == 'n':
			b.WriteByte('\n')
		case s[i+1] == 'u' && i+5 < len(s):
			b.WriteByte(byte(strings.IndexByte(hexDigits, s[i+4])<<4 | strings.IndexByte(hexDigits, s[i+5])))
			i += 4
		default:
			b.WriteByte(s[i+1])
		}
		i++
	}
	return b.String()
}
