package views

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"headcount/app/plan"
	"headcount/data"
	"headcount/views/task"
	"headcount/views/widgets"
)

// order is by which column the lines are sorted; the zero order is the report's own, by
// what happens (SPEC S6.1).
type order struct {
	column     string
	descending bool
}

// reportView is which lines of a plan are listed, in which order, and whose is chosen.
// It is a value, so that it can be looked through aside, and it outlives the plan: after
// simulating again the same filter, search and person stay.
type reportView struct {
	filter filter
	order  order
	// chosen is the address of the chosen person, "" for the first one.
	chosen string
	mode   data.Mode
	// fresh lists the problems first, if there are any.
	fresh bool
}

// listing is what a view makes of the lines of a plan.
type listing struct {
	lines  *reportLines
	filter filter
	// rows are the lines listed, as indexes of the plan's.
	rows []int
	// current is the chosen line, -1 for none.
	current int
	// made, out and protectable count the listed lines that change somebody, those left
	// out, and of these the deactivations that can be remembered.
	made, out, protectable int
	// remembered counts those of the protectable that are remembered.
	remembered int
}

// of lists the lines of a plan. It may be called on any goroutine.
func (v reportView) of(lines *reportLines) listing {
	p := lines.plan
	l := listing{lines: lines, filter: v.filter, current: -1}
	if f := &l.filter; f.kind != "" && lines.counts[f.kind] == 0 || f.guard != "" && guardNamed(p, f.guard) == nil {
		f.kind, f.guard = "", ""
	}
	if v.fresh && l.filter == (filter{}) && p.Blocked() {
		l.filter.kind = widgets.KindProblem
	}
	l.rows = lines.sorted(lines.rows(l.filter), v.order)
	for _, i := range l.rows {
		line := &p.Lines[i]
		switch {
		case line.Kind.Changes():
			l.made++
		case line.LeftOut:
			l.out++
			if line.Protectable() {
				l.protectable++
				if lines.remembered[line.Before.Key] {
					l.remembered++
				}
			}
		}
	}
	switch at := lines.of(v.chosen); {
	case at >= 0:
		l.current = at
	case len(l.rows) > 0 && v.mode == data.Simulated:
		l.current = l.rows[0]
	}
	return l
}

// of is the line of a person, -1 if none has the address.
func (r *reportLines) of(chosen string) int {
	if chosen == "" {
		return -1
	}
	return slices.IndexFunc(r.plan.Lines, func(l plan.Line) bool { return address(&l) == chosen })
}

// sorted puts lines into an order; equal ones stay in that of the plan.
func (r *reportLines) sorted(rows []int, o order) []int {
	if o == (order{}) {
		return rows
	}
	rows = slices.Clone(rows)
	if o.column == byRow || o.column == byWhat {
		slices.SortStableFunc(rows, func(a, b int) int { return o.turned(r.byNumber(o.column, a, b)) })
		return rows
	}
	keys := make(map[int]string, len(rows))
	for _, i := range rows {
		keys[i] = sortKey(&r.plan.Lines[i], o.column)
	}
	slices.SortStableFunc(rows, func(a, b int) int { return o.turned(strings.Compare(keys[a], keys[b])) })
	return rows
}

func (o order) turned(c int) int {
	if o.descending {
		return -c
	}
	return c
}

// byNumber compares rows of the file, people without one at the end, or what happens,
// in the order of the tiles.
func (r *reportLines) byNumber(column string, a, b int) int {
	if column == byWhat {
		return cmp.Compare(a, b)
	}
	row := func(i int) uint { return uint(r.plan.Lines[i].Row) - 1 }
	return cmp.Compare(row(a), row(b))
}

// sortKey is what a line is sorted by.
func sortKey(l *plan.Line, column string) string {
	u := l.User()
	if u == nil {
		return ""
	}
	switch column {
	case byPerson:
		return data.FoldName(u.LastName) + "\x00" + data.FoldName(u.FirstName)
	case byEmail:
		return data.EmailKey(u.Email)
	}
	if len(allChanges(l)) == 0 {
		return ""
	}
	f := firstField(l)
	return f.Field.Name() + "\x00" + data.FoldName(f.New)
}

// view is what the report shows now.
func (r *report) view() reportView {
	s := r.state
	v := reportView{filter: s.filter, order: s.order, mode: s.mode, fresh: !s.plan.Blocked()}
	if s.current >= 0 && s.current < len(s.plan.Lines) {
		v.chosen = address(&s.plan.Lines[s.current])
	}
	return v
}

// take shows what a view made of the lines.
func (r *report) take(l listing) {
	s := r.state
	s.listing = l
	s.plan = l.lines.plan
}

// relist looks the lines through again, aside: 100,000 of them may have to be folded or
// sorted first. then is called with the new listing in place.
func (r *report) relist(v reportView, then func()) {
	lines := r.state.lines
	task.Start(r.shell.run, task.Task[listing]{
		Key:  "report lines",
		Work: func(context.Context, task.Progress) (listing, error) { return v.of(lines), nil },
		Done: func(l listing, err error) {
			if err == nil && lines == r.state.lines {
				r.take(l)
				then()
			}
		},
	})
}
