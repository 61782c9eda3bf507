package upload

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/app"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/viewtest"
)

// TestPaste reads cells from the clipboard like a file, several hundred rows of them,
// by Ctrl+V and by a button, and again in their place (SPEC S15.3).
func TestPaste(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		f.Go.Open(desk.PlaceUpload)
		u := f.users
		u.Paste()
		viewtest.Golden(t, "upload-paste-nothing-"+language, f.Desk)
		cells := "Email\tFirst name\tLast name\tRole ID\tPermission profile\tJob title\r\n" +
			"new@x.fr\tNora\tNew\tshop-lyon\tSales rep\t\"Chef \"\"adjoint\"\"\nde rayon\"\r\n"
		f.Desk.Fyne.Clipboard().SetContent(cells)
		// From the screen before, whose search had the keys, to this one and Ctrl+V.
		f.Go.Open(desk.PlaceUsers)
		f.Go.Front().(desk.Searcher).Search()
		f.Go.Open(desk.PlaceUpload)
		viewtest.Expect(t, "a text of another screen has the keys", f.Window.Canvas().Focused() == nil)
		pasteOf(f.Window.MainMenu()).Action()
		viewtest.Golden(t, "upload-pasted-"+language, f.Desk)
		viewtest.Expect(t, "the cells were not read", u.state.file != nil && u.state.file.Table.Rows[0].Cell(5).Text == "Chef \"adjoint\"\nde rayon")
		u.options.deactivate.Tapped(&fyne.PointEvent{})
		f.Desk.Fyne.Clipboard().SetContent(cells + strings.Repeat("a@x.fr\tA\tB\tshop-lyon\tSales rep\tc\r\n", 600))
		u.file.paste.Press()
		viewtest.Expect(t, "several hundred rows were not read again", len(u.state.file.Table.Rows) == 601)
		viewtest.Expect(t, "what was ticked for the same list is gone", u.state.options.DeactivateAbsent && app.IsHeld(u.state.path))
		u.run()
		viewtest.Expect(t, "no report came", u.report != nil)
		front := u.report
		u.Paste()
		viewtest.Expect(t, "the report in front was left", u.report == front)
	}
}

// pasteOf is the entry Paste of the menus, which has Ctrl+V.
func pasteOf(menu *fyne.MainMenu) *fyne.MenuItem {
	for _, m := range menu.Items {
		for _, item := range m.Items {
			if _, paste := item.Shortcut.(*fyne.ShortcutPaste); paste {
				return item
			}
		}
	}
	return nil
}
