package mail

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// TestTest: every step has its line, the failing one its reason, and the other
// server is tried too (SPEC S11.3).
func TestTest(t *testing.T) {
	smtp := serve(t, smtpScript{}.play)
	smtpNo := serve(t, smtpScript{"AUTH": "535 5.7.8 wrong"}.play)
	imap := serve(t, (&imapScript{folders: usualFolders}).play)
	none := data.MailServer{}
	for _, c := range []struct {
		name       string
		way        data.MailWay
		smtp, imap data.MailServer
		want       []string
	}{
		{"both", data.MailByMailbox, smtp.at(data.MailPlain), imap.at(data.MailPlain), []string{
			"SMTP lookup", "SMTP connect", "SMTP greeting", "SMTP login", "IMAP lookup", "IMAP connect", "IMAP greeting", "IMAP login", "IMAP folder Sent Items",
		}},
		{"only SMTP", data.MailByMailbox, smtp.at(data.MailPlain), none, []string{"SMTP lookup", "SMTP connect", "SMTP greeting", "SMTP login"}},
		{"only IMAP", data.MailByMailbox, none, imap.at(data.MailPlain), []string{"IMAP lookup", "IMAP connect", "IMAP greeting", "IMAP login", "IMAP folder INBOX"}},
		{"draft", data.MailByDraft, smtp.at(data.MailPlain), imap.at(data.MailPlain), []string{"IMAP lookup", "IMAP connect", "IMAP greeting", "IMAP login", "IMAP folder Drafts"}},
		{"one wrong", data.MailByMailbox, smtpNo.at(data.MailPlain), imap.at(data.MailPlain), []string{
			"SMTP lookup", "SMTP connect", "SMTP greeting", "SMTP login: login_refused", "IMAP lookup", "IMAP connect", "IMAP greeting", "IMAP login", "IMAP folder Sent Items",
		}},
		{"nothing set", data.MailByMailbox, none, none, []string{"SMTP lookup: not_set"}},
		{"program", data.MailByProgram, none, none, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := account(c.way)
			a.SMTP, a.IMAP = c.smtp, c.imap
			var got []string
			failed := false
			err := Test(t.Context(), a, func(r StepResult) {
				line := strings.TrimSpace(fmt.Sprintf("%s %s %s", r.Protocol, r.Step, r.Folder))
				if r.Problem != nil {
					line, failed = line+": "+string(r.Problem.Reason), true
				}
				if word := StepWord(assets.In("fr"), r.Step); strings.Contains(word, "mail.step") {
					t.Errorf("step %s has no word", r.Step)
				}
				got = append(got, line)
			})
			if !slices.Equal(got, c.want) || (err != nil) != failed {
				t.Errorf("got %q, %v", got, err)
			}
		})
	}
}

// TestNoPassword: without one nothing is tried, but a relay on this computer
// that asks nobody is used.
func TestNoPassword(t *testing.T) {
	relay := serve(t, smtpScript{"EHLO": "250 relay"}.play)
	a := account(data.MailByMailbox)
	a.Password, a.SMTP = "", relay.at(data.MailPlain)
	if err := Send(t.Context(), a, letter(t), "anna@example.org", "bob@example.org"); err != nil {
		t.Error(err)
	}
	asking := serve(t, smtpScript{}.play)
	a.SMTP = asking.at(data.MailPlain)
	if e := problem(t, Send(t.Context(), a, letter(t), "anna@example.org", "bob@example.org"), a.SMTP); e.Reason != NoPassword {
		t.Error(e)
	}
	imap := serve(t, (&imapScript{folders: usualFolders}).play)
	a.IMAP = imap.at(data.MailPlain)
	if e := problem(t, File(t.Context(), a, letter(t), Sent), a.IMAP); e.Reason != NoPassword {
		t.Error(e)
	}
}

// TestAccountHidesPassword: printing an account does not print its password.
func TestAccountHidesPassword(t *testing.T) {
	a := account(data.MailByMailbox)
	for _, text := range []string{fmt.Sprint(a), fmt.Sprintf("%+v %#v %s %q", a, a, a, a), fmt.Sprintf("%v", &a)} {
		if strings.Contains(text, canary) {
			t.Errorf("prints %q", text)
		}
	}
}

// TestSentences: every reason and every step has its words in every language.
func TestSentences(t *testing.T) {
	for _, language := range assets.Languages() {
		w := assets.In(language)
		for _, r := range []Reason{
			NotSet, NoPassword, NoNetwork, HostNotFound, Unreachable, Silent, Dropped, NotMail, TooMuch, NoTLS, NotTLS, Tampered, OldTLS,
			CertificateExpired, CertificateName, CertificateUntrusty, NotLoopback, LoginRefused, AppPassword, LoginEnded, NoLogin,
			SenderRefused, RecipientRefused, AddressUnsupported, TooLarge, MailboxFull, Refused, Busy, NoFolder, Cancelled,
		} {
			sentence, wayOut := Explain(w, &Error{Server: "mail.example.org:465", Step: StepLogin, Reason: r, Address: "bob@example.org", Words: "no"})
			if strings.Contains(sentence+wayOut, "mail.error") || strings.Contains(sentence, "mail.step") || wayOut == "" && r != Cancelled || !strings.Contains(sentence, "no") {
				t.Errorf("%s %s: %q %q", language, r, sentence, wayOut)
			}
		}
		sentence, wayOut := Explain(w, &Error{Server: "mail.example.org:465", Step: StepHandOver, Reason: Dropped, Unknown: true})
		if !strings.Contains(sentence, "mail.example.org:465") || wayOut == "" {
			t.Errorf("%s unknown: %q %q", language, sentence, wayOut)
		}
		if text := (&SizeError{21 << 20, MaxLetter}).Explain(w); !strings.Contains(text, "21") || !strings.Contains(text, "20") {
			t.Errorf("%s: %q", language, text)
		}
	}
	sentence, wayOut := Explain(assets.In("en"), &Error{Server: "smtp.example.org:465", Step: StepLogin, Reason: LoginRefused, Words: "5.7.8 bad credentials"})
	if sentence != "The mail server smtp.example.org:465 refuses the name or the password. The server said: “5.7.8 bad credentials”" || wayOut != "Type the password again under Settings, Email." {
		t.Errorf("%q %q", sentence, wayOut)
	}
}
