package mail

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"

	"headcount.app/headcount/data"
)

// AddressReason says why an address is none that a letter can go to. Its text
// is stable and language-free.
type AddressReason string

// The reasons.
const (
	AddressEmpty    AddressReason = "empty"
	AddressNoAt     AddressReason = "no_at"
	AddressTwo      AddressReason = "two"      // two addresses, or a group
	AddressTwoAts   AddressReason = "two_ats"  // two @
	AddressQuoted   AddressReason = "quoted"   // a quoted local part
	AddressComment  AddressReason = "comment"  // something in round brackets
	AddressIP       AddressReason = "ip"       // an IP literal for a domain
	AddressControl  AddressReason = "control"  // control and invisible characters
	AddressLong     AddressReason = "long"     // over 254, or over 64 before the @
	AddressDomain   AddressReason = "domain"   // a domain that cannot be
	AddressUnusable AddressReason = "unusable" // anything else
)

// AddressError is an address that was refused.
type AddressError struct{ Reason AddressReason }

func (e *AddressError) Error() string { return "mail: address refused: " + string(e.Reason) }

// Address checks one address that a letter is to go to or come from, and
// returns it as it goes to servers: without a name around it, the domain in
// ASCII. The error is an *AddressError. It refuses more than the standard does:
// what is legal but used by nobody is where letters are led astray (quoted
// local parts, comments, groups, IP literals).
func Address(text string) (string, error) {
	refuse := func(r AddressReason) (string, error) { return "", &AddressError{r} }
	text = strings.TrimSpace(text)
	switch {
	case text == "":
		return refuse(AddressEmpty)
	case !utf8.ValidString(text), strings.ContainsFunc(text, forbidden):
		return refuse(AddressControl)
	}
	if name, inner, found := strings.Cut(text, "<"); found {
		if strings.ContainsAny(name, "@,;:()") || !strings.HasSuffix(inner, ">") {
			return refuse(AddressTwo)
		}
		text = strings.TrimSpace(strings.TrimSuffix(inner, ">"))
	}
	if rest, found := cutPrefixFold(text, "mailto:"); found {
		text = rest
	}
	at := strings.LastIndexByte(text, '@')
	switch {
	case strings.ContainsRune(text, '"'):
		return refuse(AddressQuoted)
	case strings.ContainsAny(text, "()"):
		return refuse(AddressComment)
	case strings.ContainsAny(text, ",;") && strings.Count(text, "@") != 1, strings.HasSuffix(text, ";"):
		return refuse(AddressTwo)
	case at < 0:
		return refuse(AddressNoAt)
	case strings.Count(text, "@") > 1:
		return refuse(AddressTwoAts)
	case isIPLiteral(text[at+1:]):
		return refuse(AddressIP)
	}
	return sendable(text[:at], text[at+1:])
}

// sendable joins the two halves of an address that has one @.
func sendable(local, domain string) (string, error) {
	ascii, err := idna.Lookup.ToASCII(strings.ToLower(domain))
	if err != nil {
		return "", &AddressError{AddressDomain}
	}
	address := local + "@" + ascii
	switch {
	case len(local) > 64, len(address) > data.MaxAddress:
		return "", &AddressError{AddressLong}
	case local == "":
		return "", &AddressError{AddressUnusable}
	case !data.ValidAddress("a@" + ascii):
		return "", &AddressError{AddressDomain}
	case !data.ValidAddress(address), strings.Contains(local, "=?"):
		return "", &AddressError{AddressUnusable}
	}
	return address, nil
}

// forbidden reports whether r shows nothing, turns the direction of writing,
// or ends a line somewhere.
func forbidden(r rune) bool {
	return unicode.IsControl(r) || data.Invisible(r) || r == '\u2028' || r == '\u2029'
}

func isIPLiteral(domain string) bool {
	return strings.HasPrefix(domain, "[") || domain != "" && strings.Trim(domain, "0123456789.") == ""
}

func cutPrefixFold(s, prefix string) (rest string, found bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// isASCII reports whether a server needs no SMTPUTF8 for the address.
func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII })
}
