package report

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/plan"
	reports "headcount.app/headcount/app/report"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

// undoing reports whether the report is that of an undo.
func (r *report) undoing() bool { return r.state.plan.Undoes != nil }

// undoCell says what an undo changes where no field does, or why somebody stays.
func (r *report) undoCell(l *plan.Line, u *data.User) widgets.Cell {
	w := r.words()
	status := func(from, to data.Status) widgets.Cell {
		value := func(s data.Status) string { return data.StatusWord(s, w.Language()) }
		return widgets.SpanCell(widgets.Changed(fieldLabel(w, r.state.plan.Schema, data.StatusField), value(from), value(to))...)
	}
	cell := widgets.Cell{}
	switch {
	case l.LeftOut:
		return widgets.Cell{Line: []widgets.Span{widgets.Dim(w.T("screen.undo.leftout"))}, Below: []widgets.Span{widgets.Plain(w.T("screen.undo.leftout." + undone(l)))}}
	case l.Kind == plan.Removed:
		cell = widgets.TextCell(w.T(desk.PickKey(r.state.plan.BackToDate(), "screen.undo.created.since", "screen.undo.created"), "upload", r.state.plan.Undoes.Upload))
	case l.Kind == plan.Created:
		cell = widgets.TextCell(desk.Joined(", ", string(u.Roles), u.Profile))
	case len(l.Fields) > 0:
		cell = widgets.SpanCell(r.fieldSpans(l)...)
	case l.Kind == plan.Deactivated:
		cell = status(data.Active, data.Deactivated)
	case l.Kind == plan.Reactivated:
		cell = status(data.Deactivated, data.Active)
	}
	said := r.firstIssue(l)
	if said == "" && len(cell.Line) == 0 && len(l.Issues) > 0 {
		said = reports.IssueText(w, r.state.plan.Schema, &l.Issues[0])
	}
	switch {
	case said == "":
	case len(cell.Line) == 0:
		return widgets.MutedCell(said)
	default:
		cell.Below = []widgets.Span{widgets.Plain(said)}
	}
	return cell
}

// undoneState is shown where an undo has nobody to change.
func (r *report) undoneState() fyne.CanvasObject {
	w, p := r.words(), r.state.plan
	text := reports.NothingLeft(w, reports.Report{Plan: p, Mode: r.state.mode, Words: w})
	return widgets.EmptyState(widgets.KindCreated, widgets.IconUnchanged, w.T("screen.undo.nobody"), text,
		widgets.NewIconButton(widgets.Secondary, widgets.IconSave, w.T("screen.report.save"), r.save))
}

// undoAgain plans the undo anew on the base as it is now; what was left out stays so.
func (r *report) undoAgain() {
	a, simulation := r.desk.App, r.state.simulation
	r.planAgain(r.view(), func(ctx context.Context, p task.Progress) (*app.Simulation, error) {
		return a.UndoAgain(ctx, simulation, app.Progress(p))
	}, nil)
}

// showUndo offers to undo, or says beside the button what stands in the way.
func (a *reportActions) showUndo() {
	r := a.report
	s, w := r.state, r.words()
	a.offer(a.back, w.T("screen.report.close"), r.ways.Back)
	if r.stale() {
		a.offer(a.primary, w.T("button.again"), r.simulateAgain)
		return
	}
	key := "screen.undo.apply"
	switch {
	case s.plan.BackToDate():
		key = "screen.undo.apply.since"
	case s.plan.Undoes.Undid != 0:
		key = "screen.undo.again"
	}
	a.offer(a.primary, w.N(key, s.plan.Counts.Changes()), r.apply)
	reason := r.obstacle()
	if !r.lowWidth {
		a.reason.SetText(reason)
	}
	if reason != "" {
		a.primary.Disable()
	}
}

// undoFoot stands at the foot of what was done: the way back, seen before anything
// happens.
func (r *report) undoFoot() fyne.CanvasObject {
	w, u := r.words(), &r.state.upload
	button := widgets.NewIconButton(widgets.Secondary, widgets.IconUndo, desk.UndoWords(r.desk, u), func() { r.desk.Go.ShowUndo(u.ID) })
	text := w.T("screen.undo.mistake")
	if reason := desk.CannotUndo(r.desk, u); reason != "" {
		text = reason
		button.Disable()
	}
	foot := widgets.VStack(8, widgets.NewParagraph(widgets.Caption, text), container.NewStack(button))
	if r.ways.UndoFrom != nil {
		foot.Add(container.NewStack(widgets.NewIconButton(widgets.Secondary, widgets.IconUndo, w.T("history.from"), r.ways.UndoFrom)))
	}
	return foot
}

// tileWord is what stands under a number. People whom an undo removes are counted with
// the deactivated.
func (r *report) tileWord(kind widgets.Kind, n int) string {
	if kind == widgets.KindDeactivated && r.state.plan.Counts.Removed > 0 {
		return r.words().N("tile.out", n)
	}
	return r.words().N("tile."+strings.ToLower(string(kind)), n)
}
