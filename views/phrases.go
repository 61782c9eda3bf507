package views

import (
	"headcount/app/plan"
	"headcount/assets"
	"headcount/data"
)

// issueSentence is an issue as a person reads it.
func issueSentence(w *assets.Words, i *plan.Issue) string {
	args := make([]any, len(i.Args))
	for k, a := range i.Args {
		args[k] = a
	}
	return w.T("issue."+i.Code, args...)
}

// guardSentence is a guard as a person reads it.
func guardSentence(w *assets.Words, p *plan.Plan, g *plan.Guard) string {
	return w.T("guard." + g.Code)
}

// fieldLabel is a field's name before its value.
func fieldLabel(w *assets.Words, f data.Field) string {
	return w.T("screen.report.field", "field", f.Header(w.Language()))
}
