package main

import (
	"fmt"
	"os"

	"headcount/views/terminal"
)

// openWindow opens the window and returns the exit status when it was closed.
func openWindow(start terminal.WindowStart) int {
	fmt.Fprintln(os.Stderr, start.Words.T("terminal.see_help", "command", "headcount --help"))
	return 2
}
