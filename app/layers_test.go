package app_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"headcount.app/headcount/assets"
)

// layer says what a package may import from this module and from outside, and
// why. What is not listed is not allowed.
type layer struct {
	module  []string // packages of this module
	outside []string // prefixes of other modules
	because string
}

// layers is the house plan: doc.go draws it.
var layers = map[string]layer{
	".": {
		[]string{"app", "app/release", "assets", "views", "views/compare", "views/export", "views/guide", "views/hierarchy", "views/history", "views/instance", "views/report", "views/settings", "views/terminal", "views/upload", "views/users"},
		[]string{"fyne.io/fyne/v2", "github.com/BurntSushi/toml", "github.com/go-gl/glfw", "golang.org/x/sys/windows"},
		"main is the only place that knows everything: what FyneApp.toml says, and how Windows shows a sentence without a window",
	},
	"assets/packaging/pack": {nil, []string{"golang.org/x/image"}, "packages are made of the built program, whatever is in it"},
	"assets":                {nil, []string{"github.com/nicksnyder/go-i18n", "golang.org/x/text"}, "what is embedded knows nobody"},
	"data":                  {[]string{"assets"}, []string{"golang.org/x/text", "golang.org/x/net/idna"}, "the vocabulary stands alone; what it is called stands with the words of each language"},
	"data/disk":             {[]string{"data"}, []string{"golang.org/x/sys"}, "how systems lock, rename and fail is known here"},
	"data/sheet": {
		[]string{"data", "data/disk", "data/sheet/csv", "data/sheet/head", "data/sheet/html", "data/sheet/ods", "data/sheet/workbook", "data/sheet/xls", "data/sheet/xlsx"},
		[]string{"github.com/xuri/excelize"},
		"which kind of file it is, and how one is written: whoever uses tables knows this and no reader",
	},
	"data/sheet/head": {[]string{"data"}, nil, "what a header is, it is in text and in workbooks alike"},
	"data/sheet/csv":  {[]string{"data", "data/sheet/head"}, []string{"golang.org/x/text"}, "text files know no workbook"},
	"data/sheet/archive": {
		[]string{"data"},
		[]string{"github.com/tdewolff/parse", "github.com/klauspost/compress/flate"},
		"archives of XML are read without knowing what their parts are",
	},
	"data/sheet/workbook": {
		[]string{"data", "data/sheet/csv", "data/sheet/head"},
		nil,
		"what workbooks of every kind share knows none of them; sheets of one column are cut as text is",
	},
	"data/sheet/html": {
		[]string{"data", "data/sheet/csv", "data/sheet/head", "data/sheet/workbook"},
		[]string{"golang.org/x/net/html"},
		"web pages are tables of text: encodings and kinds of cells are those of text files",
	},
	"data/sheet/ods": {
		[]string{"data", "data/sheet/archive", "data/sheet/head", "data/sheet/workbook"},
		nil,
		"OpenDocument is known here alone",
	},
	"data/sheet/xls": {
		[]string{"data", "data/sheet/head", "data/sheet/workbook"},
		nil,
		"records of Excel 97 are known here alone",
	},
	"data/sheet/xlsx": {
		[]string{"data", "data/sheet/archive", "data/sheet/head", "data/sheet/workbook"},
		nil,
		"workbooks of Office Open XML are read here alone, without the library that writes them",
	},
	"data/sheet/edit": {
		[]string{"data", "data/sheet", "data/sheet/archive", "data/sheet/csv", "data/sheet/workbook", "data/sheet/xlsx"},
		[]string{"github.com/xuri/excelize"},
		"a copy is edited in the parts that were read, and read again to be sure",
	},
	"data/sheet/sheettest": {[]string{"data"}, nil, "the tests of the rooms ask after refusals in one way"},
	"data/store":           {[]string{"data"}, nil, "what a store must do is said without a word of SQL"},
	"data/store/storetest": {[]string{"data", "data/store"}, []string{"pgregory.net/rapid"}, "every store passes one suite, which knows none of them"},
	"data/sqlite": {
		[]string{"data", "data/disk", "data/store"},
		[]string{"github.com/mattn/go-sqlite3"},
		"SQL is known here alone",
	},
	"app/plan": {
		[]string{"data"},
		nil,
		"planning is pure: no file, no database, no window, no words, no bytes",
	},
	"app/plan/stored": {
		[]string{"app/plan", "data"},
		[]string{"github.com/klauspost/compress/zstd"},
		"how a plan is written down, in every version there was, is known here alone",
	},
	"app/compare": {[]string{"data"}, nil, "two files side by side are compared by what their cells mean, nothing else"},
	"app/report": {
		[]string{"app/plan", "assets", "data", "data/sheet"},
		nil,
		"words and formats of a plan; what is in it was decided before",
	},
	"app/mail": {
		[]string{"assets", "data"},
		[]string{"github.com/wneessen/go-mail", "github.com/emersion/go-imap/v2", "github.com/emersion/go-sasl", "golang.org/x/net/idna"},
		"mail servers are known here alone; what a report says comes in as words",
	},
	"app/release": {[]string{"data"}, nil, "what is published is asked for here alone"},
	"app/outbox": {
		[]string{"app/mail", "data", "data/disk", "data/store"},
		[]string{"github.com/zalando/go-keyring"},
		"letters are delivered, whatever they say; passwords are looked up in the system's keyring here alone",
	},
	"app": {
		[]string{"app/compare", "app/mail", "app/outbox", "app/plan", "app/plan/stored", "app/report", "assets", "data", "data/disk", "data/sheet", "data/sheet/edit", "data/sqlite", "data/store"},
		nil,
		"use-cases join the parts and need no display; which store there is they know in stores.go alone",
	},
	"views/task":    {nil, []string{"fyne.io/fyne/v2"}, "the way off the UI goroutine and back"},
	"views/widgets": {[]string{"assets", "views/task"}, []string{"fyne.io/fyne/v2"}, "widgets know no user and no plan"},
	"views/desk": {
		[]string{"app", "app/outbox", "app/plan", "app/report", "assets", "data", "views/task", "views/widgets"},
		[]string{"fyne.io/fyne/v2"},
		"what a screen may ask for is said without a screen",
	},
	"views/viewtest": {
		[]string{"app", "app/outbox", "assets", "data", "views/desk", "views/task", "views/widgets"},
		[]string{"fyne.io/fyne/v2"},
		"what tests of screens share knows no screen and no window",
	},
	"views/compare": {
		[]string{"app", "app/compare", "assets", "data", "views/desk", "views/task", "views/widgets"},
		[]string{"fyne.io/fyne/v2"},
		"the comparison knows no other screen",
	},
	"views/export": {
		[]string{"app", "data", "views/desk", "views/task", "views/widgets"},
		[]string{"fyne.io/fyne/v2"},
		"Export list knows no other screen",
	},
	"views/files": {
		[]string{"assets", "data", "views/desk", "views/task", "views/widgets"},
		[]string{"fyne.io/fyne/v2", "github.com/godbus/dbus"},
		"how a system asks for files is known here alone",
	},
	"views/guide": {
		[]string{"app/plan", "assets", "data", "views/desk", "views/widgets"},
		[]string{"fyne.io/fyne/v2"},
		"the guide knows no other screen",
	},
	"views/hierarchy": {
		[]string{"app", "app/plan", "app/report", "data", "views/desk", "views/task", "views/widgets"},
		[]string{"fyne.io/fyne/v2"},
		"the hierarchy knows no other screen",
	},
	"views/instance": {
		[]string{"data/disk"},
		[]string{"github.com/Microsoft/go-winio", "golang.org/x/sys/windows"},
		"how windows find each other is no matter of what they show",
	},
	"views/history": {
		[]string{"app", "app/plan", "assets", "data", "views/desk", "views/task", "views/widgets"},
		[]string{"fyne.io/fyne/v2"},
		"the history opens reports through the desk and knows no other screen",
	},
	"views/report": {
		[]string{"app", "app/plan", "app/report", "assets", "data", "views/desk", "views/task", "views/widgets"},
		[]string{"fyne.io/fyne/v2"},
		"a report does not know from where it was opened",
	},
	"views/upload": {
		[]string{"app", "app/plan", "app/report", "assets", "data", "views/desk", "views/task", "views/widgets"},
		[]string{"fyne.io/fyne/v2"},
		"the upload opens its report through the desk and knows no other screen",
	},
	"views/settings": {
		[]string{"app", "app/outbox", "app/report", "assets", "data", "views/desk", "views/task", "views/widgets"},
		[]string{"fyne.io/fyne/v2"},
		"Settings know no other screen",
	},
	"views/users": {
		[]string{"app", "app/plan", "app/report", "assets", "data", "views/desk", "views/task", "views/widgets"},
		[]string{"fyne.io/fyne/v2"},
		"Manage users knows no other screen",
	},
	"views": {
		[]string{"app", "app/outbox", "app/release", "assets", "data", "views/desk", "views/files", "views/task", "views/widgets"},
		[]string{"fyne.io/fyne/v2"},
		"the window surrounds screens that it is handed",
	},
	"views/terminal": {[]string{"app", "app/outbox", "app/plan", "app/report", "assets", "data"}, nil, "the same use-cases on a command line"},
}

