package views

import (
	"testing"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/viewtest"
	"headcount.app/headcount/views/widgets"
)

// A control that is only an icon says in words what it does: to the pointer that rests
// on it and to whoever has the window read aloud.
func TestEveryControlWithoutWordsHasATip(t *testing.T) {
	f := open(t, viewtest.Want{Size: fyne.NewSize(1024, 700)})
	seen := 0
	look := func(where string) { seen += viewtest.LookForTips(t, f.Desk, where) }
	for place := range f.enter {
		if place == desk.PlaceFirstStart {
			continue
		}
		f.open(place)
		if s, ok := f.screens[place].(desk.Searcher); ok {
			s.Search()
			if e, ok := f.Window.Canvas().Focused().(interface{ SetText(string) }); ok {
				e.SetText("zo")
			}
		}
		look(string(place))
	}
	f.Say("Zoë Bäcker was deactivated.", nil)
	look("status line")
	if seen < 6 {
		t.Errorf("only %d controls without words were seen", seen)
	}
}

// Widths that were dragged are there again when the window is opened anew.
func TestWidthsAreRememberedOverARestart(t *testing.T) {
	f := open(t, viewtest.Want{})
	lists := func(s *Shell) map[string]*widgets.DataList {
		all := map[string]*widgets.DataList{}
		for column, place := range map[string]desk.Place{"email": desk.PlaceUsers, "file": desk.PlaceHistory, "what": desk.PlaceCompare} {
			s.open(place)
			viewtest.Walk(s.screens[place].Content(), func(o fyne.CanvasObject) {
				if list, ok := o.(*widgets.DataList); ok {
					all[column] = list
				}
			})
		}
		return all
	}
	for column, list := range lists(f.Shell) {
		list.OnWidths(map[string]float32{column: 333})
	}
	again := New(f.Fyne, f.App, Start{Screens: allScreens, Language: "en", LanguageGiven: true, Config: f.Config, Runner: f.Run, Files: f.files})
	for column, list := range lists(again) {
		viewtest.Expect(t, column+" has another width", list.Widths()[column] == 333)
	}
}
