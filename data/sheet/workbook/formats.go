package workbook

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"headcount.app/headcount/data"
)

// Format is what a number format does to a number as far as that counts
// (SPEC S3.5): it makes it a date, shows it in scientific notation, or pads
// and spaces its digits. The zero value shows the stored number.
type Format struct {
	date, scientific bool
	// text: letters stand beside the digits, so that what is shown is a text.
	text bool
	// before and behind are words that stand beside the number: EMP-0001.
	before, behind string
	// places are the places of the digits and the separators between them,
	// from left to right; nil unless they pad or space.
	places []place
}

// place is a place for a digit, which shows a zero if there is none, or the
// separator written there.
type place struct {
	zero      bool
	separator string
}

// BuiltinFormat is one of the formats that need not be written in the styles, as
// far as it counts. 27 to 36 and 50 to 58 are dates in East Asia.
func BuiltinFormat(id int) Format {
	switch {
	case id == 11 || id == 48:
		return Format{scientific: true}
	case id >= 14 && id <= 22, id >= 27 && id <= 36, id >= 45 && id <= 47, id >= 50 && id <= 58:
		return Format{date: true}
	}
	return Format{}
}

// formatReader reads the first section of a format, the one for positive
// numbers.
type formatReader struct {
	code     string
	format   Format
	zeros    int
	fraction bool // behind the decimal point
	plain    bool // something that makes the number one to be read, not shown
	amount   bool // decimals, grouping, a currency: words beside it are units
	before   string
	behind   string
}

// ParseFormat reads a number format such as 0000000000 or 0#" "##" "##.
func ParseFormat(code string) Format {
	r := formatReader{code: code}
	for r.code != "" && r.code[0] != ';' {
		r.step()
	}
	if r.format.date || r.format.scientific {
		return Format{date: r.format.date, scientific: r.format.scientific && !r.format.date}
	}
	places := r.shownPlaces()
	format := Format{places: places, text: slices.ContainsFunc(places, func(p place) bool { return strings.ContainsFunc(p.separator, unicode.IsLetter) })}
	if words := r.before + r.behind; !r.plain && !r.amount && strings.ContainsFunc(words, isWord) {
		format.before, format.behind = r.before, r.behind
		format.text = format.text || strings.ContainsFunc(words, unicode.IsLetter)
	}
	return format
}

// shownPlaces are the places of a format that shows a code, with zeros before it or
// signs between its digits; none of any other.
func (r *formatReader) shownPlaces() []place {
	places := r.format.places
	for len(places) > 0 && places[len(places)-1].separator != "" {
		places = places[:len(places)-1]
	}
	spaced := slices.ContainsFunc(places, func(p place) bool { return p.separator != "" })
	if r.plain || (r.zeros < 2 && !spaced) {
		return nil
	}
	return places
}

// isWord tells words and signs that belong to a code or a phone number from
// currencies, brackets and spaces, which are ignored.
func isWord(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) || c == '+' || c == '#' }

// step reads one symbol of the format.
func (r *formatReader) step() {
	c := r.code[0]
	rest := r.code[1:]
	switch c {
	case '"':
		literal, after, _ := strings.Cut(rest, `"`)
		r.literal(literal)
		rest = after
	case '\\', '_', '*':
		_, size := utf8.DecodeRuneInString(rest)
		if c == '\\' {
			r.literal(rest[:size])
		} else {
			r.amount = true
		}
		rest = rest[size:]
	case '[':
		inside, after, _ := strings.Cut(rest, "]")
		r.bracket(inside)
		rest = after
	case '0', '#', '?':
		r.digit(c == '0')
	case '.':
		r.fraction, r.amount = true, true
	case '%', '@':
		r.plain = true
	case '/':
		r.plain = true
	case ',':
		r.amount = true
	default:
		rest = r.word()
	}
	r.code = rest
}

// digit adds a place before the decimal point: decimals are ignored.
func (r *formatReader) digit(zero bool) {
	if r.fraction {
		return
	}
	if zero {
		r.zeros++
	}
	r.behind = ""
	r.format.places = append(r.format.places, place{zero: zero})
}

// literal adds what stands between digits to space them, and collects what
// stands before or behind them.
func (r *formatReader) literal(s string) {
	if len(r.format.places) == 0 {
		r.before += s
	} else {
		r.behind += s
	}
	spaces := strings.Trim(s, " \u00A0\u202F\u2009-./") == ""
	if r.fraction || len(r.format.places) == 0 || s == "" || !spaces && !strings.ContainsFunc(s, isWord) {
		return
	}
	r.format.places = append(r.format.places, place{separator: s})
}

// bracket reads [h], [Red], [$-40C], [<=9999999]. A number under a condition is
// taken as stored.
func (r *formatReader) bracket(inside string) {
	if inside == "" {
		return
	}
	if strings.Trim(strings.ToLower(inside), "hms") == "" {
		r.format.date = true
	}
	if strings.IndexByte("<>=", inside[0]) >= 0 {
		r.plain = true
	}
}

// word reads letters and everything else that is no symbol of its own.
func (r *formatReader) word() (rest string) {
	for _, name := range []string{"general", "am/pm", "a/p"} {
		if len(r.code) >= len(name) && strings.EqualFold(r.code[:len(name)], name) {
			r.plain = r.plain || name == "general"
			r.format.date = r.format.date || name != "general"
			return r.code[len(name):]
		}
	}
	symbol, size := utf8.DecodeRuneInString(r.code)
	rest = r.code[size:]
	switch symbol {
	case 'y', 'Y', 'm', 'M', 'd', 'D', 'h', 'H', 's', 'S':
		r.format.date = true
	case 'e', 'E':
		if rest != "" && (rest[0] == '+' || rest[0] == '-') {
			r.format.scientific = true
			return rest[1:]
		}
	default:
		r.literal(string(symbol))
	}
	return rest
}

// appendDigits appends the digits of a whole number as the format shows them.
func (f *Format) appendDigits(to []byte, digits []byte) []byte {
	to = append(to, f.before...)
	if f.places == nil {
		return append(append(to, digits...), f.behind...)
	}
	if string(digits) == "0" {
		digits = nil
	}
	places := 0
	for _, p := range f.places {
		if p.separator == "" {
			places++
		}
	}
	shown := false
	missing := places - len(digits) // places on the left without a digit
	if missing < 0 {
		to, digits, missing, shown = append(to, digits[:-missing]...), digits[-missing:], 0, true
	}
	for _, p := range f.places {
		switch {
		case p.separator != "":
			if shown {
				to = append(to, p.separator...)
			}
			continue
		case missing > 0:
			missing--
			if !p.zero && !shown {
				continue
			}
			to = append(to, '0')
		default:
			to, digits = append(to, digits[0]), digits[1:]
		}
		shown = true
	}
	if !shown {
		to = append(to, '0')
	}
	return append(to, f.behind...)
}

// kind is what a whole number is in this format: with words it is the text that
// is shown (SPEC S3A.5).
func (f *Format) kind() data.CellKind {
	switch {
	case f.scientific:
		return data.Scientific
	case f.text:
		return data.Text
	}
	return data.Number
}
