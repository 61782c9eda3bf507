package app

import (
	"errors"
	"strings"

	"headcount/app/mail"
	"headcount/app/plan"
	"headcount/assets"
	"headcount/data"
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
		damaged  *data.DamagedError
		file     *data.FileError
	)
	switch {
	case errors.As(err, &done):
		return explainDone(done, w), true
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
		return Message{Sentence: usage.Sentence(w)}, true
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
			reasons = append(reasons, plan.IssueText(w, schema, &issues[i]))
		}
	}
	return Message{Sentence: w.T(key), WayOut: strings.Join(reasons, " ")}
}

// mostMoved is how many people a stale plan names.
const mostMoved = 5

// explainStale says what moved since the plan was built: which users, and
// whether an upload or a hand moved them (SPEC S5.2).
func explainStale(e *StaleError, w *assets.Words) Message {
	if e.Applied != 0 {
		return Message{
			Sentence: w.T("error.applied", "upload", e.Applied),
			WayOut:   w.T("error.applied.out"),
		}
	}
	if len(e.Moved) == 0 {
		return message(w, CodeStale, nil)
	}
	var names, makers []string
	named, made := map[data.UserKey]bool{}, map[string]bool{}
	for _, r := range e.Moved {
		if key := keyOf(r.Change); !named[key] {
			named[key] = true
			names = append(names, movedName(r))
		}
		if maker := movedBy(r, w); !made[maker] {
			made[maker] = true
			makers = append(makers, maker)
		}
	}
	people := len(names)
	if more := people - mostMoved; more > 0 {
		names = append(names[:mostMoved], w.N("error.more", more))
	}
	if more := len(makers) - mostMoved; more > 0 {
		makers = append(makers[:mostMoved], w.N("error.more", more))
	}
	return Message{
		Sentence: w.N("error.stale.moved", people, "names", w.List(names), "makers", w.List(makers)),
		WayOut:   w.T("error.stale.out"),
	}
}

func movedName(r data.Recorded) string {
	if r.Action == data.Remove {
		return r.Before.Name()
	}
	return r.After.Name()
}

func movedBy(r data.Recorded, w *assets.Words) string {
	switch r.Origin {
	case data.ByUpload:
		return w.T("error.stale.by_upload", "upload", r.Upload)
	case data.ByUndo:
		return w.T("error.stale.by_undo", "upload", r.Upload)
	}
	return w.T("error.stale.by_hand", "account", r.Account)
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
