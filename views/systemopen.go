package views

import (
	"net/url"
	"os/exec"
	"runtime"
	"time"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/views/task"
)

// openPatience is how long a program that opens files is waited for: by then it has
// failed, or it is the very program that was looked for.
const openPatience = 3 * time.Second

// SystemOpen opens an address with the program that the system has for it. Unlike the
// toolkit it waits to hear whether there is one: an error says that nothing was opened.
func SystemOpen(f fyne.App) func(*url.URL) error {
	name := map[string]string{"linux": "xdg-open", "darwin": "open"}[runtime.GOOS]
	if name == "" {
		return f.OpenURL
	}
	return func(u *url.URL) error { return startedBy(name, u.String()) }
}

// startedBy runs a program, and reports that it could not be started or ended with
// another status than 0.
func startedBy(name, operand string) error {
	opener := exec.Command(name, operand)
	if err := opener.Start(); err != nil {
		return err
	}
	return task.Within(openPatience, opener.Wait)
}
