package views

import (
	"testing"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
)

// editItem is what an entry of the Edit menu says, with its action.
func (f *fixture) editItem(at int) *fyne.MenuItem { return f.menu().Items[1].Items[at] }

// TestUndoIsTheLastActionWhateverItWas: after an upload and a deactivation by hand, the
// menu names the deactivation and takes just that back; then it names the upload, whose
// undo is shown first (SPEC S8.1).
func TestUndoIsTheLastActionWhateverItWas(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, want{language: language})
		w := f.Words
		said := func(menu string, what string) string { return w.T(menu+".what", "what", what) }
		f.appliedNovember()
		upload := w.N("act.upload", 1, "name", "november.csv")
		expect(t, f.editItem(0).Label, f.editItem(0).Label == said("menu.undo", upload))
		zoe := f.user("zoe@example.org")
		f.open(desk.PlaceUsers)
		users := f.screens[desk.PlaceUsers].(*usersScreen)
		users.askStatus([]*data.User{&zoe}, data.Deactivated)
		users.question.agree()
		expect(t, "not deactivated", f.user(zoe.Email).Status == data.Deactivated)
		deactivate := w.N("act.deactivate", 1, "name", zoe.Name())
		expect(t, f.editItem(0).Label, f.editItem(0).Label == said("menu.undo", deactivate))
		expect(t, "something can be done again", f.editItem(1).Disabled)
		active := f.active()
		f.editItem(0).Action()
		expect(t, "not only she is back", f.user(zoe.Email).Status == data.Active && f.active() == active+1 && f.at == desk.PlaceUsers)
		expect(t, f.Status.Words(), f.Status.Words() == w.T("act.undone", "what", deactivate))
		expect(t, f.editItem(1).Label, f.editItem(1).Label == said("menu.redo", deactivate) && !f.editItem(1).Disabled)
		golden(t, "users-undone-"+language, f.Shell)
		f.editItem(1).Action()
		expect(t, "not deactivated again", f.user(zoe.Email).Status == data.Deactivated)
		f.Status.Ways()[0].Tapped(nil)
		expect(t, "the status line takes nothing back", f.user(zoe.Email).Status == data.Active)
		expect(t, f.editItem(0).Label, f.editItem(0).Label == said("menu.undo", upload))
		f.editItem(0).Action()
		h := f.screens[desk.PlaceHistory].(*historyScreen)
		expect(t, "the undo is not shown first", f.at == desk.PlaceHistory && h.report != nil && h.report.undoing())
		h.report.passAll(t)
		h.report.apply()
		expect(t, f.editItem(1).Label, f.editItem(1).Label == said("menu.redo", upload))
		f.editItem(1).Action()
		expect(t, "making it again is not shown first", h.report != nil && h.report.state.plan.Undoes.Undid != 0)
	}
}
