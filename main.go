// Headcount keeps an organization's user base in step with a user file.
// Without a command it opens the window, otherwise it works in the terminal:
// see headcount --help.
package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"

	"fyne.io/fyne/v2/lang"

	"headcount/views/terminal"
)

func main() { os.Exit(run()) }

func run() int {
	system := terminal.FromOS()
	system.Version = version()
	system.Locale = func() string { return lang.SystemLocale().LanguageString() }
	logger, closeLog := openLog()
	defer closeLog()
	system.Log = logger
	if start, ok := terminal.Window(system); ok {
		if !hasDisplay() {
			fmt.Fprintln(os.Stderr, "headcount: "+start.Words.T("terminal.usage.window_display"))
			return 1
		}
		logger.Info("window")
		return openGuarded(start, logger)
	}
	// What was applied stays applied when nobody reads the report: a broken
	// pipe must not end the process.
	signal.Ignore(syscall.SIGPIPE)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second interrupt ends the process at once
	return terminal.Run(ctx, system)
}

// openGuarded opens the window. A display that is named but does not answer
// makes the toolkit panic: that is said like no display at all.
func openGuarded(start terminal.WindowStart, logger *slog.Logger) (status int) {
	defer func() {
		fault := recover()
		if fault == nil {
			return
		}
		logger.Error("fault", "stack", string(debug.Stack()))
		sentence := start.Words.T("error.other")
		if strings.Contains(fmt.Sprint(fault), "GLFW library is not initialized") {
			sentence = start.Words.T("terminal.usage.window_display")
		}
		fmt.Fprintln(os.Stderr, "headcount: "+sentence)
		status = 1
	}()
	return openWindow(start)
}

// hasDisplay reports whether a window can be shown. Windows and macOS always
// have a display.
func hasDisplay() bool {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return true
	}
	return os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}

// version is the one the module was built as: a tag, or the revision.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "?"
	}
	text := info.Main.Version
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && (text == "" || text == "(devel)") && len(s.Value) >= 12 {
			text = s.Value[:12]
		}
	}
	return text
}
