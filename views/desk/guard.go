package desk

import (
	"strings"

	"headcount.app/headcount/app/plan"
	reports "headcount.app/headcount/app/report"
	"headcount.app/headcount/assets"
)

// GuardSentences are a guard as a person reads it: what trips it, and what else is to
// be known.
func GuardSentences(w *assets.Words, p *plan.Plan, g *plan.Guard) (title, text string) {
	all := reports.GuardText(w, p, g)
	if len(reports.GuardExamples(w, p, g)) > 0 {
		all = reports.GuardFinding(w, p, g) // they are shown below
	}
	for _, end := range []string{". ", "? "} {
		if at := strings.Index(all, end); at > 0 {
			return all[:at] + strings.TrimSuffix(end[:1], "."), all[at+len(end):]
		}
	}
	title = strings.TrimSuffix(all, ".")
	if key := "screen.guard." + g.Code + ".why"; p.Undoes == nil && w.Has(key) {
		text = w.T(key)
	}
	return title, text
}

// People are the people of some lines.
func People(p *plan.Plan, lines []int) []string {
	var all []string
	for _, i := range lines {
		if title := p.Lines[i].Title(); title != "" {
			all = append(all, title)
		}
	}
	return all
}
