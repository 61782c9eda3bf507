package report

import (
	"strings"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// slipped reports whether a guard is about values that belong to other rows, so
// that it shows people old → new (SPEC S4.9).
func slipped(g *plan.Guard) bool { return g.Code == plan.Shifted || g.Code == plan.Rotated }

// GuardExamples shows the first people of a guard about values of a column: old → new,
// and whose the new one is today.
func GuardExamples(w *assets.Words, p *plan.Plan, g *plan.Guard) []string {
	if p == nil || !slipped(g) {
		return nil
	}
	owners := strings.Split(g.Arg("owners"), "\n")
	var examples []string
	for i, at := range g.Lines[:min(plan.MostExamples, len(g.Lines))] {
		l, owner := &p.Lines[at], ""
		if i < len(owners) {
			owner = owners[i]
		}
		for _, c := range l.Fields {
			if c.Field == g.Field() || g.Code == plan.Rotated && (c.Field == data.Email || c.Field == data.ID) {
				examples = append(examples, oldToNew(w, l, c, owner))
			}
		}
	}
	return examples
}

func oldToNew(w *assets.Words, l *plan.Line, c plan.FieldChange, owner string) string {
	text := w.T("plan.shifted", "name", l.Before.Name(), "old", shown(w, c.Old), "new", shown(w, c.New))
	if owner == "" {
		return text
	}
	return w.T("plan.shifted.owner", "change", text, "owner", owner)
}
