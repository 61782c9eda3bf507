package assets

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

//go:embed words
var wordFiles embed.FS

// catalogue has the texts of words/LANG.json. There are thousands, of which a
// command says a handful: a file is cut into its texts when its language is first
// spoken, and a text is parsed when it is first said.
type catalogue struct {
	// tags are the languages, by their names.
	tags map[string]language.Tag
	// files holds the texts of each, by their keys and as they stand in the file.
	files map[string]func() map[string]string

	mu     sync.RWMutex
	bundle *i18n.Bundle
	parsed map[place]bool // those in the bundle
}

// place is where a text stands.
type place struct{ language, key string }

var book = newCatalogue()

func newCatalogue() *catalogue {
	entries, err := wordFiles.ReadDir("words")
	if err != nil {
		panic(err)
	}
	c := &catalogue{
		tags: map[string]language.Tag{}, files: map[string]func() map[string]string{},
		bundle: i18n.NewBundle(language.English), parsed: map[place]bool{},
	}
	for _, entry := range entries {
		name := strings.TrimSuffix(entry.Name(), ".json")
		c.tags[name] = language.Make(name)
		c.files[name] = sync.OnceValue(func() map[string]string { return readWords(entry.Name()) })
		c.bundle.MustAddMessages(c.tags[name]) // none yet, but it is known from now on
	}
	return c
}

func (c *catalogue) languages() []string {
	names := make([]string, 0, len(c.tags))
	for name := range c.tags {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// has reports whether there is a text in a language itself.
func (c *catalogue) has(at place) bool {
	_, found := c.files[at.language]()[at.key]
	return found
}

// constant returns a text that has nothing to be filled in as it stands in the file,
// as most have not: to say it is to look it up.
func (c *catalogue) constant(at place) (text string, ok bool) {
	if !c.has(at) {
		at.language = "en"
	}
	text = c.files[at.language]()[at.key]
	if len(text) <= len(`""`) || text[0] != '"' || strings.Contains(text, `\`) || strings.Contains(text, "{{") {
		return "", false
	}
	return text[1 : len(text)-1], true
}

// say fills in a text, that in English if the language has none.
func (c *catalogue) say(l *i18n.Localizer, at place, what *i18n.LocalizeConfig) (string, error) {
	if !c.has(at) {
		at.language = "en"
	}
	c.mu.RLock()
	if !c.parsed[at] && c.has(at) {
		c.mu.RUnlock()
		c.parse(at)
		c.mu.RLock()
	}
	defer c.mu.RUnlock()
	return l.Localize(what)
}

// parse gives the bundle a text that is there.
func (c *catalogue) parse(at place) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.parsed[at] {
		return // by another goroutine
	}
	var content any
	err := json.Unmarshal([]byte(c.files[at.language]()[at.key]), &content)
	if plain, ok := content.(string); ok {
		content = map[string]any{"other": plain}
	}
	message, wrong := i18n.NewMessage(content)
	if err = errors.Join(err, wrong); err != nil {
		panic(fmt.Sprintf("words/%s.json: %s: %v", at.language, at.key, err))
	}
	message.ID = at.key
	c.bundle.MustAddMessages(c.tags[at.language], message)
	c.parsed[at] = true
}

// readWords cuts an embedded file into its texts. Those are strings, or objects
// with one for each plural form.
func readWords(name string) map[string]string {
	content, err := wordFiles.ReadFile(path.Join("words", name))
	if err != nil {
		panic(err)
	}
	const blank = ", \t\r\n"
	found := make(map[string]string, 2500)
	rest := strings.TrimLeft(strings.TrimPrefix(strings.TrimLeft(string(content), blank), "{"), blank)
	for strings.HasPrefix(rest, `"`) {
		key, after := cutString(rest)
		after = strings.TrimLeft(after, ": \t\r\n")
		text, behind := cutText(after)
		found[strings.Trim(key, `"`)] = text
		rest = strings.TrimLeft(behind, blank)
	}
	if strings.TrimLeft(strings.TrimPrefix(rest, "}"), blank) != "" {
		panic(fmt.Sprintf("words/%s: what is this? %.40q", name, rest))
	}
	return found
}

// cutText cuts a string or an object of strings off the text that it begins.
func cutText(s string) (text, rest string) {
	if !strings.HasPrefix(s, "{") {
		return cutString(s)
	}
	for at := 1; at < len(s); at++ {
		switch s[at] {
		case '"':
			inside, _ := cutString(s[at:])
			at += len(inside) - 1
		case '}':
			return s[:at+1], s[at+1:]
		}
	}
	return s, ""
}

// cutString cuts a string with its quotes off the text that it begins.
func cutString(s string) (text, rest string) {
	for at := 1; at < len(s); at++ {
		switch s[at] {
		case '\\':
			at++
		case '"':
			return s[:at+1], s[at+1:]
		}
	}
	return s, ""
}
