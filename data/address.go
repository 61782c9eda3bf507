package data

import (
	"strings"
	"unicode"
)

// Limits of text that is stored, in characters (SPEC S2.1) and for addresses
// in bytes (RFC 5321).
const (
	MaxName    = 200
	MaxAddress = 254
	maxLocal   = 64
)

// Address takes an email address out of a cell: cleaned, without "mailto:",
// and out of "Name <a@b>". extracted reports that more than cleaning was
// needed (SPEC S3.5). A cell with the addresses of two people is left as it is.
// It does not check the address: see ValidAddress.
func Address(cell string) (address string, extracted bool) {
	address = Clean(cell)
	if name, inside, found := strings.Cut(strings.TrimSuffix(address, ">"), "<"); found && strings.HasSuffix(address, ">") {
		if inside = Clean(inside); !namesOther(name, inside) {
			address, extracted = inside, true
		}
	}
	if len(address) > 7 && strings.EqualFold(address[:7], "mailto:") {
		address, _, _ = strings.Cut(address[7:], "?")
		address, extracted = Clean(address), true
	}
	return address, extracted
}

// namesOther reports whether what stands before <address> is more than a name:
// the address of somebody else.
func namesOther(name, address string) bool {
	if strings.ContainsAny(address, "<>") {
		return true
	}
	name = strings.Trim(Clean(name), `"' `)
	return strings.Contains(name, "@") && EmailKey(name) != EmailKey(address)
}

// PlainAddress writes the dashes and apostrophes that programs and phones put
// for - and ' as those: no mail reaches the others (SPEC S3A.6).
func PlainAddress(address string) string {
	if isASCII(address) {
		return address
	}
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Pd, r), r == 0x2212, r == 0x00AD, r == 0x2043:
			return '-'
		case strings.ContainsRune("’‘‛ʼʹʻ´′＇`", r):
			return '\''
		}
		return r
	}, address)
}

// ValidAddress reports whether an address is one that can be used: one @, no
// quotes, comments, groups or IP literals, no typographic dash or apostrophe, a
// domain with a dot, within the limits of length.
func ValidAddress(address string) bool {
	if PlainAddress(address) != address {
		return false
	}
	key := EmailKey(address)
	local, domain, found := strings.Cut(key, "@")
	if !found || local == "" || len(local) > maxLocal || len(key) > MaxAddress {
		return false
	}
	if strings.ContainsFunc(key, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || Invisible(r) || strings.ContainsRune(`"(),:;<>[\]`, r)
	}) {
		return false
	}
	if strings.HasPrefix(local, ".") || strings.HasSuffix(local, ".") || strings.Contains(local, "..") {
		return false
	}
	return validDomain(domain)
}

func validDomain(domain string) bool {
	if !strings.Contains(domain, ".") || !isASCII(domain) {
		return false
	}
	for label := range strings.SplitSeq(domain, ".") {
		if label == "" || len(label) > 63 || strings.HasPrefix(label, "-") || strings.HasSuffix(label, "-") {
			return false
		}
		for i := 0; i < len(label); i++ {
			c := label[i]
			if c != '-' && (c < '0' || c > '9') && (c < 'a' || c > 'z') {
				return false
			}
		}
	}
	return !allDigits(domain[strings.LastIndexByte(domain, '.')+1:])
}

func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// SuggestAddress proposes the address that somebody meant, "" if there is no
// good guess: trailing punctuation, a comma for a point, spaces, two signs.
func SuggestAddress(cell string) string {
	address, _ := Address(cell)
	address = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || r == '"' {
			return -1
		}
		return r
	}, address)
	address = PlainAddress(strings.Trim(address, ".,;:<>()[]'"))
	for _, try := range []string{address, strings.ReplaceAll(address, ",", "."), strings.ReplaceAll(address, "@@", "@"), strings.ReplaceAll(address, "..", ".")} {
		if try != Clean(cell) && ValidAddress(try) {
			return try
		}
	}
	return ""
}
