package data

import (
	"testing"

	"headcount.app/headcount/assets"
)

func TestKeys(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{EmailKey(" Éric@Müller.de\u200b"), "éric@xn--mller-kva.de"},
		{EmailKey("E\u0301ric@x.fr"), EmailKey("éRIC@X.FR")},
		{EmailKey("ａ＠b.fr"), "a@b.fr"},
		{PhoneKey("0033 6.12-34"), "+3361234"},
		{FoldRole("Région  Sud"), "region-sud"},
		{FoldName("D’Hondt"), "d'hondt"},
		{HeaderKey("Adresse E-mail (pro) *"), "adresseemailpro"},
		{Clean("\u00a0Jean\u200b  Paul\ufeff "), "Jean Paul"},
		{string(NewRoleIDs("b", "a", "b", "")), "a, b"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestAddress(t *testing.T) {
	if a, extracted := Address("Jean Dupont <jean@x.fr>"); a != "jean@x.fr" || !extracted {
		t.Errorf("got %q, %v", a, extracted)
	}
	for cell, want := range map[string]string{
		"<jean@x.fr>": "jean@x.fr", "'jean@x.fr' <Jean@X.fr>": "Jean@X.fr",
		"Jean <jean@x.fr>; Marie <marie@x.fr>": "Jean <jean@x.fr>; Marie <marie@x.fr>",
		"marie@x.fr <jean@x.fr>":               "marie@x.fr <jean@x.fr>",
		"marie@x.fr, Jean <jean@x.fr>":         "marie@x.fr, Jean <jean@x.fr>",
	} {
		if a, extracted := Address(cell); a != want || extracted == (want == cell) {
			t.Errorf("Address(%q) = %q, %v", cell, a, extracted)
		}
	}
	for address, want := range map[string]bool{
		"a@b.fr": true, "é@müller.de": true, "a@b": false, "a@@b.fr": false, `"a"@b.fr`: false, "a b@x.fr": false,
		"a@[1.2.3.4]": false, "a@1.2.3.4": false, "a.@b.fr": false, "a@b..fr": false, "a;b@x.fr": false, "a@b.fr.": false,
	} {
		if got := ValidAddress(address); got != want {
			t.Errorf("ValidAddress(%q) = %v, want %v", address, got, want)
		}
	}
	if got := SuggestAddress("jean@x.fr;"); got != "jean@x.fr" {
		t.Errorf("SuggestAddress = %q", got)
	}
}

// TestNoWordMeansTwoThings: what is understood in one language is not its opposite in
// another, and no header names another field there.
func TestNoWordMeansTwoThings(t *testing.T) {
	for _, language := range assets.Languages() {
		for _, want := range []Status{Active, Deactivated} {
			for _, word := range assets.Listed(language, "file.status."+want.String()) {
				if got, known := StatusOf(word); !known || got != want {
					t.Errorf("%s: %q is %v", language, word, got)
				}
			}
		}
		for _, s := range []*Schema{UserSchema, RoleSchema} {
			for i := range s.Fields() {
				info := &s.Fields()[i]
				for _, header := range info.Headers(language) {
					if got := s.ForHeader(header); got != info.Field {
						t.Errorf("%s: %q is read as %s, not %s", language, header, got, info.Field)
					}
				}
			}
		}
	}
}
