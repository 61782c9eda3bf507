package app_test

import (
	"errors"
	"go/ast"
	"go/token"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"headcount.app/headcount/app"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// untold are the exported errors that Explain has no sentence for, with the reason
// why none is needed.
var untold = map[string]string{
	"app/mail.Error":               "mail.Explain says it, with the server and the step",
	"app/mail.SizeError":           "no report is that large",
	"app/outbox.ErrNoPassword":     "a letter says it as its trouble",
	"app/plan/stored.ErrContent":   "the store finds what is damaged before it is read: what is left is a fault of the program",
	"data.ErrLastAdministrator":    "a guard says it",
	"data.Expected":                "its code says it: see the Err variables",
	"data/disk.ErrHeld":            "data.ErrLocked is made of it",
	"data/sheet/edit.ErrNotWhole":  "the file is made anew then, and the result says so",
	"data/sheet.ErrUnwritable":     "no stored text is one that cannot be written",
	"data/store/storetest.ErrLost": "a test's own",
	"views.ErrNoWindow":            "main says it before there are windows",
	"views/task.PanicError":        "the window says it, with the file for support",
}

// TestEveryErrorHasASentence: each exported type of an error, and each Err variable, is
// one that Explain needs not know to say it (SPEC S10).
func TestEveryErrorHasASentence(t *testing.T) {
	found, told := map[string]bool{}, map[string]bool{}
	forEachFile(t, func(pkg, _ string, file *ast.File) {
		for _, decl := range file.Decls {
			switch d := decl.(type) {
			case *ast.FuncDecl:
				name := receiver(d)
				if ast.IsExported(name) && d.Name.Name == "Error" {
					found[pkg+"."+name] = true
				}
			case *ast.GenDecl:
				if d.Tok != token.VAR {
					continue
				}
				for _, spec := range d.Specs {
					for name, code := range errorVariables(spec.(*ast.ValueSpec)) {
						found[pkg+"."+name] = true
						told[pkg+"."+name] = hasSentence(t, code)
					}
				}
			}
		}
	})
	other := assets.In(assets.English).T("error." + app.CodeOther)
	for _, err := range app.ToldErrors(t) {
		if one := data.Told(nil); errors.As(err, &one) && app.Explain(one, assets.In(assets.English)).Sentence != other {
			of := reflect.TypeOf(one).Elem()
			told[strings.TrimPrefix(of.PkgPath(), "headcount.app/headcount/")+"."+of.Name()] = true
		}
	}
	for name := range found {
		switch reason := untold[name]; {
		case !told[name] && reason == "":
			t.Errorf("%s has no sentence, or none that explained shows", name)
		case told[name] && reason != "":
			t.Errorf("%s has a sentence and is an exception", name)
		}
	}
	for name := range untold {
		if !found[name] {
			t.Errorf("%s is an exception and no error", name)
		}
	}
}

// receiver is the type that a function is a method of, "" for none.
func receiver(d *ast.FuncDecl) string {
	if d.Recv == nil {
		return ""
	}
	of := d.Recv.List[0].Type
	if pointer, ok := of.(*ast.StarExpr); ok {
		of = pointer.X
	}
	if name, ok := of.(*ast.Ident); ok {
		return name.Name
	}
	return ""
}

// errorVariables are the Err variables of a declaration with the codes that they are
// expected by, "" where an error has none.
func errorVariables(spec *ast.ValueSpec) map[string]string {
	codes := map[string]string{}
	for i, name := range spec.Names {
		if !strings.HasPrefix(name.Name, "Err") || i >= len(spec.Values) {
			continue
		}
		codes[name.Name] = ""
		call, ok := spec.Values[i].(*ast.CallExpr)
		if !ok || len(call.Args) != 2 {
			continue
		}
		made := call.Fun
		if from, ok := made.(*ast.SelectorExpr); ok {
			made = from.Sel
		}
		if f, ok := made.(*ast.Ident); ok && f.Name == "Expect" {
			codes[name.Name], _ = strconv.Unquote(call.Args[0].(*ast.BasicLit).Value)
		}
	}
	return codes
}

// hasSentence reports whether an error with a code is said in every language, otherwise
// than one that nobody foresaw.
func hasSentence(t *testing.T, code string) bool {
	t.Helper()
	err := data.Expect(code, "for logs")
	for _, language := range assets.Languages() {
		w := assets.In(language)
		if code == "" || app.Code(err) != code || app.Explain(err, w).Sentence == w.T("error."+app.CodeOther) {
			return false
		}
	}
	return true
}
