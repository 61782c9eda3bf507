package report

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/task"
)

// canCorrect reports whether cells can be corrected in the report now (SPEC S8.4).
func (r *report) canCorrect() bool {
	return r.state.simulation != nil && r.state.mode == data.Simulated && !r.undoing() && !r.desk.IsReadOnly()
}

// corrections are what stands in corrected cells, simulated already or not.
func (r *report) corrections() app.Corrections {
	if r.state.pending != nil {
		return r.state.pending
	}
	return r.state.simulation.Corrections()
}

// unsimulated counts the corrections that the plan does not know yet.
func (r *report) unsimulated() int {
	if r.state.pending == nil {
		return 0
	}
	return r.state.unsimulated
}

// pendingText is what stands in a cell now, and whether the plan does not know it yet.
func (r *report) pendingText(at app.CellAt) (text string, pending bool) {
	known, _ := r.state.simulation.Cell(at)
	if text, typed := r.state.pending[at]; typed && text != known {
		return text, true
	}
	return known, false
}

// correct puts text into cells and says that it waits to be simulated.
func (r *report) correct(text string, cells ...app.CellAt) {
	for _, at := range cells {
		r.put(text, at)
	}
	r.actions.show()
	r.showCount()
}

// put puts text into a cell; the text that the plan knows takes a correction back.
func (r *report) put(text string, at app.CellAt) {
	s := r.state
	if s.pending == nil {
		s.pending, s.unsimulated = s.simulation.Corrections(), 0
	}
	known, _ := s.simulation.Cell(at)
	if _, before := r.pendingText(at); before {
		s.unsimulated--
	}
	if text != known {
		s.unsimulated++
	}
	if _, ever := s.simulation.Corrected(at); text == known && !ever {
		delete(s.pending, at)
		return
	}
	s.pending[at] = text
}

// cellGroup are the problem cells of a column that hold the same text: what is corrected
// in the first one is corrected in the others that follow it (SPEC S8.4).
type cellGroup []app.CellAt

// groupOf is the group of a cell, the cell alone if it has no like.
func (r *report) groupOf(at app.CellAt) cellGroup {
	rows := append(r.state.simulation.Same(at), at.Row)
	slices.Sort(rows)
	var g cellGroup
	for _, row := range rows {
		if r.state.lines.problemRows[row] {
			g = append(g, app.CellAt{Row: row, Column: at.Column})
		}
	}
	if len(g) == 0 {
		return cellGroup{at}
	}
	return g
}

// follows reports whether a cell follows the first one of its group.
func (r *report) follows(at app.CellAt, g cellGroup) bool {
	return at != g[0] && !r.state.apart[g[0]] && !r.state.apart[at]
}

// correctLike corrects a cell, and those that follow it. One that followed another goes
// its own way from then on.
func (r *report) correctLike(text string, at app.CellAt, g cellGroup) {
	cells := []app.CellAt{at}
	for _, other := range g[1:] {
		if at == g[0] && r.follows(other, g) {
			cells = append(cells, other)
		}
	}
	if at != g[0] {
		r.setApart(at, true)
	}
	r.correct(text, cells...)
}

// setApart lets a cell go its own way, or all that follow it theirs.
func (r *report) setApart(at app.CellAt, apart bool) {
	if r.state.apart == nil {
		r.state.apart = map[app.CellAt]bool{}
	}
	r.state.apart[at] = apart
}

// followFirst lets the others of a group follow its first cell, or leaves them as they
// were.
func (r *report) followFirst(on bool, g cellGroup) {
	text, _ := r.pendingText(g[0])
	r.setApart(g[0], !on)
	for _, other := range g[1:] {
		if r.state.apart[other] {
			continue
		}
		now := text
		if !on {
			now, _ = r.state.simulation.Cell(other)
		}
		r.put(now, other)
	}
	r.actions.show()
	r.showCount()
}

// solvedBy is the row whose correction ends that two rows bear the same, 0 if none does.
func (r *report) solvedBy(at app.CellAt, issue *plan.Issue) int {
	if issue.Code != "email.duplicate" && issue.Code != "id.duplicate" || issue.Arg("more") != "" && issue.Arg("more") != "0" {
		return 0
	}
	mine, _ := r.pendingText(at)
	by := 0
	for number := range strings.SplitSeq(issue.Arg("rows"), "\n") {
		row, _ := strconv.Atoi(number)
		text, changed := r.pendingText(app.CellAt{Row: row, Column: at.Column})
		if !changed || data.Clean(text) == data.Clean(mine) {
			return 0
		}
		by = row
	}
	return by
}

// simulateCorrected plans the table again with all corrections.
func (r *report) simulateCorrected() {
	s := r.state
	if s.busy != nil {
		return
	}
	a, simulation, c, options := r.desk.App, s.simulation, r.corrections(), s.plan.Options
	r.planAgain(r.view(), func(ctx context.Context, _ task.Progress) (*app.Simulation, error) {
		return a.SimulateCorrected(ctx, simulation, c, options)
	}, func() { s.pending, s.apart = nil, nil })
}

// lookAside prepares, aside, what is wanted next: the lines as the search looks at them,
// and the cells with extra spaces, which can be taken out of all of them at once.
func (r *report) lookAside() {
	s := r.state
	s.spaces = nil
	lines, simulation, correct := s.lines, s.simulation, r.canCorrect()
	task.Start(r.desk.Run, task.Task[app.Corrections]{
		Key: "report aside",
		Work: func(context.Context, task.Progress) (app.Corrections, error) {
			lines.once.Do(lines.fold)
			if !correct {
				return nil, nil
			}
			return simulation.Spaces(), nil
		},
		Done: func(found app.Corrections, err error) {
			if err == nil && s.lines == lines {
				s.spaces = found
				r.showCount()
				r.actions.show()
			}
		},
	})
}

// takeSpaces corrects all cells with extra spaces.
func (r *report) takeSpaces() {
	for at, text := range r.state.spaces {
		if _, typed := r.pendingText(at); !typed {
			r.put(text, at)
		}
	}
	r.state.spaces = nil
	r.show()
}

// nextProblem goes to the next row with a problem that is not corrected yet, after the
// last to the first one, and gives its first cell the keys.
func (r *report) nextProblem() {
	s := r.state
	at := slices.Index(s.rows, s.current)
	for _, fresh := range []bool{true, false} {
		for step := 1; step <= len(s.rows); step++ {
			next := (at + step) % len(s.rows)
			l := &s.plan.Lines[s.rows[next]]
			if l.Kind == plan.Problem && (!fresh || r.waits(l)) {
				r.goTo(next)
				return
			}
		}
	}
}

// waits reports whether a cell of a problem row has not been corrected.
func (r *report) waits(l *plan.Line) bool {
	if !r.canCorrect() {
		return true
	}
	for i := range l.Issues {
		issue := &l.Issues[i]
		if at, ok := r.state.simulation.Place(l.Row, issue); ok && issue.Level == plan.Blocking {
			if _, pending := r.pendingText(at); !pending && r.solvedBy(at, issue) == 0 {
				return true
			}
		}
	}
	return false
}

// goTo chooses a row of the list and gives its first cell the keys.
func (r *report) goTo(row int) {
	s := r.state
	s.current = s.rows[row]
	if r.correcting() {
		r.forms.Choose(row)
		r.forms.FocusRows()
		return
	}
	s.detail = true
	r.list.SetCurrent(row)
	r.showPane()
	if len(r.cells) > 0 {
		r.desk.Window.Canvas().Focus(r.cells[0].entry)
	}
}
