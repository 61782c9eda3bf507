package history

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/viewtest"
)

func (f *fixture) history() *historyScreen {
	f.Go.Open(desk.PlaceHistory)
	return f.screen
}

func TestHistoryScreens(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language, Empty: true})
		f.history()
		viewtest.Golden(t, "history-empty-"+language, f.Desk)
		f = open(t, viewtest.Want{Language: language})
		f.SimulateNovember()
		f.ApplyShown()
		f.history()
		viewtest.Golden(t, "history-filled-"+language, f.Desk)
	}
}

func TestHistoryIsFilteredAndSearched(t *testing.T) {
	f := open(t, viewtest.Want{})
	f.SimulateNovember()
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
	f.SimulateNovember()
	h := f.history()
	h.openChosen()
	if h.report == nil {
		t.Fatalf("no report: %v", h.state.err)
	}
	f.ApplyShown()
	viewtest.Expect(t, "not applied", h.report.Kept().Of().Mode == data.Applied && f.Active() == 9)
	h.back()
	viewtest.Expect(t, "the list is not back", h.report == nil && len(h.state.all) == 4)
}

func TestAnAppliedUploadOpensAsTheReportItWas(t *testing.T) {
	f := open(t, viewtest.Want{})
	f.SimulateNovember()
	f.ApplyShown()
	h := f.history()
	h.openChosen()
	viewtest.Golden(t, "history-report-en", f.Desk)
	viewtest.Expect(t, "it can be applied again", h.report.Kept().Of().Simulation == nil && h.report.Kept().Of().Mode == data.Applied)
}

func TestAnAppliedSimulationIsNotOfferedAgain(t *testing.T) {
	f := open(t, viewtest.Want{})
	f.SimulateNovember()
	f.ApplyShown()
	h := f.history()
	for _, i := range h.state.rows {
		if u := &h.state.all[i]; strings.HasPrefix(u.File.Name, "november") {
			viewtest.Expect(t, "it is offered again", !canStillApply(f.Desk, u))
		}
	}
}
