package report

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/views/viewtest"
)

// lineOf is the place of the line of a row of the file.
func (r *report) lineOf(row int) int {
	return slices.IndexFunc(r.state.plan.Lines, func(l plan.Line) bool { return l.Row == row })
}

// One problem row can be left out, and read after all; the others stay problems, and
// simulating once more keeps the choice (SPEC S3A.14).
func TestOneProblemRowIsLeftOut(t *testing.T) {
	f := open(t, viewtest.Want{})
	r := f.simulated(false, wrongRows()...)
	row := r.state.plan.Lines[r.state.current].Row
	link := r.skipLink(&r.state.plan.Lines[r.lineOf(row)])
	viewtest.Expect(t, "it is not offered", r.state.plan.Counts.Problem == 3 && link != nil)
	r.state.detail = true
	r.show()
	viewtest.Expect(t, "it is not seen", strings.Contains(viewtest.Reading(f.Desk), f.Words.T("screen.report.row.skip")))
	link.OnTapped()
	left := func() bool {
		return r.state.plan.Counts.Problem == 2 && r.state.plan.Lines[r.lineOf(row)].Kind == plan.Ignored
	}
	viewtest.Expect(t, "it is a problem still", left() && r.state.err == nil)
	r.simulateAgain()
	viewtest.Expect(t, "it is forgotten", left())
	r.skipped = time.Now() // planning again may have taken longer than a double click
	r.skipLink(&r.state.plan.Lines[r.lineOf(row)]).OnTapped()
	viewtest.Expect(t, "the second half of a double click reads it again", left())
	r.skipped = time.Time{}
	r.skipLink(&r.state.plan.Lines[r.lineOf(row)]).OnTapped()
	viewtest.Expect(t, "there is no way back", r.state.plan.Counts.Problem == 3 && len(r.state.plan.Options.SkipRows) == 0)
	good := slices.IndexFunc(r.state.plan.Lines, func(l plan.Line) bool { return l.Kind == plan.Unchanged })
	viewtest.Expect(t, "it is offered of a good row", r.skipLink(&r.state.plan.Lines[good]) == nil)
}

// Among the rows to correct one that is left out stays where it is, and so do all others:
// what lies under the pointer for the second half of a double click is its own way back,
// which waits.
func TestARowLeftOutStaysInItsPlace(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		for name, size := range map[string]fyne.Size{"": {}, "-narrow": fyne.NewSize(1024, 672)} {
			f := open(t, viewtest.Want{Language: language, Size: size})
			r := f.simulated(false, wrongRows()...)
			viewtest.Expect(t, "no rows to correct", r.correcting() && len(r.state.rows) == 3)
			shown := r.shownLines()
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject
			link := func(row int) fyne.Position { return at(r.forms.Form(row).(*problemForm).skip) }
			viewtest.Reading(f.Desk) // lays the rows out
			places := []fyne.Position{link(0), link(1), link(2)}
			r.forms.Form(1).(*problemForm).skip.OnTapped()
			viewtest.Reading(f.Desk)
			viewtest.Golden(t, "report-row-left-out"+name+"-"+language, f.Desk)
			viewtest.Expect(t, "it is not left out", r.state.plan.Counts.Problem == 2 && r.correcting())
			viewtest.Expect(t, "the rows moved", slices.Equal(r.shownLines(), shown) && slices.Equal([]fyne.Position{link(0), link(1), link(2)}, places))
			r.skipped = time.Now()
			r.forms.Form(1).(*problemForm).skip.OnTapped()
			viewtest.Expect(t, "a double click takes it back", r.state.plan.Counts.Problem == 2)
			r.skipped = time.Time{}
			r.forms.Form(1).(*problemForm).skip.OnTapped()
			viewtest.Reading(f.Desk)
			viewtest.Expect(t, "there is no way back", r.state.plan.Counts.Problem == 3 && slices.Equal([]fyne.Position{link(0), link(1), link(2)}, places))
		}
	}
}
