package views

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"headcount.app/headcount/views/viewtest"
)

// TestEveryKeyInTheSourceHasItsWords goes through the whole program: every key
// that Words.T and Words.N are given as text is there in every language, and of
// one that is put together with + at least its beginning is.
func TestEveryKeyInTheSourceHasItsWords(t *testing.T) {
	keys := wordKeys(t)
	seen := 0
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 {
				return true
			}
			called, ok := call.Fun.(*ast.SelectorExpr)
			if ok && (called.Sel.Name == "T" || called.Sel.Name == "N") {
				seen += checkKey(t, path, call.Args[0], keys)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	viewtest.Expect(t, "too few keys were found to be looked for: "+strconv.Itoa(seen), seen > 300)
}

// checkKey looks for one key in every language, and tells how many it looked for.
func checkKey(t *testing.T, path string, arg ast.Expr, keys map[string][]string) int {
	t.Helper()
	whole := true
	for {
		sum, ok := arg.(*ast.BinaryExpr)
		if !ok {
			break
		}
		arg, whole = sum.X, false
	}
	literal, ok := arg.(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return 0
	}
	key, err := strconv.Unquote(literal.Value)
	if err != nil || !strings.Contains(key, ".") {
		return 0
	}
	for language, all := range keys {
		found := false
		for _, other := range all {
			found = found || other == key || !whole && strings.HasPrefix(other, key)
		}
		if !found {
			t.Errorf("%s: %q has no words in %s", path, key, language)
		}
	}
	return 1
}

// wordKeys are the keys of every language.
func wordKeys(t *testing.T) map[string][]string {
	t.Helper()
	keys := map[string][]string{}
	for _, path := range matches(t, filepath.Join("..", "assets", "words"), "*.json") {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var words map[string]any
		if err := json.Unmarshal(content, &words); err != nil {
			t.Fatal(err)
		}
		parts := strings.Split(filepath.Base(path), ".")
		for key := range words {
			keys[parts[1]] = append(keys[parts[1]], key)
		}
	}
	return keys
}
