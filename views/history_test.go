package views

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/viewtest"
)

func (f *fixture) history() *historyScreen {
	f.open(desk.PlaceHistory)
	return f.screens[desk.PlaceHistory].(*historyScreen)
}

func TestHistoryScreens(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language, Empty: true})
		f.history()
		viewtest.Golden(t, "history-empty-"+language, f.Desk)
		f = open(t, viewtest.Want{Language: language})
		r := f.simulated(true, viewtest.November()...)
		r.passAll(t)
		r.apply()
		f.history()
		viewtest.Golden(t, "history-filled-"+language, f.Desk)
	}
}

func TestHistoryIsFilteredAndSearched(t *testing.T) {
	f := open(t, viewtest.Want{})
	f.simulated(true, viewtest.November()...)
	h := f.history()
	all := len(h.state.rows)
	h.segment.OnChanged("applied")
	viewtest.Expect(t, "simulations are shown", len(h.state.rows) == 1 && h.state.all[h.state.rows[0]].Mode == data.Applied)
	h.segment.OnChanged("all")
	test.Type(h.searchEntry, "NOVEMBER")
	viewtest.Expect(t, "the file is not found", len(h.state.rows) == 1 && all == 3)
	test.Type(h.searchEntry, "x")
	viewtest.Golden(t, "history-nothing-en", f.Desk)
}

func TestARecordedSimulationCanStillBeApplied(t *testing.T) {
	f := open(t, viewtest.Want{})
	f.simulated(true, viewtest.November()...)
	h := f.history()
	h.openChosen()
	if h.report == nil {
		t.Fatalf("no report: %v", h.state.err)
	}
	h.report.(*report).passAll(t)
	h.report.(*report).apply()
	viewtest.Expect(t, "not applied", h.report.(*report).state.mode == data.Applied && f.active() == 9)
	h.report.(*report).ways.Back()
	viewtest.Expect(t, "the list is not back", h.report == nil && len(h.state.all) == 4)
}

func TestAnAppliedUploadOpensAsTheReportItWas(t *testing.T) {
	f := open(t, viewtest.Want{})
	r := f.simulated(true, viewtest.November()...)
	r.passAll(t)
	r.apply()
	h := f.history()
	h.openChosen()
	viewtest.Golden(t, "history-report-en", f.Desk)
	viewtest.Expect(t, "it can be applied again", h.report.(*report).state.simulation == nil && h.report.(*report).state.mode == data.Applied)
}

func TestAnAppliedSimulationIsNotOfferedAgain(t *testing.T) {
	f := open(t, viewtest.Want{})
	r := f.simulated(true, viewtest.November()...)
	r.passAll(t)
	r.apply()
	h := f.history()
	for _, i := range h.state.rows {
		if u := &h.state.all[i]; strings.HasPrefix(u.File.Name, "november") {
			viewtest.Expect(t, "it is offered again", !canStillApply(f.Desk, u))
		}
	}
}
