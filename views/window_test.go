package views

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"headcount.app/headcount/views/viewtest"
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
		f := open(t, viewtest.Want{})
		f.Window.Resize(c.now)
		f.fit(c.screen)
		if got := f.Window.Canvas().Size(); got != c.want {
			t.Errorf("%v on a screen of %v became %v, not %v", c.now, c.screen, got, c.want)
		}
	}
}

func TestMenusShowTheirShortcuts(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language, OwnMenu: true})
		viewtest.Expect(t, "no bar", strings.HasPrefix(viewtest.Reading(f.Desk), f.Words.T("menu.file")+"  "+f.Words.T("menu.edit")))
		for i, name := range []string{"file", "edit", "users", "view", "help"} {
			f.typed(fyne.KeyF10)
			for range i {
				f.press(fyne.KeyRight)
			}
			viewtest.Golden(t, "menu-"+name+"-"+language, f.Desk)
			f.press(fyne.KeyEscape)
		}
	}
}

// The look and the language that are chosen are ticked in the menus at once.
func TestMenusFollowTheLanguage(t *testing.T) {
	f := open(t, viewtest.Want{OwnMenu: true})
	f.setLanguage("fr")
	f.typed(fyne.KeyF10)
	viewtest.Expect(t, "still in English", strings.Contains(viewtest.Reading(f.Desk), "Nouvelle organisation"))
}
