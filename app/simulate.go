package app

import (
	"context"
	"path/filepath"
	"sync"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/app/plan/stored"
	"headcount.app/headcount/app/report"
	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
)

// Simulation is a plan with what it was made from, so that it can be planned
// again under other options without a second reading (SPEC S5.2).
type Simulation struct {
	Plan *plan.Plan
	// Upload is the record in the history; its ID is 0 if none was made
	// (read-only organization, or prepared to be applied at once).
	Upload data.Upload
	// Copy is the copy of the report to be mailed. It is queued with whatever is
	// recorded of the plan: the simulation, the upload that applies it, or both.
	Copy Copy
	// OpenElsewhere warns that the file is open in a spreadsheet program.
	OpenElsewhere bool

	base  *data.Base
	table *data.Table // nil for an undo, which reads no file
	// reduced: the table comes from the history, which keeps the columns that are
	// used (SPEC S3A.9).
	reduced bool
	past    *plan.Past // of an undo, nil for a file
	// plans are those of the uploads that an undo back to a date takes back, by
	// number, nil for any other.
	plans map[int64]*plan.Plan
	// corrections are what was corrected in the table (SPEC S8.4), read is the
	// table without them; nil if nothing was.
	corrections Corrections
	read        *data.Table
	likes       *likes
	// attempt is the identity of a commit of this plan whose outcome is unknown,
	// "" if there is none.
	attempt string
}

// DefaultOptions returns the options a person starts with: nothing ticked, but
// for new roles while the organization has none at all (SPEC S4.7).
func (a *App) DefaultOptions(ctx context.Context) (data.Options, error) {
	base, err := a.Base(ctx)
	if err != nil {
		return data.Options{}, err
	}
	return data.Options{CreateRoles: len(base.Roles) == 0}, nil
}

// Simulate prepares a plan and records it in the history. Its errors are those
// of Prepare.
func (a *App) Simulate(ctx context.Context, path string, o data.Options, p Progress) (*Simulation, error) {
	return a.SimulateFor(ctx, path, o, Copy{}, p)
}

// SimulateFor is Simulate with a copy of the report to be mailed, which is
// queued in the same transaction (SPEC S5.3).
func (a *App) SimulateFor(ctx context.Context, path string, o data.Options, c Copy, p Progress) (*Simulation, error) {
	s, err := a.Prepare(ctx, path, o, p)
	if err != nil {
		return nil, err
	}
	s.Copy = c
	p.at(0, 0, "progress.recording")
	return s, a.Record(ctx, s)
}

// Prepare reads a user file and compares it with the user base. Nothing of the
// user base is changed and the history does not hear of it: what is applied at
// once stands there once, as the upload that was applied. A refused file is a
// *data.FileError; a leave-out or pair that fits nothing is a
// *plan.UsageError.
func (a *App) Prepare(ctx context.Context, path string, o data.Options, p Progress) (*Simulation, error) {
	return a.prepare(ctx, path, o, plan.BuildContext, p)
}

// SimulateAgain simulates a file anew with the choices that a person made in an
// earlier report: those that fit nothing any more are taken back, and the plan
// says which. Its errors are those of Simulate.
func (a *App) SimulateAgain(ctx context.Context, path string, o data.Options, p Progress) (*Simulation, error) {
	s, err := a.prepare(ctx, path, o, plan.Rebuild, p)
	if err != nil {
		return nil, err
	}
	p.at(0, 0, "progress.recording")
	return s, a.Record(ctx, s)
}

// planning is plan.BuildContext or plan.Rebuild.
type planning func(context.Context, *data.Base, *data.Table, data.Options) (*plan.Plan, error)

func (a *App) prepare(ctx context.Context, path string, o data.Options, build planning, p Progress) (*Simulation, error) {
	file, base, err := a.readBeside(ctx, path, o, p)
	if err != nil {
		return nil, err
	}
	if o.Mapping, err = a.mapping(ctx, file.Table, o); err != nil {
		return nil, err
	}
	if base, err = a.sinceMark(ctx, base, file.Table.Mark); err != nil {
		return nil, err
	}
	file.Table = plan.AsShown(file.Schema, file.Table, o.Mapping)
	p.at(0, len(file.Table.Rows), "progress.planning")
	built, err := build(ctx, base, file.Table, o)
	if err != nil {
		return nil, err
	}
	built.At = a.now()
	built.File.Name = filepath.Base(path)
	built.File.SHA256 = file.SHA256
	s := &Simulation{Plan: built, OpenElsewhere: file.OpenElsewhere, base: base, table: file.Table, likes: &likes{}}
	s.Upload = a.uploadOf(built, data.Simulated)
	return s, ctx.Err()
}

