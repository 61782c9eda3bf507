// Package assets holds what the program carries with it: words in every
// language, icons, templates and the example organization. Everything is
// embedded, so that the program is one file.
package assets

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// Words are the texts of the program in one language. Everything a person
// reads comes from here. A Words value may be used from any goroutine.
type Words struct {
	language  string
	localizer *i18n.Localizer
	subject   string
}

// English is the language in which there is every text: what another has not is
// said in English.
const English = "en"

// Languages lists the languages there are, by their tags, English first; a further
// language is one more file in words/.
func Languages() []string { return slices.Clone(book.languages) }

// In returns the words in the language that fits the tag best ("fr", "fr_CA",
// "de-DE"), English if none does.
func In(tag string) *Words {
	short, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(tag, "_", "-")), "-")
	if !slices.Contains(book.languages, short) {
		short = English
	}
	return &Words{language: short, localizer: i18n.NewLocalizer(book.bundle, short, English)}
}

// About returns the words for a report about something else than people: texts
// whose keys begin with the subject take the place of those that do not.
func (w *Words) About(subject string) *Words {
	about := *w
	about.subject = subject + "."
	return &about
}

// Language returns the tag of the language: "en", "fr".
func (w *Words) Language() string { return w.language }

// T returns the text with the key given; args are name, value, name, value …
// and fill the {{.name}} places. An unknown key returns the key itself.
func (w *Words) T(key string, args ...any) string { return w.text(key, nil, args) }

// N returns the text with the key given in the plural form for n; {{.n}} is
// the number written in the way of the language.
func (w *Words) N(key string, n int, args ...any) string {
	return w.text(key, n, append([]any{"n", w.Number(n)}, args...))
}

// Has reports whether there is a text with this key, in English at least.
func (w *Words) Has(key string) bool {
	return book.has(place{w.language, key}) || book.has(place{English, key})
}

// Listed returns what stands under a key of which the text is a list, "A | B | C",
// in one language alone; nil if it has no such list.
func Listed(language, key string) []string {
	if !slices.Contains(book.languages, language) || !book.has(place{language, key}) {
		return nil
	}
	return strings.Split(book.plain(place{language, key}), " | ")
}

func (w *Words) text(key string, count any, args []any) string {
	if w.subject != "" && w.Has(w.subject+key) {
		key = w.subject + key
	}
	if text, ok := book.constant(place{w.language, key}); ok && count == nil {
		return text
	}
	values := make(map[string]any, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		values[fmt.Sprint(args[i])] = args[i+1]
	}
	text, err := book.say(w.localizer, place{w.language, key}, &i18n.LocalizeConfig{MessageID: key, TemplateData: values, PluralCount: count})
	if err != nil && text == "" {
		return key
	}
	return text
}

// Number writes a whole number in the way of the language: 1,234 or 1 234.
func (w *Words) Number(n int) string {
	digits := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, digits = "−", digits[1:]
	}
	separator := book.forms[w.language]().thousands
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + separator + digits[i:]
	}
	return sign + digits
}

// Percent writes a share in percent, with one decimal where it has one:
// 5.6 % or 5,6 %.
func (w *Words) Percent(part, whole int) string {
	if whole == 0 {
		whole = 1
	}
	text := strings.TrimSuffix(strconv.FormatFloat(100*float64(part)/float64(whole), 'f', 1, 64), ".0")
	form := book.forms[w.language]()
	return form.percent[0] + strings.Replace(text, ".", form.decimal, 1) + form.percent[1]
}

// Date writes a day: 20 Nov 2026 or 20 nov. 2026.
func (w *Words) Date(t time.Time) string {
	months := strings.Fields(w.T("date.months"))
	return fmt.Sprintf("%d\u00a0%s\u00a0%d", t.Day(), months[t.Month()-1], t.Year())
}

// Time writes a time of day: 14:32 or 14 h 32.
func (w *Words) Time(t time.Time) string {
	minutes := fmt.Sprintf("%02d", t.Minute())
	return strings.NewReplacer("09", fmt.Sprintf("%02d", t.Hour()), "9", strconv.Itoa(t.Hour()), "05", minutes).Replace(book.forms[w.language]().time)
}

// DateTime writes day and time: 20 Nov 2026, 14:32 or 20 nov. 2026, 14 h 32.
func (w *Words) DateTime(t time.Time) string { return w.Date(t) + ", " + w.Time(t) }

// Separator is what stands between the cells of a text file that spreadsheets of
// the language open as a table: ; where the comma is the decimal sign.
func (w *Words) Separator() rune { return []rune(w.T("csv.separator"))[0] }

// List joins names for a sentence: a, b and c.
func (w *Words) List(items []string) string {
	switch len(items) {
	case 0:
		return ""
	case 1:
		return items[0]
	}
	return strings.Join(items[:len(items)-1], ", ") + " " + w.T("list.and") + " " + items[len(items)-1]
}
