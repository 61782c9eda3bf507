package views

import (
	"context"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/outbox"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/viewtest"
	"headcount.app/headcount/views/widgets"
)

func (f *fixture) letters() []data.Letter {
	f.t.Helper()
	box, err := f.App.Outbox.Contents(context.Background())
	if err != nil {
		f.t.Fatal(err)
	}
	return box.Letters
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
		r := f.simulated(false, novemberRows()...)
		for range 2 {
			if _, err := f.App.EmailPlan(context.Background(), r.state.upload.ID, r.state.plan, r.state.mode, app.Copy{To: "boss@bellerive.example", Words: f.Words}); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := f.App.Outbox.Send(context.Background(), nil); err != nil {
			t.Fatal(err)
		}
		f.RefreshOutbox()
		viewtest.Expect(t, "the sidebar is silent", !f.side.mail.Hidden)
		f.side.mail.OnTapped()
		viewtest.Golden(t, "outbox-waiting-"+language, f.Desk)
		o := f.screens[desk.PlaceSettings].(*settingsScreen).pages["mail"].(*mailPage).outbox
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

// TestCopyIsAskedForAtTheUpload: a wrong address is said before anything runs; a
// right one is remembered, and the draft for the mail program is saved and named.
func TestCopyIsAskedForAtTheUpload(t *testing.T) {
	f := open(t, viewtest.Want{})
	u := f.upload(f.writeUsers("november.csv", novemberRows()...))
	u.options.email.Tapped(&fyne.PointEvent{})
	u.options.to.SetText("boss")
	u.run()
	viewtest.Expect(t, "simulated with a wrong address", u.report == nil && u.state.wrongTo != "" && len(f.letters()) == 0)
	viewtest.Golden(t, "upload-email-wrong-en", f.Desk)
	u.options.to.SetText("boss@bellerive.example")
	u.run()
	letters := f.letters()
	viewtest.Expect(t, "no letter", len(letters) == 1 && letters[0].State == data.LetterOpened && letters[0].To == "boss@bellerive.example")
	if _, err := os.Stat(letters[0].Path); err != nil {
		t.Error(err)
	}
	viewtest.Expect(t, "it is not said", f.Status.Words() == f.Words.T("mail.draft.opened", "to", "boss@bellerive.example") && len(f.Status.Ways()) == 2)
	viewtest.Expect(t, "the address is not remembered", f.Prefs().String(desk.PrefMailTo) == "boss@bellerive.example")
}

// TestWhatComesLateTakesNoKeys: a draft that is ready, or could not be opened, and an
// error of something in the background are said in the status line; whoever types goes
// on typing, and Enter closes nothing unread.
func TestWhatComesLateTakesNoKeys(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		var opened []string
		f.OpenURL = func(u *url.URL) error { opened = append(opened, u.Path); return errors.New("no mail program") }
		u := f.upload(f.writeUsers("november.csv", novemberRows()...))
		u.options.email.Tapped(&fyne.PointEvent{})
		u.options.to.SetText("boss@bellerive.example")
		u.run()
		f.Window.Canvas().Focus(u.report.search_)
		l := f.letters()[0]
		viewtest.Expect(t, "it is taken for opened", l.State == data.LetterSaved)
		said := f.Words.T("mail.draft.saved", "to", l.To, "name", filepath.Base(l.Path))
		viewtest.Golden(t, "mail-draft-saved-"+language, f.Desk)
		viewtest.Expect(t, "says "+f.Status.Words(), f.Status.Words() == said)
		f.OpenDraft(l.ID)
		f.Warn(os.ErrPermission)
		key(f, fyne.KeyReturn)
		viewtest.Expect(t, "something stands in front", f.Window.Canvas().Overlays().Top() == nil)
		viewtest.Expect(t, "the keys went elsewhere", f.Window.Canvas().Focused() == fyne.Focusable(u.report.search_))
		viewtest.Expect(t, "the error is gone unread", f.Status.Words() != "" && f.Status.Words() != said)
		opened = nil
		f.OpenURL = func(u *url.URL) error { opened = append(opened, u.Path); return nil }
		f.Status.Say(said, widgets.Way{Text: "1", Do: func() { f.OpenFile(l.Path) }}, widgets.Way{Text: "2", Do: func() { f.ShowInFolder(l.Path) }})
		ways := f.Status.Ways()
		ways[0].Tapped(nil)
		ways[1].Tapped(nil)
		viewtest.Expect(t, strings.Join(opened, " "), len(opened) == 2 && opened[0] == l.Path && opened[1] == filepath.Dir(l.Path))
	}
}

// TestCopyIsAskedForInTheReport: the dialog says how it goes out and refuses what is
// no address; a report of the history can be mailed too.
func TestCopyIsAskedForInTheReport(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		f.Prefs().SetString(desk.PrefMailTo, "nobody")
		r := f.simulated(false, novemberRows()...)
		r.email()
		viewtest.Golden(t, "mail-ask-"+language, f.Desk)
		viewtest.PressButton(t, f.Desk, f.Words.T("mail.ask.yes"))
		viewtest.Expect(t, "mailed to nobody", len(f.letters()) == 0)
		viewtest.Walk(f.Window.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
			if entry, ok := o.(*widgets.Entry); ok {
				entry.SetText("boss@bellerive.example")
			}
		})
		viewtest.PressButton(t, f.Desk, f.Words.T("mail.ask.yes"))
		viewtest.Expect(t, "not mailed", len(f.letters()) == 1)
	}
}

// TestRefusedIsTriedAgainOnceSaved: saving the settings says that an email was refused
// before, and offers to try it again.
func TestRefusedIsTriedAgainOnceSaved(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		r := f.simulated(false, novemberRows()...)
		_, err := f.App.EmailPlan(t.Context(), r.state.upload.ID, r.state.plan, r.state.mode, app.Copy{To: "boss@bellerive.example", Words: f.Words})
		must(t, err)
		page := f.settings("mail").pages["mail"].(*mailPage)
		l := f.letters()[0]
		f.Outbox = outbox.Contents{Letters: []data.Letter{l}}
		f.Outbox.Letters[0].State = data.LetterFailed
		page.outbox.saved()
		viewtest.Expect(t, "it is not said", strings.Contains(viewtest.Reading(f.Desk), f.Words.N("outbox.refused", 1)))
		viewtest.Expect(t, "it is not offered", strings.Contains(viewtest.Reading(f.Desk), f.Words.T("outbox.refused.retry")))
	}
}
