package views

import (
	"context"
	"os"
	"testing"

	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/viewtest"
)

// TestALateErrorTakesNoKeys: work that fails after its beginner went on to something else,
// or types, says so in the status line; one that fails where it was begun has its dialog.
func TestALateErrorTakesNoKeys(t *testing.T) {
	for name, meanwhile := range map[string]func(f *fixture){
		"still there":    func(*fixture) {},
		"elsewhere":      func(f *fixture) { f.open(desk.PlaceHistory) },
		"typing":         func(f *fixture) { f.Window.Canvas().Focused().TypedRune('x') },
		"in a field":     func(f *fixture) { f.search() },
		"another dialog": func(f *fixture) { f.showAbout() },
	} {
		f := open(t, viewtest.Want{})
		f.open(desk.PlaceUsers)
		if name == "typing" {
			f.search()
		} else {
			f.Window.Canvas().Unfocus()
		}
		f.Shell.Write("out.csv", "status.report", func(context.Context, task.Progress) error {
			meanwhile(f)
			return os.ErrPermission
		})
		front := f.Window.Canvas().Overlays().Top()
		switch name {
		case "still there":
			viewtest.Expect(t, name+": nothing is said", front != nil && f.Status.Words() == "")
		case "another dialog":
			viewtest.Expect(t, name+": not in the status line", front != nil && f.Status.Words() != "")
			viewtest.PressButton(t, f.Desk, f.Words.T("button.close"))
			viewtest.Expect(t, name+": a second dialog", f.Window.Canvas().Overlays().Top() == nil)
		default:
			viewtest.Expect(t, name+": a dialog", front == nil && f.Status.Words() != "")
			f.Status.Ways()[0].OnTapped()
			viewtest.Expect(t, name+": no details", f.Window.Canvas().Overlays().Top() != nil)
		}
	}
}
