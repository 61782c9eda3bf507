package views

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/viewtest"
	"headcount.app/headcount/views/widgets"
)

// A control that is only an icon says in words what it does: to the pointer that rests
// on it and to whoever has the window read aloud.
func TestEveryControlWithoutWordsHasATip(t *testing.T) {
	f := open(t, viewtest.Want{Size: fyne.NewSize(1024, 700)})
	seen := 0
	look := func(where string) {
		top := f.Window.Canvas().Content()
		if o := f.Window.Canvas().Overlays().Top(); o != nil {
			top = o
		}
		viewtest.Walk(top, func(o fyne.CanvasObject) {
			switch o := o.(type) {
			case *widgets.Button:
				if o.Text != "" {
					return
				}
				seen++
				viewtest.Expect(t, fmt.Sprintf("%s: a button with %s alone has no tip", where, o.Icon), o.Tip != "")
			case *widgets.DataList:
				viewtest.Expect(t, where+": ⋮ has no tip", o.Menu == nil || o.MenuTip != "")
			}
		})
	}
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
	u := f.users()
	u.state.query.Text = ""
	u.find()
	u.tickAll(true)
	look("bulk bar")
	u.edit(*named(t, u, "zoe@example.org"))
	look("user form")
	f.press(fyne.KeyEscape)
	u.askErase(data.User{FirstName: "Zoë", LastName: "Bäcker"})
	look("deleting")
	f.press(fyne.KeyEscape)
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
		s.open(desk.PlaceUsers)
		s.open(desk.PlaceHistory)
		s.open(desk.PlaceCompare)
		return map[string]*widgets.DataList{
			"email": s.screens[desk.PlaceUsers].(*usersScreen).list.list,
			"file":  s.screens[desk.PlaceHistory].(*historyScreen).list,
			"what":  s.screens[desk.PlaceCompare].(*compareScreen).list,
		}
	}
	for column, list := range lists(f.Shell) {
		list.OnWidths(map[string]float32{column: 333})
	}
	again := New(f.Fyne, f.App, Start{Screens: allScreens, Language: "en", LanguageGiven: true, Config: f.Config, Runner: f.Run, Files: f.files})
	for column, list := range lists(again) {
		viewtest.Expect(t, column+" has another width", list.Widths()[column] == 333)
	}
}
