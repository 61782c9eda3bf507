package upload

import (
	"context"

	"headcount.app/headcount/app"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
)

// run is what the one button does: simulate, and then show the report or, with
// Simulation mode off, ask once and apply.
func (u *uploadScreen) run() {
	if u.state.file == nil || u.state.busy != nil {
		return
	}
	mail, ok := u.mailCopy()
	if !ok {
		u.show()
		return
	}
	a, path, options := u.desk.App, u.state.path, u.state.options
	plan := func(ctx context.Context, p app.Progress) (*app.Simulation, error) {
		return a.SimulateFor(ctx, path, options, mail, p)
	}
	if u.state.real {
		plan = func(ctx context.Context, p app.Progress) (*app.Simulation, error) {
			s, err := a.Prepare(ctx, path, options, p)
			if err != nil {
				return nil, err
			}
			s.Copy = mail
			if !straight(s) {
				err = a.Record(ctx, s)
			}
			return s, err
		}
	}
	direct, prepare := u.state.real, u.desk.PrepareReport
	u.start(false)
	u.handle = task.Start(u.desk.Run, task.Task[desk.PreparedReport]{
		Key: "upload",
		Work: func(ctx context.Context, p task.Progress) (desk.PreparedReport, error) {
			s, err := plan(ctx, app.Progress(p))
			if err != nil {
				return nil, err
			}
			return prepare(desk.ReportOf{Simulation: s, Upload: s.Upload, Mode: data.Simulated, Direct: direct}), nil
		},
		Progress: u.progress,
		Done: func(report desk.PreparedReport, err error) {
			if err != nil {
				u.Fail(err)
				return
			}
			u.state.busy = nil
			u.simulated(report)
			if id := report.Of().Upload.ID; mail.To != "" && id != 0 {
				u.desk.Posted(id)
			}
		},
	})
	u.show()
}

// mailCopy is the copy of the report that is asked for; ok is false if its address is
// none, which the option then says.
func (u *uploadScreen) mailCopy() (c app.Copy, ok bool) {
	if !u.state.email || u.desk.IsReadOnly() {
		return app.Copy{}, true
	}
	to, err := app.CheckAddress(u.state.to)
	if err != nil {
		u.state.wrongTo = desk.Message(err, u.desk.Words).Sentence
		u.desk.Window.Canvas().Focus(u.options.to)
		return app.Copy{}, false
	}
	u.desk.Prefs().SetString(desk.PrefMailTo, to)
	return app.Copy{To: to, Words: u.desk.Words}, true
}

// simulated shows the report. With Simulation mode off the same plan is applied after
// one question, unless something in it has to be looked at first.
func (u *uploadScreen) simulated(report desk.PreparedReport) {
	of := report.Of()
	ask := of.Direct && straight(of.Simulation)
	u.open(report)
	u.show()
	if !u.desk.InFront(u) {
		return // it is shown, and asked by its button, when somebody comes back
	}
	u.report.Shown()
	if ask {
		u.report.AskApply()
	}
}

// straight reports whether a plan can be applied after one question: nothing in it
// has to be looked at first. Any other is recorded as a simulation, to be looked at.
func straight(s *app.Simulation) bool {
	return app.Refusal(s.Plan, app.Consent{}) == nil && s.Plan.Counts.Changes() > 0
}

// open puts a report in the place of the form.
func (u *uploadScreen) open(report desk.PreparedReport) {
	back := func() {
		u.report = nil
		u.Shown()
		u.show()
	}
	u.report = report.Open(u.desk, desk.ReportWays{
		Path: u.state.path, Again: u.again, Back: back,
		Another: func() {
			u.state.path, u.state.file, u.state.err, u.state.question = "", nil, nil, nil
			back()
		},
	})
}

// again gives what simulates the same file anew under other options, for the report in
// front; the form keeps its own options but for those that both have.
func (u *uploadScreen) again(change func(*data.Options)) func(context.Context, task.Progress) (*app.Simulation, error) {
	if u.state.path == "" {
		return nil
	}
	options := u.state.options
	change(&options)
	form := &u.state.options
	form.DeactivateAbsent, form.BlankErases, form.CreateRoles = options.DeactivateAbsent, options.BlankErases, options.CreateRoles
	form.ArchiveAbsent, form.RowsPerRole = options.ArchiveAbsent, options.RowsPerRole
	a, path := u.desk.App, u.state.path
	var mail app.Copy
	if before := u.report.Kept().Of().Simulation; before != nil {
		mail = before.Copy
	}
	return func(ctx context.Context, p task.Progress) (*app.Simulation, error) {
		s, err := a.SimulateAgain(ctx, path, options, app.Progress(p))
		if err == nil {
			s.Copy = mail // for when it is applied: the simulation was mailed once
		}
		return s, err
	}
}
