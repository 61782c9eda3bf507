package history

import (
	"context"
	"slices"
	"strings"

	"headcount.app/headcount/app"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

// Undo plans the undo of an upload and shows its report.
func (h *historyScreen) Undo(id int64) {
	a := h.desk.App
	h.showPlanned(id, func(ctx context.Context, p app.Progress) (*app.Simulation, error) { return a.Undo(ctx, id, p) })
}

// showPlanned plans an undo and shows its report; one of an upload, 0 for none, which is
// then the chosen one.
func (h *historyScreen) showPlanned(id int64, plan func(context.Context, app.Progress) (*app.Simulation, error)) {
	h.state.err = nil
	prepare := h.desk.PrepareReport
	task.Start(h.desk.Run, task.Task[desk.PreparedReport]{
		Key: "history report",
		Work: func(ctx context.Context, p task.Progress) (desk.PreparedReport, error) {
			s, err := plan(ctx, app.Progress(p))
			if err != nil {
				return nil, err
			}
			return prepare(desk.ReportOf{Simulation: s, Upload: s.Upload, Mode: data.Simulated}), nil
		},
		Done: func(report desk.PreparedReport, err error) {
			if err != nil {
				h.state.err = err
				h.show()
				return
			}
			if id != 0 {
				h.state.chosen = id
			}
			h.openReport(report)
			h.show()
			h.reportShown()
		},
	})
}

func (h *historyScreen) undoChosen() {
	if u := h.Chosen(); u != nil && desk.CannotUndo(h.desk, u) == "" {
		h.Undo(u.ID)
	}
}

// showUndoButton sets the button that undoes the chosen upload, and the reason beside it
// why it cannot be.
func (h *historyScreen) showUndoButton() {
	u := h.Chosen()
	h.undoing.Hidden = u == nil || !h.apply.Hidden // what can still be applied has nothing to undo
	h.why.SetText("")
	if u == nil {
		return
	}
	reason := desk.CannotUndo(h.desk, u)
	h.undoing.SetText(desk.UndoWords(h.desk, u))
	h.undoing.Tip = reason
	widgets.Able(h.undoing, reason == "")
	if u.Mode != data.Applied {
		return
	}
	for i := range h.state.all {
		if by := &h.state.all[i]; u.UndoneBy != 0 && by.ID == u.UndoneBy {
			reason = h.desk.Words.T("history.undo.when", "at", h.desk.Words.DateTime(by.At.Local()))
		}
	}
	h.why.SetText(reason)
}

// historyFile says what an upload was: its file and what was ticked, or for an undo
// which upload it took back, how many people went back and how many did not.
func (h *historyScreen) historyFile(u *data.Upload) widgets.Cell {
	w := h.desk.Words
	if u.Undoes == 0 {
		return widgets.TwoLineCell(u.File.Name, aboutUpload(w, u))
	}
	parts := []string{w.N("history.reversed", u.Counts.Changes())}
	if u.Counts.Kept > 0 {
		parts = append(parts, w.N("history.kept", u.Counts.Kept))
	}
	title, when := h.undoTitle(u)
	return widgets.TwoLineCell(title, when+" · "+strings.Join(parts, ", "))
}

// undoTitle names an undo by the file whose upload it took back or made again, and when
// that upload was; one of several uploads by their number and the oldest's day.
func (h *historyScreen) undoTitle(u *data.Upload) (title, when string) {
	w, first, key := h.desk.Words, u, "history.undoof"
	for first.Undoes != 0 && len(first.Undone()) == 1 {
		next := h.upload(first.Undoes)
		if next == nil {
			break
		}
		if first = next; first.Undoes != 0 {
			key = desk.PickKey(key == "history.redoof", "history.undoof", "history.redoof")
		}
	}
	if several := first.Undone(); len(several) > 1 {
		oldest := first
		for _, id := range several {
			if back := h.upload(id); back != nil && back.At.Before(oldest.At) {
				oldest = back
			}
		}
		return w.N(key+".several", len(several)), w.T("history.since.when", "date", desk.Day(w, oldest.At.Local(), h.desk.Now()))
	}
	at := first.At.Local()
	return w.T(key, "file", u.File.Name), desk.Day(w, at, h.desk.Now()) + ", " + w.Time(at)
}

// upload is one of the history by its number, nil if there is none.
func (h *historyScreen) upload(id int64) *data.Upload {
	at := slices.IndexFunc(h.state.all, func(u data.Upload) bool { return u.ID == id })
	if at < 0 {
		return nil
	}
	return &h.state.all[at]
}
