package mail

import (
	"slices"
	"strings"

	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// LoginKind says what it takes to log in at a provider. Its text is stable and
// language-free.
type LoginKind string

// The kinds.
const (
	LoginPassword    LoginKind = "password"     // the password of the mailbox
	LoginAppPassword LoginKind = "app_password" // one made for programs, in the account's settings
	LoginSwitchedOn  LoginKind = "switched_on"  // the password, once access for programs is switched on there
	LoginBridge      LoginKind = "bridge"       // a program of the provider's on this computer, and its password
	LoginOver        LoginKind = "ended"        // no password at all any more: the mail program has to send
)

// Provider is what is known about a mail provider.
type Provider struct {
	Name    string
	Domains []string
	IMAP    data.MailServer
	SMTP    data.MailServer
	Login   LoginKind
	// ByLocalPart: the name to log in with is what stands before the @.
	ByLocalPart bool
	// Guessed: nobody knows the provider; these are the names that many use.
	Guessed bool
}

// Settings fills in the servers for an address.
func (p Provider) Settings(address string) data.Mail {
	m := data.Mail{From: address, SMTP: p.SMTP, IMAP: p.IMAP}
	if local, _, found := strings.Cut(address, "@"); found && p.ByLocalPart {
		m.User = local
	}
	return m
}

// Note says in a sentence what the person has to know before they log in, ""
// for nothing.
func (p Provider) Note(w *assets.Words) string {
	switch {
	case p.Guessed:
		return w.T("mail.provider.guessed")
	case p.Login == LoginPassword:
		return ""
	}
	return w.T("mail.provider."+string(p.Login), "provider", p.Name)
}

// Providers lists the known providers by name. Those without domains host the
// domains of others.
func Providers() []Provider { return slices.Clone(providers) }

// ProviderFor returns the provider of an address. Nothing is looked up
// anywhere: what is not in the table is not known.
func ProviderFor(address string) (Provider, bool) {
	domain := domainOf(address)
	for _, p := range providers {
		if slices.Contains(p.Domains, domain) {
			return p, true
		}
	}
	for family, name := range families {
		// Whole families of national domains: yahoo.co.uk, hotmail.fr.
		if first, rest, _ := strings.Cut(domain, "."); first == family && len(rest) <= 6 && rest != "" {
			return named(name)
		}
	}
	return Provider{}, false
}

// Guess proposes the servers that many domains have; they may not exist.
func Guess(address string) Provider {
	domain := domainOf(address)
	if domain == "" {
		return Provider{Guessed: true}
	}
	return Provider{Name: domain, IMAP: tlsAt("imap."+domain, 993), SMTP: tlsAt("smtp."+domain, 465), Login: LoginPassword, Guessed: true}
}

func domainOf(address string) string {
	checked, err := Address(address)
	if err != nil {
		return ""
	}
	return checked[strings.LastIndexByte(checked, '@')+1:]
}

func named(name string) (Provider, bool) {
	at := slices.IndexFunc(providers, func(p Provider) bool { return p.Name == name })
	return providers[at], true
}

func tlsAt(host string, port int) data.MailServer {
	return data.MailServer{Host: host, Port: port, Security: data.MailTLS}
}

func startTLSAt(host string, port int) data.MailServer {
	return data.MailServer{Host: host, Port: port, Security: data.MailStartTLS}
}

// openAt is for programs on this computer.
func openAt(port int) data.MailServer {
	return data.MailServer{Host: "127.0.0.1", Port: port, Security: data.MailPlain}
}
