package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"headcount/app/plan"
	"headcount/data"
)

// UndoSinceError says why the uploads since a day cannot be undone at once: there
// are none that stand, or one of them changed the hierarchy.
type UndoSinceError struct {
	Day time.Time
	// Hierarchy is the upload that changed roles, 0 if there is nothing to undo.
	Hierarchy int64
}

// Error is for logs.
func (e *UndoSinceError) Error() string {
	if e.Hierarchy != 0 {
		return fmt.Sprintf("upload %d is one of roles", e.Hierarchy)
	}
	return "no upload since " + e.Day.Format(time.DateOnly)
}

// Unwrap makes errors.Is(err, data.ErrNotFound) true where nothing is to be undone.
func (e *UndoSinceError) Unwrap() error {
	if e.Hierarchy != 0 {
		return nil
	}
	return data.ErrNotFound
}

func (e *UndoSinceError) code() (string, []string) {
	day := e.Day.Format(time.DateOnly)
	if e.Hierarchy != 0 {
		return "undo_hierarchy_since", []string{"upload", strconv.FormatInt(e.Hierarchy, 10), "day", day}
	}
	return "undo_none_since", []string{"day", day}
}

// UndoSince plans what takes back every upload that was applied on a day or later
// and still stands: one plan that does what undoing them from the newest to the
// oldest does, shown and applied like the undo of one (SPEC S17.6). Errors:
// *UndoSinceError, *plan.UsageError.
func (a *App) UndoSince(ctx context.Context, day time.Time, choice data.Options, p Progress) (*Simulation, error) {
	uploads, err := a.Uploads(ctx, 0, 0)
	if err != nil {
		return nil, err
	}
	back, err := standingSince(uploads, day)
	if err != nil {
		return nil, err
	}
	p.at(0, 0, "progress.undoing")
	base, err := a.Base(ctx)
	if err != nil {
		return nil, err
	}
	past := plan.Past{Upload: back[0], Uploads: uploads, Choice: choice}
	if past.Changes, err = a.store.Changes(ctx, past.Upload.Revision-1); err != nil {
		return nil, err
	}
	s := &Simulation{base: base, past: &past, plans: map[int64]*plan.Plan{}}
	for i := range back {
		if s.plans[back[i].ID], err = a.planToUndo(ctx, &back[i]); err != nil {
			return nil, err
		}
	}
	if s.Plan, err = plan.UndoBack(base, past, s.plans); err != nil {
		return nil, err
	}
	if s.Plan == nil {
		return nil, &UndoSinceError{Day: day}
	}
	s.Plan.At = a.now()
	s.Upload = a.uploadOf(s.Plan, data.Simulated)
	return s, ctx.Err()
}

// standingSince are the applied uploads from the first one of a day on, oldest
// first: by revision, not by clock. It is an error if there are none, or if roles
// would have to go back.
func standingSince(uploads []data.Upload, day time.Time) ([]data.Upload, error) {
	from := data.Revision(0)
	for i := range uploads {
		if u := &uploads[i]; u.Mode == data.Applied && !u.At.Before(day) && (from == 0 || u.Revision < from) {
			from = u.Revision
		}
	}
	back := slices.DeleteFunc(slices.Clone(uploads), func(u data.Upload) bool {
		return from == 0 || u.Mode != data.Applied || u.Revision < from
	})
	if len(back) == 0 {
		return nil, &UndoSinceError{Day: day}
	}
	slices.SortFunc(back, func(a, b data.Upload) int { return cmp.Compare(a.Revision, b.Revision) })
	for i := range back {
		u := &back[i]
		took := func(other data.Upload) bool { return other.ID == u.Undoes }
		if u.Options.Hierarchy && (u.UndoneBy == 0 || u.UndonePartly) && !slices.ContainsFunc(back, took) {
			return nil, &UndoSinceError{Day: day, Hierarchy: u.ID}
		}
	}
	return back, nil
}
