package plan

import (
	"strings"

	"headcount/assets"
	"headcount/data"
)

// slippedSentence names the column and the rows of shifted and shows a few people
// old → new, of rotated too (SPEC S4.9).
func (g *Guard) slippedSentence(w *assets.Words, p *Plan, key string) string {
	return w.N(key, g.Number, "field", fieldWord(w, p.schema(), g.Field()), "first", w.Number(g.number("first")), "last", w.Number(g.number("last")),
		"people", strings.Join(g.Examples(w, p), " · "))
}

// Field is the column that a guard is about, data.NoField if it is about none.
func (g *Guard) Field() data.Field { return data.Field(g.arg("field")) }

// Examples shows the first people of a guard about values of a column: old → new,
// and whose the new one is today.
func (g *Guard) Examples(w *assets.Words, p *Plan) []string {
	if p == nil || g.Code != Shifted && g.Code != Rotated {
		return nil
	}
	owners := strings.Split(g.arg("owners"), "\n")
	var examples []string
	for i, at := range g.Lines[:min(shownSlips, len(g.Lines))] {
		l, owner := &p.Lines[at], ""
		if i < len(owners) {
			owner = owners[i]
		}
		for _, c := range l.Fields {
			if c.Field == g.Field() || g.Code == Rotated && (c.Field == data.Email || c.Field == data.ID) {
				examples = append(examples, oldToNew(w, l, c, owner))
			}
		}
	}
	return examples
}

func oldToNew(w *assets.Words, l *Line, c FieldChange, owner string) string {
	text := w.T("plan.shifted", "name", l.Title(), "old", shown(w, c.Old), "new", shown(w, c.New))
	if owner == "" {
		return text
	}
	return w.T("plan.shifted.owner", "change", text, "owner", owner)
}
