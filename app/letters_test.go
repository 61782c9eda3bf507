package app

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net"
	"net/mail"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
	"github.com/xuri/excelize/v2"

	"headcount.app/headcount/app/outbox"
	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/app/report"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// mailing is the example organization with a mailbox set up.
func mailing(t *testing.T, language string, m data.Mail) *App {
	t.Helper()
	a := example(t, language)
	a.keepIn(&ring{}, "")
	if m.From == "" && m.Way != "" {
		m.From = testAddress
	}
	password := Password{}
	if m.Way == data.MailByMailbox || m.Way == data.MailByDraft {
		password.Text = testPassword
	}
	try(t, a.SaveMail(t.Context(), m, password))
	return a
}

// keepIn has passwords kept in another keyring, or one given for a run.
func (a *App) keepIn(r *ring, given string) {
	a.passwords = outbox.NewPasswords(r, given)
	a.Outbox = a.newOutbox(func() string { return "somewhere" })
}

// exampleFile is the user file that comes with the example.
func exampleFile(t *testing.T, a *App) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(filepath.Dir(a.Path()), "*.xlsx"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no file beside the example: %v", err)
	}
	slices.Sort(files)
	return files[0]
}

// simulateTo simulates the example's file with a copy to an address.
func simulateTo(t *testing.T, a *App, to, language string) *Simulation {
	t.Helper()
	s, err := a.Prepare(t.Context(), exampleFile(t, a), data.Options{SkipProblems: true}, nil)
	try(t, err)
	s.Copy = Copy{To: to, Words: assets.In(language)}
	try(t, a.Record(t.Context(), s))
	return s
}

// only is the one letter there is.
func only(t *testing.T, a *App) data.Letter {
	t.Helper()
	o, err := a.Outbox.Contents(t.Context())
	try(t, err)
	if len(o.Letters) != 1 {
		t.Fatalf("%d letters", len(o.Letters))
	}
	return o.Letters[0]
}

// read is a letter as another program reads it.
type read struct {
	header     mail.Header
	subject    string
	text, html string
	attached   []byte
	name       string
}

func readLetter(t *testing.T, raw []byte) read {
	t.Helper()
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	try(t, err)
	r := read{header: m.Header}
	r.subject, err = new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	try(t, err)
	r.parts(t, m.Header.Get("Content-Type"), m.Body)
	return r
}

func (r *read) parts(t *testing.T, kind string, body io.Reader) {
	t.Helper()
	media, parameters, err := mime.ParseMediaType(kind)
	try(t, err)
	if !strings.HasPrefix(media, "multipart/") {
		content, err := io.ReadAll(body)
		try(t, err)
		switch media {
		case "text/plain":
			r.text = string(content)
		case "text/html":
			r.html = string(content)
		default:
			r.attached = content
		}
		return
	}
	for parts := multipart.NewReader(body, parameters["boundary"]); ; {
		part, err := parts.NextPart() // decodes quoted-printable itself
		if errors.Is(err, io.EOF) {
			return
		}
		try(t, err)
		var content io.Reader = part
		if part.Header.Get("Content-Transfer-Encoding") == "base64" {
			content = base64.NewDecoder(base64.StdEncoding, part)
			r.name = part.FileName()
		}
		r.parts(t, part.Header.Get("Content-Type"), content)
	}
}

