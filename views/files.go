package views

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"headcount.app/headcount/views/task"
)

// FileKind is a sort of file with its endings, lowercase and with the point.
type FileKind struct {
	Words   string
	Endings []string
}

// Question is what is asked of the person: which file to open, or where to save one.
type Question struct {
	// Title and Accept are the words of the dialog and of its button.
	Title, Accept string
	// Sort names what is looked for, so that each sort has its own last folder.
	Sort string
	// Kinds are the files that fit; the first is what a name without an ending becomes.
	Kinds []FileKind
	// Name is proposed for a file to save.
	Name string
	// Folder is where to begin if it is not the last one.
	Folder string
}

// Files asks which file to open and where to save one. chosen is called on Fyne's
// goroutine with a path, and not at all if the person cancels. A path to save to has an
// ending of the question, and replacing a file was agreed to.
type Files interface {
	Open(q Question, chosen func(path string))
	Save(q Question, chosen func(path string))
}

// newFiles asks with the system's dialog where there is one, else with our own.
func newFiles(s *Desk) Files { return &systemFiles{desk: s, portal: newPortal(s)} }

// systemFiles goes through the desktop portal. Where none answers, our own dialog asks.
type systemFiles struct {
	desk   *Desk
	portal *portal // nil once none has answered, and where there can be none
}

// Open asks for a file that is there.
func (f *systemFiles) Open(q Question, chosen func(string)) { f.ask(q, false, chosen) }

// Save asks where to write a file.
func (f *systemFiles) Save(q Question, chosen func(string)) { f.ask(q, true, chosen) }

func (f *systemFiles) ask(q Question, save bool, chosen func(string)) {
	q.Folder = f.desk.startFolder(q)
	accept := func(path string) {
		f.desk.rememberFolder(q.Sort, path)
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
				accept(withEnding(path, q.Kinds))
			case path != "":
				accept(path)
			}
		},
	})
}

// startFolder is where a question begins: where it says, where the last one of its sort
// ended, or at home.
func (desk *Desk) startFolder(q Question) string {
	for _, folder := range []string{q.Folder, desk.folder(q.Sort)} {
		if info, err := os.Stat(folder); folder != "" && err == nil && info.IsDir() {
			return folder
		}
	}
	if desk.App != nil && filepath.IsAbs(desk.App.Path()) {
		return filepath.Dir(desk.App.Path())
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return string(filepath.Separator)
	}
	return home
}

// fits reports whether a file's name has an ending of one of the kinds.
func fits(name string, kinds []FileKind) bool {
	if len(kinds) == 0 {
		return true
	}
	ending := strings.ToLower(filepath.Ext(name))
	return slices.ContainsFunc(kinds, func(k FileKind) bool { return slices.Contains(k.Endings, ending) })
}

// withEnding is the path with an ending of one of the kinds, the first one's if it has
// none of them.
func withEnding(path string, kinds []FileKind) string {
	if len(kinds) == 0 || fits(path, kinds) {
		return path
	}
	return path + kinds[0].Endings[0]
}