func TestImportsFollowTheHousePlan(t *testing.T) {
	forEachFile(t, func(pkg, path string, file *ast.File) {
		allowed, known := layers[pkg]
		if !known {
			t.Errorf("%s: package %q is not in the house plan", path, pkg)
			return
		}
		for _, spec := range file.Imports {
			name := strings.Trim(spec.Path.Value, `"`)
			if name == "fyne.io/fyne/v2/app" && pkg != "." {
				t.Errorf("%s imports %s: only main may, tests need no display", path, name)
			}
			if name == "headcount.app/headcount/data/sqlite" && filepath.Base(path) != "stores.go" {
				t.Errorf("%s imports %s: only stores.go knows what kinds of stores there are", path, name)
			}
			if !allowed.permits(name) {
				t.Errorf("%s imports %s, but %s", path, name, allowed.because)
			}
		}
	})
}

// TestPermittedImportsAreUsed: a permit that nobody uses would let an arrow in
// that nobody argued for. Layers in which nothing but tests stands have no imports to judge.
func TestPermittedImportsAreUsed(t *testing.T) {
	used := map[string]map[string]bool{}
	forEachFile(t, func(pkg, _ string, file *ast.File) {
		if used[pkg] == nil {
			used[pkg] = map[string]bool{}
		}
		for _, spec := range file.Imports {
			if permit, ok := layers[pkg].permit(strings.Trim(spec.Path.Value, `"`)); ok {
				used[pkg][permit] = true
			}
		}
	})
	for pkg, allowed := range layers {
		if used[pkg] == nil {
			if tests, err := filepath.Glob(filepath.Join("..", pkg, "*_test.go")); err != nil || len(tests) == 0 {
				t.Errorf("the house plan has a room for %q, which holds no Go file: %v", pkg, err)
			}
			continue
		}
		for _, permit := range slices.Concat(allowed.module, allowed.outside) {
			if !used[pkg][permit] {
				t.Errorf("%q may import %s, and does not: the house plan permits only what is used", pkg, permit)
			}
		}
	}
}

