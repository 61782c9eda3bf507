package mail

import (
	"context"
	"encoding/base64"
	"errors"
	"io"
	"net"
	"runtime"
	"runtime/metrics"
	"strings"
	"testing"
	"time"

	"headcount.app/headcount/data"
)

// smtpScript says what a server does at a point: a reply, "-silent" or "-drop",
// or a flood of its own. Everything else it does as it should.
type smtpScript map[string]any

// play serves one SMTP connection.
func (s smtpScript) play(c *talk) {
	if !s.at(c, "greeting", "220 mail.example.org ESMTP") {
		return
	}
	for {
		line := c.hear()
		if line == "" {
			return
		}
		word := strings.ToUpper(strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == ':' })[0])
		var ok bool
		switch word {
		case "EHLO":
			ok = s.at(c, word, "250-mail.example.org\r\n250-STARTTLS\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 AUTH LOGIN PLAIN")
		case "AUTH":
			ok = s.at(c, word, "235 2.7.0 welcome")
		case "RCPT":
			_, to, _ := strings.Cut(line, ":")
			if _, special := s[to]; special {
				ok = s.at(c, to, "")
			} else {
				ok = s.at(c, word, "250 2.1.5 ok")
			}
		case "DATA":
			if ok = s.at(c, word, "354 go ahead"); ok {
				for line := c.hear(); line != "."; line = c.hear() {
					if line == "" && c.r.Buffered() == 0 {
						if _, err := c.r.Peek(1); err != nil {
							return
						}
					}
				}
				ok = s.at(c, "dot", "250 2.0.0 queued")
			}
		case "QUIT":
			s.at(c, word, "221 2.0.0 bye")
			return
		default:
			ok = s.at(c, word, "250 2.0.0 ok")
		}
		if !ok {
			return
		}
	}
}

func (s smtpScript) at(c *talk, point, usual string) (goOn bool) {
	switch special := s[point].(type) {
	case nil:
		c.say(usual)
	case func(*talk):
		special(c)
		return false
	case func(*talk) bool:
		return special(c)
	case string:
		switch special {
		case "-silent":
			c.silent()
			return false
		case "-drop":
			return false
		case "-nothing":
			return true
		case "":
			special = usual
		}
		c.say(special)
	}
	return true
}

