package views

import (
	"slices"
	"strings"
	"testing"

	"headcount/app/plan"
)

// lineOf is the place of the line of a row of the file.
func (r *report) lineOf(row int) int {
	return slices.IndexFunc(r.state.plan.Lines, func(l plan.Line) bool { return l.Row == row })
}

// One problem row can be left out, and read after all; the others stay problems, and
// simulating once more keeps the choice (SPEC S3A.14).
func TestOneProblemRowIsLeftOut(t *testing.T) {
	f := open(t, want{})
	r := f.simulated(false, wrongRows()...)
	row := r.state.plan.Lines[r.state.current].Row
	link := r.skipLink(&r.state.plan.Lines[r.lineOf(row)])
	expect(t, "it is not offered", r.state.plan.Counts.Problem == 3 && link != nil)
	r.state.detail = true
	r.show()
	expect(t, "it is not seen", strings.Contains(reading(f.Shell), f.words.T("screen.report.row.skip")))
	link.OnTapped()
	left := func() bool {
		return r.state.plan.Counts.Problem == 2 && r.state.plan.Lines[r.lineOf(row)].Kind == plan.Ignored
	}
	expect(t, "it is a problem still", left() && r.state.err == nil)
	r.simulateAgain()
	expect(t, "it is forgotten", left())
	r.skipLink(&r.state.plan.Lines[r.lineOf(row)]).OnTapped()
	expect(t, "there is no way back", r.state.plan.Counts.Problem == 3 && len(r.state.plan.Options.SkipRows) == 0)
	good := slices.IndexFunc(r.state.plan.Lines, func(l plan.Line) bool { return l.Kind == plan.Unchanged })
	expect(t, "it is offered of a good row", r.skipLink(&r.state.plan.Lines[good]) == nil)
}