// readBeside reads the file and the base at the same time; both are done when
// it returns.
func (a *App) readBeside(ctx context.Context, path string, o data.Options, p Progress) (*File, *data.Base, error) {
	if file, ok, err := a.take(path, o, p); ok {
		if err != nil {
			return nil, nil, err
		}
		base, err := a.Base(ctx)
		return file, base, err
	}
	if file, err := a.again(ctx, path, o); file != nil || err != nil {
		if err != nil {
			return nil, nil, err
		}
		base, err := a.Base(ctx)
		return file, base, err
	}
	schema, err := a.schema(ctx, o)
	if err != nil {
		return nil, nil, err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	load := sync.OnceValues(func() (*data.Base, error) { return a.Base(ctx) })
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = load() // whoever needs the base hears of it
	}()
	file, err := readFile(ctx, schema, path, o, storedNames(load), p)
	if err != nil {
		cancel()
	}
	<-done
	base, failed := load()
	if err == nil {
		err = failed
	}
	return file, base, err
}

// Record keeps a prepared plan in the history as a simulation, so that it can
// be looked at and applied later, but not on a read-only organization (SPEC
// S5.5).
func (a *App) Record(ctx context.Context, s *Simulation) error {
	if a.ReadOnly() || s.Upload.ID != 0 {
		return nil
	}
	upload := s.Upload
	letters, err := a.letters(ctx, s.Copy, report.Report{Plan: s.Plan, Mode: data.Simulated}, &upload)
	if err != nil {
		return err
	}
	content, table := encode(s.Plan, s.table)
	if err := ctx.Err(); err != nil {
		return err
	}
	id, err := a.store.RecordSimulation(ctx, upload, content, table, letters)
	if err != nil {
		return err
	}
	s.Upload.ID = id
	a.Outbox.Posted()
	return nil
}

// encode returns a plan and its table as the history keeps them.
func encode(p *plan.Plan, t *data.Table) (content, table []byte) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		table = stored.EncodeTable(p.Kept(t))
	}()
	content = stored.Encode(p)
	<-done
	return content, table
}

func (a *App) uploadOf(p *plan.Plan, mode data.Mode) data.Upload {
	u := data.Upload{
		Identity: store.NewIdentity(), Mode: mode, At: a.now(), Account: a.account, File: p.File, Options: p.Options, Counts: p.Counts,
		Base: p.Base.Revision, ActiveBefore: p.ActiveBefore, ActiveAfter: p.ActiveAfter, HasReport: true,
	}
	if p.Undoes != nil {
		u.Undoes = p.Undoes.Upload
	}
	return u
}

// Replan plans the same file against the same base under other options: after
// leaving somebody out, accepting a pair, ticking an option. The history keeps
// the first simulation; what is applied in the end is the plan returned here.
// A choice by hand that fits nothing any more is taken back, as by SimulateAgain.
// A simulation opened from the history has no base to plan against and answers
// data.ErrStale if the base has moved on since.
func (a *App) Replan(ctx context.Context, s *Simulation, o data.Options) (*Simulation, error) {
	if s.past != nil {
		return s.undoAnew(o)
	}
	if o.Mapping == nil {
		o.Mapping = s.Plan.Options.Mapping
	}
	built, err := plan.Rebuild(ctx, s.base, s.table, o)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	built.At = s.Plan.At
	built.File.Name, built.File.SHA256, built.File.Corrected = s.Plan.File.Name, s.Plan.File.SHA256, s.Plan.File.Corrected
	next := *s
	next.Plan, next.attempt = built, ""
	return &next, nil
}

// Simulation opens a recorded simulation so that it can be applied or planned
// again. data.ErrNotFound if there is none with this number or its report is
// no longer kept.
func (a *App) Simulation(ctx context.Context, id int64) (*Simulation, error) {
	p, upload, err := a.Report(ctx, id)
	if err != nil {
		return nil, err
	}
	content, err := a.store.UploadTable(ctx, id)
	if err != nil {
		return nil, err
	}
	table, err := stored.DecodeTable(content)
	if err != nil {
		return nil, err
	}
	base, err := a.Base(ctx)
	if err == nil {
		base, err = a.sinceMark(ctx, base, table.Mark)
	}
	if err != nil {
		return nil, err
	}
	return &Simulation{Plan: p, Upload: upload, base: base, table: table, reduced: true, likes: &likes{}}, nil
}

// Partners lists whom the person of a line may be joined with by hand (SPEC
// S4.8).
func (s *Simulation) Partners(line int) []plan.Partner { return s.Plan.Partners(s.base, line) }

// Report opens the report of an upload as it was.
func (a *App) Report(ctx context.Context, id int64) (*plan.Plan, data.Upload, error) {
	upload, err := a.store.Upload(ctx, id)
	if err != nil {
		return nil, data.Upload{}, err
	}
	content, err := a.store.UploadPlan(ctx, id)
	if err != nil {
		return nil, data.Upload{}, err
	}
	p, err := stored.Decode(content)
	return p, upload, err
}
