package compare

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/compare"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/viewtest"
	"headcount.app/headcount/views/widgets"
)

// simulate records what a file would change.
func (f *fixture) simulate(rows ...string) {
	f.T.Helper()
	if _, err := f.App.SimulateFor(f.T.Context(), f.Write("november.csv", rows...), data.Options{}, app.Copy{}, nil); err != nil {
		f.T.Fatal(err)
	}
}

// choose simulates a file and has asked, in the history, with which other it is compared.
func (f *fixture) choose(rows ...string) {
	f.T.Helper()
	f.simulate(rows...)
	f.Go.Open(desk.PlaceHistory)
	var button *widgets.Button // where there is little room, it has no words
	viewtest.Walk(f.Window.Canvas().Content(), func(o fyne.CanvasObject) {
		if b, ok := o.(*widgets.Button); ok && b.Icon == widgets.IconCompare {
			button = b
		}
	})
	if button == nil {
		f.T.Fatalf("nothing to compare with in\n%s", viewtest.Reading(f.Desk))
	}
	button.Press()
}

// compared opens the comparison of November's file with the one before it.
func (f *fixture) compared() *compareScreen {
	f.T.Helper()
	f.choose(viewtest.November()...)
	f.Press(fyne.KeyReturn)
	c, ok := f.Go.Front().(*compareScreen)
	if !ok || c.state.comparison == nil {
		f.T.Fatalf("nothing is compared: %v", ok)
	}
	return c
}

func TestCompareScreens(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		f.choose(viewtest.November()...)
		viewtest.Golden(t, "compare-choose-"+language, f.Desk)
		f.Press(fyne.KeyReturn)
		viewtest.Golden(t, "compare-"+language, f.Desk)
		f = open(t, viewtest.Want{Language: language, Size: fyne.NewSize(1024, 672)})
		f.compared()
		viewtest.Golden(t, "compare-narrow-"+language, f.Desk)
	}
}

func TestTilesAndSearchFilterAComparison(t *testing.T) {
	f := open(t, viewtest.Want{})
	c := f.compared()
	all := len(c.state.rows)
	c.tiles[compare.OnlyOlder].OnChosen(true)
	viewtest.Expect(t, "others are shown too", len(c.state.rows) == 4 && c.tiles[compare.OnlyOlder].Chosen())
	test.Type(c.box, "LEMOINE")
	viewtest.Expect(t, "she is not found", len(c.state.rows) == 1 && c.line(0).LastName == "Lemoine")
	test.Type(c.box, "x")
	viewtest.Golden(t, "compare-nobody-en", f.Desk)
	f.Window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	viewtest.Expect(t, "Escape does not show everybody", len(c.state.rows) == all && c.box.Text == "")
	f.Window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	viewtest.Expect(t, "Escape does not lead back", f.Go.At() == desk.PlaceHistory)
}

func TestAComparisonOutlivesTheLanguageAndIsSaved(t *testing.T) {
	f := open(t, viewtest.Want{})
	c := f.compared()
	c.tiles[compare.Differs].OnChosen(true)
	f.Go.SetLanguage("fr")
	viewtest.Golden(t, "compare-switched-fr", f.Desk)
	c = f.Go.Front().(*compareScreen)
	f.Files.Path = filepath.Join(f.Folder, "list.csv")
	c.save.Press()
	content, err := os.ReadFile(f.Files.Path)
	viewtest.Expect(t, "the list is not there", err == nil && strings.Contains(string(content), "Modifié;Zoë Bäcker;zoe@example.org;Rôle;shop-lyon-1;head-office"))
}

func TestFilesThatSayTheSameSaySo(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		f.choose(viewtest.People()...)
		f.Press(fyne.KeyReturn)
		viewtest.Golden(t, "compare-same-"+language, f.Desk)
	}
}

func TestComparingNeedsAnotherUpload(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language, Empty: true})
		f.choose(viewtest.People()...)
		viewtest.Golden(t, "compare-alone-"+language, f.Desk)
	}
}

// TestUploadsOfWhichOnlyTheCountsAreLeftAreNotCompared, and say so.
func TestUploadsOfWhichOnlyTheCountsAreLeftAreNotCompared(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		f.simulate(viewtest.November()...)
		f.Go.Open(desk.PlaceHistory)
		all, err := f.App.Uploads(t.Context(), 0, 0)
		viewtest.Expect(t, "there are not three uploads", err == nil && len(all) == 3)
		all[1].HasReport = false
		f.Go.ChooseComparison(all[0], all)
		viewtest.Golden(t, "compare-gone-"+language, f.Desk)
		f.Press(fyne.KeyUp)
		f.Press(fyne.KeyReturn)
		viewtest.Expect(t, "it is compared all the same", f.Go.At() == desk.PlaceHistory)
	}
}

// TestComparingCanBeCancelled shows the bar, and leads back.
func TestComparingCanBeCancelled(t *testing.T) {
	runner := task.Held()
	f := open(t, viewtest.Want{Runner: runner})
	runner.Release()
	f.Go.Compare(2, 1)
	s := f.Go.Front().(*compareScreen)
	viewtest.Golden(t, "compare-busy-en", f.Desk)
	s.bar.Cancel().Press()
	runner.Release()
	viewtest.Expect(t, "it went on", f.Go.At() == desk.PlaceHistory && s.state.comparison == nil)
}
