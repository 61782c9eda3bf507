package history

import (
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/views/viewtest"
)

// TestUndoFromTheMenu: nothing to undo is said; the row's menu greys out what cannot be.
func TestUndoFromTheMenu(t *testing.T) {
	f := open(t, viewtest.Want{Empty: true})
	f.shell.UndoLast()
	viewtest.Expect(t, "nobody said that there is none", f.Status.Words() == f.Words.T("history.undo.none"))
	f = open(t, viewtest.Want{})
	f.SimulateNovember()
	f.ApplyShown()
	h := f.history()
	for row, i := range h.state.rows {
		for _, item := range h.menu(row) {
			if item.Text == f.Words.T("history.undo") {
				viewtest.Expect(t, "the wrong one can be undone", item.Disabled == (h.state.all[i].Mode != data.Applied))
			}
		}
	}
}
