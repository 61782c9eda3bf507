package app

import (
	"errors"
	"slices"
	"strings"

	"headcount.app/headcount/app/mail"
	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/app/report"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// explainDetailed words the errors whose sentence is made of more than their
// code and arguments.
func explainDetailed(err error, w *assets.Words) (Message, bool) {
	var (
		refused  *RefusedError
		stale    *StaleError
		loosened *data.LoosenedError
		invalid  *InvalidUserError
		role     *InvalidRoleError
		usage    *plan.UsageError
		address  *mail.AddressError
		setting  *MailSettingError
		done     *data.DoneError
		past     *PastDamagedError
		damaged  *data.DamagedError
		file     *data.FileError
	)
	switch {
	case errors.As(err, &done):
		return explainDone(done, w), true
	case errors.As(err, &past):
		return explainPast(past, w), true
	case errors.As(err, &damaged) && !errors.As(err, &file):
		return Message{
			Sentence: w.T("error.damaged.part", "part", damagedPart(damaged, w)), WayOut: w.T("error.damaged.out"), Details: err.Error(),
		}, true
	case errors.As(err, &stale):
		return explainStale(stale, w), true
	case errors.As(err, &refused):
		return explainRefused(refused, w), true
	case errors.As(err, &loosened):
		return explainLoosened(loosened, w), true
	case errors.As(err, &usage):
		return Message{Sentence: report.UsageText(w, usage)}, true
	case errors.As(err, &invalid):
		return explainInvalid("error.invalid", invalid.Schema, invalid.Issues, w), true
	case errors.As(err, &role):
		return explainInvalid("error.invalid_role", data.RoleSchema, role.Issues, w), true
	case errors.As(err, &address):
		return Message{Sentence: address.Explain(w)}, true
	case errors.As(err, &setting):
		return Message{Sentence: w.T("error.mail_setting."+setting.Reason, "name", w.T("setting."+setting.Name))}, true
	}
	return Message{}, false
}

// explainPast says that the list can be relied on and the history cannot.
func explainPast(e *PastDamagedError, w *assets.Words) Message {
	m := Message{Sentence: w.T("error.damaged.past"), WayOut: w.T("error.damaged.past.out"), Details: e.Error()}
	if damaged := (*data.DamagedError)(nil); errors.As(e, &damaged) {
		m.Sentence = w.T("error.damaged.past.part", "part", damagedPart(damaged, w))
	}
	return m
}

// explainDone says that something holds although an error came after it.
func explainDone(e *data.DoneError, w *assets.Words) Message {
	m := Message{Sentence: w.T("error.done." + e.Code), Details: e.Error()}
	if e.Code == data.DoneUnsynced {
		m.WayOut = w.T("error.done.out")
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

// damagedPart names what is not what was stored (SPEC S20.5).
func damagedPart(e *data.DamagedError, w *assets.Words) string {
	key := "damaged.part." + e.Part
	if !w.Has(key) {
		return e.Part
	}
	return w.T(key, "key", e.Key)
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

// explainStale says what moved since the plan was built, or since what was
// edited was opened: which users, and whether an upload or a hand moved them
// (SPEC S5.2, S19.5).
func explainStale(e *StaleError, w *assets.Words) Message {
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

// explainRefused says what stands in the way of applying; the guards
// themselves are worded by the report.
func explainRefused(e *RefusedError, w *assets.Words) Message {
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

func explainLoosened(e *data.LoosenedError, w *assets.Words) Message {
	g := data.DefaultGuards()
	for _, t := range g.Thresholds() {
		if t.Name == e.Name && t.HigherIsTighter {
			return Message{Sentence: w.T("error.threshold.low", "name", e.Name, "limit", w.Number(e.Limit))}
		}
	}
	return Message{Sentence: w.T("error.threshold.high", "name", e.Name, "limit", w.Number(e.Limit))}
}
