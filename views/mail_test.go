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
	"headcount.app/headcount/views/widgets"
)

// noRing is a computer without a keyring.
type noRing struct{}

func (noRing) Get(string, string) (string, error) { return "", outbox.ErrNoKeyring }
func (noRing) Set(string, string, string) error   { return outbox.ErrNoKeyring }
func (noRing) Delete(string, string) error        { return outbox.ErrNoKeyring }
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
		f := open(t, want{language: language})
		m := f.settings("mail").pages["mail"].(*mailPage)
		m.ways.OnChanged(string(data.MailByMailbox))
		m.from.SetText("camille")
		m.store()
		expect(t, "a wrong address was taken", m.fromField.Wrong() != "")
		m.from.SetText("camille.roux@gmail.com")
		m.findServers()
		golden(t, "settings-mail-filled-"+language, f.Shell)
		m.password.SetText("secret")
		m.store()
		golden(t, "settings-mail-nokeyring-"+language, f.Shell)
		stored, err := f.App.Settings(context.Background())
		expect(t, "stored by half", err == nil && stored.Mail == data.Mail{})
		pressButton(t, f.Shell, f.Words.T("button.cancel"))
		expect(t, "it cannot be saved again", !m.save.Disabled() && !m.test.Disabled())
		m.store()
		pressButton(t, f.Shell, f.Words.T("settings.mail.briefly.yes"))
		stored, err = f.App.Settings(context.Background())
		expect(t, "not stored", err == nil && stored.Mail.SMTP.Host == "smtp.gmail.com" && stored.Mail.Way == data.MailByMailbox)
		expect(t, "the password stays in the form", m.password.Text == "")
		m.from.SetText("camille@bellerive.example")
		m.smtp.put(data.MailServer{Host: "mail.bellerive.example", Port: 25, Security: data.MailPlain})
		m.store()
		expect(t, "a line without encryption was taken", !m.failed.Hidden)
	}
}

// TestMailIsTestedStepByStep: each step has a line, and one that fails its way out.
func TestMailIsTestedStepByStep(t *testing.T) {
	f := open(t, want{})
	m := f.settings("mail").pages["mail"].(*mailPage)
	m.ways.OnChanged(string(data.MailByMailbox))
	m.from.SetText("camille@bellerive.example")
	m.smtp.put(closedPort)
	m.imap.put(closedPort)
	m.password.SetText("secret")
	m.try()
	golden(t, "settings-mail-tested-en", f.Shell)
}

// TestOutboxIsShownAndDecided: what waits and what failed stands in the settings with
// the reason, and in the sidebar; letters are discarded and tried again there.
func TestOutboxIsShownAndDecided(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, want{language: language})
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
		expect(t, "the sidebar is silent", !f.side.mail.Hidden)
		f.side.mail.OnTapped()
		golden(t, "outbox-waiting-"+language, f.Shell)
		o := f.screens[desk.PlaceSettings].(*settingsScreen).pages["mail"].(*mailPage).outbox
		o.askDiscard(f.letters()[0])
		golden(t, "outbox-discard-"+language, f.Shell)
		pressButton(t, f.Shell, f.Words.T("outbox.discard.yes"))
		expect(t, "not discarded", f.letters()[0].State == data.LetterDiscarded && f.letters()[1].State == data.LetterQueued)
		o.saved()
		expect(t, "a waiting letter was refused", !strings.Contains(reading(f.Shell), f.Words.N("outbox.refused", 1)))
		o.sendNow()
		expect(t, "not to be sent now", f.letters()[1].Attempts == 0)
	}
}

// TestCopyIsAskedForAtTheUpload: a wrong address is said before anything runs; a
// right one is remembered, and the draft for the mail program is saved and named.
func TestCopyIsAskedForAtTheUpload(t *testing.T) {
	f := open(t, want{})
	u := f.upload(f.Write("november.csv", novemberRows()...))
	u.options.email.Tapped(&fyne.PointEvent{})
	u.options.to.SetText("boss")
	u.run()
	expect(t, "simulated with a wrong address", u.report == nil && u.state.wrongTo != "" && len(f.letters()) == 0)
	golden(t, "upload-email-wrong-en", f.Shell)
	u.options.to.SetText("boss@bellerive.example")
	u.run()
	letters := f.letters()
	expect(t, "no letter", len(letters) == 1 && letters[0].State == data.LetterOpened && letters[0].To == "boss@bellerive.example")
	if _, err := os.Stat(letters[0].Path); err != nil {
		t.Error(err)
	}
	expect(t, "it is not said", f.Status.Words() == f.Words.T("mail.draft.opened", "to", "boss@bellerive.example") && len(f.Status.Ways()) == 2)
	expect(t, "the address is not remembered", f.Prefs().String(desk.PrefMailTo) == "boss@bellerive.example")
}

