package mail

import (
	"crypto/tls"
	"crypto/x509"
	"io"
	"net"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"headcount.app/headcount/data"
)

// TestTLSFaults: a line that is not private in every respect carries no
// password, over SMTP and over IMAP (FAULTS 2.5).
func TestTLSFaults(t *testing.T) {
	known, unknown := newAuthority(t), newAuthority(t)
	good := known.issue(t, nil)
	old := known.issue(t, nil)
	old.MinVersion, old.MaxVersion = tls.VersionTLS10, tls.VersionTLS10
	expired := known.issue(t, func(c *x509.Certificate) { c.NotAfter = time.Now().Add(-time.Minute) })
	early := known.issue(t, func(c *x509.Certificate) { c.NotBefore = time.Now().Add(time.Minute) })
	other := known.issue(t, func(c *x509.Certificate) { c.IPAddresses, c.DNSNames = nil, []string{"mail.example.net"} })
	nameless := known.issue(t, func(c *x509.Certificate) { c.IPAddresses = nil })
	self := selfSigned(t)
	for _, c := range []struct {
		name   string
		config *tls.Config
		plain  func(*talk) // instead of TLS
		start  func(*talk) // after consent to STARTTLS
		way    data.MailSecurity
		step   Step
		reason Reason
	}{
		{"expired", expired, nil, nil, data.MailTLS, StepCertificate, CertificateExpired},
		{"not valid yet", early, nil, nil, data.MailTLS, StepCertificate, CertificateExpired},
		{"wrong name", other, nil, nil, data.MailTLS, StepCertificate, CertificateName},
		{"no name", nameless, nil, nil, data.MailTLS, StepCertificate, CertificateName},
		{"self-signed", self, nil, nil, data.MailTLS, StepCertificate, CertificateUntrusty},
		{"unknown authority", unknown.issue(t, nil), nil, nil, data.MailTLS, StepCertificate, CertificateUntrusty},
		{"unknown authority, STARTTLS", unknown.issue(t, nil), nil, nil, data.MailStartTLS, StepCertificate, CertificateUntrusty},
		{"TLS 1.0 only", old, nil, nil, data.MailTLS, StepCertificate, OldTLS},
		{"plain server", nil, func(c *talk) { c.say("220 mail.example.org ESMTP"); c.silent() }, nil, data.MailTLS, StepCertificate, NotTLS},
		{"silent server", nil, func(c *talk) { c.silent() }, nil, data.MailTLS, StepCertificate, Silent},
		{"dropping server", nil, func(*talk) {}, nil, data.MailTLS, StepCertificate, Dropped},
		{"STARTTLS not offered", good, nil, nil, "not offered", StepConnect, NoTLS},
		{"STARTTLS refused", good, nil, nil, "refused", StepConnect, NoTLS},
		{"text before the handshake", good, nil, func(c *talk) { io.WriteString(c, "220 go\r\n250 AUTH PLAIN\r\n") }, data.MailStartTLS, StepConnect, Tampered},
	} {
		for _, protocol := range []Protocol{SMTP, IMAP} {
			t.Run(c.name+" "+string(protocol), func(t *testing.T) {
				server := serve(t, func(talk *talk) {
					switch {
					case c.plain != nil:
						c.plain(talk)
					case c.way == data.MailTLS:
						if private, ok := talk.secure(c.config); ok {
							private.silent()
						}
					default:
						startServer(talk, protocol, c.way, c.start, c.config)
					}
				})
				way := c.way
				if way != data.MailTLS {
					way = data.MailStartTLS
				}
				a := account(data.MailByMailbox)
				a.roots, a.SMTP, a.IMAP = known.pool, server.at(way), server.at(way)
				if c.reason == Silent {
					a.limits = &short
				}
				err := within(t, func() error { return try(t, a, protocol) })
				e := problem(t, err, a.SMTP)
				if e.Step != c.step || e.Reason != c.reason {
					t.Errorf("got %s at %s (%v)", e.Reason, e.Step, e.Unwrap())
				}
				if said := server.said(); strings.Contains(said, "AUTH") || strings.Contains(said, "LOGIN") {
					t.Errorf("said %q", said)
				}
			})
		}
	}
}

