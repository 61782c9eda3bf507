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
		f := open(t, want{language: language})
		f.simulated(false, novemberRows()...)
		h := f.history()
		h.compare.Press()
		golden(t, "compare-choose-"+language, f.Shell)
		f.press(fyne.KeyReturn)
		golden(t, "compare-"+language, f.Shell)
		f = open(t, want{language: language, size: fyne.NewSize(1024, 672)})
		f.compared()
		golden(t, "compare-narrow-"+language, f.Shell)
	}
}

func TestTilesAndSearchFilterAComparison(t *testing.T) {
	f := open(t, want{})
	c := f.compared()
	all := len(c.state.rows)
	c.tiles[compare.OnlyOlder].OnChosen(true)
	expect(t, "others are shown too", len(c.state.rows) == 4 && c.tiles[compare.OnlyOlder].Chosen())
	test.Type(c.box, "LEMOINE")
	expect(t, "she is not found", len(c.state.rows) == 1 && c.line(0).LastName == "Lemoine")
	test.Type(c.box, "x")
	golden(t, "compare-nobody-en", f.Shell)
	f.Shell.Typed(fyne.KeyEscape)
	expect(t, "Escape does not show everybody", len(c.state.rows) == all && c.box.Text == "")
	f.Shell.Typed(fyne.KeyEscape)
	expect(t, "Escape does not lead back", f.at == desk.PlaceHistory)
}

func TestAComparisonOutlivesTheLanguageAndIsSaved(t *testing.T) {
	f := open(t, want{})
	c := f.compared()
	c.tiles[compare.Differs].OnChosen(true)
	f.setLanguage("fr")
	golden(t, "compare-switched-fr", f.Shell)
	c = f.screens[desk.PlaceCompare].(*compareScreen)
	f.files.path = filepath.Join(f.folder, "list.csv")
	c.save.Press()
	content, err := os.ReadFile(f.files.path)
	expect(t, "the list is not there", err == nil && strings.Contains(string(content), "Modifié;Zoë Bäcker;zoe@example.org;Rôle;shop-lyon-1;head-office"))
}

func TestFilesThatSayTheSameSaySo(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, want{language: language})
		f.simulated(false, people()...)
		f.history().compare.Press()
		f.press(fyne.KeyReturn)
		golden(t, "compare-same-"+language, f.Shell)
	}
}

func TestComparingNeedsAnotherUpload(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, want{language: language, empty: true})
		f.simulated(false, people()...)
		h := f.history()
		h.compare.Press()
		golden(t, "compare-alone-"+language, f.Shell)
	}
}

// TestUploadsOfWhichOnlyTheCountsAreLeftAreNotCompared, and say so.
func TestUploadsOfWhichOnlyTheCountsAreLeftAreNotCompared(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, want{language: language})
		f.simulated(false, novemberRows()...)
		h := f.history()
		h.state.all[1].HasReport = false
		h.compare.Press()
		golden(t, "compare-gone-"+language, f.Shell)
		f.press(fyne.KeyUp)
		f.press(fyne.KeyReturn)
		expect(t, "it is compared all the same", f.at == desk.PlaceHistory)
	}
}

// TestComparingCanBeCancelled shows the bar, and leads back.
func TestComparingCanBeCancelled(t *testing.T) {
	runner := task.Held()
	f := open(t, want{runner: runner})
	runner.Release()
	s := f.screen(desk.PlaceCompare).(*compareScreen)
	f.Go.Compare(2, 1)
	golden(t, "compare-busy-en", f.Shell)
	s.bar.Cancel().Press()
	runner.Release()
	expect(t, "it went on", f.at == desk.PlaceHistory && s.state.comparison == nil)
}