// TestWhatComesLateTakesNoKeys: a draft that is ready, or could not be opened, and an
// error of something in the background are said in the status line; whoever types goes
// on typing, and Enter closes nothing unread.
func TestWhatComesLateTakesNoKeys(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, want{language: language})
		var opened []string
		f.OpenURL = func(u *url.URL) error { opened = append(opened, u.Path); return errors.New("no mail program") }
		u := f.upload(f.Write("november.csv", novemberRows()...))
		u.options.email.Tapped(&fyne.PointEvent{})
		u.options.to.SetText("boss@bellerive.example")
		u.run()
		f.Window.Canvas().Focus(u.report.search_)
		l := f.letters()[0]
		expect(t, "it is taken for opened", l.State == data.LetterSaved)
		said := f.Words.T("mail.draft.saved", "to", l.To, "name", filepath.Base(l.Path))
		golden(t, "mail-draft-saved-"+language, f.Shell)
		expect(t, "says "+f.Status.Words(), f.Status.Words() == said)
		f.OpenDraft(l.ID)
		f.Warn(os.ErrPermission)
		key(f, fyne.KeyReturn)
		expect(t, "something stands in front", f.Window.Canvas().Overlays().Top() == nil)
		expect(t, "the keys went elsewhere", f.Window.Canvas().Focused() == fyne.Focusable(u.report.search_))
		expect(t, "the error is gone unread", f.Status.Words() != "" && f.Status.Words() != said)
		opened = nil
		f.OpenURL = func(u *url.URL) error { opened = append(opened, u.Path); return nil }
		f.Status.Say(said, widgets.Way{Text: "1", Do: func() { f.OpenFile(l.Path) }}, widgets.Way{Text: "2", Do: func() { f.ShowInFolder(l.Path) }})
		ways := f.Status.Ways()
		ways[0].Tapped(nil)
		ways[1].Tapped(nil)
		expect(t, strings.Join(opened, " "), len(opened) == 2 && opened[0] == l.Path && opened[1] == filepath.Dir(l.Path))
	}
}

// TestCopyIsAskedForInTheReport: the dialog says how it goes out and refuses what is
// no address; a report of the history can be mailed too.
func TestCopyIsAskedForInTheReport(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, want{language: language})
		f.Prefs().SetString(desk.PrefMailTo, "nobody")
		r := f.simulated(false, novemberRows()...)
		r.email()
		golden(t, "mail-ask-"+language, f.Shell)
		pressButton(t, f.Shell, f.Words.T("mail.ask.yes"))
		expect(t, "mailed to nobody", len(f.letters()) == 0)
		walk(f.Window.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
			if entry, ok := o.(*widgets.Entry); ok {
				entry.SetText("boss@bellerive.example")
			}
		})
		pressButton(t, f.Shell, f.Words.T("mail.ask.yes"))
		expect(t, "not mailed", len(f.letters()) == 1)
	}
}

// TestRefusedIsTriedAgainOnceSaved: saving the settings says that an email was refused
// before, and offers to try it again.
func TestRefusedIsTriedAgainOnceSaved(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, want{language: language})
		r := f.simulated(false, novemberRows()...)
		_, err := f.App.EmailPlan(t.Context(), r.state.upload.ID, r.state.plan, r.state.mode, app.Copy{To: "boss@bellerive.example", Words: f.Words})
		must(t, err)
		page := f.settings("mail").pages["mail"].(*mailPage)
		l := f.letters()[0]
		f.Outbox = outbox.Contents{Letters: []data.Letter{l}}
		f.Outbox.Letters[0].State = data.LetterFailed
		page.outbox.saved()
		expect(t, "it is not said", strings.Contains(reading(f.Shell), f.Words.N("outbox.refused", 1)))
		expect(t, "it is not offered", strings.Contains(reading(f.Shell), f.Words.T("outbox.refused.retry")))
	}
}
