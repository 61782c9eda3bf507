package app

import (
	"errors"
	"slices"
	"strings"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/app/report"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// Explain says that the list can be relied on and the history cannot.
func (e *PastDamagedError) Explain(w *assets.Words) Message {
	m := Message{Sentence: w.T("error.damaged.past"), WayOut: w.T("error.damaged.past.out"), Details: e.Error()}
	if damaged := (*data.DamagedError)(nil); errors.As(e, &damaged) {
		m.Sentence = w.T("error.damaged.past.part", "part", damaged.PartName(w))
	}
	return m
}

// DamagedPart names, for a program, what an error says is not what was stored:
// its kind and its number, e.g. "upload 12"; "" if it says nothing of that.
func DamagedPart(err error) string {
	var damaged *data.DamagedError
	if !errors.As(err, &damaged) {
		return ""
	}
	return strings.TrimSpace(damaged.Part + " " + damaged.Key)
}

// explainInvalid says every reason why a form cannot be stored.
func explainInvalid(key string, schema *data.Schema, issues []plan.Issue, w *assets.Words) Message {
	var reasons []string
	for i := range issues {
		if issues[i].Level == plan.Blocking {
			reasons = append(reasons, report.IssueText(w, schema, &issues[i]))
		}
	}
	return Message{Sentence: w.T(key), WayOut: strings.Join(reasons, " ")}
}

// mostMoved is how many people, or makers, are named.
const mostMoved = 5

// Explain says what moved since the plan was built, or since what was
// edited was opened: which users, and whether an upload or a hand moved them
// (SPEC S5.2, S19.5).
func (e *StaleError) Explain(w *assets.Words) Message {
	if e.Applied != 0 {
		return Message{
			Sentence: w.T("error.applied", "upload", e.Applied),
			WayOut:   w.T("error.applied.out"),
		}
	}
	key := "error.stale"
	if e.ByHand {
		key = "error.overtaken"
	}
	people, names, makers := movedPeople(e.Moved, w)
	for _, r := range e.Revisions {
		if people == 0 {
			makers = addOnce(makers, madeBy(r.Origin, r.Upload, r.Account, w))
		}
	}
	makers = shortened(makers, w)
	m := Message{WayOut: w.T(key + ".out")}
	switch {
	case people > 0:
		m.Sentence = w.N(key+".moved", people, "names", w.List(shortened(names, w)), "makers", w.List(makers))
	case len(e.Rested) > 0 && len(makers) > 0:
		m.Sentence = w.N("error.overtaken.rested", len(e.Rested), "names", w.List(shortened(e.Rested, w)), "makers", w.List(makers))
	case len(makers) > 0:
		m.Sentence = w.T(key+".rest", "makers", w.List(makers))
	default:
		m.Sentence = w.T(key)
	}
	return m
}

// movedPeople counts the users who moved, and names them and who moved them.
func movedPeople(moved []data.Recorded, w *assets.Words) (people int, names, makers []string) {
	named := map[data.UserKey]bool{}
	for _, r := range moved {
		if key := keyOf(r.Change); !named[key] {
			named[key] = true
			names = append(names, movedName(r))
		}
		makers = addOnce(makers, madeBy(r.Origin, r.Upload, r.Account, w))
	}
	return len(names), names, makers
}

func addOnce(list []string, text string) []string {
	if slices.Contains(list, text) {
		return list
	}
	return append(list, text)
}

// shortened counts what is too much to be listed.
func shortened(list []string, w *assets.Words) []string {
	if more := len(list) - mostMoved; more > 0 {
		return append(slices.Clone(list[:mostMoved]), w.N("error.more", more))
	}
	return list
}

func movedName(r data.Recorded) string {
	if r.Action == data.Remove {
		return r.Before.Name()
	}
	return r.After.Name()
}

func madeBy(origin data.Origin, upload int64, account string, w *assets.Words) string {
	switch origin {
	case data.ByUpload:
		return w.T("error.stale.by_upload", "upload", upload)
	case data.ByUndo:
		return w.T("error.stale.by_undo", "upload", upload)
	case data.ByRestore:
		return w.T("error.stale.by_restore")
	}
	return w.T("error.stale.by_hand", "account", account)
}

// Explain says what stands in the way of applying; the guards
// themselves are worded by the report.
func (e *RefusedError) Explain(w *assets.Words) Message {
	switch {
	case e.Problems > 0:
		return Message{Sentence: w.N("error.refused.problems", e.Problems), WayOut: w.T("error.refused.problems.out")}
	case !e.Passable():
		return Message{Sentence: w.T("error.refused.impossible"), WayOut: w.T("error.refused.impossible.out")}
	}
	out := "error.refused.guards.out"
	if e.Hierarchy {
		out = "error.refused.guards.roles"
	}
	return Message{Sentence: w.N("error.refused.guards", len(e.Guards)), WayOut: w.T(out)}
}
