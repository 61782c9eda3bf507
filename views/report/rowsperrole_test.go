package report

import (
	"testing"

	"fyne.io/fyne/v2"
	"headcount.app/headcount/views/viewtest"
)

// A report with several rows for some people that differ only in the role offers to
// read them as their roles, with one button (SPEC S15.2).
func TestRowsPerRoleAreOffered(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		row := func(email, first, role string) string {
			return email + ";" + first + ";Neu;" + role + ";Sales rep;"
		}
		f.Simulate(f.Write("roles.csv",
			row("a@example.org", "Anna", "shop-lyon-1"), row("a@example.org", "Anna", "head-office"),
			row("b@example.org", "Ben", "shop-lyon-1"), row("b@example.org", "Ben", "head-office")))
		viewtest.Golden(t, "report-rows-"+language, f.Desk)
		viewtest.Expect(t, "they are no problems", f.last.state.plan.Counts.Problem == 4)
		buttons := f.last.notices.buttons
		buttons[len(buttons)-1].Tapped(&fyne.PointEvent{})
		counts := f.last.state.plan.Counts
		viewtest.Expect(t, "they are not read as two people", counts.Problem == 0 && counts.Created == 2)
		viewtest.Golden(t, "report-rows-joined-"+language, f.Desk)
		f.last.simulateAgain()
		viewtest.Expect(t, "it is forgotten", f.last.state.plan.Options.RowsPerRole)
		f.last.ways.Back()
		viewtest.Expect(t, "the form does not follow", viewtest.IsOn(t, f.Desk, f.Words.T("upload.rowsperrole")))
	}
}
