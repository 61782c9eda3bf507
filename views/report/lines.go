package report

import (
	"strconv"
	"strings"
	"sync"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/widgets"
)

// group is the kind under which a line of a report stands: each line is in exactly one,
// so that the tiles add up. Moved people are not among the updated.
func group(l *plan.Line) widgets.Kind {
	switch l.Kind {
	case plan.Problem:
		return widgets.KindProblem
	case plan.Deactivated, plan.Removed:
		return widgets.KindDeactivated
	case plan.Reactivated:
		return widgets.KindReactivated
	case plan.Created:
		return widgets.KindCreated
	case plan.Updated:
		if l.Moved {
			return widgets.KindMoved
		}
		return widgets.KindUpdated
	case plan.Kept:
		return widgets.KindKept
	case plan.Absent:
		return widgets.KindAbsent
	}
	return widgets.KindUnchanged
}

// reportLines are the lines of a plan as the window looks at them: counted by group,
// filtered and searched.
type reportLines struct {
	plan   *plan.Plan
	counts map[widgets.Kind]int
	// creates tells whether a row creates somebody, who may be a user without a row.
	creates bool
	// problemRows are the row numbers of the problems.
	problemRows map[int]bool
	// remembered are the people whom applying would protect.
	remembered map[data.UserKey]bool

	once   sync.Once
	folded []string

	mu   sync.Mutex
	keys map[string][]string // of the columns sorted by
}

func newReportLines(p *plan.Plan) *reportLines {
	r := &reportLines{
		plan: p, counts: map[widgets.Kind]int{}, keys: map[string][]string{},
		problemRows: make(map[int]bool, p.Counts.Problem), remembered: make(map[data.UserKey]bool, len(p.Remembered)),
	}
	for _, key := range p.Remembered {
		r.remembered[key] = true
	}
	for i := range p.Lines {
		r.counts[group(&p.Lines[i])]++
		r.creates = r.creates || p.Lines[i].Creates()
		if p.Lines[i].Kind == plan.Problem {
			for _, row := range p.Lines[i].Rows() {
				r.problemRows[row] = true
			}
		}
	}
	return r
}

// filter is what a list of lines is narrowed to. The zero filter is everything but the
// unchanged, which are folded away.
type filter struct {
	kind widgets.Kind
	// guard is the key of a guard: the people it lists.
	guard string
	// unfolded shows the unchanged too.
	unfolded bool
	words    string
}

// rows are the indexes of the plan's lines that a filter leaves, in the plan's order.
func (r *reportLines) rows(f filter) []int {
	candidates := r.candidates(f)
	words := strings.Fields(data.FoldSearch(f.words))
	if len(words) == 0 {
		return candidates
	}
	r.once.Do(r.fold)
	var found []int
	for _, i := range candidates {
		if desk.ContainsAll(r.folded[i], words) {
			found = append(found, i)
		}
	}
	return found
}

func (r *reportLines) candidates(f filter) []int {
	if g := guardNamed(r.plan, f.guard); g != nil {
		return g.Lines
	}
	var rows []int
	for i := range r.plan.Lines {
		kind := group(&r.plan.Lines[i])
		switch {
		case f.kind == "" && (kind != widgets.KindUnchanged || f.unfolded || f.words != ""),
			f.kind != "" && kind == f.kind:
			rows = append(rows, i)
		}
	}
	return rows
}

// guardKey tells the guards of a plan apart: by code and, where there is one for each,
// by field.
func guardKey(g *plan.Guard) string { return g.Code + "/" + g.Arg("field") }

// guardNamed is the guard with a key, nil if it has not tripped.
func guardNamed(p *plan.Plan, key string) *plan.Guard {
	for i := range p.Guards {
		if key != "" && guardKey(&p.Guards[i]) == key {
			return &p.Guards[i]
		}
	}
	return nil
}

// fold prepares what the search looks at: name, email, ID, role and row of every line.
func (r *reportLines) fold() {
	r.folded = make([]string, len(r.plan.Lines))
	for i := range r.plan.Lines {
		l := &r.plan.Lines[i]
		text := ""
		if l.Row > 0 {
			text = strconv.Itoa(l.Row)
		}
		if l.Role != nil {
			text += "\n" + l.Title() + "\n" + l.Key()
		}
		for _, u := range []*data.User{l.Before, l.After} {
			if u != nil {
				text += "\n" + u.FirstName + " " + u.LastName + "\n" + u.Email + "\n" + u.ID + "\n" + string(u.Roles)
			}
		}
		r.folded[i] = data.FoldSearch(text)
	}
}

// address is the address by which a line is left out: the one in the user base, else
// the one in the file (SPEC S4.10).
func address(l *plan.Line) string {
	if l.Role != nil {
		return l.Key()
	}
	if l.Before != nil {
		return l.Before.Email
	}
	if l.After != nil {
		return l.After.Email
	}
	return ""
}
