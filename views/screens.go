package views

import (
	"fyne.io/fyne/v2"

	"headcount.app/headcount/views/widgets"
)

// screen is what fills the window beside the sidebar. It is made once and again when
// the language changes or another organization is opened.
type screen interface {
	// content is the screen's widgets; it returns the same object every time.
	content() fyne.CanvasObject
	// shown is called whenever the screen has come to the front.
	shown()
}

// A screen may have these too.
type (
	// searcher has a search box, which Ctrl+F goes to.
	searcher interface{ search() }
	// keyed hears the keys that no focused widget has a use for.
	keyed interface {
		key(name fyne.KeyName) (used bool)
	}
	// sized is told how much room it has before it is laid out.
	sized interface{ sized(fyne.Size) }
	// keeper hands over what it holds to the screen that takes its place when the
	// language changes.
	keeper interface {
		keep() any
		take(kept any)
	}
)

// place names a screen.
type place string

// The places of the window.
const (
	placeFirstStart place = "firststart"
	placeUsers      place = "users"
	placeExport     place = "export"
	placeUpload     place = "upload"
	placeHistory    place = "history"
	placeHierarchy  place = "hierarchy"
	placeSettings   place = "settings"

	// placeHierarchyUpload is Upload with a hierarchy file, which the hierarchy leads to.
	placeHierarchyUpload place = "hierarchy upload"
)

// navigation is what the sidebar leads to, in its order.
var navigation = []struct {
	place place
	icon  widgets.Icon
	words string
}{
	{placeUsers, widgets.IconUsers, "nav.users"},
	{placeExport, widgets.IconDownload, "nav.export"},
	{placeUpload, widgets.IconUpload, "nav.upload.short"},
	{placeHistory, widgets.IconHistory, "nav.history"},
	{placeHierarchy, widgets.IconHierarchy, "nav.hierarchy"},
	{placeSettings, widgets.IconSettings, "nav.settings"},
}

// makers are the screens there are; a place without one is not in the sidebar.
var makers = map[place]func(*Shell) screen{}

// register adds a screen; each screen's file does so in its init.
func register(p place, make func(*Shell) screen) { makers[p] = make }
