package terminal

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"headcount.app/headcount/assets"
)

// TestWordsOfCommands: every command, flag and placeholder is explained in
// every language, and its help holds no name of a text in place of a text.
func TestWordsOfCommands(t *testing.T) {
	for _, language := range assets.Languages() {
		w := assets.In(language)
		for _, c := range commands() {
			var f flags
			c.define(&f)
			keys := []string{"terminal.command." + c.name + ".what", "terminal.command." + c.name + ".examples"}
			for _, o := range f.options {
				keys = append(keys, "terminal.flag."+o.name)
				if o.value != "" && !strings.Contains(o.value, "|") {
					keys = append(keys, "terminal.value."+o.value)
				}
			}
			for _, key := range keys {
				if !w.Has(key) {
					t.Errorf("%s: there is no text %q", language, key)
				}
			}
			var out bytes.Buffer
			if status := Run(t.Context(), System{Args: []string{c.name, "--help", "--lang", language}, Out: &out, Err: &out}); status != 0 {
				t.Errorf("%s --help: status %d", c.name, status)
			}
			for _, bad := range []string{"terminal.", "<no value>", "{{"} {
				if strings.Contains(out.String(), bad) {
					t.Errorf("%s: %q in the help of %s:\n%s", language, bad, c.name, &out)
				}
			}
		}
	}
}

// TestWordsOfUsage: every wrong usage in the source has its sentence, with and
// without something near.
func TestWordsOfUsage(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	codes := map[string]bool{"setting_value.name": true, "setting_value.yes_no": true, "setting_value.number": true}
	for _, path := range files {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 {
				return true
			}
			name, isName := call.Fun.(*ast.Ident)
			code, isText := call.Args[0].(*ast.BasicLit)
			if isName && isText && name.Name == "usage" {
				text, err := strconv.Unquote(code.Value)
				if err != nil {
					t.Fatal(err)
				}
				codes[text] = true
			}
			return true
		})
	}
	if len(codes) < 20 {
		t.Fatalf("only %d codes found", len(codes))
	}
	for code := range codes {
		for _, language := range assets.Languages() {
			if w := assets.In(language); !w.Has("terminal.usage." + code) {
				t.Errorf("%s: %q has no sentence", language, code)
			}
		}
	}
}

// TestFlagsParse: flags and operands in any order.
func TestFlagsParse(t *testing.T) {
	for _, c := range []struct {
		args, operands string
		want           string // text, list, numbers, yes; or the code of the error
	}{
		{"a --text x b", "a b", "x [] [] false"},
		{"--text=x=y a", "a", "x=y [] [] false"},
		{"a -text x", "a", "x [] [] false"},
		{"--list 1 a --list=2 --yes", "a", " [1 2] [] true"},
		{"--n 3 --n 4", "", " [] [3 4] false"},
		{"a -- --yes -", "a --yes -", " [] [] false"},
		{"- a", "- a", " [] [] false"},
		{"--text --yes", "", "--yes [] [] false"},
		{"--text", "", "flag_needs_value"},
		{"--yes=1", "", "flag_no_value"},
		{"--no", "", "flag_unknown"},
		{"--n x", "", "flag_number"},
		{"--text x --text y", "", "flag_twice"},
		{"--text x --text x", "", "x [] [] false"},
	} {
		var text string
		var list []string
		var n []int
		var yes bool
		var f flags
		f.text("text", "TEXT", &text)
		f.texts("list", "TEXT", &list)
		f.numbers("n", &n)
		f.yes("yes", &yes)
		operands, wrong := f.parse(strings.Fields(c.args), false)
		got := strings.Join([]string{text, sprint(list), sprint(n), strconv.FormatBool(yes)}, " ")
		if wrong != nil {
			got = wrong.code
		}
		if got != c.want || strings.Join(operands, " ") != c.operands {
			t.Errorf("%s: %s with operands %q, not %s with %q", c.args, got, operands, c.want, c.operands)
		}
	}
}

func sprint[T any](list []T) string {
	var parts []string
	for _, item := range list {
		switch item := any(item).(type) {
		case string:
			parts = append(parts, item)
		case int:
			parts = append(parts, strconv.Itoa(item))
		}
	}
	return "[" + strings.Join(parts, " ") + "]"
}

// TestTable: columns stand under each other, numbers to the right, and nothing
// in a cell steers the terminal.
func TestTable(t *testing.T) {
	var b bytes.Buffer
	table(&b, []string{"Name", "N"}, [][]string{{"Zoë", "1"}, {"a\x1b[31m\tb", "1,234"}, {strings.Repeat("x", 60), ""}}, 1)
	want := "" +
		"Name                                          N\n" +
		"Zoë                                           1\n" +
		"a�[31m�b                                  1,234\n" +
		strings.Repeat("x", 39) + "…\n"
	if b.String() != want {
		t.Errorf("got\n%q, not\n%q", b.String(), want)
	}
}

// TestLanguage: the first of the variables that is set counts.
func TestLanguage(t *testing.T) {
	for _, c := range []struct {
		env  map[string]string
		want string
	}{
		{nil, "en"},
		{map[string]string{"LANG": "fr_FR.UTF-8"}, "fr"},
		{map[string]string{"LANG": "fr_CA@euro", "LC_MESSAGES": "en_US"}, "en"},
		{map[string]string{"LANG": "en_US", "LC_MESSAGES": "de_DE", "LC_ALL": "fr"}, "fr"},
		{map[string]string{"LANGUAGE": "fr:en"}, "fr"},
		{map[string]string{"LANG": "C.UTF-8", "LANGUAGE": "fr"}, "en"},
		{map[string]string{"LANG": "xx"}, "en"},
	} {
		w, wrong := System{Env: func(name string) string { return c.env[name] }}.words("")
		if wrong != nil || w.Language() != c.want {
			t.Errorf("%v: %v, %v", c.env, w.Language(), wrong)
		}
	}
	if w, wrong := (System{Locale: func() string { return "fr-BE" }}).words(""); wrong != nil || w.Language() != "fr" {
		t.Errorf("the system's language: %v, %v", w.Language(), wrong)
	}
}