// TestReportByEmail: the letter says what the report says, in the language
// that was asked for, and the copy lies in Sent (SPEC S11.1, S11.2).
func TestReportByEmail(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		smtpServer, imapServer := newPost(t), newBox(t)
		a := mailing(t, language, data.Mail{Way: data.MailByMailbox, SMTP: smtpServer.at, IMAP: imapServer.at})
		s := simulateTo(t, a, "Boss <boss@bellerive.example>", language)
		waiting := only(t, a)
		if waiting.State != data.LetterQueued || waiting.Upload != s.Upload.ID || waiting.To != "boss@bellerive.example" || waiting.Filing != data.FilingDue {
			t.Fatalf("queued: %+v", waiting)
		}
		sent, err := a.Outbox.Send(t.Context(), nil)
		try(t, err)
		if len(sent) != 1 || sent[0].State != data.LetterSent || sent[0].Filing != data.FilingDone || sent[0].Trouble.Code != "" || sent[0].Attempts != 2 {
			t.Fatalf("sent: %+v", sent)
		}
		if n := imapServer.letters(t, "Sent"); n != 1 || smtpServer.count() != 1 {
			t.Errorf("%d copies filed, %d letters delivered", n, smtpServer.count())
		}
		got := readLetter(t, smtpServer.taken[waiting.MessageID][0])
		w := assets.In(language)
		r, err := a.ReportOf(t.Context(), s.Upload.ID, w)
		try(t, err)
		if !strings.HasPrefix(got.subject, "[Simulation] ") || !strings.Contains(got.subject, r.Organization) || got.subject != waiting.Subject {
			t.Errorf("subject %q", got.subject)
		}
		for _, count := range report.CountLines(w, r) {
			if !strings.Contains(got.text, count.Sentence) {
				t.Errorf("%q is not in the text", count.Sentence)
			}
		}
		for _, part := range []string{report.Headline(w, r), w.T("report.upload", "upload", s.Upload.ID)} {
			if !strings.Contains(got.text, part) || !strings.Contains(got.html, part) {
				t.Errorf("%q is not in both bodies", part)
			}
		}
		sameWorkbook(t, got.attached, r)
		if got.name == "" || filepath.Ext(got.name) != ".xlsx" {
			t.Errorf("attached as %q", got.name)
		}
		if again, err := a.Outbox.Send(t.Context(), nil); err != nil || len(again) != 0 {
			t.Errorf("sent again: %v, %v", again, err)
		}
	}
}

// sameWorkbook compares an attachment with the report saved as XLSX, cell by
// cell.
func sameWorkbook(t *testing.T, attached []byte, r report.Report) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "report.xlsx")
	try(t, WriteReport(t.Context(), r, path))
	saved, err := os.ReadFile(path)
	try(t, err)
	var books [2][]string
	for i, content := range [][]byte{attached, saved} {
		f, err := excelize.OpenReader(bytes.NewReader(content))
		try(t, err)
		for _, name := range f.GetSheetList() {
			rows, err := f.GetRows(name)
			try(t, err)
			books[i] = append(books[i], name)
			for _, row := range rows {
				books[i] = append(books[i], strings.Join(row, "|"))
			}
		}
		f.Close()
	}
	if len(books[0]) < 10 || !slices.Equal(books[0], books[1]) {
		t.Errorf("attached\n%s\nsaved\n%s", strings.Join(books[0], "\n"), strings.Join(books[1], "\n"))
	}
}

// TestAppliedReportByEmail: the copy of an applied report is queued in the same
// transaction; what is refused sends nothing of it (SPEC S5.3).
func TestAppliedReportByEmail(t *testing.T) {
	a := mailing(t, "en", data.Mail{Way: data.MailByMailbox, SMTP: newPost(t).at})
	s, err := a.Prepare(t.Context(), exampleFile(t, a), data.Options{}, nil)
	try(t, err)
	s.Copy = Copy{To: "boss@bellerive.example", Words: assets.In("en")}
	if _, err := a.Apply(t.Context(), s, Consent{}, nil); err == nil {
		t.Fatal("a plan with problems was applied")
	}
	if o, err := a.Outbox.Contents(t.Context()); err != nil || len(o.Letters) != 0 {
		t.Fatalf("letters about a refused plan: %+v, %v", o, err)
	}
	again, err := a.Replan(t.Context(), s, data.Options{SkipProblems: true})
	try(t, err)
	u, err := a.Apply(t.Context(), again, Consent{Numbers: numbers(again.Plan)}, nil)
	try(t, err)
	l := only(t, a)
	if l.Upload != u.ID || !strings.HasPrefix(l.Subject, "[Applied] ") || l.Filing != data.FilingNone {
		t.Errorf("letter %+v about upload %d", l, u.ID)
	}
	wrong := *s
	wrong.Copy.To = "nobody"
	if err := a.Record(t.Context(), &wrong); Code(err) != CodeAddress || wrong.Upload.ID != 0 {
		t.Errorf("a simulation with a wrong address: %v", err)
	}
}

