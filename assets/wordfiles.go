package assets

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
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
	// languages are those there are, English first, the others by their names.
	languages []string
	tags      map[string]language.Tag
	// files holds the texts of each, by their keys and as they stand in the file.
	files map[string]func() map[string]string
	forms map[string]func() forms

	mu     sync.RWMutex
	bundle *i18n.Bundle
	parsed map[place]bool // those in the bundle
}

// place is where a text stands.
type place struct{ language, key string }

var book = newCatalogue(wordFiles)

// newCatalogue makes a catalogue of words/LANG.json, for each language there is.
func newCatalogue(in fs.FS) *catalogue {
	names, err := fs.Glob(in, "words/*.json")
	if err != nil {
		panic(err)
	}
	c := &catalogue{
		tags: map[string]language.Tag{}, files: map[string]func() map[string]string{}, forms: map[string]func() forms{},
		bundle: i18n.NewBundle(language.English), parsed: map[place]bool{},
	}
	for _, name := range names { // by name
		tag := strings.TrimSuffix(strings.TrimPrefix(name, "words/"), ".json")
		c.languages = append(c.languages, tag)
		c.tags[tag] = language.Make(tag)
		c.files[tag] = sync.OnceValue(func() map[string]string { return readWords(in, name) })
		c.forms[tag] = sync.OnceValue(func() forms { return c.readForms(tag) })
		c.bundle.MustAddMessages(c.tags[tag]) // none yet, but it is known from now on
	}
	c.languages = append([]string{English}, slices.DeleteFunc(c.languages, func(tag string) bool { return tag == English })...)
	return c
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
		at.language = English
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
		at.language = English
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

// plain is a text as it stands in the file, that in English if the language has
// none: nothing in it is filled in.
func (c *catalogue) plain(at place) string {
	text, ok := c.constant(at)
	if ok {
		return text
	}
	if !c.has(at) {
		at.language = English
	}
	if err := json.Unmarshal([]byte(c.files[at.language]()[at.key]), &text); err != nil {
		panic(fmt.Sprintf("words/%s.json: %s: %v", at.language, at.key, err))
	}
	return text
}

// forms are how a language writes numbers, shares and times.
type forms struct {
	thousands string
	decimal   string
	percent   [2]string // before and behind the number
	time      string    // 9:05
}

// readForms takes them from the examples in the words: 1,234 and 5.6 % and 09:05.
func (c *catalogue) readForms(language string) (f forms) {
	f.thousands = strings.TrimSuffix(strings.TrimPrefix(c.plain(place{language, "number.form"}), "1"), "234")
	before, share, _ := strings.Cut(c.plain(place{language, "percent.form"}), "5")
	decimal, behind, _ := strings.Cut(share, "6")
	f.decimal, f.percent = decimal, [2]string{before, behind}
	f.time = c.plain(place{language, "time.form"})
	return f
}

// readWords cuts a file into its texts. Those are strings, or objects with one for
// each plural form.
func readWords(in fs.FS, name string) map[string]string {
	content, err := fs.ReadFile(in, name)
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
		panic(fmt.Sprintf("%s: what is this? %.40q", name, rest))
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
