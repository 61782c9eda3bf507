package report

import (
	"testing"

	"headcount.app/headcount/views/viewtest"
)

func TestLanguageSwitchesAtOnceAndKeepsWhatIsShown(t *testing.T) {
	f := open(t, viewtest.Want{})
	f.Simulate(f.Write("after.csv", viewtest.People()[:9]...), "upload.deactivate")
	before := f.last
	before.state.filter.words = "noemie"
	before.refilter()
	f.Go.SetLanguage("fr")
	viewtest.Golden(t, "report-switched-fr", f.Desk)
	now := f.last
	viewtest.Expect(t, "the report is another one", now != before)
	viewtest.Expect(t, "the search went", now.searchEntry.Text == "noemie" && len(now.state.rows) == 1)
}
