package terminal

import (
	"slices"
	"strings"

	"headcount.app/headcount/assets"
)

// words returns the words in the language asked for: --lang, else the first
// of LC_ALL, LC_MESSAGES, LANG and LANGUAGE that is set, else the system's.
func (s System) words(lang string) (*assets.Words, *usageError) {
	if lang != "" {
		if !slices.Contains(assets.Languages(), lang) {
			return nil, usage("flag_choice", "flag", "lang", "value", lang, "values", strings.Join(assets.Languages(), ", "))
		}
		return assets.In(lang), nil
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"} {
		if value := s.env(name); value != "" {
			return assets.In(localeTag(value)), nil
		}
	}
	if s.Locale != nil {
		return assets.In(s.Locale()), nil
	}
	return assets.In(assets.English), nil
}

// localeTag takes the language out of fr_FR.UTF-8@euro, or out of a list of
// languages in the order of preference.
func localeTag(value string) string {
	value, _, _ = strings.Cut(value, ":")
	value, _, _ = strings.Cut(value, ".")
	value, _, _ = strings.Cut(value, "@")
	return value
}
