package app

import (
	"slices"
	"strings"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data"
)

// Translation is how the value that an issue is about can be read as another one in
// the whole file, if text stood in its cell; false if text is nothing that the
// organization has (SPEC S15.6). Of several roles in a cell it is about one.
func (s *Simulation) Translation(row int, issue *plan.Issue, text string) (data.Translation, bool) {
	at, ok := s.Place(row, issue)
	from := issue.Arg("value")
	if !ok || !plan.Translatable(issue.Field) || from == "" {
		return data.Translation{}, false
	}
	cell, _ := s.Cell(at)
	to := data.Clean(text)
	if before, after, found := strings.Cut(cell, from); found && strings.HasPrefix(text, before) && strings.HasSuffix(text, after) && len(before)+len(after) <= len(text) {
		to = data.Clean(text[len(before) : len(text)-len(after)])
	}
	t := data.Translation{Field: issue.Field.Name(), From: from, To: to}
	return t, to != "" && data.FoldName(to) != data.FoldName(from) && plan.Reads(s.base, t)
}

// WithTranslation is the options with one more value that is read as another; an
// earlier reading of the same value gives way.
func WithTranslation(o data.Options, t data.Translation) data.Options {
	o.Translations = slices.Concat(WithoutTranslation(o, t).Translations, []data.Translation{t})
	return o
}

// WithoutTranslation is the options without a reading.
func WithoutTranslation(o data.Options, t data.Translation) data.Options {
	o.Translations = slices.DeleteFunc(slices.Clone(o.Translations), func(known data.Translation) bool {
		return known.Field == t.Field && data.FoldName(known.From) == data.FoldName(t.From)
	})
	return o
}
