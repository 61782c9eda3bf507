package plan

import "headcount/assets"

func IssueText(w *assets.Words, i *Issue) string {
	args := make([]any, len(i.Args))
	for k, a := range i.Args {
		args[k] = a
	}
	return w.T("issue."+i.Code, args...)
}

func GuardText(w *assets.Words, _ *Plan, g *Guard) string { return w.T("guard." + g.Code) }