// TestSMTPFaults: every fault is named with its server and its step, in bounded
// time and memory, and never with the password (FAULTS 2.5).
func TestSMTPFaults(t *testing.T) {
	for _, c := range []struct {
		name      string
		script    smtpScript
		security  data.MailSecurity
		step      Step
		reason    Reason
		temporary bool
		unknown   bool
	}{
		{"silent greeting", smtpScript{"greeting": "-silent"}, "none", StepGreeting, Silent, true, false},
		{"silent EHLO", smtpScript{"EHLO": "-silent"}, "none", StepGreeting, Silent, true, false},
		{"silent STARTTLS", smtpScript{"STARTTLS": "-silent"}, "starttls", StepConnect, Silent, true, false},
		{"silent handshake", smtpScript{"STARTTLS": func(c *talk) { c.say("220 go"); c.silent() }}, "starttls", StepCertificate, Silent, true, false},
		{"silent AUTH", smtpScript{"AUTH": "-silent"}, "none", StepLogin, Silent, true, false},
		{"silent MAIL", smtpScript{"MAIL": "-silent"}, "none", StepSender, Silent, true, false},
		{"silent RCPT", smtpScript{"RCPT": "-silent"}, "none", StepRecipient, Silent, true, false},
		{"silent DATA", smtpScript{"DATA": "-silent"}, "none", StepHandOver, Silent, true, false},
		{"silent after the dot", smtpScript{"dot": "-silent"}, "none", StepHandOver, Silent, false, true},
		{"drop greeting", smtpScript{"greeting": "-drop"}, "none", StepGreeting, Dropped, true, false},
		{"drop EHLO", smtpScript{"EHLO": "-drop"}, "none", StepGreeting, Dropped, true, false},
		{"drop STARTTLS", smtpScript{"STARTTLS": "-drop"}, "starttls", StepConnect, Dropped, true, false},
		{"drop handshake", smtpScript{"STARTTLS": func(c *talk) { c.say("220 go") }}, "starttls", StepCertificate, Dropped, true, false},
		{"drop AUTH", smtpScript{"AUTH": "-drop"}, "none", StepLogin, Dropped, true, false},
		{"drop MAIL", smtpScript{"MAIL": "-drop"}, "none", StepSender, Dropped, true, false},
		{"drop RCPT", smtpScript{"RCPT": "-drop"}, "none", StepRecipient, Dropped, true, false},
		{"drop DATA", smtpScript{"DATA": "-drop"}, "none", StepHandOver, Dropped, true, false},
		{"drop after the dot", smtpScript{"dot": "-drop"}, "none", StepHandOver, Dropped, false, true},
		{"421 greeting", smtpScript{"greeting": "421 4.3.2 shutting down"}, "none", StepGreeting, Busy, true, false},
		{"421 after the dot", smtpScript{"dot": "421 4.3.2 shutting down"}, "none", StepHandOver, Busy, true, false},
		{"450 recipient", smtpScript{"RCPT": "450 4.2.0 greylisted"}, "none", StepRecipient, RecipientRefused, true, false},
		{"451 sender", smtpScript{"MAIL": "451 4.3.0 try again"}, "none", StepSender, Busy, true, false},
		{"452 full", smtpScript{"RCPT": "452 4.2.2 over quota"}, "none", StepRecipient, MailboxFull, true, false},
		{"454 login", smtpScript{"AUTH": "454 4.7.0 temporary authentication failure"}, "none", StepLogin, Busy, true, false},
		{"535 login", smtpScript{"AUTH": "535 5.7.8 no: " + canary + " " + base64.StdEncoding.EncodeToString([]byte("\x00anna@example.org\x00"+canary))}, "none", StepLogin, LoginRefused, false, false},
		{"534 app password", smtpScript{"AUTH": "534 5.7.9 Application-specific password required."}, "none", StepLogin, AppPassword, false, false},
		{"535 ended", smtpScript{"AUTH": "535 5.7.139 Authentication unsuccessful, basic authentication is disabled."}, "none", StepLogin, LoginEnded, false, false},
		{"no AUTH", smtpScript{"EHLO": "250 mail.example.org"}, "none", StepLogin, NoLogin, false, false},
		{"550 sender", smtpScript{"MAIL": "550 5.7.1 not yours"}, "none", StepSender, SenderRefused, false, false},
		{"550 one of three", smtpScript{"<carl@example.org>": "550 5.1.1 unknown"}, "none", StepRecipient, RecipientRefused, false, false},
		{"552 size", smtpScript{"dot": "552 5.3.4 too big"}, "none", StepHandOver, TooLarge, false, false},
		{"554 content", smtpScript{"dot": "554 5.7.1 spam"}, "none", StepHandOver, Refused, false, false},
		{"SIZE offered", smtpScript{"EHLO": "250-mail\r\n250-SIZE 100\r\n250 AUTH PLAIN"}, "none", StepSender, TooLarge, false, false},
		{"600 MB reply", smtpScript{"EHLO": func(c *talk) { c.flood("250-much\r\n", 600<<20) }}, "none", StepGreeting, TooMuch, false, false},
		{"endless line", smtpScript{"MAIL": func(c *talk) { c.flood("250 much", 1<<40) }}, "none", StepSender, TooMuch, false, false},
		{"endless line after the dot", smtpScript{"dot": func(c *talk) { c.flood("much", 1<<40) }}, "none", StepHandOver, TooMuch, false, true},
		{"binary", smtpScript{"greeting": "\x16\x03\x01\x00\x7f\x00\xff\xfe\x1b[2J"}, "none", StepGreeting, NotMail, false, false},
		{"half a code", smtpScript{"RCPT": func(c *talk) { io.WriteString(c, "25") }}, "none", StepRecipient, Dropped, true, false},
		{"354 after the dot", smtpScript{"dot": "354 go on"}, "none", StepHandOver, NotMail, false, true},
		{"half a code after the dot", smtpScript{"dot": func(c *talk) { io.WriteString(c, "25") }}, "none", StepHandOver, Dropped, false, true},
		{"an IMAP server", smtpScript{"greeting": "* OK Dovecot ready."}, "none", StepGreeting, NotMail, false, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			server := serve(t, c.script.play)
			a := account(data.MailByMailbox)
			a.SMTP = server.at(c.security)
			if c.reason == Silent {
				a.limits = &short
				t.Parallel() // it only waits
			}
			err := within(t, func() error {
				return Send(t.Context(), a, letter(t), "anna@example.org", "bob@example.org", "carl@example.org", "dora@example.org")
			})
			e := problem(t, err, a.SMTP)
			if e.Step != c.step || e.Reason != c.reason || e.Temporary != c.temporary || e.Unknown != c.unknown {
				t.Errorf("got %s at %s, temporary %v, unknown %v (%v; %q)", e.Reason, e.Step, e.Temporary, e.Unknown, e.Unwrap(), e.Words)
			}
			if c.reason == RecipientRefused && e.Address == "" {
				t.Error("no address named")
			}
		})
	}
}

