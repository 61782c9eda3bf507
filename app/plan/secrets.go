package plan

import (
	"strings"
	"unicode"

	"headcount.app/headcount/data"
)

// SecretColumn is why a column is not used that looks like a secret or bank
// data: it is named as not read, and no sample of it is shown (SPEC S3A.9).
const SecretColumn = "secret"

// secretWords are words of headers; secretParts are parts of them, joined.
var (
	secretWords = words("password passwd pwd passwort kennwort mdp secret token pin cvv cvc iban bic swift rib ssn nir")
	secretParts = []string{
		"password", "motdepasse", "passphrase", "apikey", "pincode", "codepin", "bankaccount", "accountnumber", "bankdetails", "comptebancaire", "numerodecompte",
		"coordonneesbancaires", "creditcard", "cardnumber", "numerodecarte", "cartebancaire", "socialsecurity", "securitesociale", "numerosecu", "nationalinsurance", "kontonummer",
	}
)

func words(text string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(text) {
		set[word] = true
	}
	return set
}

// looksSecret reports whether a header is one of a secret or of bank data.
func looksSecret(header string) bool {
	folded := data.FoldName(header)
	for word := range strings.FieldsFuncSeq(folded, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if secretWords[word] {
			return true
		}
	}
	joined := data.WideName(header, data.OtherLetters)
	for _, part := range secretParts {
		if strings.Contains(joined, part) {
			return true
		}
	}
	return false
}
