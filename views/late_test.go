package views

import (
	"context"
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/views/task"
)

// TestALateErrorTakesNoKeys: work that fails after its beginner went on to something else,
// or types, says so in the status line; one that fails where it was begun has its dialog.
func TestALateErrorTakesNoKeys(t *testing.T) {
	for name, meanwhile := range map[string]func(f *fixture){
		"still there":    func(*fixture) {},
		"elsewhere":      func(f *fixture) { f.open(placeHistory) },
		"typing":         func(f *fixture) { f.window.Canvas().Focused().TypedRune('x') },
		"in a field":     func(f *fixture) { f.window.Canvas().Focus(f.screens[placeUsers].(*usersScreen).box) },
		"another dialog": func(f *fixture) { f.showAbout() },
	} {
		f := open(t, want{})
		f.open(placeUsers)
		if name == "typing" {
			f.window.Canvas().Focus(f.screens[placeUsers].(*usersScreen).box)
		} else {
			f.window.Canvas().Unfocus()
		}
		f.Shell.write("out.csv", "status.report", func(context.Context, task.Progress) error {
			meanwhile(f)
			return os.ErrPermission
		})
		front := f.window.Canvas().Overlays().Top()
		switch name {
		case "still there":
			expect(t, name+": nothing is said", front != nil && f.status.Words() == "")
		case "another dialog":
			expect(t, name+": not in the status line", front != nil && f.status.Words() != "")
			pressButton(t, f.Shell, f.words.T("button.close"))
			expect(t, name+": a second dialog", f.window.Canvas().Overlays().Top() == nil)
		default:
			expect(t, name+": a dialog", front == nil && f.status.Words() != "")
			f.status.Ways()[0].OnTapped()
			expect(t, name+": no details", f.window.Canvas().Overlays().Top() != nil)
		}
	}
}

// TestALateReportAsksNothing: with Simulation mode off the question comes only where the
// upload is looked at; elsewhere the report waits, and nobody's keys are taken.
func TestALateReportAsksNothing(t *testing.T) {
	f := open(t, want{})
	rows := people()
	rows[1] = strings.Replace(rows[1], "shop-lyon-1", "head-office", 1)
	u := f.upload(f.write("november.csv", rows...))
	u.state.real = true
	u.run()
	r := u.report.state
	expect(t, "nothing is asked where it is looked at", f.window.Canvas().Overlays().Top() != nil)
	f.window.Canvas().Overlays().Remove(f.window.Canvas().Overlays().Top())
	f.open(placeUsers)
	box := f.screens[placeUsers].(*usersScreen).box
	f.window.Canvas().Focus(box)
	u.simulated(&reportState{simulation: r.simulation, upload: r.upload, mode: r.mode, direct: true})
	expect(t, "it asks", f.window.Canvas().Overlays().Top() == nil)
	expect(t, "it takes the keys", f.window.Canvas().Focused() == fyne.Focusable(box))
}