func (l layer) permits(name string) bool {
	if first, _, _ := strings.Cut(name, "/"); !strings.Contains(first, ".") {
		return true // the standard library
	}
	_, ok := l.permit(name)
	return ok
}

// permit is the one by which a package that is not of the standard library may be imported.
func (l layer) permit(name string) (string, bool) {
	if inside, ok := strings.CutPrefix(name, "headcount.app/headcount/"); ok {
		return inside, slices.Contains(l.module, inside)
	}
	for _, prefix := range l.outside {
		if strings.HasPrefix(name, prefix) {
			return prefix, true
		}
	}
	return "", false
}

// TestGoroutinesStartWhereTheyAreJoined: a go statement stands only where the
// house plan has one, fyne.Do only in views/task.
func TestGoroutinesStartWhereTheyAreJoined(t *testing.T) {
	starts := map[string]string{
		".":                    "main listens for signals",
		"views/task":           "tasks leave the UI goroutine here",
		"app":                  "the base is read beside the file, and joined",
		"views/instance":       "second starts are answered while the window works; what hangs hinders nobody",
		"data/store/storetest": "what several goroutines ask a store at once is part of its contract",
		"app/outbox":           "the courier delivers letters, and is joined; the keyring may ask the person, which nothing can call off",
		"app/mail":             "the IMAP library can wait for ever, its caller may not",
	}
	forEachFile(t, func(pkg, path string, file *ast.File) {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GoStmt:
				if starts[pkg] == "" {
					t.Errorf("%s starts a goroutine", path)
				}
			case *ast.SelectorExpr:
				if x, ok := n.X.(*ast.Ident); ok && x.Name == "fyne" && strings.HasPrefix(n.Sel.Name, "Do") && pkg != "views/task" &&
					(n.Sel.Name == "Do" || n.Sel.Name == "DoAndWait") {
					t.Errorf("%s calls fyne.%s", path, n.Sel.Name)
				}
			}
			return true
		})
	})
}

// forEachFile parses every Go file of the program, tests left out.
func forEachFile(t *testing.T, visit func(pkg, path string, file *ast.File)) {
	t.Helper()
	root, count := "..", 0
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == "testdata" || entry.Name() == "build" || strings.HasPrefix(entry.Name(), ".") && entry.Name() != "..") {
			return filepath.SkipDir
		}
		if entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution|parser.ParseComments)
		if err != nil {
			return err
		}
		if len(file.Comments) > 0 && strings.HasPrefix(file.Comments[0].List[0].Text, "//go:build ignore") {
			return nil // a script, not a part of the program
		}
		pkg, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		visit(filepath.ToSlash(pkg), path, file)
		count++
		return nil
	})
	if err != nil || count == 0 {
		t.Fatalf("%d files read: %v", count, err)
	}
}

// TestNoLanguageIsNamed: what differs from language to language stands in the words
// of each, so that one more file makes one more language (SPEC S12.3).
func TestNoLanguageIsNamed(t *testing.T) {
	forEachFile(t, func(pkg, path string, file *ast.File) {
		if pkg == "assets/packaging/pack" {
			return // it may not ask the program's words for the headings of a manual page
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if literal, ok := n.(*ast.BasicLit); ok && literal.Kind == token.STRING {
				text, err := strconv.Unquote(literal.Value)
				if err == nil && text != assets.English && slices.Contains(assets.Languages(), text) {
					t.Errorf("%s names the language %s", path, text)
				}
			}
			return true
		})
	})
}
