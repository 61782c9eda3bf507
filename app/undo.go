package app

import (
	"context"
	"fmt"
	"strconv"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/app/plan/stored"
	"headcount.app/headcount/data"
)

// UndoError says why an upload cannot be undone: it was only simulated, or it is
// undone already.
type UndoError struct{ Upload data.Upload }

// Error is for logs.
func (e *UndoError) Error() string {
	if e.Simulated() {
		return fmt.Sprintf("upload %d was only simulated", e.Upload.ID)
	}
	return fmt.Sprintf("upload %d was undone by %d", e.Upload.ID, e.Upload.UndoneBy)
}

// Simulated reports whether the upload never changed anything.
func (e *UndoError) Simulated() bool { return e.Upload.Mode != data.Applied }

// Unwrap makes errors.Is(err, data.ErrStale) true for what was undone already,
// as for a plan that was applied already (SPEC S12.1).
func (e *UndoError) Unwrap() error {
	if e.Simulated() {
		return nil
	}
	return data.ErrStale
}

// Sentence says which of the two it is, of which uploads.
func (e *UndoError) Sentence() (string, []string) {
	id := strconv.FormatInt(e.Upload.ID, 10)
	if e.Simulated() {
		return "undo_simulated", []string{"upload", id}
	}
	return "undo_done", []string{"upload", id, "undo", strconv.FormatInt(e.Upload.UndoneBy, 10)}
}

// Undo plans what takes an upload back (SPEC S5.6). Nothing is changed and the
// history does not hear of it; what is returned is shown and applied like the
// plan of a file. The upload of an undo can be undone too, and what an undo left
// out can be undone later. Errors: *UndoError, data.ErrNotFound.
func (a *App) Undo(ctx context.Context, id int64, p Progress) (*Simulation, error) {
	return a.UndoPart(ctx, id, data.Options{}, p)
}

// UndoPart is Undo without the people and fields that are left out, or of the
// kinds named alone (SPEC S17.6). A choice that fits nothing is a
// *plan.UsageError.
func (a *App) UndoPart(ctx context.Context, id int64, choice data.Options, p Progress) (*Simulation, error) {
	return a.undoOne(ctx, id, plan.Past{Choice: choice}, p)
}

// UndoAgain plans the undo of a simulation anew on the base as it is by now: what
// was left out stays so, and of an undo back to a date whatever was applied in
// between goes back too (SPEC S5.2, S17.6). What was left out of people whom it does
// not change any more is taken out of its options.
func (a *App) UndoAgain(ctx context.Context, s *Simulation, p Progress) (*Simulation, error) {
	past := plan.Past{Choice: s.past.Choice, Lenient: true}
	if s.plans == nil {
		return a.undoOne(ctx, s.past.Upload.ID, past, p)
	}
	return a.undoBack(ctx, past, p, func(uploads []data.Upload) ([]data.Upload, error) {
		return standingFrom(uploads, s.past.Upload)
	})
}

func (a *App) undoOne(ctx context.Context, id int64, past plan.Past, p Progress) (*Simulation, error) {
	upload, err := a.store.Upload(ctx, id)
	if err != nil {
		return nil, err
	}
	if upload.Mode != data.Applied || upload.UndoneBy != 0 && !upload.UndonePartly {
		return nil, &UndoError{upload}
	}
	p.at(0, 0, "progress.undoing")
	base, err := a.Base(ctx)
	if err != nil {
		return nil, err
	}
	past.Upload = upload
	if past.Changes, err = a.store.Changes(ctx, upload.Revision-1); err != nil {
		return nil, err
	}
	if past.Uploads, err = a.Uploads(ctx, 0, 0); err != nil {
		return nil, err
	}
	if past.Plan, err = a.planToUndo(ctx, &upload); err != nil {
		return nil, err
	}
	s := &Simulation{base: base, past: &past}
	if s.Plan, err = plan.Undo(base, past); err != nil {
		return nil, err
	}
	s.Plan.At = a.now()
	s.Upload = a.uploadOf(s.Plan, data.Simulated)
	return s, ctx.Err()
}

// planToUndo reads the stored plan of an upload as far as its undo needs it, nil if
// it is not kept any more.
func (a *App) planToUndo(ctx context.Context, upload *data.Upload) (*plan.Plan, error) {
	if !upload.HasReport {
		return nil, nil
	}
	content, err := a.store.UploadPlan(ctx, upload.ID)
	if err != nil {
		return nil, err
	}
	if upload.Options.Hierarchy {
		return stored.Decode(content) // roles have no history but these lines
	}
	return stored.DecodeHead(content)
}

// undoAnew plans the same undo with another choice.
func (s *Simulation) undoAnew(choice data.Options) (*Simulation, error) {
	past, next := *s.past, *s
	past.Choice = choice
	next.past = &past
	var err error
	if s.plans != nil {
		next.Plan, err = plan.UndoBack(s.base, past, s.plans)
	} else {
		next.Plan, err = plan.Undo(s.base, past)
	}
	if err != nil {
		return nil, err
	}
	next.Plan.At = s.Plan.At
	return &next, nil
}
