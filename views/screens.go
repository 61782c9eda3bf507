package views

import (
	"fyne.io/fyne/v2"

	"headcount.app/headcount/views/widgets"
)

// Screen is what fills the window beside the sidebar. It is made once and again when
// the language changes or another organization is opened.
type Screen interface {
	// content is the screen's widgets; it returns the same object every time.
	Content() fyne.CanvasObject
	// shown is called whenever the screen has come to the front.
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

	// PlaceHierarchyUpload is Upload with a hierarchy file, which the hierarchy leads to.
	PlaceHierarchyUpload Place = "hierarchy upload"
)

// navigation is what the sidebar leads to, in its order.
var navigation = []struct {
	place Place
	icon  widgets.Icon
	words string
}{
	{PlaceUsers, widgets.IconUsers, "nav.users"},
	{PlaceExport, widgets.IconDownload, "nav.export"},
	{PlaceUpload, widgets.IconUpload, "nav.upload.short"},
	{PlaceHistory, widgets.IconHistory, "nav.history"},
	{PlaceHierarchy, widgets.IconHierarchy, "nav.hierarchy"},
	{PlaceSettings, widgets.IconSettings, "nav.settings"},
}

// makers are the screens there are; a place without one is not in the sidebar.
var makers = map[Place]func(*Shell) Screen{}

// register adds a screen; each screen's file does so in its init.
func register(p Place, make func(*Shell) Screen) { makers[p] = make }
