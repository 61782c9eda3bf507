package mail

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"headcount.app/headcount/data"
)

// imapScript says what a server does at a command: "-silent", "-drop", text
// before its consent ("* …"), a refusal ("NO …", "BAD …"), or something of its
// own. Everything else it does as it should.
type imapScript struct {
	special map[string]any
	folders []string // as LIST lines: (\HasNoChildren) "/" Sent

	mu      sync.Mutex
	letters []string // Message-IDs that lie there
	added   []string // APPEND commands, and CREATE
}

// play serves one IMAP connection.
func (s *imapScript) play(c *talk) {
	if !s.at(c, "greeting", "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR SPECIAL-USE LIST-EXTENDED CREATE-SPECIAL-USE] ready") {
		return
	}
	for {
		line := c.hear()
		tag, rest, found := strings.Cut(line, " ")
		if !found {
			return
		}
		word, arguments, _ := strings.Cut(rest, " ")
		if word = strings.ToUpper(word); word == "UID" {
			word, arguments, _ = strings.Cut(arguments, " ")
		}
		if !s.answer(c, tag, word, arguments) {
			return
		}
	}
}

func (s *imapScript) answer(c *talk, tag, word, arguments string) bool {
	switch special := s.special[word].(type) {
	case func(*talk):
		special(c)
		return false
	case string:
		switch {
		case special == "-silent":
			c.silent()
			return false
		case special == "-drop":
			return false
		case strings.HasPrefix(special, "* "):
			c.say(special)
		default:
			c.say(tag + " " + special)
			return !strings.HasPrefix(special, "BYE")
		}
	}
	switch word {
	case "CAPABILITY":
		c.say("* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR SPECIAL-USE LIST-EXTENDED CREATE-SPECIAL-USE")
	case "LIST":
		s.mu.Lock()
		folders := s.folders
		s.mu.Unlock()
		for _, f := range folders {
			c.say("* LIST " + f)
		}
	case "EXAMINE":
		c.say("* FLAGS (\\Seen)", "* 3 EXISTS", fmt.Sprintf("* OK [UIDVALIDITY %d] changed", time.Now().UnixNano()&0x7fffffff))
	case "SEARCH":
		s.mu.Lock()
		reply := "* SEARCH"
		if slices.ContainsFunc(s.letters, func(id string) bool { return strings.Contains(arguments, id) }) {
			reply += " 7"
		}
		s.mu.Unlock()
		c.say(reply)
	case "CREATE":
		s.mu.Lock()
		s.added = append(s.added, "CREATE "+arguments)
		name, _, _ := strings.Cut(arguments, " (")
		delimiter := strings.Split(s.folders[0], `"`)[1]
		s.folders = append(slices.Clone(s.folders), `() "`+delimiter+`" `+name)
		s.mu.Unlock()
	case "APPEND":
		if !s.append(c, arguments) {
			return false
		}
	case "LOGOUT":
		c.say("* BYE goodbye")
	}
	c.say(tag + " OK done")
	return word != "LOGOUT"
}

// log returns what was added so far.
func (s *imapScript) log() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.added)
}

// append takes the literal of an APPEND.
func (s *imapScript) append(c *talk, arguments string) bool {
	open := strings.LastIndexByte(arguments, '{')
	size, err := strconv.Atoi(strings.Trim(arguments[open:], "{+}"))
	if err != nil {
		return false
	}
	c.say("+ go ahead")
	raw := make([]byte, size)
	if _, err := io.ReadFull(c.r, raw); err != nil {
		return false
	}
	c.hear()
	s.mu.Lock()
	s.added = append(s.added, strings.TrimSpace(arguments[:open]))
	for line := range strings.SplitSeq(string(raw), "\r\n") {
		if id, found := strings.CutPrefix(line, "Message-ID: "); found {
			s.letters = append(s.letters, id)
		}
	}
	s.mu.Unlock()
	return s.at(c, "literal", "")
}

func (s *imapScript) at(c *talk, point, usual string) bool {
	switch special := s.special[point].(type) {
	case func(*talk):
		special(c)
		return false
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
		usual = special
	}
	if usual != "" {
		c.say(usual)
	}
	return true
}

var usualFolders = []string{`(\HasNoChildren) "/" INBOX`, `(\HasNoChildren \Sent) "/" "Sent Items"`, `(\HasNoChildren \Drafts) "/" Drafts`, `(\HasNoChildren) "/" Sent`}

