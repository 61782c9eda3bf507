package settings

import (
	"context"
	"strings"
	"testing"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/outbox"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/viewtest"
)

func (f *fixture) letters() []data.Letter {
	f.T.Helper()
	box, err := f.App.Outbox.Contents(context.Background())
	if err != nil {
		f.T.Fatal(err)
	}
	return box.Letters
}

// post queues a report several times over.
func (f *fixture) post(times int) {
	f.T.Helper()
	simulation, err := f.App.SimulateFor(f.T.Context(), f.Write("november.csv", viewtest.November()...), data.Options{}, app.Copy{}, nil)
	for range times {
		if err == nil {
			_, err = f.App.EmailReport(f.T.Context(), simulation.Upload.ID, app.Copy{To: "boss@bellerive.example", Words: f.Words})
		}
	}
	if err != nil {
		f.T.Fatal(err)
	}
}

// closedPort is a mail server that is not there.
var closedPort = data.MailServer{Host: "127.0.0.1", Port: 1, Security: data.MailPlain}

// TestMailIsSetUp: the servers are filled in from the address, what is wrong is said
// at its place, and without a keyring the password can be kept until the end.
func TestMailIsSetUp(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		m := f.settings("mail").pages["mail"].(*mailPage)
		m.ways.OnChanged(string(data.MailByMailbox))
		m.from.SetText("camille")
		m.store()
		viewtest.Expect(t, "a wrong address was taken", m.fromField.Wrong() != "")
		m.from.SetText("camille.roux@gmail.com")
		m.findServers()
		viewtest.Golden(t, "settings-mail-filled-"+language, f.Desk)
		m.password.SetText("secret")
		m.store()
		viewtest.Golden(t, "settings-mail-nokeyring-"+language, f.Desk)
		stored, err := f.App.Settings(context.Background())
		viewtest.Expect(t, "stored by half", err == nil && stored.Mail == data.Mail{})
		viewtest.PressButton(t, f.Desk, f.Words.T("button.cancel"))
		viewtest.Expect(t, "it cannot be saved again", !m.save.Disabled() && !m.test.Disabled())
		m.store()
		viewtest.PressButton(t, f.Desk, f.Words.T("settings.mail.briefly.yes"))
		stored, err = f.App.Settings(context.Background())
		viewtest.Expect(t, "not stored", err == nil && stored.Mail.SMTP.Host == "smtp.gmail.com" && stored.Mail.Way == data.MailByMailbox)
		viewtest.Expect(t, "the password stays in the form", m.password.Text == "")
		m.from.SetText("camille@bellerive.example")
		m.smtp.put(data.MailServer{Host: "mail.bellerive.example", Port: 25, Security: data.MailPlain})
		m.store()
		viewtest.Expect(t, "a line without encryption was taken", !m.failed.Hidden)
	}
}

// TestMailIsTestedStepByStep: each step has a line, and one that fails its way out.
func TestMailIsTestedStepByStep(t *testing.T) {
	f := open(t, viewtest.Want{})
	m := f.settings("mail").pages["mail"].(*mailPage)
	m.ways.OnChanged(string(data.MailByMailbox))
	m.from.SetText("camille@bellerive.example")
	m.smtp.put(closedPort)
	m.imap.put(closedPort)
	m.password.SetText("secret")
	m.try()
	viewtest.Golden(t, "settings-mail-tested-en", f.Desk)
}

// TestOutboxIsShownAndDecided: what waits and what failed stands in the settings with
// the reason, and in the sidebar; letters are discarded and tried again there.
func TestOutboxIsShownAndDecided(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		mail := data.Mail{Way: data.MailByMailbox, From: "camille@bellerive.example", SMTP: closedPort}
		if err := f.App.SaveMail(context.Background(), mail, app.Password{Text: "secret", Briefly: true}); err != nil {
			t.Fatal(err)
		}
		f.post(2)
		if _, err := f.App.Outbox.Send(context.Background(), nil); err != nil {
			t.Fatal(err)
		}
		f.RefreshOutbox()
		viewtest.PressButton(t, f.Desk, f.Words.N("side.mail.waiting", 2))
		viewtest.Golden(t, "outbox-waiting-"+language, f.Desk)
		o := f.Go.Front().(*settingsScreen).pages["mail"].(*mailPage).outbox
		o.askDiscard(f.letters()[0])
		viewtest.Golden(t, "outbox-discard-"+language, f.Desk)
		viewtest.PressButton(t, f.Desk, f.Words.T("outbox.discard.yes"))
		viewtest.Expect(t, "not discarded", f.letters()[0].State == data.LetterDiscarded && f.letters()[1].State == data.LetterQueued)
		o.saved()
		viewtest.Expect(t, "a waiting letter was refused", !strings.Contains(viewtest.Reading(f.Desk), f.Words.N("outbox.refused", 1)))
		o.sendNow()
		viewtest.Expect(t, "not to be sent now", f.letters()[1].Attempts == 0)
	}
}

// TestRefusedIsTriedAgainOnceSaved: saving the settings says that an email was refused
// before, and offers to try it again.
func TestRefusedIsTriedAgainOnceSaved(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		f.post(1)
		page := f.settings("mail").pages["mail"].(*mailPage)
		l := f.letters()[0]
		f.Outbox = outbox.Contents{Letters: []data.Letter{l}}
		f.Outbox.Letters[0].State = data.LetterFailed
		page.outbox.saved()
		viewtest.Expect(t, "it is not said", strings.Contains(viewtest.Reading(f.Desk), f.Words.N("outbox.refused", 1)))
		viewtest.Expect(t, "it is not offered", strings.Contains(viewtest.Reading(f.Desk), f.Words.T("outbox.refused.retry")))
	}
}
