package report

import (
	"strings"
	"testing"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// TestReportsOfRolesSayRoles: no count, group or headline of a hierarchy file
// speaks of people.
func TestReportsOfRolesSayRoles(t *testing.T) {
	for _, language := range assets.Languages() {
		w := assets.In(language)
		for _, mode := range []data.Mode{data.Simulated, data.Applied} {
			p := &plan.Plan{
				Options: data.Options{Hierarchy: true},
				Counts:  data.Counts{Created: 2, Updated: 4, Moved: 2, Reactivated: 2, Deactivated: 2, Unchanged: 2, Absent: 2, Kept: 2, Problem: 2},
			}
			r := Report{Plan: p, Mode: mode, Words: w}
			text := Headline(w, r)
			for _, c := range CountLines(w, r) {
				text += "\n" + c.Sentence
			}
			for k := plan.Problem; k <= plan.Removed; k++ {
				text += "\n" + GroupTitle(w, r, Group{Kind: k}) + "\n" + Marks(w, r, &plan.Line{Kind: plan.Kept, Withheld: k})
			}
			for _, people := range []string{"people", "person", "user", "utilisateur", "active", "actif"} {
				if strings.Contains(strings.ReplaceAll(text, "réactiv", ""), people) && !strings.Contains(text, "inactif") {
					t.Errorf("%s %v speaks of %s:\n%s", language, mode, people, text)
				}
			}
		}
	}
}
