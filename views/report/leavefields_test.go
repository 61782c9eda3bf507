package report

import (
	"slices"
	"strings"
	"testing"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/viewtest"
	"headcount.app/headcount/views/widgets"
)

// slippedRows are the rows of people, with the last names of rows 4 to 8 slipped down
// by one; the fourth person is moved besides.
func slippedRows() []string {
	rows := viewtest.People()
	var cells [][]string
	for _, row := range rows {
		cells = append(cells, strings.Split(row, ";"))
	}
	for i := 7; i >= 3; i-- {
		cells[i][2] = cells[i-1][2]
	}
	cells[3][3] = "head-office"
	for i := range cells {
		rows[i] = strings.Join(cells[i], ";")
	}
	return rows
}

// TestColumnsThatSlippedAreLeftAsTheyAre: the guard shows people old → new, and one
// press leaves the column as it is for all of them (SPEC S4.9 shifted, S4.10).
func TestColumnsThatSlippedAreLeftAsTheyAre(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		r := f.simulated(false, slippedRows()...)
		at := slices.IndexFunc(r.state.plan.Guards, func(g plan.Guard) bool { return g.Code == plan.Shifted })
		if at < 0 {
			t.Fatalf("no guard: %+v", r.state.plan.Guards)
		}
		viewtest.Golden(t, "report-shifted-"+language, f.Desk)
		r.notices.order[at].OnRemedy()
		viewtest.Expect(t, "the guard stays", !slices.ContainsFunc(r.state.plan.Guards, func(g plan.Guard) bool { return g.Code == plan.Shifted }))
		viewtest.Expect(t, "not left out", len(r.state.plan.Options.LeaveOutFields) == 5)
		viewtest.Expect(t, "the move is gone too", r.state.plan.Counts.Updated == 1 && r.state.plan.Counts.Kept == 4)
		r.simulateAgain()
		viewtest.Expect(t, "the choice is lost", len(r.state.plan.Options.LeaveOutFields) == 5 && r.state.plan.Counts.Updated == 1)
		r.passAll(t)
		r.apply()
		viewtest.Expect(t, "not applied", r.state.mode == data.Applied)
		for i := range r.state.plan.Lines {
			if l := &r.state.plan.Lines[i]; l.Before != nil {
				viewtest.Expect(t, l.Before.Email+" was renamed", f.User(l.Before.Email).LastName == l.Before.LastName)
			}
		}
	}
}

// TestSingleFieldsAreTicked: a field of a person is left out by its tick in the pane,
// and made after all; ticking the person makes everything.
func TestSingleFieldsAreTicked(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		r := f.simulated(false, slippedRows()...)
		moved := slices.IndexFunc(r.state.plan.Lines, func(l plan.Line) bool { return l.Moved })
		find := func(l *plan.Line) int {
			return slices.IndexFunc(r.state.plan.Lines, func(o plan.Line) bool { return o.Before != nil && o.Before.Email == l.Before.Email })
		}
		line := r.state.plan.Lines[moved]
		r.state.current = moved
		r.showPane()
		checks := r.fieldChecks()
		viewtest.Expect(t, "no tick for each field", len(checks) == 2 && checks[0].Checked() && checks[1].Checked())
		checks[0].OnChanged(false) // the last name
		l := &r.state.plan.Lines[find(&line)]
		viewtest.Expect(t, "another field", l.Kind == plan.Updated && l.Moved && len(l.LeftFields) == 1 && l.LeftFields[0].Field == data.LastName)
		r.state.current = find(&line)
		r.showPane()
		viewtest.Golden(t, "report-field-left-out-"+language, f.Desk)
		checks = r.fieldChecks()
		viewtest.Expect(t, "the ticks", len(checks) == 2 && checks[0].Checked() && !checks[1].Checked())
		checks[0].OnChanged(false) // the role too
		l = &r.state.plan.Lines[find(&line)]
		viewtest.Expect(t, "not kept", l.Kind == plan.Kept && l.LeftOut && len(l.LeftFields) == 2)
		r.state.current = find(&line)
		r.showPane()
		checks = r.fieldChecks()
		viewtest.Expect(t, "nothing to tick", len(checks) == 2 && !checks[0].Checked() && !checks[1].Checked())
		checks[1].OnChanged(true)
		l = &r.state.plan.Lines[find(&line)]
		viewtest.Expect(t, "not made after all", l.Kind == plan.Updated && len(l.LeftFields) == 1)
		r.leaveOut([]int{find(&line)}, true)
		r.leaveOut([]int{find(&line)}, false)
		l = &r.state.plan.Lines[find(&line)]
		viewtest.Expect(t, "something is left", l.Kind == plan.Updated && len(l.LeftFields) == 0 && len(r.state.plan.Options.LeaveOutFields) == 0)
	}
}

// fieldChecks are the ticks before the fields of the pane, in their order.
func (r *report) fieldChecks() []*widgets.Check {
	l := &r.state.plan.Lines[r.state.current]
	var checks []*widgets.Check
	if !l.LeftOut {
		for _, c := range r.fieldChanges(l, allChanges(l), true) {
			checks = append(checks, c.Check)
		}
	}
	for _, c := range r.fieldChanges(l, l.LeftFields, false) {
		checks = append(checks, c.Check)
	}
	return checks
}