// TestIMAPFaults: as TestSMTPFaults, for filing.
func TestIMAPFaults(t *testing.T) {
	type faults map[string]any
	flood := func(start, text string, bytes int64) func(*talk) {
		return func(c *talk) { io.WriteString(c, start); c.flood(text, bytes) }
	}
	for _, c := range []struct {
		name      string
		special   faults
		security  data.MailSecurity
		step      Step
		reason    Reason
		temporary bool
	}{
		{"silent greeting", faults{"greeting": "-silent"}, "none", StepGreeting, Silent, true},
		{"silent CAPABILITY", faults{"greeting": "* OK ready", "CAPABILITY": "-silent"}, "none", StepLogin, Silent, true},
		{"silent STARTTLS", faults{"STARTTLS": "-silent"}, "starttls", StepConnect, Silent, true},
		{"silent login", faults{"AUTHENTICATE": "-silent"}, "none", StepLogin, Silent, true},
		{"silent LIST", faults{"LIST": "-silent"}, "none", StepFolder, Silent, true},
		{"silent EXAMINE", faults{"EXAMINE": "-silent"}, "none", StepFolder, Silent, true},
		{"silent SEARCH", faults{"SEARCH": "-silent"}, "none", StepFolder, Silent, true},
		{"silent APPEND", faults{"APPEND": "-silent"}, "none", StepFile, Silent, true},
		{"silent after the text", faults{"literal": "-silent"}, "none", StepFile, Silent, true},
		{"drop greeting", faults{"greeting": "-drop"}, "none", StepGreeting, Dropped, true},
		{"drop CAPABILITY", faults{"greeting": "* OK ready", "CAPABILITY": "-drop"}, "none", StepLogin, Dropped, true},
		{"drop STARTTLS", faults{"STARTTLS": "-drop"}, "starttls", StepConnect, Dropped, true},
		{"drop within STARTTLS", faults{"STARTTLS": func(c *talk) { io.WriteString(c, "S OK begin\r") }}, "starttls", StepConnect, Dropped, true},
		{"drop login", faults{"AUTHENTICATE": "-drop"}, "none", StepLogin, Dropped, true},
		{"drop LIST", faults{"LIST": "-drop"}, "none", StepFolder, Dropped, true},
		{"drop EXAMINE", faults{"EXAMINE": "-drop"}, "none", StepFolder, Dropped, true},
		{"drop SEARCH", faults{"SEARCH": "-drop"}, "none", StepFolder, Dropped, true},
		{"drop APPEND", faults{"APPEND": "-drop"}, "none", StepFile, Dropped, true},
		{"drop after the text", faults{"literal": "-drop"}, "none", StepFile, Dropped, true},
		{"NO login", faults{"AUTHENTICATE": "NO [AUTHENTICATIONFAILED] not with " + canary}, "none", StepLogin, LoginRefused, false},
		{"NO app password", faults{"AUTHENTICATE": "NO [ALERT] Application-specific password required: https://example.org"}, "none", StepLogin, AppPassword, false},
		{"NO unavailable", faults{"AUTHENTICATE": "NO [UNAVAILABLE] later"}, "none", StepLogin, Busy, true},
		{"no login at all", faults{"greeting": "* OK [CAPABILITY IMAP4rev1 LOGINDISABLED] ready"}, "none", StepLogin, NoLogin, false},
		{"BAD login", faults{"AUTHENTICATE": "BAD what"}, "none", StepLogin, LoginRefused, false},
		{"BYE greeting", faults{"greeting": "* BYE too many connections"}, "none", StepGreeting, Busy, true},
		{"BYE in between", faults{"EXAMINE": func(c *talk) { c.say("* BYE going down") }}, "none", StepFolder, Busy, true},
		{"NO APPEND", faults{"APPEND": "NO not here"}, "none", StepFile, Refused, false},
		{"BAD APPEND", faults{"APPEND": "BAD what"}, "none", StepFile, Refused, false},
		{"quota", faults{"APPEND": "NO [OVERQUOTA] full"}, "none", StepFile, MailboxFull, true},
		{"quota in words", faults{"APPEND": "NO Quota exceeded (mailbox for user is full)"}, "none", StepFile, MailboxFull, true},
		{"too big", faults{"APPEND": "NO [TOOBIG] much"}, "none", StepFile, TooLarge, false},
		{"not offering STARTTLS", faults{"STARTTLS": func(c *talk) { c.say("S BAD unknown") }}, "starttls", StepConnect, NoTLS, false},
		{"PREAUTH before TLS", faults{"greeting": "* PREAUTH come in"}, "starttls", StepConnect, NotMail, false},
		{"literal of 4 GB", faults{"LIST": flood("* LIST () \"/\" {4000000000}\r\n", "x", 1<<40)}, "none", StepFolder, TooMuch, false},
		{"literal of lines", faults{"LIST": flood("* LIST () \"/\" {4000000000}\r\n", "x\r\n", 1<<40)}, "none", StepFolder, TooMuch, false},
		{"literal flood", faults{"LIST": flood("", "* LIST () \"/\" {3}\r\nabc\r\n", 1<<40)}, "none", StepFolder, TooMuch, false},
		{"endless line", faults{"LIST": flood("* OK ", "a", 1<<40)}, "none", StepFolder, TooMuch, false},
		{"200 MB of brackets", faults{"LIST": flood("* 1 FETCH (BODYSTRUCTURE ", "(", 200<<20)}, "none", StepFolder, TooMuch, false},
		{"brackets over many lines", faults{"LIST": flood("", "* 1 FETCH (FLAGS (\\Seen))\r\n", 200<<20)}, "none", StepFolder, TooMuch, false},
		{"3 million untagged", faults{"LIST": flood("", "* 1 EXISTS\r\n", 36_000_000)}, "none", StepFolder, TooMuch, false},
		{"an answer before the question", faults{"EXAMINE": func(c *talk) { c.say("T1 OK", "T2 OK", "T3 OK", "T4 OK", "T5 OK", "T6 OK", "T7 OK"); c.silent() }}, "none", StepFolder, NotMail, false},
		{"an SMTP server", faults{"greeting": "220 mail.example.org ESMTP"}, "none", StepGreeting, NotMail, false},
		{"binary", faults{"greeting": "\x16\x03\x01\x00\x7f\x00\xff\xfe\x1b[2J"}, "none", StepGreeting, NotMail, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			script := &imapScript{special: c.special, folders: usualFolders}
			server := serve(t, script.play)
			a := account(data.MailByMailbox)
			a.IMAP = server.at(c.security)
			if c.reason == Silent {
				a.limits = &short
				t.Parallel() // it only waits
			}
			err := within(t, func() error { return File(t.Context(), a, letter(t), Sent) })
			e := problem(t, err, a.IMAP)
			if e.Step != c.step || e.Reason != c.reason || e.Temporary != c.temporary || e.Unknown {
				t.Errorf("got %s at %s, temporary %v (%v; %q)", e.Reason, e.Step, e.Temporary, e.Unwrap(), e.Words)
			}
		})
	}
}