func try(t *testing.T, a Account, p Protocol) error {
	t.Helper()
	if p == SMTP {
		return Send(t.Context(), a, letter(t), "anna@example.org", "bob@example.org")
	}
	return File(t.Context(), a, letter(t), Sent)
}

// startServer plays the part before STARTTLS, and the handshake.
func startServer(c *talk, p Protocol, way data.MailSecurity, start func(*talk), config *tls.Config) {
	consent := map[Protocol]string{SMTP: "220 go", IMAP: "S OK go"}[p]
	switch {
	case p == SMTP:
		c.say("220 mail.example.org ESMTP")
		c.hear()
		if way == "not offered" {
			c.say("250-mail", "250 AUTH PLAIN")
		} else {
			c.say("250-mail", "250-STARTTLS", "250 AUTH PLAIN")
		}
	default:
		c.say("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready")
	}
	c.hear()
	switch {
	case way == "refused" || way == "not offered":
		c.say(map[Protocol]string{SMTP: "502 5.5.1 no", IMAP: "S BAD no"}[p])
		c.silent()
		return
	case start != nil && p == IMAP:
		io.WriteString(c, consent+"\r\n* OK injected\r\n")
	case start != nil:
		start(c)
	default:
		c.say(consent)
	}
	if private, ok := c.secure(config); ok {
		private.silent()
	}
}

func selfSigned(t *testing.T) *tls.Config {
	t.Helper()
	key := newKey(t)
	template := newAuthority(t).cert
	template.PublicKey, template.IPAddresses = nil, []net.IP{net.IPv4(127, 0, 0, 1)}
	cert := sign(t, template, template, key, key)
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{cert.Raw}, PrivateKey: key}}}
}

// TestPrivateLine: both ways to a private line work, up to the letter.
func TestPrivateLine(t *testing.T) {
	known := newAuthority(t)
	config := known.issue(t, nil)
	for _, way := range []data.MailSecurity{data.MailTLS, data.MailStartTLS} {
		for _, protocol := range []Protocol{SMTP, IMAP} {
			server := serve(t, func(c *talk) {
				quiet := ""
				if way == data.MailStartTLS {
					begin(c, protocol)
					quiet = "-nothing" // no second greeting
				}
				private, ok := c.secure(config)
				if !ok {
					return
				}
				if protocol == SMTP {
					smtpScript{"greeting": quiet}.play(private)
					return
				}
				(&imapScript{folders: usualFolders, special: map[string]any{"greeting": quiet}}).play(private)
			})
			a := account(data.MailByMailbox)
			a.roots, a.SMTP, a.IMAP = known.pool, server.at(way), server.at(way)
			if err := try(t, a, protocol); err != nil {
				t.Errorf("%s %s: %v", protocol, way, err)
			}
		}
	}
}

// begin plays the part before a handshake that comes about.
func begin(c *talk, p Protocol) {
	if p == SMTP {
		c.say("220 mail.example.org ESMTP")
		c.hear()
		c.say("250-mail", "250 STARTTLS")
	} else {
		c.say("* OK ready")
	}
	c.hear()
	c.say(map[Protocol]string{SMTP: "220 go", IMAP: "S OK go"}[p])
}

// TestCertificateChanged: a certificate that is another one, and untrusted, the
// next time is refused the next time.
func TestCertificateChanged(t *testing.T) {
	known := newAuthority(t)
	configs := []*tls.Config{known.issue(t, nil), newAuthority(t).issue(t, nil)}
	var calls atomic.Int32
	server := serve(t, func(c *talk) {
		if private, ok := c.secure(configs[min(calls.Add(1), 2)-1]); ok {
			smtpScript{"RCPT": "450 4.2.0 greylisted"}.play(private)
		}
	})
	a := account(data.MailByMailbox)
	a.roots, a.SMTP = known.pool, server.at(data.MailTLS)
	if e := problem(t, try(t, a, SMTP), a.SMTP); e.Reason != RecipientRefused || !e.Temporary {
		t.Errorf("first: %v", e)
	}
	if e := problem(t, try(t, a, SMTP), a.SMTP); e.Reason != CertificateUntrusty || e.Temporary {
		t.Errorf("again: %v", e)
	}
}

func tlsTrusting(pool *x509.CertPool) *tls.Config { return &tls.Config{RootCAs: pool} }
