package data

import (
	"strings"
	"unicode"
)

// Unwrapped takes off what programs write around a text so that a spreadsheet
// keeps it as text: ="000102", ="" doubled, =T("000102") (SPEC S3A.5). ok is
// false if there is nothing to take off.
func Unwrapped(text string) (inner string, ok bool) {
	for range 3 {
		next, found := unwrapOnce(strings.TrimSpace(text))
		if !found {
			break
		}
		text, ok = next, true
	}
	return text, ok
}

func unwrapOnce(text string) (string, bool) {
	body, found := strings.CutPrefix(text, "=")
	if !found {
		return "", false
	}
	if call := strings.TrimSpace(body); len(call) > 3 && strings.EqualFold(call[:2], "T(") && strings.HasSuffix(call, ")") {
		body = strings.TrimSpace(call[2 : len(call)-1])
	}
	if len(body) < 2 || body[0] != '"' || body[len(body)-1] != '"' {
		return "", false
	}
	inner := strings.ReplaceAll(body[1:len(body)-1], `""`, "\x00")
	if strings.Contains(inner, `"`) {
		return "", false
	}
	return strings.ReplaceAll(inner, "\x00", `"`), true
}

// WithoutTextMark takes off the apostrophe that marks a text in a spreadsheet:
// '000102. Only codes and phone numbers bear it; 't Hart is a name.
func WithoutTextMark(text string) (string, bool) {
	rest, found := strings.CutPrefix(text, "'")
	if !found || rest == "" {
		return text, false
	}
	first := rest[0]
	return rest, first == '+' || first >= '0' && first <= '9'
}

// PlainNumbers are the whole numbers, as digits, that a text may stand for that
// a program wrote as an amount: without zero decimals (102.0, 102,0) and without
// grouping (1 042, 1,042, 1'042). 1,000 may be two of them. There is none for
// digits alone and for everything else (SPEC S3A.5).
func PlainNumbers(text string) []string {
	if len(text) < 3 || text[0] < '0' || text[0] > '9' {
		return nil
	}
	var found []string
	if whole, decimals, ok := cutDecimals(text); ok && strings.Trim(decimals, "0") == "" {
		if digits := ungrouped(whole); digits != "" {
			found = append(found, digits)
		}
	}
	if digits := ungrouped(text); digits != "" && digits != text {
		found = append(found, digits)
	}
	return found
}

// cutDecimals cuts a number at its last point or comma.
func cutDecimals(text string) (whole, decimals string, ok bool) {
	at := strings.LastIndexAny(text, ".,")
	if at <= 0 || !allDigits(text[at+1:]) {
		return "", "", false
	}
	return text[:at], text[at+1:], true
}

// ungrouped returns the digits of a whole number with or without groups of
// three, all parted by the same sign; "" if it is none.
func ungrouped(text string) string {
	if allDigits(text) {
		return text
	}
	if text == "" {
		return ""
	}
	var digits strings.Builder
	separator, group := rune(0), 0
	for i, r := range text {
		if r >= '0' && r <= '9' {
			digits.WriteRune(r)
			group++
			continue
		}
		first := separator == 0
		if !groups(r) || !first && (r != separator || group != 3) || first && (i == 0 || group > 3) {
			return ""
		}
		separator, group = r, 0
	}
	if group != 3 {
		return ""
	}
	return digits.String()
}

// groups reports whether a sign parts thousands somewhere.
func groups(r rune) bool {
	return unicode.Is(unicode.Zs, r) || r == ',' || r == '.' || r == '\'' || r == '’' || r == '`'
}

// DecimalKey is a code of digits and one point without the zeros that a
// spreadsheet takes off its end: 1.1 of 1.10, 2 of 2.0. ok is false for a code
// of another form; a whole number is its own key.
func DecimalKey(code string) (key string, ok bool) {
	whole, decimals, found := strings.Cut(code, ".")
	if !allDigits(whole) || found && !allDigits(decimals) {
		return "", false
	}
	if decimals = strings.TrimRight(decimals, "0"); decimals == "" {
		return whole, true
	}
	return whole + "." + decimals, true
}

// Scientifically reports whether a text is a number like 3.36E+10, 3,36E+10 or
// 6e1.
func Scientifically(text string) bool {
	exponent, ok := cutExponent(text)
	return ok && exponent != ""
}

// WrittenByProgram reports whether a number in scientific notation is written as
// spreadsheets write it, with a capital E and a sign: 3.36E+10. 6E1 is a code
// that somebody may have typed (SPEC S3A.5).
func WrittenByProgram(text string) bool {
	exponent, ok := cutExponent(strings.TrimSpace(text))
	return ok && len(exponent) > 2 && exponent[0] == 'E' && (exponent[1] == '+' || exponent[1] == '-')
}

// cutExponent cuts off what stands before the E of a number. ok is false for what is
// no number.
func cutExponent(text string) (exponent string, ok bool) {
	at := strings.IndexAny(text, "eE")
	if at <= 0 || !isMantissa(withoutSign(text[:at])) || !allDigits(withoutSign(text[at+1:])) {
		return "", false
	}
	return text[at:], true
}

// isMantissa: one digit, perhaps with decimals.
func isMantissa(text string) bool {
	if text == "" || text[0] < '0' || text[0] > '9' {
		return false
	}
	return len(text) == 1 || (text[1] == '.' || text[1] == ',') && allDigits(text[2:])
}

func withoutSign(text string) string {
	if text != "" && (text[0] == '+' || text[0] == '-') {
		return text[1:]
	}
	return text
}