// numbers are those that all guards ask for.
func numbers(p *plan.Plan) []int {
	var all []int
	for _, g := range p.Guards {
		all = append(all, g.Number)
	}
	return all
}

// TestEmailLater: a report in the history can be mailed at any time; one that is
// too old says so (SPEC S11.1, S5.5).
func TestEmailLater(t *testing.T) {
	imapServer := newBox(t)
	a := mailing(t, "en", data.Mail{Way: data.MailByDraft, IMAP: imapServer.at})
	s, err := a.Simulate(t.Context(), exampleFile(t, a), data.Options{}, nil)
	try(t, err)
	l, err := a.EmailReport(t.Context(), s.Upload.ID, Copy{To: "boss@bellerive.example", Words: assets.In("en")})
	try(t, err)
	if l.State != data.LetterQueued || l.Way != data.MailByDraft {
		t.Errorf("queued %+v", l)
	}
	sent, err := a.Outbox.Send(t.Context(), nil)
	try(t, err)
	if sent[0].State != data.LetterSent || imapServer.letters(t, "Drafts") != 1 {
		t.Errorf("a draft: %+v", sent[0])
	}
	if m := LetterMessage(&sent[0], assets.In("en")); m.Sentence != "Put into the mailbox as a draft." || m.WayOut != "" {
		t.Errorf("message %+v", m)
	}
	// With an IMAP server alone, the report is put into the person's own Inbox.
	try(t, a.SaveMail(t.Context(), data.Mail{Way: data.MailByMailbox, From: testAddress, IMAP: imapServer.at}, Password{}))
	_, err = a.EmailReport(t.Context(), s.Upload.ID, Copy{To: testAddress, Words: assets.In("en")})
	try(t, err)
	_, err = a.Outbox.Send(t.Context(), nil)
	try(t, err)
	if imapServer.letters(t, "INBOX") != 1 || imapServer.letters(t, "Sent") != 0 {
		t.Error("the report is not in the Inbox alone")
	}
	try(t, a.store.Prune(t.Context(), a.now().AddDate(1, 0, 0)))
	old, err := a.EmailReport(t.Context(), s.Upload.ID, Copy{To: testAddress, Words: assets.In("en")})
	try(t, err)
	raw, err := a.store.LetterText(t.Context(), old.ID)
	try(t, err)
	if got := readLetter(t, raw); !strings.Contains(got.text, assets.In("en").T("report.only_counts")) {
		t.Errorf("a report that is not kept: %s", got.text)
	}
	for to, code := range map[string]string{"": CodeAddress, "nobody": CodeAddress, "a@b.fr, c@d.fr": CodeAddress} {
		if _, err := a.EmailReport(t.Context(), s.Upload.ID, Copy{To: to, Words: assets.In("en")}); Code(err) != code {
			t.Errorf("to %q: %v", to, err)
		}
	}
	if _, err := a.EmailReport(t.Context(), 99, Copy{To: testAddress, Words: assets.In("en")}); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("an upload that is not there: %v", err)
	}
}

