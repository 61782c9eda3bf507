package history

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/viewtest"
)

// TestUndoBackToADate: a day is chosen in the history, what would change is shown as one
// report and applied as one entry, which says how many uploads it undid and since when
// (SPEC S17.6).
func TestUndoBackToADate(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		for name, size := range map[string]fyne.Size{"": {}, "-narrow": fyne.NewSize(1024, 672)} {
			t.Run(language+name, func(t *testing.T) {
				f := open(t, viewtest.Want{Language: language, Size: size})
				w := f.Words
				f.Rename("first.csv", "Ida", "zoe", "benoit")
				second := f.Rename("second.csv", "Uma", "zoe", "ines")
				h := f.history()
				viewtest.Golden(t, "history-since"+name+"-"+language, f.Desk)
				h.since.Press()
				viewtest.Golden(t, "undo-since-choose"+name+"-"+language, f.Desk)
				viewtest.PressButton(t, f.Desk, w.T("history.since.verb"))
				if h.report == nil || !h.report.Kept().Of().Plan.BackToDate() {
					t.Fatalf("no plan of all: %v", h.state.err)
				}
				viewtest.Expect(t, "not the upload that filled the base", h.report.Kept().Of().Plan.Counts.Removed == 12)
				h.back()
				h.list.OnCurrent(2)
				viewtest.Expect(t, "another line", h.Chosen().File.Name == "first.csv")
				for _, item := range h.menu(2) {
					if item.Text == w.T("history.from") {
						item.Do()
					}
				}
				if h.report == nil || !h.report.Kept().Of().Plan.BackToDate() || h.report.Kept().Of().Plan.Undoes.Upload != second.ID {
					t.Fatalf("no plan from one on: %v", h.state.err)
				}
				viewtest.Golden(t, "undo-since-simulation"+name+"-"+language, f.Desk)
				viewtest.PassGuards(t, f.Desk)
				viewtest.PressButton(t, f.Desk, w.N("screen.undo.apply.since", 3))
				viewtest.Expect(t, "not undone", h.report.Kept().Of().Mode == data.Applied && f.User("zoe@example.org").FirstName == "Zoë" && f.User("ines@example.org").Roles == "shop-lyon-1")
				h.back()
				title, when := h.undoTitle(&h.state.all[0])
				viewtest.Expect(t, title+" is no name of it", title == w.N("history.undoof.several", 2) && strings.Contains(when, desk.Day(w, viewtest.Noon.Local(), viewtest.Noon)))
				viewtest.Expect(t, "its uploads can be undone from here on", !slices.ContainsFunc(h.state.all[1:5], func(u data.Upload) bool { return u.Undoes == 0 && desk.CannotUndo(f.Desk, &u) == "" }))
				h.list.OnCurrent(0)
				h.undoChosen()
				f.ApplyShown()
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
