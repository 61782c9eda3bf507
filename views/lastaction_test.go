package views

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/app"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/viewtest"
)

// editItem is what an entry of the Edit menu says, with its action.
func (f *fixture) editItem(at int) *fyne.MenuItem { return f.menu().Items[1].Items[at] }

// TestUndoIsTheLastActionWhateverItWas: after an upload and a deactivation by hand, the
// menu names the deactivation and takes just that back; then it names the upload, whose
// undo is shown first (SPEC S8.1).
func TestUndoIsTheLastActionWhateverItWas(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		w := f.Words
		said := func(menu string, what string) string { return w.T(menu+".what", "what", what) }
		f.base.SimulateNovember()
		f.base.ApplyShown()
		upload := w.N("act.upload", 1, "name", "november.csv")
		viewtest.Expect(t, f.editItem(0).Label, f.editItem(0).Label == said("menu.undo", upload))
		zoe := f.user("zoe@example.org")
		f.open(desk.PlaceUsers)
		_, err := f.App.SetStatus(context.Background(), []data.UserKey{zoe.Key}, data.Deactivated, app.Consent{})
		must(t, err)
		f.changed()
		viewtest.Expect(t, "not deactivated", f.user(zoe.Email).Status == data.Deactivated)
		deactivate := w.N("act.deactivate", 1, "name", zoe.Name())
		viewtest.Expect(t, f.editItem(0).Label, f.editItem(0).Label == said("menu.undo", deactivate))
		viewtest.Expect(t, "something can be done again", f.editItem(1).Disabled)
		active := f.active()
		f.editItem(0).Action()
		viewtest.Expect(t, "not only she is back", f.user(zoe.Email).Status == data.Active && f.active() == active+1 && f.at == desk.PlaceUsers)
		viewtest.Expect(t, f.Status.Words(), f.Status.Words() == w.T("act.undone", "what", deactivate))
		viewtest.Expect(t, f.editItem(1).Label, f.editItem(1).Label == said("menu.redo", deactivate) && !f.editItem(1).Disabled)
		viewtest.Golden(t, "users-undone-"+language, f.Desk)
		f.editItem(1).Action()
		viewtest.Expect(t, "not deactivated again", f.user(zoe.Email).Status == data.Deactivated)
		f.Status.Ways()[0].Tapped(nil)
		viewtest.Expect(t, "the status line takes nothing back", f.user(zoe.Email).Status == data.Active)
		viewtest.Expect(t, f.editItem(0).Label, f.editItem(0).Label == said("menu.undo", upload))
		f.editItem(0).Action()
		viewtest.Expect(t, "the undo is not shown first", f.at == desk.PlaceHistory && f.reported.Simulation.Plan.Undoes != nil)
		f.base.ApplyShown()
		viewtest.Expect(t, f.editItem(1).Label, f.editItem(1).Label == said("menu.redo", upload))
		f.editItem(1).Action()
		viewtest.Expect(t, "making it again is not shown first", f.reported.Simulation.Plan.Undoes.Undid != 0)
	}
}
