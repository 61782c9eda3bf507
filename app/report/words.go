package report

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// IssueText says what an issue is, where, and the way out, in the language of w
// (SPEC S10, S6.6).
func IssueText(w *assets.Words, schema *data.Schema, i *plan.Issue) string {
	key := IssueKey(i)
	args := []any{"field", fieldWord(w, schema, i.Field)}
	for k := 0; k+1 < len(i.Args); k += 2 {
		args = append(args, i.Args[k], argument(w, i, i.Args[k], i.Args[k+1]))
	}
	if n, err := strconv.Atoi(i.Arg("n")); err == nil {
		return w.N(key, n, args...)
	}
	if i.Code == "cell.unusable" && i.Level == plan.Warning {
		return w.T(key, args...) + " " + w.T("plan.stays")
	}
	return w.T(key, args...)
}

// IssueKey is where the sentence of an issue stands among the words.
func IssueKey(i *plan.Issue) string {
	if variant := issueVariant(i); variant != "" {
		return "issue." + i.Code + "." + variant
	}
	return "issue." + i.Code
}

// issueVariant picks the sentence where a code has more than one.
func issueVariant(i *plan.Issue) string {
	if pick := issueVariants[i.Code]; pick != nil {
		return pick(i)
	}
	return ""
}

var issueVariants = map[string]func(*plan.Issue) string{
	"email.missing": withColumn, "name.missing": withColumn, "role.missing": withColumn, "profile.missing": withColumn, "field.missing": withColumn,
	"email.invalid": withProposal, "cell.broken_text": withProposal,
	"role.unknown": withNearest, "profile.unknown": withNearest, "superior.unknown": withNearest,
	"undo.touched": byWhom, "undo.created": byWhom,
	"cell.unusable":    func(i *plan.Issue) string { return i.Arg("reason") },
	"cell.placeholder": func(i *plan.Issue) string { return given(i.Level == plan.Blocking, "blocking") },
	"names.order":      func(i *plan.Issue) string { return given(i.Arg("order") == string(data.LastFirst), "last_first") },
	"undo.left_out":    func(i *plan.Issue) string { return given(i.Field != data.NoField, "field") },
	"email.taken": func(i *plan.Issue) string {
		reason := i.Arg("reason")
		return cmp.Or(given(i.Arg("row") != "", "row"), given(reason == "other_name" || reason == "deactivated", reason))
	},
	"field.left_out": func(i *plan.Issue) string {
		return cmp.Or(given(i.Field == data.StatusField, "status"), given(i.Arg("old") == "", "blank"))
	},
	"id.conflict": func(i *plan.Issue) string {
		return cmp.Or(given(i.Arg("reason") == "other_name", "other_name"), given(i.Arg("owner") != "", "two"))
	},
}

func withColumn(i *plan.Issue) string   { return given(i.Arg("column") != "", "column") }
func withProposal(i *plan.Issue) string { return given(i.Arg("proposal") != "", "near") }
func withNearest(i *plan.Issue) string  { return given(i.Arg("nearest") != "", "near") }
func byWhom(i *plan.Issue) string       { return given(i.Arg("by") != "hand", i.Arg("by")) }

func given(holds bool, variant string) string {
	if !holds {
		return ""
	}
	return variant
}

// argument puts one argument of an issue into words: lists and row numbers.
func argument(w *assets.Words, i *plan.Issue, name, value string) string {
	list := strings.Split(value, "\n")
	switch name {
	case "at":
		if at, err := time.Parse(time.RFC3339, value); err == nil {
			return w.DateTime(at.Local())
		}
	case "nearest", "people":
		return oneOf(w, list)
	case "readings":
		for i, reading := range list {
			list[i] = w.T("error.quoted", "text", reading)
		}
		return oneOf(w, list)
	case "headers", "sheets":
		return w.List(list)
	case "choices":
		if more, _ := strconv.Atoi(i.Arg("more")); more > 0 {
			list = append(list, w.N("plan.more", more))
		}
		return w.List(list)
	case "rows":
		if more, _ := strconv.Atoi(i.Arg("more")); more > 0 {
			list = append(list, w.N("plan.more", more))
			return w.N("plan.rows", len(list)+more, "rows", w.List(list))
		}
		return w.N("plan.rows", len(list), "rows", w.List(list))
	}
	return value
}

// oneOf joins proposals: a, b or c.
func oneOf(w *assets.Words, items []string) string {
	if len(items) < 2 {
		return items[0]
	}
	last := len(items) - 1
	return strings.Join(items[:last], ", ") + " " + w.T("plan.or") + " " + items[last]
}

