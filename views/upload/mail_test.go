package upload

import (
	"os"
	"testing"

	"fyne.io/fyne/v2"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/viewtest"
)

// TestCopyIsAskedForAtTheUpload: a wrong address is said before anything runs; a
// right one is remembered, and the draft for the mail program is saved and named.
func TestCopyIsAskedForAtTheUpload(t *testing.T) {
	f := open(t, viewtest.Want{})
	u := f.upload(f.Write("november.csv", viewtest.November()...))
	u.options.email.Tapped(&fyne.PointEvent{})
	u.options.to.SetText("boss")
	u.run()
	viewtest.Expect(t, "simulated with a wrong address", u.report == nil && u.state.wrongTo != "" && len(f.Letters()) == 0)
	viewtest.Golden(t, "upload-email-wrong-en", f.Desk)
	u.options.to.SetText("boss@bellerive.example")
	u.run()
	letters := f.Letters()
	viewtest.Expect(t, "no letter", len(letters) == 1 && letters[0].State == data.LetterOpened && letters[0].To == "boss@bellerive.example")
	if _, err := os.Stat(letters[0].Path); err != nil {
		t.Error(err)
	}
	viewtest.Expect(t, "it is not said", f.Status.Words() == f.Words.T("mail.draft.opened", "to", "boss@bellerive.example") && len(f.Status.Ways()) == 2)
	viewtest.Expect(t, "the address is not remembered", f.Prefs().String(desk.PrefMailTo) == "boss@bellerive.example")
}
