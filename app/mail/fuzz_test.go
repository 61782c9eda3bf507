package mail

import (
	"errors"
	"maps"
	"mime"
	"slices"
	"strings"
	"testing"
	"time"

	"headcount.app/headcount/data"
)

// FuzzBuildMail: whatever stands in the fields, a letter has its own headers,
// its recipient, its parts, and lines that every server takes.
func FuzzBuildMail(f *testing.F) {
	for _, payload := range payloads()[:40] {
		f.Add(payload, "bob@example.org", payload, payload, payload)
	}
	f.Add("Büro", "zoë@bücher.example", "été", "Rapport.xlsx", "text\n.\n..\n")
	f.Fuzz(func(t *testing.T, name, to, subject, file, text string) {
		m := example()
		m.FromName, m.To, m.Subject, m.Attachments[0].Name, m.Text, m.HTML = name, to, subject, file, text, text
		raw, _, err := Compose(m)
		if err != nil {
			var refused *AddressError
			if !errors.As(err, &refused) {
				t.Fatal(err)
			}
			return
		}
		parsed, parts := parse(t, raw)
		want := []string{"Auto-Submitted", "Content-Type", "Date", "From", "Message-Id", "Mime-Version", "Subject", "To", "X-Auto-Response-Suppress"}
		if got := slices.Sorted(maps.Keys(parsed.Header)); !slices.Equal(got, want) {
			t.Errorf("headers %v", got)
		}
		if subject, err := new(mime.WordDecoder).DecodeHeader(parsed.Header.Get("Subject")); err != nil || strings.ContainsAny(subject, "\r\n\x00") {
			t.Errorf("subject %q, %v", subject, err)
		}
		leaves := 3
		if text == "" {
			leaves = 2 // an empty page is none
		}
		if len(parts) != leaves || len(parsed.Header["To"]) != 1 {
			t.Errorf("%d parts, to %v", len(parts), parsed.Header["To"])
		}
		if isASCII(to) {
			checkLines(t, raw)
		}
	})
}

// hasty are limits for fuzzing: nobody waits.
var hasty = func() limits {
	l := short
	l.idle, l.step, l.session, l.quit = 30*time.Millisecond, 60*time.Millisecond, 200*time.Millisecond, 10*time.Millisecond
	return l
}()

// replay is a server that says one thing, at once, and then hangs up or is silent.
func replay(t *testing.T, reply []byte, silent bool) *scripted {
	return serve(t, func(c *talk) {
		c.Write(reply)
		if silent {
			c.silent()
		}
	})
}

// FuzzSMTPReply: whatever a server says, Send comes back in time, with an *Error
// or having handed over.
func FuzzSMTPReply(f *testing.F) {
	f.Add([]byte("220 a\r\n250-b\r\n250 AUTH PLAIN\r\n235 c\r\n250 d\r\n250 e\r\n354 f\r\n250 g\r\n221 h\r\n"), true)
	f.Add([]byte("220-a\r\n220 b\r\n250-b\r\n250 AUTH SCRAM-SHA-256\r\n334 cj0xLHM9YSxpPTk5OTk5OTk5OTk=\r\n"), false)
	f.Add([]byte("220 a\r\n250-b\r\n250 AUTH LOGIN\r\n334 !!\r\n535 no\r\n"), false)
	f.Add([]byte("220 a\r\n500 b\r\n250 c\r\n"), false)
	f.Add([]byte("421 4.3.2 \x00\x1b[2J\xff\r\n"), true)
	f.Fuzz(func(t *testing.T, reply []byte, silent bool) {
		server := replay(t, reply, silent)
		a := account(data.MailByMailbox)
		a.limits, a.SMTP = &hasty, server.at(data.MailPlain)
		checkEnd(t, func() error { return Send(t.Context(), a, letter(t), "anna@example.org", "bob@example.org") }, a.SMTP)
	})
}

// FuzzIMAPReply: the same for File.
func FuzzIMAPReply(f *testing.F) {
	greeting := "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] a\r\n"
	f.Add([]byte(greeting+"T1 OK b\r\n* LIST () \"/\" Sent\r\nT2 OK c\r\nT3 OK d\r\n* SEARCH 1\r\nT4 OK e\r\n"), true)
	f.Add([]byte("* OK a\r\n* CAPABILITY IMAP4rev1\r\nT1 OK b\r\n+ c\r\nT2 OK d\r\nT3 OK e\r\n"), true)
	f.Add([]byte("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] a\r\n+ \r\nT1 NO b\r\n"), true)
	f.Add([]byte(greeting+"T1 OK b\r\n* LIST ((((((((\r\n"), false)
	f.Add([]byte(greeting+"T1 OK b\r\n* 1 FETCH (BODYSTRUCTURE ((((((((((\r\n"), false)
	f.Add([]byte(greeting+"T1 OK b\r\n* LIST () \"/\" {3}\r\nabc\r\n* ESEARCH (TAG \"T4\") ALL 1\r\n"), false)
	f.Add([]byte("* BYE \x1b[2J\xff\x00\r\n"), false)
	f.Fuzz(func(t *testing.T, reply []byte, silent bool) {
		server := replay(t, reply, silent)
		a := account(data.MailByMailbox)
		a.limits, a.IMAP = &hasty, server.at(data.MailPlain)
		checkEnd(t, func() error { return File(t.Context(), a, letter(t), Sent) }, a.IMAP)
	})
}

func checkEnd(t *testing.T, call func() error, s data.MailServer) {
	t.Helper()
	start := time.Now()
	err := call()
	if took := time.Since(start); took > 4*time.Second {
		t.Errorf("took %v", took)
	}
	if err != nil {
		problem(t, err, s)
	}
}
