package report

import (
	"fmt"
	"slices"
	"testing"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/viewtest"
	"headcount.app/headcount/views/widgets"
)

// TestSingleFieldsOfAnUndo are left out by their ticks in the pane, the status too, and
// can be undone later (SPEC S17.6).
func TestSingleFieldsOfAnUndo(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		id := f.Rename("first.csv", "Ida", "zoe", "benoit").ID
		f.Go.ShowUndo(id)
		r := f.last
		choose := func() *plan.Line {
			r.state.current = slices.IndexFunc(r.state.plan.Lines, func(l plan.Line) bool { return l.User().Email == "zoe@example.org" })
			r.showPane()
			return &r.state.plan.Lines[r.state.current]
		}
		choose()
		checks := r.fieldChecks()
		viewtest.Expect(t, "no tick for each field", len(checks) == 2 && checks[0] != nil && checks[0].Checked())
		checks[0].OnChanged(false)
		l := choose()
		viewtest.Expect(t, "another field", l.Kind == plan.Updated && len(l.LeftFields) == 1 && l.LeftFields[0].Field == data.FirstName)
		viewtest.Golden(t, "undo-field-left-out-"+language, f.Desk)
		r.fieldChecks()[0].OnChanged(false)
		l = choose()
		viewtest.Expect(t, "not left out", l.Kind == plan.Kept && l.LeftOut && len(l.LeftFields) == 2)
		r.fieldChecks()[1].OnChanged(true)
		l = choose()
		viewtest.Expect(t, "not made after all", l.Kind == plan.Updated && len(l.LeftFields) == 1)
		r.passAll(t)
		r.apply()
		zoe := f.User("zoe@example.org")
		viewtest.Expect(t, "not as chosen: "+zoe.FirstName+" "+string(zoe.Roles), zoe.FirstName == "Ida" && zoe.Roles == "shop-lyon-1")
		f.Go.ShowUndo(id)
		r = f.last
		viewtest.Expect(t, "the rest is lost", r.state.plan.Counts.Updated == 1)
	}
}

// TestTheStatusOfAnUndoIsTicked: somebody whom the upload deactivated, and changed no
// field of, has one tick.
func TestTheStatusOfAnUndoIsTicked(t *testing.T) {
	f := open(t, viewtest.Want{})
	r := f.appliedNovember()
	f.Go.ShowUndo(r.state.upload.ID)
	r = f.last
	at := slices.IndexFunc(r.state.plan.Lines, func(l plan.Line) bool { return l.Kind == plan.Reactivated })
	email := r.state.plan.Lines[at].Before.Email
	r.state.current = at
	r.showPane()
	r.fieldChecks()[0].OnChanged(false)
	at = slices.IndexFunc(r.state.plan.Lines, func(l plan.Line) bool { return l.User().Email == email })
	l := &r.state.plan.Lines[at]
	viewtest.Expect(t, fmt.Sprint("it goes back: ", l.Kind), l.Kind == plan.Kept && l.LeftOut)
	r.state.current = at
	r.showPane()
	checks := r.fieldChecks()
	viewtest.Expect(t, "no way back", len(checks) == 1 && !checks[0].Checked())
	checks[0].OnChanged(true)
	at = slices.IndexFunc(r.state.plan.Lines, func(l plan.Line) bool { return l.User().Email == email })
	viewtest.Expect(t, "it stays left out", r.state.plan.Lines[at].Kind == plan.Reactivated)
}

// TestAStaleUndoKeepsWhatWasLeftOut, of one upload and of several (SPEC S17.6).
func TestAStaleUndoKeepsWhatWasLeftOut(t *testing.T) {
	for name, show := range map[string]func(f *fixture, id int64){
		"one":     func(f *fixture, id int64) { f.Go.ShowUndo(id) },
		"several": func(f *fixture, id int64) { f.Go.ShowUpload(id-2, f.Uploads()); f.last.ways.UndoFrom() },
	} {
		t.Run(name, func(t *testing.T) {
			f := open(t, viewtest.Want{})
			f.Rename("first.csv", "Ida", "zoe", "benoit")
			id := f.Rename("second.csv", "Uma", "zoe", "ines").ID
			show(f, id)
			r := f.last
			several := r.state.plan.BackToDate()
			viewtest.Expect(t, "another undo", several == (name == "several"))
			line := func(email string) int {
				return slices.IndexFunc(r.state.plan.Lines, func(l plan.Line) bool { return l.User().Email == email })
			}
			r.leaveOut([]int{line("ines@example.org")}, true)
			r.leaveField([]int{line("zoe@example.org")}, data.FirstName, true)
			r.choose(widgets.KindKept, true)
			u := f.User("ada@example.org")
			u.JobTitle = "Boss"
			_, err := f.App.SaveUser(t.Context(), nil, u)
			must(t, err)
			r.passAll(t)
			r.applyNow()
			viewtest.Expect(t, "it is not stale", r.stale())
			viewtest.PressButton(t, f.Desk, f.Words.T("button.again"))
			o := r.state.plan.Options
			viewtest.Expect(t, fmt.Sprint("the choice is lost: ", o.LeaveOut, o.LeaveOutFields), len(o.LeaveOut) == 1 && len(o.LeaveOutFields) == 1 && !r.stale())
			viewtest.Expect(t, "it is another undo", f.last == r && r.state.plan.BackToDate() == several && r.state.filter.kind == widgets.KindKept)
		})
	}
}
