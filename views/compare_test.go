package views

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"headcount.app/headcount/app/compare"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/viewtest"
)

// compared opens the comparison of November's file with the one before it.
func (f *fixture) compared() *compareScreen {
	f.t.Helper()
	f.simulated(false, novemberRows()...)
	h := f.history()
	h.compare.Press()
	f.press(fyne.KeyReturn)
	c, ok := f.screens[desk.PlaceCompare].(*compareScreen)
	if !ok || c.state.comparison == nil {
		f.t.Fatalf("nothing is compared: %v", ok)
	}
	return c
}

func TestCompareScreens(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		f.simulated(false, novemberRows()...)
		h := f.history()
		h.compare.Press()
		viewtest.Golden(t, "compare-choose-"+language, f.Desk)
		f.press(fyne.KeyReturn)
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
	f.Shell.typed(fyne.KeyEscape)
	viewtest.Expect(t, "Escape does not show everybody", len(c.state.rows) == all && c.box.Text == "")
	f.Shell.typed(fyne.KeyEscape)
	viewtest.Expect(t, "Escape does not lead back", f.at == desk.PlaceHistory)
}

func TestAComparisonOutlivesTheLanguageAndIsSaved(t *testing.T) {
	f := open(t, viewtest.Want{})
	c := f.compared()
	c.tiles[compare.Differs].OnChosen(true)
	f.setLanguage("fr")
	viewtest.Golden(t, "compare-switched-fr", f.Desk)
	c = f.screens[desk.PlaceCompare].(*compareScreen)
	f.files.Path = filepath.Join(f.folder, "list.csv")
	c.save.Press()
	content, err := os.ReadFile(f.files.Path)
	viewtest.Expect(t, "the list is not there", err == nil && strings.Contains(string(content), "Modifié;Zoë Bäcker;zoe@example.org;Rôle;shop-lyon-1;head-office"))
}

func TestFilesThatSayTheSameSaySo(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		f.simulated(false, viewtest.People()...)
		f.history().compare.Press()
		f.press(fyne.KeyReturn)
		viewtest.Golden(t, "compare-same-"+language, f.Desk)
	}
}

func TestComparingNeedsAnotherUpload(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language, Empty: true})
		f.simulated(false, viewtest.People()...)
		h := f.history()
		h.compare.Press()
		viewtest.Golden(t, "compare-alone-"+language, f.Desk)
	}
}

// TestUploadsOfWhichOnlyTheCountsAreLeftAreNotCompared, and say so.
func TestUploadsOfWhichOnlyTheCountsAreLeftAreNotCompared(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		f.simulated(false, novemberRows()...)
		h := f.history()
		h.state.all[1].HasReport = false
		h.compare.Press()
		viewtest.Golden(t, "compare-gone-"+language, f.Desk)
		f.press(fyne.KeyUp)
		f.press(fyne.KeyReturn)
		viewtest.Expect(t, "it is compared all the same", f.at == desk.PlaceHistory)
	}
}

// TestComparingCanBeCancelled shows the bar, and leads back.
func TestComparingCanBeCancelled(t *testing.T) {
	runner := task.Held()
	f := open(t, viewtest.Want{Runner: runner})
	runner.Release()
	s := f.screen(desk.PlaceCompare).(*compareScreen)
	f.Go.Compare(2, 1)
	viewtest.Golden(t, "compare-busy-en", f.Desk)
	s.bar.Cancel().Press()
	runner.Release()
	viewtest.Expect(t, "it went on", f.at == desk.PlaceHistory && s.state.comparison == nil)
}
