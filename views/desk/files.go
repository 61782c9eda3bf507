package desk

import (
	"path/filepath"
	"slices"
	"strings"
)

// FileKind is a sort of file with its endings, lowercase and with the point.
type FileKind struct {
	Words   string
	Endings []string
}

// FileQuestion is what is asked of the person: which file to open, or where to save one.
type FileQuestion struct {
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
	Open(q FileQuestion, chosen func(path string))
	Save(q FileQuestion, chosen func(path string))
}

// Fits reports whether a file's name has an ending of one of the kinds.
func Fits(name string, kinds []FileKind) bool {
	if len(kinds) == 0 {
		return true
	}
	ending := strings.ToLower(filepath.Ext(name))
	return slices.ContainsFunc(kinds, func(k FileKind) bool { return slices.Contains(k.Endings, ending) })
}

// WithEnding is the path with an ending of one of the kinds, the first one's if it has
// none of them.
func WithEnding(path string, kinds []FileKind) string {
	if len(kinds) == 0 || Fits(path, kinds) {
		return path
	}
	return path + kinds[0].Endings[0]
}

// SortHierarchy is the Sort of files that hold a hierarchy.
const SortHierarchy = "hierarchy"
