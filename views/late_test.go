package views

import (
	"context"
	"os"
	"strings"
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

// TestALateReportAsksNothing: with Simulation mode off the question comes only where the
// upload is looked at; elsewhere the report waits, and nobody's keys are taken.
func TestALateReportAsksNothing(t *testing.T) {
	f := open(t, viewtest.Want{})
	rows := viewtest.People()
	rows[1] = strings.Replace(rows[1], "shop-lyon-1", "head-office", 1)
	u := f.upload(f.writeUsers("november.csv", rows...))
	u.state.real = true
	u.run()
	r := u.report.(*report).state
	viewtest.Expect(t, "nothing is asked where it is looked at", f.Window.Canvas().Overlays().Top() != nil)
	f.Window.Canvas().Overlays().Remove(f.Window.Canvas().Overlays().Top())
	f.open(desk.PlaceUsers)
	f.search()
	box := f.Window.Canvas().Focused()
	u.simulated(PrepareReport(desk.ReportOf{Simulation: r.simulation, Upload: r.upload, Mode: r.mode, Direct: true}))
	viewtest.Expect(t, "it asks", f.Window.Canvas().Overlays().Top() == nil)
	viewtest.Expect(t, "it takes the keys", f.Window.Canvas().Focused() == box)
}
