package report

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"headcount.app/headcount/app"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
)

// begin shows that something is under way.
func (r *report) begin() {
	r.state.busy, r.state.err = &desk.Progress{}, nil
	r.show()
}

func (r *report) progress(done, total int, step string) {
	if r.state.busy == nil {
		return
	}
	r.state.busy.Tell(done, total, step)
	r.actions.show()
}

func (r *report) cancel() {
	if r.state.busy != nil {
		r.state.busy.Cancelling = true
		r.actions.show()
	}
	r.handle.Cancel()
}

// fail shows an error above the changes.
func (r *report) fail(err error) {
	r.state.busy = nil
	if !errors.Is(err, context.Canceled) {
		r.state.err = err
	}
	r.show()
}

// planAgain makes another plan, looks through its lines and shows it in the same place;
// done, if not nil, is called before it is shown. One report makes one plan at a time.
func (r *report) planAgain(v reportView, work func(context.Context, task.Progress) (*app.Simulation, error), done func()) {
	type planned struct {
		simulation *app.Simulation
		listing    listing
	}
	s := r.state
	said := s.err
	r.begin()
	if v.held != nil && said != nil {
		s.err = said // a sentence that goes moves the rows
		r.show()
	}
	r.handle = task.Start(r.desk.Run, task.Task[planned]{
		Work: func(ctx context.Context, p task.Progress) (planned, error) {
			next, err := work(ctx, p)
			if err != nil {
				return planned{}, err
			}
			return planned{next, v.of(newReportLines(next.Plan))}, nil
		},
		Progress: r.progress,
		Done: func(next planned, err error) {
			if err != nil {
				r.fail(err)
				return
			}
			s.simulation, s.upload, s.busy = next.simulation, next.simulation.Upload, nil
			if v.held == nil {
				s.err = nil
			}
			r.take(next.listing)
			if done != nil {
				done()
			}
			r.show()
			if v.held == nil {
				r.list.Reveal()
			}
			r.lookAside()
		},
	})
}

// regard is change for what a person says about single lines, which stay where they are
// until the list is asked for anew: by a filter, the search, another order.
func (r *report) regard(change func(*data.Options)) { r.replan(r.steadyView(), change) }

// change plans the same file again under changed options, a copy of which change gets
// off the goroutine of the window: there may be 100,000 choices in them.
func (r *report) change(change func(*data.Options)) { r.replan(r.view(), change) }

func (r *report) replan(v reportView, change func(*data.Options)) {
	s := r.state
	if s.simulation == nil || s.busy != nil {
		return
	}
	a, simulation := r.desk.App, s.simulation
	r.planAgain(v, func(ctx context.Context, _ task.Progress) (*app.Simulation, error) {
		o := simulation.Plan.Options
		o.LeaveOut, o.Remember = slices.Clone(o.LeaveOut), slices.Clone(o.Remember)
		o.LeaveOutFields = slices.Clone(o.LeaveOutFields)
		change(&o)
		return a.Replan(ctx, simulation, o)
	}, nil)
}

// simulateAgain reads the file once more. A table with corrections, or one out of the
// history, is planned again as it was kept.
func (r *report) simulateAgain() {
	if r.state.simulation == nil || r.state.busy != nil {
		return
	}
	if r.undoing() {
		r.undoAgain()
		return
	}
	if r.ways.Again == nil || len(r.state.simulation.Corrections()) > 0 {
		r.simulateCorrected()
		return
	}
	now := r.state.plan.Options
	r.readAgain(func(o *data.Options) {
		o.DeactivateAbsent, o.BlankErases, o.CreateRoles = now.DeactivateAbsent, now.BlankErases, now.CreateRoles
		o.RowsPerRole, o.Names = now.RowsPerRole, now.Names
		o.Pairs, o.Refused, o.LeaveOut, o.Remember = now.Pairs, now.Refused, now.LeaveOut, now.Remember
		o.Translations = now.Translations
		o.LeaveOutFields, o.SkipRows = now.LeaveOutFields, now.SkipRows
	})
}

// readAgain simulates the same file anew under other options. What was chosen by hand
// stays, but for corrections, which it was read without.
func (r *report) readAgain(change func(*data.Options)) {
	if read := r.ways.Again(change); read != nil {
		r.planAgain(r.view(), read, func() { r.state.pending, r.state.apart = nil, nil })
	}
}

// apply applies the plan that is shown. With Simulation mode off it is asked about once.
func (r *report) apply() {
	if r.state.busy != nil || r.obstacle() != "" || r.unsimulated() > 0 {
		return
	}
	if r.state.direct {
		r.AskApply()
		return
	}
	r.applyNow()
}

// AskApply asks once, with the counts (SPEC S5.4).
func (r *report) AskApply() {
	w, c := r.words(), r.state.plan.Counts
	n := c.Changes()
	var parts []string
	for _, part := range []struct {
		key string
		n   int
	}{
		{"apply.deactivated", c.Deactivated},
		{"apply.reactivated", c.Reactivated},
		{"apply.created", c.Created},
		{"apply.moved", r.state.lines.counts["Moved"]},
		{"apply.updated", r.state.lines.counts["Updated"]},
		{"apply.protected", len(r.state.plan.Remembered)},
	} {
		if part.n > 0 {
			parts = append(parts, w.N(part.key, part.n))
		}
	}
	desk.Ask(r.desk.Window.Canvas(), w, desk.Question{
		Title: w.N("apply.title", n),
		Text:  strings.Join(parts, ", ") + ". " + w.T("apply.backup"),
		Yes:   w.N("apply.yes", n),
	}, r.applyNow)
}

func (r *report) applyNow() {
	s := r.state
	if s.busy != nil || s.mode != data.Simulated {
		return
	}
	a, simulation, consent := r.desk.App, s.simulation, r.notices.consent()
	r.begin()
	r.handle = task.Start(r.desk.Run, task.Task[data.Upload]{
		Work: func(ctx context.Context, p task.Progress) (data.Upload, error) {
			return a.Apply(ctx, simulation, consent, p)
		},
		Progress: r.progress,
		Done: func(upload data.Upload, err error) {
			if err != nil {
				r.fail(err)
				return
			}
			s.upload, s.mode, s.busy, s.err = upload, data.Applied, nil, nil
			r.applied = time.Now()
			r.take(reportView{mode: data.Applied, order: s.order}.of(s.lines))
			r.show()
			if stands(r.desk.Window.Canvas().Focused(), r.content) || r.desk.Window.Canvas().Focused() == nil {
				r.list.FocusRows()
			}
			r.desk.Go.Refresh()
			if simulation.Copy.To != "" {
				r.desk.Posted(upload.ID)
			}
		},
	})
}

// secondClick is how soon after applying a click is taken for the second half of a
// double click, which must not leave the report before it was seen.
const secondClick = 500 * time.Millisecond

// unlessDoubled does something, unless it is pressed by a double click on applying.
func (r *report) unlessDoubled(do func()) func() {
	return func() {
		if time.Since(r.applied) > secondClick {
			do()
		}
	}
}
