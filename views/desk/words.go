package desk

import (
	"strings"
	"time"

	"headcount.app/headcount/app"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/widgets"
)

// Pick is the text of one key or of another.
func Pick(w *assets.Words, first bool, one, other string) string {
	if first {
		return w.T(one)
	}
	return w.T(other)
}

// PickKey is the first of two keys of words, or the other.
func PickKey(first bool, one, other string) string {
	if first {
		return one
	}
	return other
}

// ContainsAll reports whether every word stands somewhere in a text.
func ContainsAll(text string, words []string) bool {
	for _, word := range words {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// Joined puts a separator between the parts that are not empty.
func Joined(separator string, parts ...string) string {
	var filled []string
	for _, p := range parts {
		if p != "" {
			filled = append(filled, p)
		}
	}
	return strings.Join(filled, separator)
}

// NameWithoutEnding is a user file's name without its ending, for what is made of it.
func NameWithoutEnding(name string) string { return app.FileNameFor(name) }

// When is a moment as one says it: today, 09:12 or 20 Nov 2026, 09:12.
func When(w *assets.Words, t, now time.Time) string {
	if t.Format(time.DateOnly) == now.Format(time.DateOnly) {
		return w.T("when.today", "time", w.Time(t))
	}
	return w.DateTime(t)
}

// Moment is a time of day if it is the same day, else day and time.
func Moment(w *assets.Words, t, now time.Time) string {
	if t.Format(time.DateOnly) == now.Format(time.DateOnly) {
		return w.Time(t)
	}
	return w.DateTime(t)
}

// Day is a date without the year if it is this year's.
func Day(w *assets.Words, t, now time.Time) string {
	if t.Year() != now.Year() {
		return w.Date(t)
	}
	return strings.TrimSuffix(w.Date(t), "\u00a0"+t.Format("2006"))
}

// ResultBadge says what became of an upload: simulated, applied, or undone.
func ResultBadge(w *assets.Words, u *data.Upload) widgets.BadgeFace {
	switch {
	case u.UndonePartly:
		return widgets.BadgeFace{Kind: widgets.KindKept, Icon: widgets.IconUndo, Word: w.T("history.undone.partly"), Filling: widgets.Filled}
	case u.UndoneBy != 0:
		return widgets.BadgeFace{Kind: widgets.KindKept, Icon: widgets.IconUndo, Word: w.T("history.undone"), Filling: widgets.Filled}
	case u.Mode == data.Applied:
		return widgets.BadgeFace{Kind: widgets.KindApplied, Word: w.T("history.applied"), Filling: widgets.Filled}
	}
	return widgets.BadgeFace{Kind: widgets.KindAccent, Word: w.T("history.simulated")}
}
