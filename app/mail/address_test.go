package mail

import (
	"errors"
	"strings"
	"testing"

	"headcount.app/headcount/assets"
)

func TestAddress(t *testing.T) {
	for text, want := range map[string]string{
		"bob@example.org":                  "bob@example.org",
		"  Bob.O'Neil+x@Example.ORG ":      "Bob.O'Neil+x@example.org",
		"Bob Miller <bob@example.org>":     "bob@example.org",
		"mailto:bob@example.org":           "bob@example.org",
		"bob@bücher.example":               "bob@xn--bcher-kva.example",
		"zoë@example.org":                  "zoë@example.org",
		strings.Repeat("a", 64) + "@x.org": strings.Repeat("a", 64) + "@x.org",
	} {
		if got, err := Address(text); got != want || err != nil {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
	for text, want := range map[string]AddressReason{
		"":                                 AddressEmpty,
		"   ":                              AddressEmpty,
		"bob":                              AddressNoAt,
		"bob@x@example.org":                AddressTwoAts,
		"a@x.org, b@x.org":                 AddressTwo,
		"a@x.org;b@x.org":                  AddressTwo,
		"a@x.org <b@x.org>":                AddressTwo,
		"team: a@x.org;":                   AddressTwo,
		`"a b"@x.org`:                      AddressQuoted,
		`"a@x.org> ORCPT=e@e.org"@x.org`:   AddressQuoted,
		"a(comment)@x.org":                 AddressComment,
		"a@[127.0.0.1]":                    AddressIP,
		"a@127.0.0.1":                      AddressIP,
		"a@[IPv6:::1]":                     AddressIP,
		"a@x.org\r\nBcc: e@e.org":          AddressControl,
		"a\x00@x.org":                      AddressControl,
		"a\u200d@x.org":                    AddressControl,
		"a\u202e@x.org":                    AddressControl,
		"a\u2028@x.org":                    AddressControl,
		"a\xff@x.org":                      AddressControl,
		strings.Repeat("a", 65) + "@x.org": AddressLong,
		"a@" + strings.Repeat(strings.Repeat("b", 60)+".", 5) + "org": AddressLong,
		"a@localhost":                AddressDomain,
		"a@-x.org":                   AddressDomain,
		"a@ex ample.org":             AddressDomain,
		"a@":                         AddressDomain,
		"@x.org":                     AddressUnusable,
		"a..b@x.org":                 AddressUnusable,
		"a b@x.org":                  AddressUnusable,
		"=?utf-8?q?a=40evil?=@x.org": AddressUnusable,
	} {
		_, err := Address(text)
		var refused *AddressError
		if !errors.As(err, &refused) || refused.Reason != want {
			t.Errorf("%q: %v, want %s", text, err, want)
			continue
		}
		for _, language := range assets.Languages() {
			if words := refused.Explain(assets.In(language)).Sentence; words == "" || strings.Contains(words, "mail.address") {
				t.Errorf("%q: %q", text, words)
			}
		}
	}
}

// FuzzEmailAddress: what is accepted is one address, stays as it is when checked
// again, and needs no quotes anywhere.
func FuzzEmailAddress(f *testing.F) {
	for _, seed := range []string{"bob@example.org", "Bob <bob@example.org>", `"a@b"@c.org`, "a@b@c", "a@[1.2.3.4]", "mailto:a@b.org", "zoë@bücher.example", "a@x.org>, <e@e.org", "a\u3002b@x\u3002org", "x:y@z.org;"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		address, err := Address(text)
		if err != nil {
			var refused *AddressError
			if !errors.As(err, &refused) {
				t.Fatal(err)
			}
			return
		}
		again, err := Address(address)
		if again != address || err != nil {
			t.Errorf("%q: %q, then %q, %v", text, address, again, err)
		}
		if strings.Count(address, "@") != 1 || strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || forbidden(r) || strings.ContainsRune(`"(),:;<>[\]`, r) }) || len(address) > 254 {
			t.Errorf("%q: %q", text, address)
		}
	})
}
