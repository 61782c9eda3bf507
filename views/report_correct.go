package views

import (
	"context"
	"maps"
	"strconv"

	"fyne.io/fyne/v2"

	"headcount/app"
	"headcount/app/plan"
	"headcount/data"
	"headcount/views/task"
	"headcount/views/widgets"
)

// canCorrect reports whether cells can be corrected in the report now (SPEC S8.4).
func (r *report) canCorrect() bool {
	return r.state.simulation != nil && r.state.mode == data.Simulated && !r.shell.isReadOnly()
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
	if r.state.pending == nil || r.state.simulation == nil {
		return 0
	}
	known, n := r.state.simulation.Corrections(), 0
	for at, text := range r.state.pending {
		if old, ok := known[at]; !ok || old != text {
			n++
		}
	}
	for at := range known {
		if _, still := r.state.pending[at]; !still {
			n++
		}
	}
	return n
}

// correct puts text into cells; the text that stands there already takes a
// correction back.
func (r *report) correct(text string, cells ...app.CellAt) {
	s := r.state
	c, known := maps.Clone(r.corrections()), s.simulation.Corrections()
	for _, at := range cells {
		old, corrected := known[at]
		if now, _ := s.simulation.Cell(at); now == text {
			delete(c, at)
			if corrected {
				c[at] = old
			}
			continue
		}
		c[at] = text
	}
	s.pending = c
	r.actions.show()
}

// simulateCorrected plans the table again with all corrections.
func (r *report) simulateCorrected() {
	s := r.state
	if s.busy != nil {
		return
	}
	a, simulation, c, options := r.shell.app, s.simulation, r.corrections(), s.plan.Options
	r.planAgain(func(ctx context.Context, _ task.Progress) (*app.Simulation, error) {
		return a.SimulateCorrected(ctx, simulation, c, options)
	}, func() { s.pending = nil })
}

// correctionParts are, for each cell that is wrong in a row, what is wrong with it, an
// entry with its text, and what it may be meant to hold.
func (r *report) correctionParts(l *plan.Line) []fyne.CanvasObject {
	var parts []fyne.CanvasObject
	done := map[app.CellAt]bool{}
	r.entries = nil
	for i := range l.Issues {
		issue := &l.Issues[i]
		parts = append(parts, widgets.IssueLine(issueKind(issue.Level), issueSentence(r.shell.words, issue)))
		at, ok := r.state.simulation.Place(l.Row, issue)
		if issue.Level == plan.Blocking && ok && !done[at] {
			done[at] = true
			parts = append(parts, widgets.Inset(2, 16, 10, 16, r.correction(at, issue)))
		}
	}
	return parts
}

// correction is the entry of one cell.
func (r *report) correction(at app.CellAt, issue *plan.Issue) fyne.CanvasObject {
	w, simulation := r.shell.words, r.state.simulation
	text, _ := simulation.Cell(at)
	if pending, ok := r.corrections()[at]; ok {
		text = pending
	}
	cells := []app.CellAt{at}
	also := simulation.Same(at)
	for _, row := range also {
		cells = append(cells, app.CellAt{Row: row, Column: at.Column})
	}
	entry := widgets.NewEntry("")
	entry.Name = issue.Field.Header(w.Language())
	entry.Put(text)
	all := widgets.NewCheck("", nil)
	entry.OnChanged = func(text string) {
		if all.Checked() {
			r.correct(text, cells...)
			return
		}
		r.correct(text, at)
	}
	entry.OnSubmitted = func(string) { r.nextProblem() }
	able(entry, r.state.busy == nil)
	r.entries = append(r.entries, entry)
	rows := []fyne.CanvasObject{widgets.NewField(entry.Name, "", entry)}
	for _, proposal := range simulation.Proposals(at.Row, issue) {
		button := widgets.NewButton(widgets.Secondary, proposal, func() { entry.SetText(proposal) }).Sized(widgets.Small)
		able(button, r.state.busy == nil)
		rows = append(rows, widgets.HStack(6, button, widgets.Spacer()))
	}
	if len(also) > 0 {
		all.SetText(w.N("correct.also", len(also), "row", strconv.Itoa(also[0])))
		all.SetChecked(true)
		all.OnChanged = func(on bool) { r.followOthers(on, entry.Text, cells) }
		able(all, r.state.busy == nil)
		rows = append(rows, all)
	}
	return widgets.VStack(6, rows...)
}

// followOthers corrects the other rows with the same value too, or no longer.
func (r *report) followOthers(on bool, text string, cells []app.CellAt) {
	if on {
		r.correct(text, cells...)
		return
	}
	for _, other := range cells[1:] {
		now, _ := r.state.simulation.Cell(other)
		r.correct(now, other)
	}
}

// nextProblem goes to the next row with a problem, the first one after the last, and
// gives its first cell the keys.
func (r *report) nextProblem() {
	s := r.state
	if len(s.rows) == 0 {
		return
	}
	at := 0
	for i, index := range s.rows {
		if index == s.current {
			at = i
		}
	}
	for step := 1; step <= len(s.rows); step++ {
		next := (at + step) % len(s.rows)
		if s.plan.Lines[s.rows[next]].Kind != plan.Problem {
			continue
		}
		s.detail = true
		r.list.SetCurrent(next)
		s.current = s.rows[next]
		r.showPane()
		if len(r.entries) > 0 {
			r.shell.window.Canvas().Focus(r.entries[0])
		}
		return
	}
}
