package files

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
)

// New asks with the system's dialog where there is one, else with our own.
func New(s *desk.Desk) desk.Files { return &systemFiles{desk: s, portal: newPortal(s)} }

// systemFiles goes through the desktop portal. Where none answers, our own dialog asks.
type systemFiles struct {
	desk   *desk.Desk
	portal *portal // nil once none has answered, and where there can be none
}

// Open asks for a file that is there.
func (f *systemFiles) Open(q desk.FileQuestion, chosen func(string)) { f.ask(q, false, chosen) }

// Save asks where to write a file.
func (f *systemFiles) Save(q desk.FileQuestion, chosen func(string)) { f.ask(q, true, chosen) }

func (f *systemFiles) ask(q desk.FileQuestion, save bool, chosen func(string)) {
	q.Folder = startFolder(f.desk, q)
	accept := func(path string) {
		f.desk.RememberFolder(q.Sort, path)
		chosen(path)
	}
	if f.portal == nil {
		showFileDialog(f.desk, q, save, accept)
		return
	}
	window := windowHandle(f.desk.Window)
	task.Start(f.desk.Run, task.Task[string]{
		Key:  "portal",
		Work: func(ctx context.Context, _ task.Progress) (string, error) { return f.portal.ask(ctx, window, q, save) },
		Done: func(path string, err error) {
			switch {
			case err != nil && !errors.Is(err, context.Canceled):
				f.portal = nil
				showFileDialog(f.desk, q, save, accept)
			case path != "" && save:
				accept(desk.WithEnding(path, q.Kinds))
			case path != "":
				accept(path)
			}
		},
	})
}

// startFolder is where a question begins: where it says, where the last one of its sort
// ended, or at home.
func startFolder(s *desk.Desk, q desk.FileQuestion) string {
	for _, folder := range []string{q.Folder, s.Folder(q.Sort)} {
		if info, err := os.Stat(folder); folder != "" && err == nil && info.IsDir() {
			return folder
		}
	}
	if s.App != nil && filepath.IsAbs(s.App.Path()) {
		return filepath.Dir(s.App.Path())
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return string(filepath.Separator)
	}
	return home
}