// TestFile: the right folder and the right marks, once however often it is tried.
func TestFile(t *testing.T) {
	for _, c := range []struct {
		name    string
		kind    Folder
		folders []string
		want    []string
	}{
		{"marked", Sent, usualFolders, []string{`"Sent Items" (\Seen)`}},
		{"drafts", Drafts, usualFolders, []string{`"Drafts" (\Draft \Seen)`}},
		{"inbox", Inbox, usualFolders, []string{`INBOX`}},
		{"unmarked", Sent, []string{`() "/" INBOX`, `() "/" Archive/Sent`, `() "/" Sent`}, []string{`"Sent" (\Seen)`}},
		{"French", Sent, []string{`() "/" INBOX`, `() "/" "&AMk-l&AOk-ments envoy&AOk-s"`}, []string{`"&AMk-l&AOk-ments envoy&AOk-s" (\Seen)`}},
		{"German", Drafts, []string{`() "/" INBOX`, `() "/" Entw&APw-rfe`}, []string{`"Entw&APw-rfe" (\Draft \Seen)`}},
		{"in the Inbox", Sent, []string{`() "." INBOX`, `() "." INBOX.Sent`}, []string{`"INBOX.Sent" (\Seen)`}},
		{"Gmail", Sent, []string{`() "/" INBOX`, `(\Noselect) "/" "[Gmail]"`, `() "/" "[Gmail]/Gesendet"`}, []string{`"[Gmail]/Gesendet" (\Seen)`}},
		{"not selectable", Sent, []string{`() "/" INBOX`, `(\Noselect) "/" Sent`, `() "/" "Sent Messages"`}, []string{`"Sent Messages" (\Seen)`}},
		{"marked as another", Sent, []string{`() "/" INBOX`, `(\Drafts) "/" Sent`, `() "/" Gesendet`}, []string{`"Gesendet" (\Seen)`}},
		{"none", Sent, []string{`() "/" INBOX`, `() "/" Archive`}, []string{`CREATE "Sent" (USE (\Sent))`, `"Sent" (\Seen)`}},
		{"none, in the Inbox", Drafts, []string{`() "." INBOX`, `() "." INBOX.Archive`}, []string{`CREATE "INBOX.Drafts" (USE (\Drafts))`, `"INBOX.Drafts" (\Draft \Seen)`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			script := &imapScript{folders: c.folders}
			server := serve(t, script.play)
			a := account(data.MailByMailbox)
			a.IMAP = server.at(data.MailPlain)
			raw := letter(t)
			for range 2 {
				if err := File(t.Context(), a, raw, c.kind); err != nil {
					t.Fatal(err)
				}
			}
			got := script.log()
			for i, line := range got {
				got[i], _, _ = strings.Cut(line, ` "20-Nov-2026`)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("added %q", got)
			}
		})
	}
}

