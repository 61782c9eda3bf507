package views

import (
	"fyne.io/fyne/v2"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/outbox"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
)

// way leads the screens through the window: it is the desk's Navigator.
type way struct{ shell *Shell }

// Open brings a screen to the front.
func (w *way) Open(p desk.Place) { w.shell.open(p) }

// At is the place of the screen in front.
func (w *way) At() desk.Place { return w.shell.at }

// Room is how much room the screen in front has.
func (w *way) Room() fyne.Size { return w.shell.page.Size() }

// Front is the screen in front.
func (w *way) Front() desk.Screen { return w.shell.screens[w.shell.at] }

// ShowUser shows one user among all others, with this address.
func (w *way) ShowUser(email string) {
	w.shell.open(desk.PlaceUsers)
	w.shell.users().Find(email)
}

// ShowUserHistory lists all that happened to one user.
func (w *way) ShowUserHistory(u data.User) { w.shell.makers.UserHistory(w.shell.Desk, u) }

// Export proposes to export the users of a query.
func (w *way) Export(q app.Query) {
	w.shell.open(desk.PlaceExport)
	w.shell.export().Offer(q)
}

// UploadFile goes to the upload with a file of users.
func (w *way) UploadFile(path string) {
	if w.shell.App == nil {
		return
	}
	w.shell.open(desk.PlaceUpload)
	w.shell.upload().Choose(path)
}

// UploadHierarchy goes to the upload of a hierarchy with a file.
func (w *way) UploadHierarchy(path string) {
	if w.shell.App == nil || w.shell.IsReadOnly() {
		return
	}
	w.shell.open(desk.PlaceHierarchyUpload)
	w.shell.roles().Choose(path)
}

// ShowUpload opens the report of one of all uploads in the history.
func (w *way) ShowUpload(id int64, all []data.Upload) {
	w.shell.open(desk.PlaceHistory)
	w.shell.history().ShowUpload(id, all)
}

// ShowUndo shows in the history what undoing an upload would change. Nothing is changed
// before its one button is pressed (SPEC S5.6).
func (w *way) ShowUndo(id int64) {
	w.shell.open(desk.PlaceHistory)
	w.shell.history().Undo(id)
}

// ChooseComparison asks with which other upload one is compared.
func (w *way) ChooseComparison(one data.Upload, all []data.Upload) {
	w.shell.makers.ChooseComparison(w.shell.Desk, one, all)
}

// Compare opens the comparison of two uploads.
func (w *way) Compare(one, other int64) {
	w.shell.open(desk.PlaceCompare)
	w.shell.compare().Compare(one, other)
}

// OpenGuide opens the guide at a page, or for "" at the one that fits the screen in front.
func (w *way) OpenGuide(page string) { w.shell.openGuide(page) }

// SetLanguage switches all of the window at once; what the screens hold stays.
func (w *way) SetLanguage(tag string) { w.shell.setLanguage(tag) }

// SetLook switches between the system's, the light and the dark look.
func (w *way) SetLook(v desk.Variant) { w.shell.setLook(v) }

// SetDensity switches the height of rows.
func (w *way) SetDensity(d desk.Density) { w.shell.setDensity(d) }

// Changed is called after every write to the organization.
func (w *way) Changed() { w.shell.changed() }

// Refresh is Changed without the screen in front.
func (w *way) Refresh() { w.shell.refreshOrganization() }

// ShowOutbox has the sidebar and the settings say what lies in the outbox.
func (w *way) ShowOutbox(o outbox.Contents) { w.shell.showOutbox(o) }

// Adopt puts the window around an organization that was opened.
func (w *way) Adopt(a *app.App) { w.shell.adopt(a) }

// Leave goes back to the first start.
func (w *way) Leave() {
	w.shell.App = nil
	w.shell.rebuild(desk.PlaceFirstStart)
}
