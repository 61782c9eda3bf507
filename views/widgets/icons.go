package widgets

import (
	"bytes"
	"fmt"
	"image/color"
	"sync"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/assets"
)

// Icon names one picture of assets/icons; the empty Icon draws nothing.
type Icon string

// The pictures there are. Each is 24 × 24 with lines of 2, drawn as
// filled outlines, because the painter does not scale the width of strokes.
const (
	IconUsers         Icon = "users"
	IconUpload        Icon = "upload"
	IconDownload      Icon = "download"
	IconHistory       Icon = "history"
	IconHierarchy     Icon = "hierarchy"
	IconSettings      Icon = "settings"
	IconSimulation    Icon = "simulation"
	IconApplied       Icon = "applied"
	IconPersonPlus    Icon = "person-plus"
	IconPersonMinus   Icon = "person-minus"
	IconReactivated   Icon = "reactivated"
	IconMoved         Icon = "moved"
	IconPencil        Icon = "pencil"
	IconKept          Icon = "kept"
	IconAbsent        Icon = "absent"
	IconUnchanged     Icon = "unchanged"
	IconProblem       Icon = "problem"
	IconWarning       Icon = "warning"
	IconSheet         Icon = "sheet"
	IconPair          Icon = "pair"
	IconBackup        Icon = "backup"
	IconCompare       Icon = "compare"
	IconAdministrator Icon = "administrator"
	IconSortUp        Icon = "sort-up"
	IconSortDown      Icon = "sort-down"
	IconChevronRight  Icon = "chevron-right"
	IconChevronDown   Icon = "chevron-down"
	IconArrowRight    Icon = "arrow-right"
	IconSearch        Icon = "search"
	IconAdd           Icon = "add"
	IconCheck         Icon = "check"
	IconDash          Icon = "dash"
	IconClose         Icon = "close"
	IconMore          Icon = "more"
	IconFolder        Icon = "folder"
	IconSave          Icon = "save"
	IconUndo          Icon = "undo"
	IconEye           Icon = "eye"
	IconMail          Icon = "mail"
	IconClock         Icon = "clock"
	IconInfo          Icon = "info"
	IconDelete        Icon = "delete"

	// The marks within check boxes have thicker lines.
	iconTick   Icon = "tick"
	iconPartly Icon = "partly"
)

// Icons lists every Icon, for those who must see that each has its picture.
var Icons = []Icon{
	IconUsers, IconUpload, IconDownload, IconHistory, IconHierarchy, IconSettings, IconSimulation, IconApplied,
	IconPersonPlus, IconPersonMinus, IconReactivated, IconMoved, IconPencil, IconKept, IconAbsent, IconUnchanged,
	IconProblem, IconWarning, IconSheet, IconPair, IconBackup, IconCompare, IconAdministrator, IconSortUp, IconSortDown,
	IconChevronRight, IconChevronDown, IconArrowRight, IconSearch, IconAdd, IconCheck, IconDash, IconClose, IconMore,
	IconFolder, IconSave, IconUndo, IconEye, IconMail, IconClock, IconInfo, IconDelete, iconTick, iconPartly,
}

// painted remembers one resource for each picture and colour that was asked for.
var painted sync.Map

// Resource is the picture in one colour name of the running theme, as Fyne's own
// widgets and menus want it: it follows when the look changes.
func (i Icon) Resource(name fyne.ThemeColorName) fyne.Resource {
	if i == "" {
		return nil
	}
	return themedIcon{i, name}
}

// In is the picture in one fixed colour, nil for the empty Icon. The same picture
// and colour give the same resource.
func (i Icon) In(c color.Color) fyne.Resource {
	if i == "" {
		return nil
	}
	hex, alpha := hexOf(c)
	name := fmt.Sprintf("%s-%s-%s.svg", i, hex[1:], alpha)
	if known, ok := painted.Load(name); ok {
		return known.(fyne.Resource)
	}
	source := i.source()
	source = bytes.ReplaceAll(source, []byte("currentColor"), []byte(hex))
	if alpha != "255" {
		source = bytes.ReplaceAll(source, []byte("<path "), []byte(fmt.Sprintf(`<path fill-opacity="%.3f" `, alphaOf(c))))
	}
	made, _ := painted.LoadOrStore(name, fyne.NewStaticResource(name, source))
	return made.(fyne.Resource)
}

// source is the text of the picture, an empty one if there is no such file.
func (i Icon) source() []byte {
	source, err := assets.Icons.ReadFile("icons/" + string(i) + ".svg")
	if err != nil {
		return []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24"></svg>`)
	}
	return source
}

// themedIcon asks the running theme for its colour each time it is painted.
type themedIcon struct {
	icon  Icon
	color fyne.ThemeColorName
}

// Name tells the pictures apart in Fyne's cache, colours included.
func (t themedIcon) Name() string { return t.painted().Name() }

// Content is the picture in the colour of the moment.
func (t themedIcon) Content() []byte { return t.painted().Content() }

func (t themedIcon) painted() fyne.Resource {
	settings := fyne.CurrentApp().Settings()
	c := settings.Theme().Color(t.color, settings.ThemeVariant())
	if c == nil {
		c = Theme{}.Color(t.color, settings.ThemeVariant())
	}
	return t.icon.In(c)
}

func hexOf(c color.Color) (rgb, alpha string) {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	return fmt.Sprintf("#%02x%02x%02x", n.R, n.G, n.B), fmt.Sprint(n.A)
}

func alphaOf(c color.Color) float64 {
	return float64(color.NRGBAModel.Convert(c).(color.NRGBA).A) / 255
}
