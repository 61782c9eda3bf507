package views

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/viewtest"
	"headcount.app/headcount/views/widgets"
)

// titled applies a file that gives people a job title.
func (f *fixture) titled(file, title string, who ...string) data.Upload {
	f.t.Helper()
	var rows []string
	for _, row := range viewtest.People() {
		name, _, _ := strings.Cut(row, "@")
		if slices.Contains(who, name) {
			row = strings.Replace(row, "shop-lyon-1", "head-office", 1)
			rows = append(rows, strings.Replace(row, name+"@example.org;"+strings.Split(row, ";")[1], name+"@example.org;"+title, 1))
		}
	}
	u := f.upload(f.writeUsers(file, rows...))
	u.run()
	u.report.(*report).passAll(f.t)
	u.report.(*report).apply()
	if u.report.(*report).state.mode != data.Applied {
		f.t.Fatalf("not applied: %v, %s", u.report.(*report).state.err, u.report.(*report).obstacle())
	}
	return u.report.(*report).state.upload
}

// TestUndoBackToADate: a day is chosen in the history, what would change is shown as one
// report and applied as one entry, which says how many uploads it undid and since when
// (SPEC S17.6).
func TestUndoBackToADate(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		for name, size := range map[string]fyne.Size{"": {}, "-narrow": fyne.NewSize(1024, 672)} {
			t.Run(language+name, func(t *testing.T) {
				f := open(t, viewtest.Want{Language: language, Size: size})
				w := f.Words
				f.titled("first.csv", "Ida", "zoe", "benoit")
				second := f.titled("second.csv", "Uma", "zoe", "ines")
				h := f.history()
				viewtest.Golden(t, "history-since"+name+"-"+language, f.Desk)
				h.since.Press()
				viewtest.Golden(t, "undo-since-choose"+name+"-"+language, f.Desk)
				viewtest.PressButton(t, f.Desk, w.T("history.since.verb"))
				r := h.report.(*report)
				if r == nil || !r.state.plan.BackToDate() {
					t.Fatalf("no plan of all: %v", h.state.err)
				}
				viewtest.Expect(t, "not the upload that filled the base", r.state.plan.Counts.Removed == 12)
				h.back()
				h.list.OnCurrent(2)
				viewtest.Expect(t, "another line", h.Chosen().File.Name == "first.csv")
				for _, item := range h.menu(2) {
					if item.Text == w.T("history.from") {
						item.Do()
					}
				}
				r = h.report.(*report)
				if r == nil || !r.state.plan.BackToDate() || r.state.plan.Undoes.Upload != second.ID {
					t.Fatalf("no plan from one on: %v", h.state.err)
				}
				viewtest.Golden(t, "undo-since-simulation"+name+"-"+language, f.Desk)
				r.passAll(t)
				viewtest.PressButton(t, f.Desk, w.N("screen.undo.apply.since", 3))
				viewtest.Expect(t, "not undone", r.state.mode == data.Applied && f.user("zoe@example.org").FirstName == "Zoë" && f.user("ines@example.org").Roles == "shop-lyon-1")
				h.back()
				title, when := h.undoTitle(&h.state.all[0])
				viewtest.Expect(t, title+" is no name of it", title == w.N("history.undoof.several", 2) && strings.Contains(when, desk.Day(w, viewtest.Noon.Local(), viewtest.Noon)))
				viewtest.Expect(t, "its uploads can be undone from here on", !slices.ContainsFunc(h.state.all[1:5], func(u data.Upload) bool { return u.Undoes == 0 && desk.CannotUndo(f.Desk, &u) == "" }))
				h.list.OnCurrent(0)
				h.undoChosen()
				h.report.(*report).passAll(t)
				h.report.(*report).apply()
				h.back()
				title, when = h.undoTitle(&h.state.all[0])
				viewtest.Expect(t, title+" is no name of it made again", title == w.N("history.redoof.several", 2) && strings.Contains(when, desk.Day(w, viewtest.Noon.Local(), viewtest.Noon)))
				viewtest.Golden(t, "undo-since-history"+name+"-"+language, f.Desk)
			})
		}
	}
}

// TestNothingToUndoSince: the button says why it cannot be pressed.
func TestNothingToUndoSince(t *testing.T) {
	f := open(t, viewtest.Want{Empty: true})
	h := f.history()
	viewtest.Expect(t, "it can be pressed", h.since.Disabled() && h.since.Tip == f.Words.T("history.undo.none"))
}

// TestSingleFieldsOfAnUndo are left out by their ticks in the pane, the status too, and
// can be undone later (SPEC S17.6).
func TestSingleFieldsOfAnUndo(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		id := f.titled("first.csv", "Ida", "zoe", "benoit").ID
		f.Go.ShowUndo(id)
		r := f.screens[desk.PlaceHistory].(*historyScreen).report.(*report)
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
		zoe := f.user("zoe@example.org")
		viewtest.Expect(t, "not as chosen: "+zoe.FirstName+" "+string(zoe.Roles), zoe.FirstName == "Ida" && zoe.Roles == "shop-lyon-1")
		f.Go.ShowUndo(id)
		r = f.screens[desk.PlaceHistory].(*historyScreen).report.(*report)
		viewtest.Expect(t, "the rest is lost", r.state.plan.Counts.Updated == 1)
	}
}

// TestTheStatusOfAnUndoIsTicked: somebody whom the upload deactivated, and changed no
// field of, has one tick.
func TestTheStatusOfAnUndoIsTicked(t *testing.T) {
	f := open(t, viewtest.Want{})
	r := f.appliedNovember()
	f.Go.ShowUndo(r.state.upload.ID)
	r = f.screens[desk.PlaceHistory].(*historyScreen).report.(*report)
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
	for name, show := range map[string]func(h *historyScreen, id int64){
		"one":     func(h *historyScreen, id int64) { h.Undo(id) },
		"several": func(h *historyScreen, id int64) { h.undoFrom(id - 2) },
	} {
		t.Run(name, func(t *testing.T) {
			f := open(t, viewtest.Want{})
			f.titled("first.csv", "Ida", "zoe", "benoit")
			id := f.titled("second.csv", "Uma", "zoe", "ines").ID
			h := f.history()
			show(h, id)
			if h.report == nil {
				t.Fatal(h.state.err)
			}
			r := h.report.(*report)
			several := r.state.plan.BackToDate()
			viewtest.Expect(t, "another undo", several == (name == "several"))
			line := func(email string) int {
				return slices.IndexFunc(r.state.plan.Lines, func(l plan.Line) bool { return l.User().Email == email })
			}
			r.leaveOut([]int{line("ines@example.org")}, true)
			r.leaveField([]int{line("zoe@example.org")}, data.FirstName, true)
			r.choose(widgets.KindKept, true)
			u := f.user("ada@example.org")
			u.JobTitle = "Boss"
			_, err := f.App.SaveUser(t.Context(), nil, u)
			must(t, err)
			r.passAll(t)
			r.applyNow()
			viewtest.Expect(t, "it is not stale", r.stale())
			viewtest.PressButton(t, f.Desk, f.Words.T("button.again"))
			o := r.state.plan.Options
			viewtest.Expect(t, fmt.Sprint("the choice is lost: ", o.LeaveOut, o.LeaveOutFields), len(o.LeaveOut) == 1 && len(o.LeaveOutFields) == 1 && !r.stale())
			viewtest.Expect(t, "it is another undo", h.report == r && r.state.plan.BackToDate() == several && r.state.filter.kind == widgets.KindKept)
		})
	}
}
