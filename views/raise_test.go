package views

import (
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/app"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/views/viewtest"
	"headcount.app/headcount/views/widgets"
)

// The window comes to the front for its own organization, by whatever name, and not for
// another.
func TestRaiseForItsOrganization(t *testing.T) {
	f := open(t, viewtest.Want{})
	fronts := 0
	f.front = func(fyne.Window) { fronts++ }
	path := f.App.Path()
	roundabout := filepath.Dir(path) + "/./" + filepath.Base(path)
	viewtest.Expect(t, "asked for any, its own, and its own by another name",
		f.raise("") && f.raise(path) && f.raise(roundabout) && fronts == 3)
	other := filepath.Join(t.TempDir(), "other.headcount")
	viewtest.Expect(t, "came for one that is not there", !f.raise(other) && fronts == 3)
	f.Shell.Close()
	viewtest.Expect(t, "came after it was closed", !f.raise("") && fronts == 3)
}

// A window that has no organization yet opens the one that is asked for, unless a
// question stands open in it.
func TestRaiseOpensIntoTheFirstStart(t *testing.T) {
	s, _, home := firstStartIn(t, "en")
	fronts := 0
	s.front = func(fyne.Window) { fronts++ }
	path := filepath.Join(home, "office.headcount")
	a, err := app.Create(path, "Office", assets.In("en"), app.Config{})
	if err != nil {
		t.Fatal(err)
	}
	a.Close()
	d := &widgets.Dialog{Title: "A question", Content: widgets.NewText(widgets.Body, "?")}
	d.Default = widgets.NewButton(widgets.Primary, "Close", d.Hide)
	d.Show(s.Window.Canvas())
	viewtest.Expect(t, "opened behind a question", !s.raise(path) && s.App == nil && fronts == 0)
	d.Hide()
	viewtest.Expect(t, "not opened", s.raise(path) && fronts == 1 && s.App != nil && s.App.IsAt(path))
}
