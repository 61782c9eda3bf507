package views

import (
	"errors"
	"fmt"
	"net/url"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver"

	"headcount.app/headcount/app"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/files"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

// Start is what the window is opened with. The zero value of every field has a
// meaning.
type Start struct {
	// Language is a tag such as "fr_FR"; the one chosen last in Settings has precedence
	// unless LanguageGiven. Empty is English.
	Language string
	// LanguageGiven is true for a language of the command line.
	LanguageGiven bool
	// Organization is the file to open; without one the last is opened again, if it is
	// still there.
	Organization string
	// Screens makes what the window shows.
	Screens Screens
	// Config is how organizations are opened.
	Config app.Config
	// Opened is told the path of every organization that is opened; may be nil.
	Opened func(path string)
	// Delivers: letters go out in the background while an organization is open.
	Delivers bool
	// Runner runs the tasks, task.New() if nil.
	Runner *task.Runner
	// Files asks for files; the system's dialogs, or our own, if nil.
	Files desk.Files
	// OwnMenu draws the menus in the window; without it they are the driver's, as on
	// macOS, where they stand at the top of the screen.
	OwnMenu bool
	// Screen tells how much room the screen leaves to windows, in the system's own
	// units, once the window is there; nothing if it is not known. May be nil.
	Screen func() fyne.Size
	// OpenURL opens an address with the program the system has for it, and errs if
	// nothing was opened; the toolkit's way if nil. It may block for some seconds.
	OpenURL func(*url.URL) error
	// About is what the window says of the program.
	About About
	// Front brings the window to the front, the toolkit's way if nil.
	Front func(fyne.Window)
	// Ready is called when the window is there and answers; may be nil.
	Ready func(*Shell)
}

// ErrNoWindow is returned where the system gives the program no window to draw in:
// without OpenGL, as on some virtual machines and remote desktops, or with a display
// that does not answer.
var ErrNoWindow = errors.New("views: the system gives no window to draw in")

// ShowAndRun shows the window, opens the organization that it begins with and returns
// when the window was closed. Without a window no organization is opened, so that
// none stays locked by a process that nobody sees: then it fails with ErrNoWindow.
func (s *Shell) ShowAndRun() error {
	if err := s.show(); err != nil {
		return err
	}
	s.openFirst()
	s.Fyne.Run()
	return nil
}

// show brings the window up. Fyne panics if the display does not answer, or if OpenGL
// is there but cannot do what its shaders need.
func (s *Shell) show() (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("%w: %v", ErrNoWindow, fault)
		}
	}()
	s.Window.CenterOnScreen()
	s.Window.Show()
	if !drawn(s.Window) {
		return ErrNoWindow
	}
	return nil
}

// drawn reports whether the system made a window of w. Fyne only logs that it did
// not, and would go on without one for ever.
func drawn(w fyne.Window) bool {
	native, ok := w.(driver.NativeWindow)
	if !ok {
		return true
	}
	there := true
	native.RunNative(func(context any) {
		switch c := context.(type) {
		case driver.X11WindowContext:
			there = c.WindowHandle != 0
		case driver.WaylandWindowContext:
			there = c.WaylandSurface != 0
		case driver.WindowsWindowContext:
			there = c.HWND != 0
		case driver.MacWindowContext:
			there = c.NSWindow != 0
		}
	})
	return there
}

// begin makes what the window begins with. Until the organization is open the window
// is there, and empty.
func (s *Shell) begin(path string) {
	if s.App != nil {
		s.rebuild(s.firstPlace())
		s.startMail()
		return
	}
	last := s.recent()
	if path == "" && len(last) > 0 && files.WhatIs(last[0]) == files.FileThere {
		path = last[0]
	}
	if path == "" {
		s.rebuild(desk.PlaceFirstStart)
		return
	}
	s.rebuild("")
	s.page.Objects = []fyne.CanvasObject{container.NewCenter(
		widgets.NewText(widgets.Muted, s.Words.T("organization.opening", "name", filepath.Base(path))))}
	s.first = path
}

// openFirst opens the organization that the window begins with.
func (s *Shell) openFirst() {
	if s.first == "" {
		return
	}
	s.openOrganization(s.first, func(err error) {
		s.open(desk.PlaceFirstStart)
		s.Fail(err)
	})
}
