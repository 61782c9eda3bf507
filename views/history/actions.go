package history

import (
	"context"
	"errors"

	"headcount.app/headcount/app"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
)

// emailChosen asks to whom a copy of the chosen report goes.
func (h *historyScreen) emailChosen() {
	chosen, a := h.Chosen(), h.desk.App
	if chosen == nil {
		return
	}
	id := chosen.ID
	h.desk.AskEmail(func(ctx context.Context, c app.Copy) (data.Letter, error) { return a.EmailReport(ctx, id, c) })
}

// canStillApply reports whether a simulation may yet be applied; whether the user base
// has moved since is found out by trying.
func canStillApply(s *desk.Desk, u *data.Upload) bool {
	return u.Mode == data.Simulated && u.AppliedAs == 0 && u.HasReport && u.Counts.Changes() > 0 && !s.IsReadOnly()
}

func (h *historyScreen) openChosen() {
	u := h.Chosen()
	if u == nil || !u.HasReport {
		return
	}
	a, prepare, id, apply := h.desk.App, h.desk.PrepareReport, u.ID, canStillApply(h.desk, u)
	task.Start(h.desk.Run, task.Task[desk.PreparedReport]{
		Key: "history report",
		Work: func(ctx context.Context, _ task.Progress) (desk.PreparedReport, error) {
			if apply {
				s, err := a.Simulation(ctx, id)
				if err == nil {
					return prepare(desk.ReportOf{Simulation: s, Upload: s.Upload, Mode: s.Upload.Mode}), nil
				}
			}
			p, upload, err := a.Report(ctx, id)
			if err != nil {
				return nil, err
			}
			return prepare(desk.ReportOf{Plan: p, Upload: upload, Mode: upload.Mode}), nil
		},
		Done: func(report desk.PreparedReport, err error) {
			if err != nil {
				h.state.err = err
				h.show()
				return
			}
			h.openReport(report)
			h.show()
			h.reportShown()
		},
	})
}

func (h *historyScreen) openReport(report desk.PreparedReport) {
	h.state.report = report
	ways := desk.ReportWays{Back: h.back}
	if of := report.Of(); of.Mode == data.Applied && h.standsAfter(of.Upload.ID) {
		ways.UndoFrom = func() { h.undoFrom(of.Upload.ID) }
	}
	h.report = report.Open(h.desk, ways)
}

// reportShown gives the keys to the report, if the history is still looked at.
func (h *historyScreen) reportShown() {
	if h.desk.InFront(h) {
		h.report.Shown()
	}
}

// back returns to the list.
func (h *historyScreen) back() {
	h.report, h.state.report = nil, nil
	h.Shown()
}

func (h *historyScreen) saveChosen() {
	u := h.Chosen()
	if u == nil {
		return
	}
	a, id := h.desk.App, u.ID
	task.Start(h.desk.Run, task.Task[opened]{
		Key: "history report",
		Work: func(ctx context.Context, _ task.Progress) (opened, error) {
			p, upload, err := a.Report(ctx, id)
			return opened{plan: p, upload: upload}, err
		},
		Done: func(o opened, err error) {
			if errors.Is(err, context.Canceled) {
				return
			}
			if err != nil {
				h.state.err = err
				h.show()
				return
			}
			desk.SaveReport(h.desk, o.plan, o.upload.Mode, desk.NameWithoutEnding(o.plan.File.Name))
		},
	})
}

// compareChosen asks what to compare the chosen upload with.
func (h *historyScreen) compareChosen() {
	if u := h.Chosen(); u != nil && u.HasReport {
		h.desk.Go.ChooseComparison(*u, h.state.all)
	}
}
