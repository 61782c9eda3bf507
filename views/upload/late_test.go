package upload

import (
	"strings"
	"testing"

	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/viewtest"
)

// TestALateReportAsksNothing: with Simulation mode off the question comes only where the
// upload is looked at; elsewhere the report waits, and nobody's keys are taken.
func TestALateReportAsksNothing(t *testing.T) {
	f := open(t, viewtest.Want{})
	rows := viewtest.People()
	rows[1] = strings.Replace(rows[1], "shop-lyon-1", "head-office", 1)
	u := f.upload(f.Write("november.csv", rows...))
	u.state.real = true
	u.run()
	r := u.report.Kept().Of()
	viewtest.Expect(t, "nothing is asked where it is looked at", f.Window.Canvas().Overlays().Top() != nil)
	f.Window.Canvas().Overlays().Remove(f.Window.Canvas().Overlays().Top())
	f.Go.Open(desk.PlaceUsers)
	f.Go.Front().(desk.Searcher).Search()
	box := f.Window.Canvas().Focused()
	u.simulated(f.PrepareReport(desk.ReportOf{Simulation: r.Simulation, Upload: r.Upload, Mode: r.Mode, Direct: true}))
	viewtest.Expect(t, "it asks", f.Window.Canvas().Overlays().Top() == nil)
	viewtest.Expect(t, "it takes the keys", f.Window.Canvas().Focused() == box)
}