// TestDraftForTheMailProgram: nothing to set up; the draft is saved beside the
// organization, readable by its owner alone (SPEC S11.2).
func TestDraftForTheMailProgram(t *testing.T) {
	a := mailing(t, "en", data.Mail{})
	simulateTo(t, a, "boss@bellerive.example", "en")
	l, err := a.Outbox.SaveDraft(t.Context(), only(t, a).ID)
	try(t, err)
	if l.State != data.LetterSaved || filepath.Dir(l.Path) != letterFolder(a.Path()) || filepath.Ext(l.Path) != ".eml" {
		t.Fatalf("saved: %+v", l)
	}
	for path, want := range map[string]os.FileMode{l.Path: 0o600, letterFolder(a.Path()): 0o700 | os.ModeDir} {
		info, err := os.Stat(path)
		try(t, err)
		if info.Mode() != want {
			t.Errorf("%s is %v", path, info.Mode())
		}
	}
	raw, err := os.ReadFile(l.Path)
	try(t, err)
	got := readLetter(t, raw)
	if got.header.Get("X-Unsent") != "1" || got.header.Get("From") != "" || got.header.Get("To") == "" || len(got.attached) == 0 {
		t.Errorf("draft %v with %d bytes attached", got.header, len(got.attached))
	}
	try(t, a.Outbox.Opened(t.Context(), l.ID))
	if again, err := a.Outbox.SaveDraft(t.Context(), l.ID); err != nil || again.Path != l.Path || again.State != data.LetterOpened {
		t.Errorf("saved again: %+v, %v", again, err)
	}
}

// TestRefusals: what a server says decides whether a letter is tried again, and
// stays to be read (SPEC S11.4).
func TestRefusals(t *testing.T) {
	reply := func(code int, words string) error { return &smtp.SMTPError{Code: code, Message: words} }
	for name, c := range map[string]struct {
		step  string
		err   error
		state data.LetterState
		code  string
	}{
		"recipient":          {"rcpt", reply(550, "no such user here"), data.LetterFailed, "recipient_refused"},
		"recipient, for now": {"rcpt", reply(450, "try later"), data.LetterQueued, "recipient_refused"},
		"greylisted":         {"rcpt", reply(451, "greylisted"), data.LetterQueued, "busy"},
		"sender":             {"mail", reply(553, "not your address"), data.LetterFailed, "sender_refused"},
		"login":              {"login", reply(535, "wrong password"), data.LetterFailed, "login_refused"},
		"text":               {"data", reply(554, "looks like spam"), data.LetterFailed, "refused"},
		"text, for now":      {"data", reply(421, "going down"), data.LetterQueued, "busy"},
		"size":               {"data", reply(552, "too large"), data.LetterFailed, "too_large"},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPost(t)
			a := mailing(t, "en", data.Mail{Way: data.MailByMailbox, SMTP: p.at})
			p.refuse[c.step] = c.err
			simulateTo(t, a, "boss@bellerive.example", "en")
			sent, err := a.Outbox.Send(t.Context(), nil)
			try(t, err)
			l := sent[0]
			if l.State != c.state || l.Trouble.Code != c.code || l.Attempts != 1 || p.count() != 0 {
				t.Fatalf("%+v", l)
			}
			words := c.err.(*smtp.SMTPError).Message
			if m := LetterMessage(&l, assets.In("en")); !strings.Contains(m.String(), words) {
				t.Errorf("the server's words %q are not in %q", words, m)
			}
			if l.State == data.LetterQueued && l.NextTry.Sub(l.LastTry) != time.Minute {
				t.Errorf("tried again after %v", l.NextTry.Sub(l.LastTry))
			}
			p.set(func() { delete(p.refuse, c.step) })
			try(t, a.Outbox.Retry(t.Context(), l.ID))
			if sent, err = a.Outbox.Send(t.Context(), nil); err != nil || sent[0].State != data.LetterSent || p.count() != 1 {
				t.Errorf("tried again: %+v, %v", sent, err)
			}
		})
	}
}

