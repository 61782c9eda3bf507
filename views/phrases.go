package views

import (
	"strings"

	"headcount/app/plan"
	"headcount/assets"
	"headcount/data"
)

// issueSentence is an issue as a person reads it.
func issueSentence(w *assets.Words, i *plan.Issue) string { return plan.IssueText(w, i) }

// guardSentences are a guard as a person reads it: what trips it, and what else is to
// be known.
func guardSentences(w *assets.Words, p *plan.Plan, g *plan.Guard) (title, text string) {
	all := plan.GuardText(w, p, g)
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

// fieldLabel is a field's name before its value.
func fieldLabel(w *assets.Words, f data.Field) string {
	return w.T("screen.report.field", "field", f.Header(w.Language()))
}
