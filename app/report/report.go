package report

import (
	"time"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// Report is a plan and what has to be known about it to put it in words. The
// same report is written as JSON, text, a page, a workbook or a mail
// (SPEC S6).
type Report struct {
	Plan *plan.Plan
	Mode data.Mode
	// Upload is its number in the history, 0 if it is not in there.
	Upload int64
	// At is when it was simulated or applied; zero is the plan's own time.
	At time.Time
	// Organization is the organization's name, "" if it is not to be shown.
	Organization string
	// OnlyCounts: the report is too old for its lines to be kept (SPEC S5.5).
	OnlyCounts bool
	Words      *assets.Words
	// File, Options, Revision and the upload that was to be undone say what is
	// known where there is no Plan, because the file was refused.
	Undoes   int64
	File     string
	Options  data.Options
	Revision data.Revision
}

// Time is when it was simulated or applied, as the head shows it.
func (r *Report) Time() time.Time {
	if r.At.IsZero() {
		return r.Plan.At
	}
	return r.At
}

// Group is a part of the report: the lines of one kind, moved ones apart from
// the other updates (SPEC S6.1).
type Group struct {
	Kind plan.Kind
	// Moved marks the group of updates whose Role ID changes.
	Moved bool
	// Lines are the plan's lines of the group, in order; they must not be
	// changed.
	Lines []plan.Line
}

// Name is the stable, language-free name of the group: that of its kind, or
// "moved".
func (g Group) Name() string {
	if g.Moved {
		return "moved"
	}
	return g.Kind.String()
}

// Groups returns the groups of a plan that hold somebody, in report order.
func Groups(p *plan.Plan) []Group {
	var groups []Group
	start := 0
	for i := range p.Lines {
		next := i + 1
		if next < len(p.Lines) && sameGroup(&p.Lines[i], &p.Lines[next]) {
			continue
		}
		l := &p.Lines[i]
		groups = append(groups, Group{l.Kind, l.Kind == plan.Updated && l.Moved, p.Lines[start:next]})
		start = next
	}
	return groups
}

func sameGroup(a, b *plan.Line) bool {
	return a.Kind == b.Kind && (a.Kind != plan.Updated || a.Moved == b.Moved)
}

// Listed reports whether a report lists the people of a guard under it: where
// the names have to be looked at before the number counts, and where no group
// of the report has just them in it (SPEC S4.9).
func Listed(g *plan.Guard) bool {
	switch g.Code {
	case plan.MassDeactivation, plan.MassReactivation, plan.MassUpdate, plan.Shifted, plan.ShortFile, plan.LongFile, plan.ManyWarnings, plan.MassArchive:
		return g.NamesFirst
	case plan.OpenPairs:
		return false // the pairs themselves are shown
	}
	return true
}