// TestUnknownFate: when the line breaks after the text was handed over, the
// letter is never sent again by itself, only if a person says so (SPEC S11.4).
func TestUnknownFate(t *testing.T) {
	for _, delivered := range []bool{false, true} {
		p := newPost(t)
		a := mailing(t, "en", data.Mail{Way: data.MailByMailbox, SMTP: p.at})
		p.hangUp, p.keep = true, delivered
		simulateTo(t, a, "boss@bellerive.example", "en")
		sent, err := a.Outbox.Send(t.Context(), nil)
		try(t, err)
		if sent[0].State != data.LetterUnknown || !sent[0].NextTry.IsZero() {
			t.Fatalf("%+v", sent[0])
		}
		p.set(func() { p.hangUp = false })
		before := p.count()
		if again, err := a.Outbox.Send(t.Context(), nil); err != nil || len(again) != 0 || p.count() != before {
			t.Errorf("sent again by itself: %+v, %v", again, err)
		}
		if m := LetterMessage(&sent[0], assets.In("en")); !strings.Contains(m.Sentence, "not known") || m.WayOut == "" {
			t.Errorf("message %+v", m)
		}
		try(t, a.Outbox.Retry(t.Context(), sent[0].ID))
		if _, err = a.Outbox.Send(t.Context(), nil); err != nil || p.count() != before+1 {
			t.Errorf("%d letters after a person said so: %v", p.count(), err)
		}
	}
}

// TestCopyNotFiled: a letter that was sent stays sent when its copy cannot be
// filed, and filing it later sends nothing (SPEC S11.4).
func TestCopyNotFiled(t *testing.T) {
	p, b := newPost(t), newBox(t)
	a := mailing(t, "en", data.Mail{Way: data.MailByMailbox, SMTP: p.at, IMAP: b.at})
	b.server.Close()
	simulateTo(t, a, "boss@bellerive.example", "en")
	sent, err := a.Outbox.Send(t.Context(), nil)
	try(t, err)
	l := sent[0]
	if l.State != data.LetterSent || l.Filing != data.FilingDue || l.Trouble.Code != "unreachable" || !l.NextTry.After(l.LastTry) {
		t.Fatalf("%+v", l)
	}
	b.listen(t, serverAddress(b.at))
	sent, err = a.Outbox.Send(t.Context(), nil)
	try(t, err)
	if sent[0].Filing != data.FilingDone || b.letters(t, "Sent") != 1 || p.count() != 1 {
		t.Errorf("%+v, %d copies, %d letters", sent[0], b.letters(t, "Sent"), p.count())
	}
}

// TestLargeReport: a letter stays within what providers take; the workbook of a
// report that is too large is left out, and the letter says so.
func TestLargeReport(t *testing.T) {
	a := mailing(t, "en", data.Mail{Way: data.MailByMailbox, SMTP: newPost(t).at})
	for lines, attached := range map[int]bool{20_000: true, 400_000: false} {
		p := &plan.Plan{File: data.FileInfo{Name: "big.xlsx", Rows: lines}, At: a.now()}
		people := make([]data.User, lines)
		for i := range people {
			people[i] = data.User{Key: data.UserKey(i + 1), Email: strings.Repeat(string(rune('a'+i%26)), 3) + time.Duration(i*7919).String() + "@bellerive.example", FirstName: time.Duration(i * 31).String(), LastName: "Person"}
			p.Lines = append(p.Lines, plan.Line{Kind: plan.Created, Row: i + 2, After: &people[i]})
		}
		p.Counts.Created = lines
		posting, err := a.write(t.Context(), data.Mail{Way: data.MailByMailbox, From: testAddress, SMTP: data.MailServer{Host: "x"}}, "boss@bellerive.example",
			report.Report{Plan: p, Mode: data.Simulated, Words: assets.In("en"), Organization: "Bellerive"})
		try(t, err)
		got := readLetter(t, posting.Text)
		t.Logf("%d lines: a letter of %d bytes, %d of them attached", lines, len(posting.Text), len(got.attached))
		if (len(got.attached) > 0) != attached || len(posting.Text) > 15<<20 || len(got.text) > 200_000 {
			t.Errorf("%d lines: %d bytes attached, %d in all", lines, len(got.attached), len(posting.Text))
		}
		if said := strings.Contains(got.text, "larger than 10 MB"); said == attached {
			t.Errorf("%d lines: the letter says that the workbook is left out: %v", lines, said)
		}
	}
}

func serverAddress(s data.MailServer) string { return net.JoinHostPort(s.Host, strconv.Itoa(s.Port)) }