// TestLoginCommand: a server that does not speak SASL is told the password in
// the old way.
func TestLoginCommand(t *testing.T) {
	server := serve(t, (&imapScript{folders: usualFolders, special: map[string]any{"greeting": "* OK [CAPABILITY IMAP4rev1] ready"}}).play)
	a := account(data.MailByMailbox)
	a.IMAP = server.at(data.MailPlain)
	if err := File(t.Context(), a, letter(t), Sent); err != nil || !strings.Contains(server.said(), `LOGIN "anna@example.org" "`+canary+`"`) {
		t.Errorf("%v in %q", err, server.said())
	}
}

// TestFileAfterDrop: the connection broke after the text; trying again finds it.
func TestFileAfterDrop(t *testing.T) {
	script := &imapScript{folders: usualFolders, special: map[string]any{"literal": "-drop"}}
	server := serve(t, script.play)
	a := account(data.MailByMailbox)
	a.IMAP = server.at(data.MailPlain)
	raw := letter(t)
	if e := problem(t, File(t.Context(), a, raw, Sent), a.IMAP); !e.Temporary {
		t.Error(e)
	}
	if err := File(t.Context(), a, raw, Sent); err != nil || len(script.log()) != 1 {
		t.Errorf("%v, added %q", err, script.log())
	}
}

// TestNoFolder: there is none and none can be made.
func TestNoFolder(t *testing.T) {
	script := &imapScript{folders: usualFolders[:1], special: map[string]any{"CREATE": "NO [CANNOT] not here"}}
	server := serve(t, script.play)
	a := account(data.MailByMailbox)
	a.IMAP = server.at(data.MailPlain)
	if e := problem(t, File(t.Context(), a, letter(t), Drafts), a.IMAP); e.Reason != NoFolder || e.Words != "not here" {
		t.Error(e, e.Words)
	}
}

// TestFileCancelled: as TestSendCancelled, for filing: what a folder may hold is
// not put there again. Cancelling works within a second at every point, with the
// real limits.
func TestFileCancelled(t *testing.T) {
	for _, point := range []string{"greeting", "AUTHENTICATE", "LIST", "EXAMINE", "SEARCH", "APPEND", "literal"} {
		t.Run(point, func(t *testing.T) {
			reached := make(chan struct{})
			special := map[string]any{point: func(c *talk) { close(reached); c.silent() }}
			server := serve(t, (&imapScript{folders: usualFolders, special: special}).play)
			a := account(data.MailByMailbox)
			a.limits, a.IMAP = nil, server.at(data.MailPlain)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			var stopped time.Time
			go func() { <-reached; time.Sleep(20 * time.Millisecond); stopped = time.Now(); cancel() }()
			err := File(ctx, a, letter(t), Sent)
			took := time.Since(stopped)
			if e := problem(t, err, a.IMAP); took > time.Second || e.Reason != Cancelled || e.Unknown != (point == "APPEND" || point == "literal") {
				t.Errorf("%v after %v", e, took)
			}
		})
	}
}

// TestRefusalBeforeTheEnd: a server that refuses a log-in while it is still
// being said makes the IMAP library wait for leave that never comes; File comes
// back all the same.
func TestRefusalBeforeTheEnd(t *testing.T) {
	server := serve(t, (&imapScript{special: map[string]any{
		"greeting": "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready",
		"AUTHENTICATE": func(c *talk) {
			io.WriteString(c, "+ \r\nT1 NO not now\r\n")
			c.silent()
		},
	}}).play)
	for range 2 { // which of the two the library hears first is a matter of luck
		a := account(data.MailByMailbox)
		a.limits, a.IMAP = &short, server.at(data.MailPlain)
		e := problem(t, within(t, func() error { return File(t.Context(), a, letter(t), Sent) }), a.IMAP)
		if e.Step != StepLogin || e.Reason != LoginRefused && e.Reason != Silent {
			t.Errorf("%v", e)
		}
	}
}
