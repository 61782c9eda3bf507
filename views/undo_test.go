package views

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

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
	f.t.Helper()
	r := f.simulated(true, viewtest.November()...)
	r.passAll(f.t)
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
			before := f.active()
			f.appliedNovember()
			after := f.active()
			viewtest.PressButton(t, f.Desk, w.T("history.undo"))
			h := f.screens[desk.PlaceHistory].(*historyScreen)
			viewtest.Expect(t, "no report of the undo", f.at == desk.PlaceHistory && h.report != nil && h.report.(*report).undoing())
			viewtest.Golden(t, "undo-simulation-"+language, f.Desk)
			viewtest.Expect(t, "something was changed", f.active() == after)
			h.report.(*report).passAll(t)
			viewtest.PressButton(t, f.Desk, w.N("screen.undo.apply", h.report.(*report).state.plan.Counts.Changes()))
			viewtest.Expect(t, "not undone", h.report.(*report).state.mode == data.Applied && f.active() == before)
			viewtest.Golden(t, "undo-applied-"+language, f.Desk)
			viewtest.PressButton(t, f.Desk, w.T("screen.report.close"))
			viewtest.Expect(t, "a double click left the report", h.report != nil)
			h.report.(*report).applied = time.Time{}
			viewtest.PressButton(t, f.Desk, w.T("screen.report.close"))
			viewtest.Golden(t, "undo-history-"+language, f.Desk)
			viewtest.Expect(t, "it can be undone twice", h.undoing.Disabled())

			h.list.OnCurrent(0)
			viewtest.PressButton(t, f.Desk, w.T("history.redo"))
			viewtest.Golden(t, "undo-redo-"+language, f.Desk)
			h.report.(*report).passAll(t)
			viewtest.PressButton(t, f.Desk, w.N("screen.undo.again", h.report.(*report).state.plan.Counts.Changes()))
			viewtest.Expect(t, "not made again", f.active() == after)
			h.report.(*report).ways.Back()
			viewtest.Expect(t, "the list says nothing of it", desk.ResultBadge(w, &h.state.all[1]).Word == w.T("history.undone"))
			viewtest.Expect(t, "the upload cannot be undone again", desk.CannotUndo(f.Desk, &h.state.all[2]) == "")
		})
	}
}

