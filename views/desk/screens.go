package desk

import (
	"fyne.io/fyne/v2"

	"headcount.app/headcount/app"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/widgets"
)

// Screen is what fills the window beside the sidebar. It is made once and again when
// the language changes or another organization is opened.
type Screen interface {
	// Content is the screen's widgets; it returns the same object every time.
	Content() fyne.CanvasObject
	// Shown is called whenever the screen has come to the front.
	Shown()
}

// A screen may have these too.
type (
	// Searcher has a search box, which Ctrl+F goes to.
	Searcher interface{ Search() }
	// Keyed hears the keys that no focused widget has a use for.
	Keyed interface {
		Key(name fyne.KeyName) (used bool)
	}
	// Sized is told how much room it has before it is laid out.
	Sized interface{ Sized(fyne.Size) }
	// Keeper hands over what it holds to the screen that takes its place when the
	// language changes.
	Keeper interface {
		Keep() any
		Take(kept any)
	}
	// Guided names the page of the guide that fits what it shows, "" if none does.
	Guided interface{ GuidePage() string }
	// Dropped takes a file that was dropped on the window.
	Dropped interface{ Drop(path string) }
	// Paster takes cells from the clipboard.
	Paster interface{ Paste() }
	// Posting shows what lies in the outbox, and is told when that changed.
	Posting interface{ OutboxChanged() }
)

// The screens that another can lead to, as far as it can.
type (
	// Users is Manage users.
	Users interface {
		Screen
		// Create begins a new user, Find shows the one with an address among all others.
		Create()
		Find(email string)
	}
	// Export is Export list.
	Export interface {
		Screen
		// Offer proposes the users of a query.
		Offer(app.Query)
	}
	// Upload is the form for a file of users, or of roles.
	Upload interface {
		Screen
		// Choose reads a file; a report in front is left.
		Choose(path string)
	}
	// History lists the uploads.
	History interface {
		Screen
		// ShowUpload opens the report of one of all, Undo shows what undoing it would change.
		ShowUpload(id int64, all []data.Upload)
		Undo(id int64)
	}
	// Compare shows two uploads side by side.
	Compare interface {
		Screen
		// Compare shows two of them, the older one first.
		Compare(one, other int64)
	}
	// Guide is the guide.
	Guide interface {
		Screen
		// Turn turns to a page, and to none for ""; from is where it was opened.
		Turn(page string, from Place)
	}
	// Settings are the settings.
	Settings interface {
		Screen
		// ShowOutbox turns to the page with the outbox.
		ShowOutbox()
	}
)

// Place names a screen.
type Place string

// The places of the window.
const (
	PlaceFirstStart Place = "firststart"
	PlaceUsers      Place = "users"
	PlaceExport     Place = "export"
	PlaceUpload     Place = "upload"
	PlaceHistory    Place = "history"
	PlaceHierarchy  Place = "hierarchy"
	PlaceSettings   Place = "settings"
	PlaceCompare    Place = "compare"
	PlaceGuide      Place = "guide"

	// PlaceHierarchyUpload is Upload with a hierarchy file, which the hierarchy leads to.
	PlaceHierarchyUpload Place = "hierarchy upload"
)

// Navigation is what the sidebar leads to, in its order.
var Navigation = []struct {
	Place Place
	Icon  widgets.Icon
	Words string
}{
	{PlaceUsers, widgets.IconUsers, "nav.users"},
	{PlaceExport, widgets.IconDownload, "nav.export"},
	{PlaceUpload, widgets.IconUpload, "nav.upload.short"},
	{PlaceHistory, widgets.IconHistory, "nav.history"},
	{PlaceHierarchy, widgets.IconHierarchy, "nav.hierarchy"},
	{PlaceSettings, widgets.IconSettings, "nav.settings"},
}
