package views

import (
	"path/filepath"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/assets"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
)

// What this machine remembers; what belongs to the organization is in its file.
const (
	prefLanguage = "language"
	prefLook     = "look"
	prefDensity  = "density"
	prefWidth    = "window.width"
	prefHeight   = "window.height"
	prefRecent   = "recent"
)

const recentKept = 8

// language is the tag to start with.
func (s *Shell) language(start Start) string {
	if start.LanguageGiven {
		return start.Language
	}
	return s.Prefs().StringWithFallback(prefLanguage, start.Language)
}

// setLanguage switches all of the window at once; what the screens hold stays.
func (s *Shell) setLanguage(tag string) {
	s.Prefs().SetString(prefLanguage, tag)
	s.Words = assets.In(tag)
	old, at := s.screens, s.at
	s.rebuild("")
	for p, before := range old {
		if k, ok := before.(desk.Keeper); ok {
			s.screen(p).(desk.Keeper).Take(k.Keep())
		}
	}
	s.open(at)
}

// setLook switches between the system's, the light and the dark look.
func (s *Shell) setLook(v desk.Variant) {
	s.Prefs().SetString(prefLook, string(v))
	s.Theme.Variant = v
	s.Fyne.Settings().SetTheme(s.Theme)
	s.showMenu()
}

// setDensity switches the height of rows.
func (s *Shell) setDensity(d desk.Density) {
	s.Prefs().SetString(prefDensity, string(d))
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
		float32(max(leastWidth, s.Prefs().FloatWithFallback(prefWidth, 1280))),
		float32(max(leastHeight, s.Prefs().FloatWithFallback(prefHeight, 800))),
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
	s.Prefs().SetFloat(prefWidth, float64(size.Width))
	s.Prefs().SetFloat(prefHeight, float64(size.Height))
}

// recent lists the organizations opened last, newest first.
func (s *Shell) recent() []string { return s.Prefs().StringList(prefRecent) }

func (s *Shell) rememberRecent(path string) {
	if absolute, err := filepath.Abs(path); err == nil {
		path = absolute
	}
	list := slices.DeleteFunc(s.recent(), func(other string) bool { return other == path })
	list = append([]string{path}, list...)
	s.Prefs().SetStringList(prefRecent, list[:min(len(list), recentKept)])
	s.opened(path)
}
