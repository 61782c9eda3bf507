package report

import (
	"context"
	"slices"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

// reportView is which lines of a plan are listed, in which order, and whose is chosen.
// It is a value, so that it can be looked through aside, and it outlives the plan: after
// simulating again the same filter, search and person stay.
type reportView struct {
	filter filter
	order  order
	// chosen is the address of the chosen person, "" for the first one.
	chosen string
	mode   data.Mode
	// held are the lines as they stand on the screen, nil for a list that is asked for
	// anew: what is left out or joined stays where it is, under the pointer.
	held *heldLines
	// fresh lists the problems first, if there are any.
	fresh bool
}

// heldLines are lines in their order on the screen, and the one chosen.
type heldLines struct {
	rows   []lineID
	chosen lineID
}

// lineID knows a line again in another plan of the same file: by its row, else by its
// user or role.
type lineID struct {
	row  int
	user data.UserKey
	role string
}

func idOf(l *plan.Line) lineID {
	switch {
	case l.Row > 0:
		return lineID{row: l.Row}
	case l.Role != nil:
		return lineID{role: l.Key()}
	case l.Before != nil:
		return lineID{user: l.Before.Key}
	case l.After != nil:
		return lineID{user: l.After.Key}
	}
	return lineID{}
}

// held lists the lines that stood on the screen as they stood, and below them those that
// the filter lets through besides.
func (r *reportLines) held(h *heldLines, filtered []int) []int {
	places := make(map[lineID]int, len(r.plan.Lines))
	for i := range r.plan.Lines {
		places[idOf(&r.plan.Lines[i])] = i
	}
	rows := make([]int, 0, len(h.rows))
	stands := make(map[int]bool, len(h.rows))
	for _, id := range h.rows {
		if i, there := places[id]; there {
			rows = append(rows, i)
			stands[i] = true
		}
	}
	for _, i := range filtered {
		if !stands[i] {
			rows = append(rows, i)
		}
	}
	return rows
}

// listing is what a view makes of the lines of a plan.
type listing struct {
	lines  *reportLines
	filter filter
	// steady tells that the list stands as it stood under another plan.
	steady bool
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
	l := listing{lines: lines, filter: v.filter, current: -1, steady: v.held != nil}
	if f := &l.filter; v.held != nil {
		l.rows = v.steady(lines)
	} else if f.kind != "" && lines.counts[f.kind] == 0 || f.guard != "" && guardNamed(p, f.guard) == nil {
		f.kind, f.guard = "", ""
	}
	if v.fresh && l.filter == (filter{}) && p.Blocked() {
		l.filter.kind = widgets.KindProblem
	}
	if v.held == nil {
		l.rows = lines.sorted(lines.rows(l.filter), v.order)
	}
	l.count()
	switch at := v.chosenOf(lines); {
	case at >= 0:
		l.current = at
	case len(l.rows) > 0 && v.mode == data.Simulated:
		l.current = l.rows[0]
	}
	return l
}

// count counts the listed lines.
func (l *listing) count() {
	p := l.lines.plan
	for _, i := range l.rows {
		line := &p.Lines[i]
		switch {
		case line.Kind.Changes():
			l.made++
		case line.LeftOut:
			l.out++
			if !protectable(p, line) {
				continue
			}
			l.protectable++
			if l.lines.remembered[line.Before.Key] {
				l.remembered++
			}
		}
	}
}

// steady are the rows of a list that stays as it is.
func (v reportView) steady(lines *reportLines) []int {
	var besides []int
	if v.filter.guard == "" || guardNamed(lines.plan, v.filter.guard) != nil {
		besides = lines.sorted(lines.rows(v.filter), v.order)
	}
	return lines.held(v.held, besides)
}

// chosenOf is the line of the chosen person, -1 for none.
func (v reportView) chosenOf(lines *reportLines) int {
	if v.held == nil || v.held.chosen == (lineID{}) {
		return lines.of(v.chosen)
	}
	return slices.IndexFunc(lines.plan.Lines, func(l plan.Line) bool { return idOf(&l) == v.held.chosen })
}

// of is the line of a person, -1 if none has the address.
func (r *reportLines) of(chosen string) int {
	if chosen == "" {
		return -1
	}
	return slices.IndexFunc(r.plan.Lines, func(l plan.Line) bool { return address(&l) == chosen })
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

// steadyView is the same with every line where it stands.
func (r *report) steadyView() reportView {
	s, v := r.state, r.view()
	v.held = &heldLines{rows: make([]lineID, len(s.rows))}
	for row, i := range s.rows {
		v.held.rows[row] = idOf(&s.plan.Lines[i])
	}
	if s.current >= 0 && s.current < len(s.plan.Lines) {
		v.held.chosen = idOf(&s.plan.Lines[s.current])
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
	task.Start(r.desk.Run, task.Task[listing]{
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
