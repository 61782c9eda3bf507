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

// TestCopyIsAskedForAtTheUpload: a wrong address is said before anything runs; a
// right one is remembered, and the draft for the mail program is saved and named.
func TestCopyIsAskedForAtTheUpload(t *testing.T) {
	f := open(t, viewtest.Want{})
	u := f.upload(f.writeUsers("november.csv", viewtest.November()...))
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
		u := f.upload(f.writeUsers("november.csv", viewtest.November()...))
		u.options.email.Tapped(&fyne.PointEvent{})
		u.options.to.SetText("boss@bellerive.example")
		u.run()
		f.Window.Canvas().Focus(u.report.(*report).searchEntry)
		l := f.letters()[0]
		viewtest.Expect(t, "it is taken for opened", l.State == data.LetterSaved)
		said := f.Words.T("mail.draft.saved", "to", l.To, "name", filepath.Base(l.Path))
		viewtest.Golden(t, "mail-draft-saved-"+language, f.Desk)
		viewtest.Expect(t, "says "+f.Status.Words(), f.Status.Words() == said)
		f.OpenDraft(l.ID)
		f.Warn(os.ErrPermission)
		key(f, fyne.KeyReturn)
		viewtest.Expect(t, "something stands in front", f.Window.Canvas().Overlays().Top() == nil)
		viewtest.Expect(t, "the keys went elsewhere", f.Window.Canvas().Focused() == fyne.Focusable(u.report.(*report).searchEntry))
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
		r := f.simulated(false, viewtest.November()...)
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
