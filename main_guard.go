package main

import (
	"errors"
	"io"
	"log"
	"log/slog"
	"os"
	"runtime"
	"runtime/debug"
	"strings"

	"headcount.app/headcount/views"
	"headcount.app/headcount/views/instance"
	"headcount.app/headcount/views/terminal"
)

// runWindow opens the window and returns the exit status when it was closed. If one is
// open that shows the same organization, that comes to the front instead. Where
// none can be shown it says why and ends with 1: an organization is opened only once
// the window is there, so that no process that nobody sees keeps one locked.
func runWindow(start terminal.WindowStart, logger *slog.Logger) int {
	if !hasDisplay() {
		logger.Error("window", "error", "no display")
		tell(start.Words.T("terminal.usage.window_display"))
		return 1
	}
	logger.Info("window")
	// The toolkit says why it failed in the standard log only.
	log.SetOutput(io.MultiWriter(os.Stderr, slog.NewLogLogger(logger.Handler(), slog.LevelWarn).Writer()))
	place, shown := claim(start.Organization)
	if shown {
		logger.Info("window", "in front", "the one that was open")
		return 0
	}
	defer place.Close()
	err := openGuarded(start, place, logger)
	if err == nil {
		return 0
	}
	logger.Error("window", "error", err)
	tell(start.Words.T(reason(err)))
	return 1
}

// reason is the key of the sentence about a window that could not be shown. A display
// that is named but does not answer is told by the toolkit's words alone.
func reason(err error) string {
	switch {
	case !errors.Is(err, views.ErrNoWindow):
		return "error.other"
	case strings.Contains(err.Error(), "GLFW library is not initialized"):
		return "terminal.usage.window_display"
	}
	return "terminal.usage.window_opengl"
}

var errFault = errors.New("a fault of the program, whose stack stands above")

// openGuarded opens the window; a fault is logged and ends it.
func openGuarded(start terminal.WindowStart, place *instance.Window, logger *slog.Logger) (err error) {
	defer func() {
		if recover() != nil {
			logger.Error("fault", "stack", string(debug.Stack()))
			err = errFault
		}
	}()
	return openWindow(start, place)
}

// hasDisplay reports whether a window can be shown. Windows and macOS always
// have a display.
func hasDisplay() bool {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return true
	}
	return os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}
