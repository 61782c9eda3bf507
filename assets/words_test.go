package assets

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

func TestWords(t *testing.T) {
	day := time.Date(2026, 11, 20, 14, 5, 0, 0, time.UTC)
	for _, c := range []struct{ got, want string }{
		{In("fr_CA").Language(), "fr"},
		{In("de-DE").Language(), "en"},
		{In("en").Number(1234567), "1,234,567"},
		{In("fr").Number(1234), "1\u202f234"},
		{In("en").Percent(14, 251), "5.6\u202f%"},
		{In("fr").Percent(14, 251), "5,6\u202f%"},
		{In("fr").DateTime(day), "20\u00a0nov.\u00a02026, 14\u202fh\u202f05"},
		{In("en").List([]string{"a", "b", "c"}), "a, b and c"},
		{In("en").T("no.such.key"), "no.such.key"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// TestHas: a text is there whether or not it has places to fill.
func TestHas(t *testing.T) {
	for key, want := range map[string]bool{"language.name": true, "error.quoted": true, "error.more": true, "no.such.key": false} {
		if got := In("fr").Has(key); got != want {
			t.Errorf("Has(%q) = %v", key, got)
		}
	}
}

// TestMillion: exact millions have a plural form of their own in French, which
// a text need not have.
func TestMillion(t *testing.T) {
	for _, w := range []*Words{In("en"), In("fr")} {
		if got := w.N("error.more", 1_000_000); !strings.HasPrefix(got, w.Number(1_000_000)) {
			t.Errorf("got %q", got)
		}
	}
}

// TestCatalogue: every text is there once, in every language, with the same
// places to fill.
func TestCatalogue(t *testing.T) {
	catalogue := map[string]map[string]string{}
	entries, err := wordFiles.ReadDir("words")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		parts := strings.Split(entry.Name(), ".")
		language := parts[len(parts)-2]
		if catalogue[language] == nil {
			catalogue[language] = map[string]string{}
		}
		content, err := wordFiles.ReadFile("words/" + entry.Name())
		if err != nil {
			t.Fatal(err)
		}
		var texts map[string]json.RawMessage
		if err := json.Unmarshal(content, &texts); err != nil {
			t.Fatal(err)
		}
		for key, text := range texts {
			if _, twice := catalogue[language][key]; twice {
				t.Errorf("%s: %q stands in another file too", entry.Name(), key)
			}
			catalogue[language][key] = string(text)
			if got := book.files[language]()[key]; got != string(text) {
				t.Errorf("%s: %q is cut out as %q", entry.Name(), key, got)
			}
		}
		if n := len(book.files[language]()); n != len(texts) {
			t.Errorf("%s: cut into %d texts, it has %d", entry.Name(), n, len(texts))
		}
	}
	for _, language := range Languages() {
		for key, text := range catalogue["en"] {
			if other, there := catalogue[language][key]; !there {
				t.Errorf("%q is not in %s", key, language)
			} else if got, want := places(other), places(text); !slices.Equal(got, want) {
				t.Errorf("%q fills %q in %s, %q in English", key, got, language, want)
			}
		}
		if n, want := len(catalogue[language]), len(catalogue["en"]); n != want {
			t.Errorf("%d texts in %s, %d in English", n, language, want)
		}
	}
}

// TestEveryTextIsSaid: each can be parsed, by several goroutines at once too.
func TestEveryTextIsSaid(t *testing.T) {
	fresh := newCatalogue(wordFiles)
	var said sync.WaitGroup
	for range 2 {
		for _, language := range fresh.languages {
			said.Go(func() {
				l := i18n.NewLocalizer(fresh.bundle, language, "en")
				for key := range fresh.files[language]() {
					if text, err := fresh.say(l, place{language, key}, &i18n.LocalizeConfig{MessageID: key}); err != nil || text == "" {
						t.Errorf("%s: %q is %q, %v", language, key, text, err)
					} else if constant, ok := fresh.constant(place{language, key}); ok && constant != text {
						t.Errorf("%s: %q is %q where nothing is filled in, else %q", language, key, constant, text)
					}
				}
			})
		}
	}
	said.Wait()
}

// places lists the names that a text fills, each once.
func places(text string) []string {
	found := regexp.MustCompile(`{{\.\w+}}`).FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

// TestFrenchSpaces: narrow no-break spaces before ; : ! ? % and inside «».
func TestFrenchSpaces(t *testing.T) {
	wrong := regexp.MustCompile(` [;:!?%»]|« |[^\s\x{202f}(«][?!]|«[^\x{202f}]|[^\x{202f}]»`)
	entries, err := wordFiles.ReadDir("words")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if entry.Name() != "fr.json" {
			continue
		}
		content, err := wordFiles.ReadFile("words/" + entry.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(string(content), "\n") {
			_, text, _ := strings.Cut(line, `": `)
			if at := wrong.FindStringIndex(text); at != nil {
				t.Errorf("%s: %q in %s", entry.Name(), text[at[0]:at[1]], strings.TrimSpace(line))
			}
		}
	}
}
