package report

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/viewtest"
	"headcount.app/headcount/views/widgets"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// appliedNovember applies the file of November and returns its report.
func (f *fixture) appliedNovember() *report {
	f.T.Helper()
	r := f.simulated(true, viewtest.November()...)
	r.passAll(f.T)
	r.apply()
	return r
}

// TestUndoIsShownBeforeItHappens goes from the applied report to what undoing it would
// change, undoes it, and makes the upload again, by what stands on the buttons.
func TestUndoIsShownBeforeItHappens(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		t.Run(language, func(t *testing.T) {
			f := open(t, viewtest.Want{Language: language})
			w := assets.In(language)
			before := f.Active()
			f.appliedNovember()
			after := f.Active()
			viewtest.PressButton(t, f.Desk, w.T("history.undo"))
			viewtest.Expect(t, "no report of the undo", f.Go.At() == desk.PlaceHistory && f.last.undoing())
			viewtest.Golden(t, "undo-simulation-"+language, f.Desk)
			viewtest.Expect(t, "something was changed", f.Active() == after)
			f.last.passAll(t)
			viewtest.PressButton(t, f.Desk, w.N("screen.undo.apply", f.last.state.plan.Counts.Changes()))
			viewtest.Expect(t, "not undone", f.last.state.mode == data.Applied && f.Active() == before)
			viewtest.Golden(t, "undo-applied-"+language, f.Desk)
			f.last.applied = time.Now() // looking took its time
			viewtest.PressButton(t, f.Desk, w.T("screen.report.close"))
			viewtest.Expect(t, "a double click left the report", strings.Contains(viewtest.Reading(f.Desk), w.T("screen.report.close")))
			f.last.applied = time.Time{}
			viewtest.PressButton(t, f.Desk, w.T("screen.report.close"))
			viewtest.Golden(t, "undo-history-"+language, f.Desk)
			viewtest.Expect(t, "it can be undone twice", !slices.ContainsFunc(f.Uploads(), func(u data.Upload) bool { return u.UndoneBy != 0 && desk.CannotUndo(f.Desk, &u) == "" }))

			viewtest.Walk(f.Window.Canvas().Content(), func(o fyne.CanvasObject) {
				if list, ok := o.(*widgets.DataList); ok {
					list.OnCurrent(0)
				}
			})
			viewtest.PressButton(t, f.Desk, w.T("history.redo"))
			viewtest.Golden(t, "undo-redo-"+language, f.Desk)
			f.last.passAll(t)
			viewtest.PressButton(t, f.Desk, w.N("screen.undo.again", f.last.state.plan.Counts.Changes()))
			viewtest.Expect(t, "not made again", f.Active() == after)
			f.last.ways.Back()
			now := f.Uploads()
			viewtest.Expect(t, "the list says nothing of it", desk.ResultBadge(w, &now[1]).Word == w.T("history.undone"))
			viewtest.Expect(t, "the upload cannot be undone again", desk.CannotUndo(f.Desk, &now[2]) == "")
		})
	}
}

// TestPartOfAnUploadIsUndone: people and whole groups are left out of a shown undo, stay
// in their rows, and can be undone later (SPEC S17.6).
func TestPartOfAnUploadIsUndone(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		for name, size := range map[string]fyne.Size{"": {}, "-narrow": fyne.NewSize(1024, 672)} {
			f := open(t, viewtest.Want{Language: language, Size: size})
			before := f.Active()
			r := f.appliedNovember()
			id, after := r.state.upload.ID, f.Active()
			f.Go.ShowUndo(id)
			r = f.last
			box := func(did string) *undoGroup {
				for _, b := range r.groups.boxes {
					if b.did == did {
						return b
					}
				}
				return nil
			}
			shown := r.shownLines()
			viewtest.Expect(t, "a kind that nothing was done of", box("removed").cell.Hidden && !box("created").cell.Hidden)
			viewtest.Expect(t, "not all go back", box("deactivated").check.State() == widgets.On && len(r.groups.lines("deactivated")) == 4)
			box("created").check.Tapped(&fyne.PointEvent{})
			box("updated").check.Tapped(&fyne.PointEvent{})
			for row := range shown {
				if r.line(row).Kind == plan.Reactivated {
					r.list.OnTick(row, false)
					break
				}
			}
			viewtest.Expect(t, "the rows moved", slices.Equal(r.shownLines(), shown))
			viewtest.Expect(t, "not partly", box("deactivated").check.State() == widgets.Partly && box("created").check.State() == widgets.Off)
			viewtest.Expect(t, "it can be remembered", r.state.protectable == 0)
			viewtest.Golden(t, "undo-part"+name+"-"+language, f.Desk)
			r.passAll(t)
			r.apply()
			viewtest.Expect(t, "not undone in part", r.state.mode == data.Applied && f.Active() == after+3)
			f.last.ways.Back()
			u, err := f.App.Uploads(t.Context(), 0, 0)
			must(t, err)
			at := slices.IndexFunc(u, func(u data.Upload) bool { return u.ID == id })
			viewtest.Expect(t, "the rest can't be undone", u[at].UndonePartly && desk.CannotUndo(f.Desk, &u[at]) == "")
			viewtest.Expect(t, "the list says nothing of it", desk.ResultBadge(f.Words, &u[at]).Word == f.Words.T("history.undone.partly"))
			f.Go.ShowUndo(id)
			r = f.last
			r.passAll(t)
			r.apply()
			viewtest.Expect(t, fmt.Sprint(f.Active(), " are active"), f.Active() == before)
			u, err = f.App.Uploads(t.Context(), 0, 0)
			must(t, err)
			at = slices.IndexFunc(u, func(u data.Upload) bool { return u.ID == id })
			viewtest.Expect(t, "it can be undone once more", desk.CannotUndo(f.Desk, &u[at]) != "")
		}
	}
}

// TestUndoSaysWhatStays: what a hand changed since is kept, with the reason; with
// nothing left the button says so.
func TestUndoSaysWhatStays(t *testing.T) {
	f := open(t, viewtest.Want{})
	f.simulated(false, "zoe@example.org;Zoë;Bäcker;head-office;Sales rep;a").apply()
	base, err := f.App.Base(t.Context())
	must(t, err)
	for _, u := range base.Users {
		if u.Email == "zoe@example.org" {
			u.Roles = "shop-lyon-1"
			_, err = f.App.SaveUser(t.Context(), nil, u)
			must(t, err)
			u.Roles, u.JobTitle = "head-office", "Boss"
			_, err = f.App.SaveUser(t.Context(), nil, u)
			must(t, err)
		}
	}
	f.Go.ShowUndo(4)
	viewtest.Golden(t, "undo-kept-en", f.Desk)
	viewtest.Expect(t, "it can be pressed", f.last.actions.primary.Disabled())
}

// TestUndoThatIsStale: somebody changes a person while the undo is looked at; it is
// refused, and what is pressed next plans it again.
func TestUndoThatIsStale(t *testing.T) {
	f := open(t, viewtest.Want{})
	r := f.appliedNovember()
	f.Go.ShowUndo(r.state.upload.ID)
	f.last.passAll(t)
	base, err := f.App.Base(t.Context())
	must(t, err)
	u := base.Users[0]
	u.JobTitle = "Boss"
	_, err = f.App.SaveUser(t.Context(), nil, u)
	must(t, err)
	f.last.apply()
	viewtest.Expect(t, "a stale undo was applied", f.last.state.mode == data.Simulated && f.last.stale())
	viewtest.PressButton(t, f.Desk, f.Words.T("button.again"))
	viewtest.Expect(t, "it is not planned again", !f.last.stale() && f.last.undoing())
}
