package views

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/assets"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

// What this machine remembers; what belongs to the organization is in its file.
const (
	prefLanguage = "language"
	prefLook     = "look"
	prefDensity  = "density"
	prefWidth    = "window.width"
	prefHeight   = "window.height"
	prefRecent   = "recent"
	prefFolder   = "folder." // + what is looked for there
	prefMailTo   = "mail.to"
	prefWidths   = "widths." // + the table
)

const recentKept = 8

func (desk *Desk) prefs() fyne.Preferences { return desk.Fyne.Preferences() }

// language is the tag to start with.
func (s *Shell) language(start Start) string {
	if start.LanguageGiven {
		return start.Language
	}
	return s.prefs().StringWithFallback(prefLanguage, start.Language)
}

// setLanguage switches all of the window at once; what the screens hold stays.
func (s *Shell) setLanguage(tag string) {
	s.prefs().SetString(prefLanguage, tag)
	s.Words = assets.In(tag)
	old, at := s.screens, s.at
	s.rebuild("")
	for p, before := range old {
		if k, ok := before.(Keeper); ok {
			s.screen(p).(Keeper).Take(k.Keep())
		}
	}
	s.open(at)
}

// setLook switches between the system's, the light and the dark look.
func (s *Shell) setLook(v Variant) {
	s.prefs().SetString(prefLook, string(v))
	s.Theme.Variant = v
	s.Fyne.Settings().SetTheme(s.Theme)
	s.showMenu()
}

// setDensity switches the height of rows.
func (s *Shell) setDensity(d Density) {
	s.prefs().SetString(prefDensity, string(d))
	s.Theme.Density = d
	s.Fyne.Settings().SetTheme(s.Theme)
	s.showMenu()
}

// The window never gets smaller than this: a screen of 1024 × 700 less the frame that
// the system puts around it, and less the menu bar, which Fyne adds to the height.
const (
	leastWidth  = 1000
	leastHeight = 600
	frameWidth  = 8
	frameHeight = 40
)

func (s *Shell) rememberedSize() fyne.Size {
	return fyne.NewSize(
		float32(max(leastWidth, s.prefs().FloatWithFallback(prefWidth, 1280))),
		float32(max(leastHeight, s.prefs().FloatWithFallback(prefHeight, 800))),
	)
}

// fit makes the window smaller if it is larger than the screen leaves room for: it was
// remembered on another one, or this one is small.
func (s *Shell) fit(screen fyne.Size) {
	scale, now := s.Window.Canvas().Scale(), s.Window.Canvas().Size()
	if screen.IsZero() || scale <= 0 {
		return
	}
	room := fyne.NewSize((screen.Width-frameWidth)/scale, (screen.Height-frameHeight)/scale)
	if now.Width <= room.Width && now.Height <= room.Height {
		return
	}
	s.Window.Resize(now.Min(room))
	s.Window.CenterOnScreen()
	// The system resizes later, and a frame that was drawn meanwhile stands too low until
	// the next is drawn.
	task.After(resizeTakes, func() { s.Window.Content().Refresh() })
}

// resizeTakes is how long the system may take to resize a window.
const resizeTakes = 300 * time.Millisecond

func (s *Shell) rememberSize() {
	size := s.Window.Canvas().Size()
	s.prefs().SetFloat(prefWidth, float64(size.Width))
	s.prefs().SetFloat(prefHeight, float64(size.Height))
}

// recent lists the organizations opened last, newest first.
func (s *Shell) recent() []string { return s.prefs().StringList(prefRecent) }

func (s *Shell) rememberRecent(path string) {
	if absolute, err := filepath.Abs(path); err == nil {
		path = absolute
	}
	list := slices.DeleteFunc(s.recent(), func(other string) bool { return other == path })
	list = append([]string{path}, list...)
	s.prefs().SetStringList(prefRecent, list[:min(len(list), recentKept)])
	s.opened(path)
}

// folder is where somebody last looked for files of a sort.
func (desk *Desk) folder(sort string) string { return desk.prefs().String(prefFolder + sort) }

func (desk *Desk) rememberFolder(sort, path string) {
	desk.prefs().SetString(prefFolder+sort, filepath.Dir(path))
}

// keepWidths gives a table the widths that a person dragged before, and remembers new
// ones.
func (desk *Desk) keepWidths(table string, list *widgets.DataList) {
	list.OnWidths = func(widths map[string]float32) { desk.rememberWidths(table, widths) }
	list.SetWidths(desk.rememberedWidths(table))
}

// rememberWidths keeps the widths of a table's columns that a person dragged.
func (desk *Desk) rememberWidths(table string, widths map[string]float32) {
	list := make([]string, 0, len(widths))
	for column, width := range widths {
		list = append(list, fmt.Sprintf("%s=%.0f", column, width))
	}
	slices.Sort(list)
	desk.prefs().SetStringList(prefWidths+table, list)
}

// rememberedWidths are the widths that rememberWidths kept.
func (desk *Desk) rememberedWidths(table string) map[string]float32 {
	widths := map[string]float32{}
	for _, entry := range desk.prefs().StringList(prefWidths + table) {
		column, text, _ := strings.Cut(entry, "=")
		if width, err := strconv.ParseFloat(text, 32); err == nil {
			widths[column] = float32(width)
		}
	}
	return widths
}