// TestPartOfAnUploadIsUndone: people and whole groups are left out of a shown undo, stay
// in their rows, and can be undone later (SPEC S17.6).
func TestPartOfAnUploadIsUndone(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		for name, size := range map[string]fyne.Size{"": {}, "-narrow": fyne.NewSize(1024, 672)} {
			f := open(t, viewtest.Want{Language: language, Size: size})
			before := f.active()
			r := f.appliedNovember()
			id, after := r.state.upload.ID, f.active()
			f.Go.ShowUndo(id)
			h := f.screens[desk.PlaceHistory].(*historyScreen)
			r = h.report.(*report)
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
			viewtest.Expect(t, "not undone in part", r.state.mode == data.Applied && f.active() == after+3)
			h.report.(*report).ways.Back()
			u, err := f.App.Uploads(t.Context(), 0, 0)
			must(t, err)
			at := slices.IndexFunc(u, func(u data.Upload) bool { return u.ID == id })
			viewtest.Expect(t, "the rest can't be undone", u[at].UndonePartly && desk.CannotUndo(f.Desk, &u[at]) == "")
			viewtest.Expect(t, "the list says nothing of it", desk.ResultBadge(f.Words, &u[at]).Word == f.Words.T("history.undone.partly"))
			f.Go.ShowUndo(id)
			r = h.report.(*report)
			r.passAll(t)
			r.apply()
			viewtest.Expect(t, fmt.Sprint(f.active(), " are active"), f.active() == before)
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
	h := f.screens[desk.PlaceHistory].(*historyScreen)
	viewtest.Expect(t, "it can be pressed", h.report.(*report).actions.primary.Disabled())
}

// TestUndoThatIsStale: somebody changes a person while the undo is looked at; it is
// refused, and what is pressed next plans it again.
func TestUndoThatIsStale(t *testing.T) {
	f := open(t, viewtest.Want{})
	r := f.appliedNovember()
	f.Go.ShowUndo(r.state.upload.ID)
	h := f.screens[desk.PlaceHistory].(*historyScreen)
	h.report.(*report).passAll(t)
	base, err := f.App.Base(t.Context())
	must(t, err)
	u := base.Users[0]
	u.JobTitle = "Boss"
	_, err = f.App.SaveUser(t.Context(), nil, u)
	must(t, err)
	h.report.(*report).apply()
	viewtest.Expect(t, "a stale undo was applied", h.report.(*report).state.mode == data.Simulated && h.report.(*report).stale())
	viewtest.PressButton(t, f.Desk, f.Words.T("button.again"))
	viewtest.Expect(t, "it is not planned again", !h.report.(*report).stale() && h.report.(*report).undoing())
}

// TestUndoFromTheMenu: nothing to undo is said; the row's menu greys out what cannot be.
func TestUndoFromTheMenu(t *testing.T) {
	f := open(t, viewtest.Want{Empty: true})
	f.UndoLast()
	viewtest.Expect(t, "nobody said that there is none", f.Status.Words() == f.Words.T("history.undo.none"))
	f = open(t, viewtest.Want{})
	f.appliedNovember()
	h := f.history()
	for row, i := range h.state.rows {
		for _, item := range h.menu(row) {
			if item.Text == f.Words.T("history.undo") {
				viewtest.Expect(t, "the wrong one can be undone", item.Disabled == (h.state.all[i].Mode != data.Applied))
			}
		}
	}
}

// TestRestoreABackup lists the backups, a damaged one by name, and restores one; all
// screens show the restored organization.
func TestRestoreABackup(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		t.Run(language, func(t *testing.T) {
			f := open(t, viewtest.Want{Language: language})
			w := assets.In(language)
			before := f.active()
			f.appliedNovember()
			f.UndoLast()
			h := f.screens[desk.PlaceHistory].(*historyScreen)
			h.report.(*report).passAll(t)
			h.report.(*report).apply()
			backups, err := f.App.Backups()
			must(t, err)
			viewtest.Expect(t, "too few backups", len(backups) == 3)
			must(t, os.WriteFile(backups[1].Path, []byte("SQLite format 3\x00 and no more"), 0o600))
			f.settings("backups")
			viewtest.Golden(t, "settings-backups-listed-"+language, f.Desk)
			var list *widgets.DataList
			var restore *widgets.Button
			viewtest.Walk(f.Window.Canvas().Content(), func(o fyne.CanvasObject) {
				switch o := o.(type) {
				case *widgets.DataList:
					list = o
				case *widgets.Button:
					if o.Text == w.T("restore.choose") {
						restore = o
					}
				}
			})
			list.SetCurrent(1)
			list.OnCurrent(1)
			viewtest.Expect(t, "a damaged backup can be restored", restore.Disabled())
			list.SetCurrent(0)
			list.OnCurrent(0)
			viewtest.PressButton(t, f.Desk, w.T("restore.choose"))
			viewtest.Expect(t, "nothing is asked", f.Window.Canvas().Overlays().Top() != nil)
			viewtest.PressButton(t, f.Desk, w.T("button.cancel"))
			test.Tap(f.side.foot)
			viewtest.Golden(t, "restore-choose-"+language, f.Desk)
			viewtest.PressButton(t, f.Desk, w.T("restore.choose"))
			viewtest.Golden(t, "restore-question-"+language, f.Desk)
			was := f.App
			viewtest.PressButton(t, f.Desk, w.T("restore.yes"))
			viewtest.Expect(t, "not another organization in its place", f.App != was && f.App != nil && f.at == desk.PlaceUsers)
			viewtest.Expect(t, "not the backup's users", f.active() == before-3)
			kept, err := f.App.Backups()
			must(t, err)
			viewtest.Expect(t, "the present file is not kept", len(kept) == 4)
			viewtest.Golden(t, "restore-done-"+language, f.Desk)
		})
	}
}

// TestDamagedOrganizationOffersItsBackup: opening a damaged file offers the newest sound
// backup (SPEC S9.3).
func TestDamagedOrganizationOffersItsBackup(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		f.appliedNovember()
		path := f.App.Path()
		must(t, f.App.Close())
		f.Shell.App = nil
		f.rebuild(desk.PlaceFirstStart)
		content, err := os.ReadFile(path)
		must(t, err)
		must(t, os.WriteFile(path, content[:len(content)/2], 0o600))
		f.openOrganization(path, nil)
		viewtest.Golden(t, "restore-damaged-"+language, f.Desk)
		viewtest.PressButton(t, f.Desk, assets.In(language).T("restore.yes"))
		viewtest.Expect(t, "not opened", f.App != nil && f.App.Path() == path && f.active() == 12)
	}
}

// TestDamagedWithoutBackup: without a backup the damage is told alone.
func TestDamagedWithoutBackup(t *testing.T) {
	f := open(t, viewtest.Want{})
	path := filepath.Join(t.TempDir(), "lost.headcount")
	must(t, os.WriteFile(path, []byte("SQLite format 3\x00 and no more"), 0o600))
	f.openOrganization(path, nil)
	viewtest.Expect(t, "nothing is said", f.Window.Canvas().Overlays().Top() != nil)
	viewtest.PressButton(t, f.Desk, f.Words.T("button.close"))
	f.ChooseBackup(nil, nil)
	viewtest.Golden(t, "restore-none-en", f.Desk)
}
