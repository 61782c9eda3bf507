package desk

import (
	"context"

	"headcount.app/headcount/app"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

// ActionWords name what a person did, as the menu and the status line do.
func (desk *Desk) ActionWords(act app.Action) string {
	return desk.Words.N("act."+act.Kind, act.N, "name", act.Name)
}

// UndoLast takes back the last action, whatever it was (SPEC S8.1). An upload is seen
// before: its undo is shown.
func (desk *Desk) UndoLast() {
	a := desk.App
	task.Start(desk.Run, task.Task[app.Action]{
		Key: "undo last",
		Work: func(ctx context.Context, _ task.Progress) (app.Action, error) {
			last, err := a.LastAction(ctx)
			if err == nil && last.Kind != "" && last.Upload == 0 {
				return a.UndoAction(ctx)
			}
			return last, err
		},
		Done: func(last app.Action, err error) { desk.wentBack(last, err, "history.undo.none", "act.undone") },
	})
}

// RedoLast does again what was undone last.
func (desk *Desk) RedoLast() {
	a := desk.App
	task.Start(desk.Run, task.Task[app.Action]{
		Key: "undo last",
		Work: func(ctx context.Context, _ task.Progress) (app.Action, error) {
			next := a.NextAction()
			if next.Kind != "" && next.Upload == 0 {
				return a.RedoAction(ctx)
			}
			return next, nil
		},
		Done: func(next app.Action, err error) { desk.wentBack(next, err, "history.redo.none", "act.redone") },
	})
}

// wentBack tells what undo or redo did, or shows the undo of an upload.
func (desk *Desk) wentBack(act app.Action, err error, none, done string) {
	switch {
	case err != nil:
		desk.Fail(err)
		desk.Go.Refresh()
	case act.Kind == "":
		desk.Say(desk.Words.T(none), nil)
	case act.Upload != 0:
		desk.Go.ShowUndo(act.Upload)
	default:
		desk.Go.Changed()
		way := widgets.Way{Text: desk.Words.T("button.redo"), Do: desk.RedoLast}
		if done == "act.redone" {
			way = widgets.Way{Text: desk.Words.T("button.undo"), Do: desk.UndoLast}
		}
		desk.Status.Say(desk.Words.T(done, "what", desk.ActionWords(act)), way)
	}
}

// UndoWords are those of the button that undoes an upload; of an undo it makes the
// upload again.
func UndoWords(s *Desk, u *data.Upload) string {
	if u.Undoes != 0 {
		return s.Words.T("history.redo")
	}
	return s.Words.T("history.undo")
}

// CannotUndo is why an upload cannot be undone, "" if it can.
func CannotUndo(s *Desk, u *data.Upload) string {
	switch {
	case u.Mode != data.Applied:
		return s.Words.T("history.undo.simulated")
	case u.UndoneBy != 0 && !u.UndonePartly:
		return s.Words.T("history.undo.done")
	case s.IsReadOnly():
		return s.Words.T("screen.report.reason.readonly")
	}
	return ""
}