// within runs a call and checks that it takes neither long nor much memory.
func within(t *testing.T, call func() error) error {
	t.Helper()
	runtime.GC()
	before, peak := held(), uint64(0)
	start, done, stopped := time.Now(), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for tick := time.NewTicker(2 * time.Millisecond); ; {
			select {
			case <-tick.C:
				peak = max(peak, held())
			case <-done:
				return
			}
		}
	}()
	err := call()
	close(done)
	<-stopped
	if took := time.Since(start); took > 8*time.Second {
		t.Errorf("took %v", took)
	}
	if peak > before+100<<20 {
		t.Errorf("took %d MB", (peak-before)>>20)
	}
	return err
}

// held is what objects and stacks take, the scripted server's too.
func held() uint64 {
	samples := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/memory/classes/heap/stacks:bytes"}}
	metrics.Read(samples)
	return samples[0].Value.Uint64() + samples[1].Value.Uint64()
}

func letter(t testing.TB) []byte {
	t.Helper()
	raw, _, err := Compose(example())
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// TestSend: what arrives is what was composed, dots and all, and goodbye does
// not matter.
func TestSend(t *testing.T) {
	asks := func(c *talk) bool {
		for _, question := range []string{"Username:", "Password:"} {
			c.say("334 " + base64.StdEncoding.EncodeToString([]byte(question)))
			c.hear()
		}
		c.say("235 welcome")
		return true
	}
	for name, script := range map[string]smtpScript{
		"usual": {}, "another yes": {"dot": "251 2.0.0 forwarded"}, "silent goodbye": {"QUIT": "-silent"}, "no goodbye": {"QUIT": "-drop"},
		"AUTH LOGIN": {"EHLO": "250-m\r\n250 AUTH CRAM-MD5 LOGIN", "AUTH": asks},
	} {
		server := serve(t, script.play)
		a := account(data.MailByMailbox)
		a.SMTP = server.at(data.MailPlain)
		raw := letter(t)
		if err := within(t, func() error { return Send(t.Context(), a, raw, "anna@example.org", "bob@example.org") }); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if said := server.said(); !strings.Contains(strings.ReplaceAll(said, "\r\n..", "\r\n."), string(raw)) {
			t.Errorf("%s: heard %q", name, said)
		}
	}
}

// TestSendSMTPUTF8: the extension is asked for only when an address needs it.
func TestSendSMTPUTF8(t *testing.T) {
	for address, want := range map[string]string{"bob@example.org": "MAIL FROM:<anna@example.org> BODY=8BITMIME\r\n", "zoë@example.org": "MAIL FROM:<anna@example.org> BODY=8BITMIME SMTPUTF8\r\n"} {
		server := serve(t, smtpScript{}.play)
		a := account(data.MailByMailbox)
		a.SMTP = server.at(data.MailPlain)
		if err := Send(t.Context(), a, letter(t), "anna@example.org", address); err != nil || !strings.Contains(server.said(), want) {
			t.Errorf("%s: %v in %q", address, err, server.said())
		}
	}
	server := serve(t, smtpScript{"EHLO": "250-m\r\n250 AUTH PLAIN"}.play)
	a := account(data.MailByMailbox)
	a.SMTP = server.at(data.MailPlain)
	if e := problem(t, Send(t.Context(), a, letter(t), "anna@example.org", "zoë@example.org"), a.SMTP); e.Reason != AddressUnsupported {
		t.Error(e)
	}
}

// TestEnvelope: addresses go out as servers want them, however they were typed.
func TestEnvelope(t *testing.T) {
	server := serve(t, smtpScript{}.play)
	a := account(data.MailByMailbox)
	a.SMTP = server.at(data.MailPlain)
	if err := Send(t.Context(), a, letter(t), "Anna <Anna@Bücher.Example>", " bob@Example.ORG"); err != nil {
		t.Fatal(err)
	}
	said := server.said()
	for _, want := range []string{"MAIL FROM:<Anna@xn--bcher-kva.example> BODY=8BITMIME\r\n", "RCPT TO:<bob@example.org>\r\n", "EHLO [127.0.0.1]\r\n"} {
		if !strings.Contains(said, want) {
			t.Errorf("no %q in %q", want, said)
		}
	}
	for i, addresses := range [][]string{{"anna", "bob@example.org"}, {"anna@example.org", "bob@example.org> NOTIFY=NEVER"}} {
		e := problem(t, Send(t.Context(), a, letter(t), addresses[0], addresses[1]), a.SMTP)
		if e.Reason != [...]Reason{SenderRefused, RecipientRefused}[i] || e.Step != [...]Step{StepSender, StepRecipient}[i] || e.Address != addresses[i] {
			t.Errorf("%v: %v of %q", addresses, e, e.Address)
		}
	}
}

// TestHostileSCRAM: a server that asks for two thousand million rounds is left
// at once.
func TestHostileSCRAM(t *testing.T) {
	server := serve(t, smtpScript{"EHLO": "250-m\r\n250 AUTH SCRAM-SHA-256", "AUTH": func(c *talk) bool {
		c.say("334 ")
		first, _ := base64.StdEncoding.DecodeString(c.hear())
		_, nonce, _ := strings.Cut(string(first), "r=")
		c.say("334 " + base64.StdEncoding.EncodeToString([]byte("r="+nonce+"more,s=c2FsdHNhbHQ=,i=2000000000")))
		return true
	}}.play)
	a := account(data.MailByMailbox)
	a.SMTP = server.at(data.MailPlain)
	e := problem(t, within(t, func() error { return Send(t.Context(), a, letter(t), "anna@example.org", "bob@example.org") }), a.SMTP)
	if e.Reason != TooMuch || e.Step != StepLogin {
		t.Error(e, e.Unwrap())
	}
}

// TestSendCancelled: cancelling works within a second at every point, with the
// real limits; from the word DATA on the letter's fate is unknown.
func TestSendCancelled(t *testing.T) {
	for _, point := range []string{"greeting", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "dot", "STARTTLS", "handshake"} {
		t.Run(point, func(t *testing.T) {
			reached := make(chan struct{})
			security, at := data.MailPlain, point
			if point == "STARTTLS" || point == "handshake" {
				security, at = data.MailStartTLS, "STARTTLS"
			}
			server := serve(t, smtpScript{at: func(c *talk) {
				if point == "handshake" {
					c.say("220 go")
				}
				close(reached)
				c.silent()
			}}.play)
			a := account(data.MailByMailbox)
			a.limits, a.SMTP = nil, server.at(security)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			var stopped time.Time
			go func() { <-reached; time.Sleep(20 * time.Millisecond); stopped = time.Now(); cancel() }()
			e := problem(t, Send(ctx, a, letter(t), "anna@example.org", "bob@example.org"), a.SMTP)
			if took := time.Since(stopped); took > time.Second || e.Reason != Cancelled || e.Unknown != (point == "DATA" || point == "dot") {
				t.Errorf("%v after %v (unknown %v)", e, took, e.Unknown)
			}
		})
	}
}

// TestUnreachable: nobody listens, and no such name.
func TestUnreachable(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := listener.Addr().(*net.TCPAddr).Port
	listener.Close()
	a := account(data.MailByMailbox)
	a.SMTP = data.MailServer{Host: "127.0.0.1", Port: port, Security: data.MailTLS}
	if e := problem(t, Send(t.Context(), a, letter(t), "anna@example.org", "bob@example.org"), a.SMTP); e.Reason != Unreachable || e.Step != StepConnect || !e.Temporary {
		t.Error(e)
	}
	a.SMTP.Host = "mail.invalid"
	if e := problem(t, Send(t.Context(), a, letter(t), "anna@example.org", "bob@example.org"), a.SMTP); e.Step != StepLookup || !e.Temporary || e.Reason != HostNotFound && e.Reason != NoNetwork {
		t.Error(e)
	}
}

// TestPlainOnlyOnLoopback: the address counts, not the name.
func TestPlainOnlyOnLoopback(t *testing.T) {
	a := account(data.MailByMailbox)
	for host, want := range map[string]Reason{"192.0.2.1": NotLoopback, "2001:db8::1": NotLoopback, "[::1]": Unreachable, "127.8.9.10": Unreachable} {
		a.SMTP = data.MailServer{Host: host, Port: 9, Security: data.MailPlain}
		var e *Error
		if err := Send(t.Context(), a, letter(t), "anna@example.org", "bob@example.org"); !errors.As(err, &e) || e.Reason != want && !(want == Unreachable && e.Reason == NoNetwork) {
			t.Errorf("%s: %v", host, err)
		}
	}
}
