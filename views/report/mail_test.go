package report

import (
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

// TestWhatComesLateTakesNoKeys: a draft that is ready, or could not be opened, and an
// error of something in the background are said in the status line; whoever types goes
// on typing, and Enter closes nothing unread.
func TestWhatComesLateTakesNoKeys(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		var opened []string
		f.OpenURL = func(u *url.URL) error { opened = append(opened, u.Path); return errors.New("no mail program") }
		f.Go.UploadFile(f.Write("november.csv", viewtest.November()...))
		viewtest.Turn(t, f.Desk, f.Words.T("upload.email"), true)
		viewtest.TypeInto(t, f.Fixture, "boss@bellerive.example")
		viewtest.PressPrimary(t, f.Desk)
		f.Window.Canvas().Focus(f.last.searchEntry)
		l := f.Letters()[0]
		viewtest.Expect(t, "it is taken for opened", l.State == data.LetterSaved)
		said := f.Words.T("mail.draft.saved", "to", l.To, "name", filepath.Base(l.Path))
		viewtest.Golden(t, "mail-draft-saved-"+language, f.Desk)
		viewtest.Expect(t, "says "+f.Status.Words(), f.Status.Words() == said)
		f.OpenDraft(l.ID)
		f.Warn(os.ErrPermission)
		f.Press(fyne.KeyReturn)
		viewtest.Expect(t, "something stands in front", f.Window.Canvas().Overlays().Top() == nil)
		viewtest.Expect(t, "the keys went elsewhere", f.Window.Canvas().Focused() == fyne.Focusable(f.last.searchEntry))
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
		viewtest.Expect(t, "mailed to nobody", len(f.Letters()) == 0)
		viewtest.Walk(f.Window.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
			if entry, ok := o.(*widgets.Entry); ok {
				entry.SetText("boss@bellerive.example")
			}
		})
		viewtest.PressButton(t, f.Desk, f.Words.T("mail.ask.yes"))
		viewtest.Expect(t, "not mailed", len(f.Letters()) == 1)
	}
}
