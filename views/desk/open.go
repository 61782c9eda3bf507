package desk

import (
	"context"
	"net/url"
	"path/filepath"
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"headcount.app/headcount/views/task"
)

// ShowInFolder opens the folder of a file in the system's file manager.
func (desk *Desk) ShowInFolder(path string) { desk.OpenFile(filepath.Dir(path)) }

// OpenFile opens a file or folder with the program the system has for it.
func (desk *Desk) OpenFile(path string) {
	fail := desk.Late()
	task.Start(desk.Run, task.Task[struct{}]{
		Work: func(context.Context, task.Progress) (struct{}, error) { return struct{}{}, desk.OpenURL(fileURL(path)) },
		Done: func(_ struct{}, err error) { fail(err) },
	})
}

// ShortcutText is how a shortcut with the system's main modifier is written: Ctrl F.
func (desk *Desk) ShortcutText(key fyne.KeyName) string {
	if runtime.GOOS == "darwin" {
		return "⌘" + string(key)
	}
	return desk.Words.T("menu.ctrl") + " " + string(key)
}

// opens starts the system's program for a file, and reports whether it could.
func (desk *Desk) opens(path string) bool { return desk.OpenURL(fileURL(path)) == nil }

// fileURL is the address of a file.
func fileURL(path string) *url.URL {
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed
	}
	return &url.URL{Scheme: "file", Path: slashed}
}
