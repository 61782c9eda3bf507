package upload

import (
	"headcount.app/headcount/app"
	"headcount.app/headcount/views/desk"
)

var _ desk.Paster = (*uploadScreen)(nil)

// Paste reads cells that were copied in a spreadsheet as a file of users (SPEC S15.3).
// A report in front stays: what was chosen in it would be lost by two keys.
func (u *uploadScreen) Paste() {
	if u.report != nil || u.state.locked() {
		return
	}
	path, err := u.desk.App.Paste(u.desk.Fyne.Clipboard().Content(), u.desk.Words)
	if err != nil {
		u.Fail(err)
		return
	}
	u.Choose(path)
}

// pasteWords is the key of what the button beside a file says.
func pasteWords(path string) string {
	if app.IsHeld(path) {
		return "upload.paste.again"
	}
	return "upload.paste"
}
