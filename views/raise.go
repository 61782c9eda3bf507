package views

import (
	"path/filepath"

	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
)

// Raise brings the window to the front for a second start of the program, and reports
// whether it shows the organization that was asked for: an absolute path, or "" for any
// or none. A window without an organization opens it. It may be called on any goroutine
// but Fyne's, once the window is there.
func (s *Shell) Raise(path string) bool {
	var raised bool
	task.OnUI(func() { raised = s.raise(path) })
	return raised
}

func (s *Shell) raise(path string) bool {
	if s.closed || !s.shows(path) {
		return false
	}
	s.front(s.Window)
	return true
}

// shows reports whether an organization is in the window, or is on its way there.
func (s *Shell) shows(path string) bool {
	switch {
	case path == "":
		return true
	case s.App != nil:
		return s.App.IsAt(path)
	case s.at != desk.PlaceFirstStart:
		opening, err := filepath.Abs(s.first)
		return err == nil && opening == path
	case s.Window.Canvas().Overlays().Top() != nil:
		return false
	}
	s.openOrganization(path, nil)
	return true
}
