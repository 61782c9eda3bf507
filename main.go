// Headcount keeps an organization's user base in step with a user file.
// Without a command it opens the window, otherwise it works in the terminal:
// see headcount --help.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"fyne.io/fyne/v2/lang"

	"headcount.app/headcount/app"
	"headcount.app/headcount/views/terminal"
)

func main() { os.Exit(run()) }

func run() int {
	joinConsole()
	system := terminal.FromOS()
	system.Version = version()
	system.Locale = func() string { return lang.SystemLocale().LanguageString() }
	logger, closeLog := openLog()
	defer closeLog()
	system.Log = logger
	app.ClearLeftovers()
	if start, ok := terminal.Window(system); ok {
		return runWindow(start, logger)
	}
	roomAhead()
	// What was applied stays applied when nobody reads the report: a broken
	// pipe must not end the process.
	signal.Ignore(syscall.SIGPIPE)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second interrupt ends the process at once
	return terminal.Run(ctx, system)
}
