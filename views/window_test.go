package views

import (
	"testing"

	"fyne.io/fyne/v2"
)

// A window that was larger, or is larger by default, opens as large as a small screen
// lets it, frame and all; on a large one it stays as it was.
func TestTheWindowFitsTheScreen(t *testing.T) {
	for _, c := range []struct{ now, screen, want fyne.Size }{
		{fyne.NewSize(1280, 800), fyne.NewSize(1024, 700), fyne.NewSize(1016, 660)},
		{fyne.NewSize(1280, 800), fyne.NewSize(1366, 728), fyne.NewSize(1280, 688)},
		{fyne.NewSize(1600, 900), fyne.NewSize(1920, 1080), fyne.NewSize(1600, 900)},
		{fyne.NewSize(1280, 800), fyne.Size{}, fyne.NewSize(1280, 800)},
	} {
		f := open(t, want{})
		f.window.Resize(c.now)
		f.fit(c.screen)
		if got := f.window.Canvas().Size(); got != c.want {
			t.Errorf("%v on a screen of %v became %v, not %v", c.now, c.screen, got, c.want)
		}
	}
}
