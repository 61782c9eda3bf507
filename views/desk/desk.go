package desk

import (
	"net/url"
	"time"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/outbox"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

// Desk is what a screen works on: the organization that is open, the words, what runs
// tasks, and the few things of the window that a screen may ask for. The window owns it
// and changes its fields when another organization is opened or another language is
// chosen; screens read them. All of it belongs to Fyne's goroutine.
type Desk struct {
	Fyne   fyne.App
	Window fyne.Window
	// App is the organization, nil until one is open.
	App   *app.App
	Words *assets.Words
	Run   *task.Runner
	Files Files
	// Config is how organizations are opened.
	Config app.Config
	// OpenURL opens an address with the program the system has for it, and errs if
	// nothing was opened. It may block for some seconds.
	OpenURL func(*url.URL) error
	Theme   Theme
	// Outbox is what was last seen in it.
	Outbox outbox.Contents
	// Status is the line at the foot of the window.
	Status *widgets.StatusLine
	// OwnMenu: the menus are drawn in the window and have a key of their own.
	OwnMenu bool
	// TakeDrop, unless nil, is the open dialog that takes the files dropped on the window.
	TakeDrop func(path string)
	// PrepareReport looks through what a report is about; on any goroutine.
	PrepareReport func(ReportOf) PreparedReport
	// Go leads elsewhere.
	Go Navigator
}

// Navigator leads from a screen to another, of which it need not know more. The window
// is one.
type Navigator interface {
	// Open brings a screen to the front, At says which one is there, and Room how much
	// room it has.
	Open(Place)
	At() Place
	Room() fyne.Size
	// Front is the screen in front, nil if there is none yet.
	Front() Screen

	// ShowUser shows one user among all others, with this address.
	ShowUser(email string)
	// ShowUserHistory lists all that happened to one user.
	ShowUserHistory(data.User)
	// Export proposes to export the users of a query.
	Export(app.Query)
	// UploadFile goes to the upload with a file of users, UploadHierarchy with one of roles.
	UploadFile(path string)
	UploadHierarchy(path string)
	// ShowUpload opens the report of an upload in the history, which lists all of them;
	// ShowUndo shows there what undoing it would change.
	ShowUpload(id int64, all []data.Upload)
	ShowUndo(id int64)
	// ChooseComparison asks with which other upload one is compared, Compare does it.
	ChooseComparison(one data.Upload, all []data.Upload)
	Compare(one, other int64)

	// OpenGuide opens the guide at a page, or for "" at the one that fits the screen in front.
	OpenGuide(page string)

	// SetLanguage, SetLook and SetDensity change the window at once, and for good.
	SetLanguage(tag string)
	SetLook(Variant)
	SetDensity(Density)

	// Changed is called after every write to the organization, Refresh if it may have
	// been written to: the screen in front is not told.
	Changed()
	Refresh()
	// ShowOutbox has the window say what lies in the outbox.
	ShowOutbox(outbox.Contents)
	// Adopt puts the window around an organization that was opened, and closes the one
	// before. Leave goes back to the first start, without one.
	Adopt(*app.App)
	Leave()
}

// Now is the moment by the clock that the organization goes by.
func (desk *Desk) Now() time.Time {
	if desk.Config.Now != nil {
		return desk.Config.Now()
	}
	return time.Now()
}

// IsReadOnly reports whether nothing can be written to the organization.
func (desk *Desk) IsReadOnly() bool { return desk.App != nil && desk.App.ReadOnly() }

// Say shows what was done for some seconds; undo may be nil.
func (desk *Desk) Say(text string, undo func()) {
	if undo == nil {
		desk.Status.Say(text)
		return
	}
	desk.Status.Say(text, widgets.Way{Text: desk.Words.T("button.undo"), Do: undo})
}
