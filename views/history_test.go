package views

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
)

func (f *fixture) history() *historyScreen {
	f.open(desk.PlaceHistory)
	return f.screens[desk.PlaceHistory].(*historyScreen)
}

func TestHistoryScreens(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, want{language: language, empty: true})
		f.history()
		golden(t, "history-empty-"+language, f.Shell)
		f = open(t, want{language: language})
		r := f.simulated(true, novemberRows()...)
		r.passAll(t)
		r.apply()
		f.history()
		golden(t, "history-filled-"+language, f.Shell)
	}
}

func TestHistoryIsFilteredAndSearched(t *testing.T) {
	f := open(t, want{})
	f.simulated(true, novemberRows()...)
	h := f.history()
	all := len(h.state.rows)
	h.segment.OnChanged("applied")
	expect(t, "simulations are shown", len(h.state.rows) == 1 && h.state.all[h.state.rows[0]].Mode == data.Applied)
	h.segment.OnChanged("all")
	test.Type(h.search_, "NOVEMBER")
	expect(t, "the file is not found", len(h.state.rows) == 1 && all == 3)
	test.Type(h.search_, "x")
	golden(t, "history-nothing-en", f.Shell)
}

func TestARecordedSimulationCanStillBeApplied(t *testing.T) {
	f := open(t, want{})
	f.simulated(true, novemberRows()...)
	h := f.history()
	h.openChosen()
	if h.report == nil {
		t.Fatalf("no report: %v", h.state.err)
	}
	h.report.passAll(t)
	h.report.apply()
	expect(t, "not applied", h.report.state.mode == data.Applied && f.active() == 9)
	h.report.back()
	expect(t, "the list is not back", h.report == nil && len(h.state.all) == 4)
}

func TestAnAppliedUploadOpensAsTheReportItWas(t *testing.T) {
	f := open(t, want{})
	r := f.simulated(true, novemberRows()...)
	r.passAll(t)
	r.apply()
	h := f.history()
	h.openChosen()
	golden(t, "history-report-en", f.Shell)
	expect(t, "it can be applied again", h.report.state.simulation == nil && h.report.state.mode == data.Applied)
}

func TestAnAppliedSimulationIsNotOfferedAgain(t *testing.T) {
	f := open(t, want{})
	r := f.simulated(true, novemberRows()...)
	r.passAll(t)
	r.apply()
	h := f.history()
	for _, i := range h.state.rows {
		if u := &h.state.all[i]; strings.HasPrefix(u.File.Name, "november") {
			expect(t, "it is offered again", !canStillApply(f.Desk, u))
		}
	}
}
