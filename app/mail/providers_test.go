package mail

import (
	"slices"
	"strings"
	"testing"

	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// TestProviders: the table is whole, in order, and allows no open line but to
// this computer.
func TestProviders(t *testing.T) {
	all := Providers()
	if len(all) < 25 || !slices.IsSortedFunc(all, func(a, b Provider) int { return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)) }) {
		t.Errorf("%d providers, or out of order", len(all))
	}
	seen := map[string]string{}
	for _, p := range all {
		for _, s := range []data.MailServer{p.IMAP, p.SMTP} {
			if !s.IsSet() || s.Port == 0 || s.Security == data.MailPlain && s.Host != "127.0.0.1" || s.Port == 587 && s.Security != data.MailStartTLS || (s.Port == 465 || s.Port == 993) && s.Security != data.MailTLS {
				t.Errorf("%s: %+v", p.Name, s)
			}
		}
		for _, domain := range p.Domains {
			if seen[domain] != "" {
				t.Errorf("%s is at %s and %s", domain, seen[domain], p.Name)
			}
			seen[domain] = p.Name
			if got, known := ProviderFor("Anna@" + strings.ToUpper(domain)); !known || got.Name != p.Name {
				t.Errorf("%s: %q", domain, got.Name)
			}
		}
		for _, language := range assets.Languages() {
			note := p.Note(assets.In(language))
			if (note == "") != (p.Login == LoginPassword) || strings.Contains(note, "mail.provider") || note != "" && !strings.Contains(note, p.Name) {
				t.Errorf("%s %s: %q", language, p.Name, note)
			}
		}
	}
	for _, name := range families {
		if p, _ := named(name); p.Name != name {
			t.Errorf("family of %s", name)
		}
	}
}

func TestProviderFor(t *testing.T) {
	for address, want := range map[string]string{
		"a@gmail.com": "Gmail", "a@yahoo.co.uk": "Yahoo", "a@hotmail.fr": "Outlook.com", "a@live.nl": "Outlook.com", "a@outlook.com.br": "Outlook.com",
		"a@example.org": "", "a@yahoo.example.org": "", "nobody": "", "a@gmail.com.example": "", "a@live.internal-example.org": "",
	} {
		if p, known := ProviderFor(address); p.Name != want || known != (want != "") {
			t.Errorf("%s: %q", address, p.Name)
		}
	}
	if p, _ := ProviderFor("anna@outlook.com"); p.Login != LoginOver {
		t.Error("Outlook.com takes passwords")
	}
	free, _ := ProviderFor("anna@free.fr")
	if m := free.Settings("anna@free.fr"); m.Login() != "anna" || m.From != "anna@free.fr" || m.SMTP.Host != "smtp.free.fr" {
		t.Errorf("%+v", m)
	}
	guess := Guess("anna@example.org")
	if !guess.Guessed || guess.SMTP.Host != "smtp.example.org" || guess.IMAP.Security != data.MailTLS || guess.Note(assets.In("en")) == "" {
		t.Errorf("%+v", guess)
	}
	if Guess("anna").SMTP.IsSet() {
		t.Error("guessed for no address")
	}
}
