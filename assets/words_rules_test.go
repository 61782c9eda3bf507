package assets

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// texts are all texts of a language by key; the forms of a plural are several.
func texts(t *testing.T, language string) map[string][]string {
	t.Helper()
	content, err := wordFiles.ReadFile("words/" + language + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]any
	if err := json.Unmarshal(content, &all); err != nil {
		t.Fatal(err)
	}
	found := map[string][]string{}
	for key, text := range all {
		switch text := text.(type) {
		case string:
			found[key] = []string{text}
		case map[string]any:
			for _, form := range text {
				found[key] = append(found[key], form.(string))
			}
		}
	}
	return found
}

// quotesOfTheShell are texts that hold commands as a shell reads them.
var quotesOfTheShell = regexp.MustCompile(`^terminal\.(command|value|usage)\.|^error\.file\.(no_header\.near|column_twice(\.near)?)\.out$`)

// TestTextsFollowTheRules of the design: typographic marks, no cheering, no
// begging, no questions whether somebody is sure.
func TestTextsFollowTheRules(t *testing.T) {
	place := regexp.MustCompile(`{{[^}]*}}`)
	rules := []struct {
		name  string
		wrong *regexp.Regexp
		shell bool // holds where the shell's own quotes may stand too
	}{
		{"straight quotation marks", regexp.MustCompile(`["']`), false},
		{"three points for an ellipsis", regexp.MustCompile(`\.\.\.`), true},
		{"an exclamation mark", regexp.MustCompile(`!`), true},
		{"two spaces", regexp.MustCompile(`\S  `), false},
		{"a space at an end", regexp.MustCompile(`^ | $`), true},
		{"a word that is not ours", regexp.MustCompile(`(?i)successful|are you sure|\bplease\b|\boops\b|\binvalid|\babort|failed to|avec succès|êtes-vous sûr|veuillez|s’il vous plaît|invalide`), true},
		{"de before a vowel", regexp.MustCompile(`(?i)\bde (utilisateur|import|erreur|autre|abord)`), true},
	}
	for _, language := range Languages() {
		for key, forms := range texts(t, language) {
			for _, form := range forms {
				text := place.ReplaceAllString(form, "x")
				for _, r := range rules {
					quoted := quotesOfTheShell.MatchString(key) || key == "terminal.help.statuses"
					if at := r.wrong.FindString(text); at != "" && (r.shell || !quoted) {
						t.Errorf("%s: %s: %s: %q", language, key, r.name, form)
					}
				}
			}
		}
	}
}

// TestEveryTextIsUsed: its key stands in the program, or is made there of a
// beginning or an ending that does.
func TestEveryTextIsUsed(t *testing.T) {
	literal := regexp.MustCompile("\"[^\"\n]*\"|`[^`]*`")
	whole, beginnings, endings := map[string]bool{}, map[string]bool{}, map[string]bool{}
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, quoted := range literal.FindAllString(string(source), -1) {
			text := quoted[1 : len(quoted)-1]
			whole[text] = true
			if strings.HasSuffix(text, ".") {
				beginnings[text] = true
			}
			if strings.HasPrefix(text, ".") {
				endings[text] = true
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	used := func(key string) bool {
		if whole[key] {
			return true
		}
		for at, c := range key {
			if c == '.' && (beginnings[key[:at+1]] || endings[key[at:]] && whole[key[:at]]) {
				return true
			}
		}
		return false
	}
	for key := range texts(t, "en") {
		// Why a column is not used comes with a point before it.
		if !used(key) && !strings.HasPrefix(key, "upload.unused.") {
			t.Errorf("%q is used nowhere", key)
		}
	}
}