// fieldWord is the name of a field for a person: the header we write.
func fieldWord(w *assets.Words, schema *data.Schema, f data.Field) string {
	if f == data.NoField {
		return ""
	}
	return schema.Header(f, w.Language())
}

// mostNames: a guard that lists up to so many people names them.
const mostNames = 3

// GuardText says what a guard has found: numbers before nouns, people before
// machines; with the plan given, up to three people by name. What to do about
// it is GuardAsk.
func GuardText(w *assets.Words, p *plan.Plan, g *plan.Guard) string {
	text := GuardFinding(w, p, g)
	if examples := GuardExamples(w, p, g); len(examples) > 0 {
		return text + " " + w.T("plan.examples", "people", strings.Join(examples, " · "))
	}
	if p == nil || g.Code == plan.UnreadableRows || len(g.Lines) == 0 || len(g.Lines) > mostNames {
		return text
	}
	var names []string
	for _, i := range g.Lines {
		names = append(names, p.Lines[i].Title())
	}
	return text + " " + w.T("guard.names", "names", w.List(names))
}

// GuardFinding is the sentence without the people.
func GuardFinding(w *assets.Words, p *plan.Plan, g *plan.Guard) string {
	key := Key(w, p, guardKey(g))
	if g.Impossible {
		return w.T(key)
	}
	part, whole := g.Count("part"), g.Count("whole")
	return w.N(key, g.Number, "percent", w.Percent(part, whole), "whole", w.Number(whole), "rows", w.N("plan.rows_in_file", g.Count("rows")),
		"field", fieldWord(w, schemaOf(p), g.Field()), "first", g.Arg("first"), "last", g.Arg("last"))
}

// handChanges is the guard of earlier builds that SinceExport took the place of.
// Stored plans keep its name; what changed by hand is a part of what changed.
const handChanges = "hand_changes"

// guardKey names the sentence of the guard, and the one for its reason if it has any.
func guardKey(g *plan.Guard) string {
	code, reason := g.Code, g.Arg("reason")
	if code == handChanges {
		code, reason = plan.SinceExport, cmp.Or(reason, "hand")
	}
	if reason == "" {
		return "guard." + code
	}
	return "guard." + code + "." + reason
}

// schemaOf is the plan's list of fields; nil is that of every user.
func schemaOf(p *plan.Plan) *data.Schema {
	if p == nil {
		return nil
	}
	return p.Schema
}

// PairRemark says how the name of a proposed pair is spelt on either side, "" if
// it is the same but for capitals and accents (SPEC S3A.3).
func PairRemark(w *assets.Words, p *plan.Plan, pair *plan.PairProposal) string {
	if pair.OldLine < 0 || pair.NewLine < 0 {
		return ""
	}
	old, now := p.Lines[pair.OldLine].Before, p.Lines[pair.NewLine].After
	if old == nil || now == nil || data.NameKey(old.FirstName, old.LastName, data.SameLetters) == data.NameKey(now.FirstName, now.LastName, data.SameLetters) {
		return ""
	}
	return w.T("pair.spelling", "old", old.Name(), "new", now.Name())
}

// GuardAsk says how a guard is passed: by typing the number, or not at all.
func GuardAsk(w *assets.Words, g *plan.Guard) string {
	if g.Impossible {
		return w.T("guard.impossible")
	}
	return w.T("guard.ask", "n", w.Number(g.Number))
}

// KindWord is the word for what happens to one person: in the conditional, or
// in the past tense for a plan that was applied (SPEC S6.1).
func KindWord(w *assets.Words, k plan.Kind, moved, applied bool) string {
	name := k.String()
	if moved && k == plan.Updated {
		name = "moved"
	}
	switch {
	case !k.Changes():
		return w.T("kind." + name)
	case applied:
		return w.T("kind." + name + ".did")
	}
	return w.T("kind." + name + ".would")
}

// ChangeText says in one line what changes on a user: "Role ID: a → b · …"
// (SPEC S6.2).
func ChangeText(w *assets.Words, schema *data.Schema, l *plan.Line) string {
	parts := make([]string, 0, len(l.Fields))
	for _, c := range l.Fields {
		parts = append(parts, w.T("plan.change", "field", fieldWord(w, schema, c.Field), "old", shown(w, c.Old), "new", shown(w, c.New)))
	}
	return strings.Join(parts, " · ")
}

func shown(w *assets.Words, value string) string {
	if value == "" {
		return w.T("plan.nothing")
	}
	return value
}
