package report

import (
	"strconv"
	"strings"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// CountLine is one count of the report in words.
type CountLine struct {
	// Group is the name of the group that the count is about: see Group.Name.
	Group string
	N     int
	// Sentence says the number too: "14 people would be deactivated".
	Sentence string
}

// WarningsCount is the Group of the count of warnings, which are no group.
const WarningsCount = "warnings"

// CountLines returns the counts that are not 0, in report order; the warnings
// come last. They are the numbers of the groups: who is only moved is not among
// the updated once more, so that the changes add up.
func CountLines(w *assets.Words, r Report) []CountLine {
	c := r.Plan.Counts
	moved := movedUpdates(r.Plan)
	tense := "." + r.tense()
	var lines []CountLine
	add := func(group, key string, n int, args ...any) {
		if n > 0 {
			lines = append(lines, CountLine{group, n, w.N(Key(w, r.Plan, "report.count."+key), n, args...)})
		}
	}
	add("problem", "problem", c.Problem)
	add("deactivated", "deactivated"+tense, c.Deactivated)
	add("removed", "removed"+tense, c.Removed)
	add("reactivated", "reactivated"+tense, c.Reactivated)
	add("created", "created"+tense, c.Created)
	add("moved", "moved"+tense, moved)
	add("updated", "updated"+tense, c.Updated-moved)
	add("kept", "kept", c.Kept)
	add("absent", "absent", c.Absent)
	add("ignored", "ignored", c.Ignored)
	add("unchanged", "unchanged", c.Unchanged)
	add(WarningsCount, "warnings", c.Warnings)
	return lines
}

// movedUpdates counts the group of the moved. Without lines only the count of
// all who are moved is left, reactivated ones too.
func movedUpdates(p *plan.Plan) int {
	if len(p.Lines) == 0 {
		return min(p.Counts.Moved, p.Counts.Updated)
	}
	n := 0
	for i := range p.Lines {
		if p.Lines[i].Kind == plan.Updated && p.Lines[i].Moved {
			n++
		}
	}
	return n
}

// GroupTitle returns the title of a group, in the conditional for a simulation
// and in the past tense for what was applied (SPEC S6.1).
func GroupTitle(w *assets.Words, r Report, g Group) string {
	key := "report.group." + g.Name()
	if g.Kind.Changes() {
		key += "." + r.tense()
	}
	return w.T(Key(w, r.Plan, key))
}

// Key is where the text stands that a plan has for what the key says: texts
// about roles have one of their own where those about people do not fit
// (SPEC S13.2).
func Key(w *assets.Words, p *plan.Plan, key string) string {
	if p != nil && p.Options.Hierarchy && w.Has("roles."+key) {
		return "roles." + key
	}
	return key
}

// Headline returns the first line of the report (SPEC S6.1).
func Headline(w *assets.Words, r Report) string {
	at, undoes := r.Time().Local(), r.Plan.Undoes
	switch {
	case r.Mode != data.Applied && undoes != nil && undoes.Undid != 0:
		return w.T("report.headline.redo.simulation", "upload", undoes.Upload, "undid", undoes.Undid)
	case r.Plan.BackToDate() && r.Mode != data.Applied:
		return w.T("report.headline.since.simulation", "uploads", UndoneNumbers(w, r.Plan))
	case r.Plan.BackToDate():
		return w.N("report.headline.since.applied", r.Plan.Counts.Changes(), "uploads", UndoneNumbers(w, r.Plan), "date", w.Date(at), "time", w.Time(at))
	case r.Mode != data.Applied && undoes != nil:
		return w.T("report.headline.undo.simulation", "upload", undoes.Upload)
	case r.Mode != data.Applied:
		return w.T("report.headline.simulation")
	case undoes != nil && undoes.Undid != 0:
		return w.N(Key(w, r.Plan, "report.headline.redo.applied"), r.Plan.Counts.Changes(), "upload", undoes.Undid, "date", w.Date(at), "time", w.Time(at))
	case undoes != nil:
		return w.N(Key(w, r.Plan, "report.headline.undo.applied"), r.Plan.Counts.Changes(), "upload", undoes.Upload, "date", w.Date(at), "time", w.Time(at))
	}
	return w.N(Key(w, r.Plan, "report.headline.applied"), r.Plan.Counts.Changes(), "date", w.Date(at), "time", w.Time(at))
}

// News says which roles and permission profiles are made (SPEC S4.7) or go with
// an undone upload (S5.6), a sentence for each kind that there is.
func News(w *assets.Words, r Report) []string {
	var sentences []string
	say := func(key string, names []string) {
		if len(names) > 0 {
			sentences = append(sentences, w.N("report."+key+"."+r.tense(), len(names), "names", w.List(names)))
		}
	}
	say("new_roles", roleIDs(r.Plan.NewRoles))
	say("new_profiles", profileNames(r.Plan.NewProfiles))
	say("removed_roles", roleIDs(r.Plan.DropRoles))
	say("removed_profiles", profileNames(r.Plan.DropProfiles))
	return sentences
}

func roleIDs(roles []data.Role) []string {
	ids := make([]string, len(roles))
	for i := range roles {
		ids[i] = roles[i].ID
	}
	return ids
}

func profileNames(profiles []data.Profile) []string {
	names := make([]string, len(profiles))
	for i := range profiles {
		names[i] = profiles[i].Name
	}
	return names
}

// UndoneUpload names the upload that a plan takes back: its number, its file and
// when it was applied.
func UndoneUpload(w *assets.Words, p *plan.Plan) string {
	if p.BackToDate() {
		return w.T("report.undone_uploads", "uploads", UndoneNumbers(w, p), "at", w.DateTime(p.Undoes.At.Local()))
	}
	return w.T("report.undone_upload", "upload", p.Undoes.Upload, "file", p.File.Name, "at", w.DateTime(p.Undoes.At.Local()))
}

// UndoneNumbers lists the uploads that a plan takes back, newest first.
func UndoneNumbers(w *assets.Words, p *plan.Plan) string {
	numbers := []string{strconv.FormatInt(p.Undoes.Upload, 10)}
	for _, id := range p.Options.UndoesToo {
		numbers = append(numbers, strconv.FormatInt(id, 10))
	}
	return w.List(numbers)
}

// NothingLeft says of an undo that changes nobody why: nothing can go back, or
// all is as it was already. It is "" where there is something to do.
func NothingLeft(w *assets.Words, r Report) string {
	u, c := r.Plan.Undoes, r.Plan.Counts
	switch {
	case u == nil || c.Changes() > 0 || len(r.Plan.DropRoles)+len(r.Plan.DropProfiles)+len(r.Plan.NewRoles)+len(r.Plan.NewProfiles) > 0:
		return ""
	case r.Plan.BackToDate() && c.Kept > 0:
		return w.T("report.since.nothing", "uploads", UndoneNumbers(w, r.Plan))
	case r.Plan.BackToDate():
		return w.T("report.since.already", "uploads", UndoneNumbers(w, r.Plan))
	case c.Kept > 0:
		return w.T("report.undo.nothing", "upload", u.Upload)
	}
	return w.T("report.undo.already", "upload", u.Upload)
}

// Marks returns what is marked on a line behind the person, " – moved,
// becomes administrator", "" for nothing (SPEC S4.5).
func Marks(w *assets.Words, r Report, l *plan.Line) string {
	var marks []string
	add := func(given bool, key string) {
		if given {
			marks = append(marks, w.T(Key(w, r.Plan, "report.mark."+key)))
		}
	}
	add(l.Moved && l.Kind.Changes() && l.Kind != plan.Updated, "moved")
	add(l.ProfileChanged && l.Kind.Changes(), "profile")
	add(l.Raised && l.Kind.Changes(), "raised."+r.tense())
	if l.Kind == plan.Kept {
		marks = append(marks, w.T(Key(w, r.Plan, "report.withheld."+l.Withheld.String())))
		add(l.LeftOut, "left_out")
		add(!l.LeftOut && l.Before != nil && l.Before.Protected, "protected")
	}
	if len(marks) == 0 {
		return ""
	}
	return " – " + strings.Join(marks, ", ")
}

// FieldSentence returns "Role ID: shop-1 → shop-2" (SPEC S6.2).
func FieldSentence(w *assets.Words, schema *data.Schema, c plan.FieldChange) string {
	return w.T("report.field", "field", schema.Header(c.Field, w.Language()), "old", ShownValue(w, c.Field, c.Old), "new", ShownValue(w, c.Field, c.New))
}

// ShownValue returns the value of a field for a report: a word for nothing,
// the status in the language of w.
func ShownValue(w *assets.Words, f data.Field, value string) string {
	switch {
	case value == "":
		return w.T("report.empty")
	case f == data.StatusField && value == data.Active.String():
		return data.StatusWord(data.Active, w.Language())
	case f == data.StatusField:
		return data.StatusWord(data.Deactivated, w.Language())
	}
	return value
}

// RowNumbers are the rows of a line for a column of a report: the first, and how
// many more there are.
func RowNumbers(w *assets.Words, l *plan.Line) string {
	text := w.Number(l.Row)
	if len(l.Further) > 0 {
		text += " +" + w.Number(len(l.Further))
	}
	return text
}
