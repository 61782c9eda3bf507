package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data"
)

// UndoSinceError says why the uploads since a day cannot be undone at once: there
// are none that stand, or one of them changed the hierarchy.
type UndoSinceError struct {
	Day time.Time
	// Hierarchy is the upload that changed roles, 0 if there is nothing to undo;
	// Order are the uploads that can be undone one by one instead, newest first.
	Hierarchy int64
	Order     []int64
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

// Sentence says what can be undone instead, if anything.
func (e *UndoSinceError) Sentence() (string, []string) {
	day := e.Day.Format(time.DateOnly)
	if e.Hierarchy != 0 {
		order := make([]string, len(e.Order))
		for i, id := range e.Order {
			order[i] = strconv.FormatInt(id, 10)
		}
		return "undo_hierarchy_since", []string{"upload", strconv.FormatInt(e.Hierarchy, 10), "day", day, "order", strings.Join(order, "\n")}
	}
	return "undo_none_since", []string{"day", day}
}

// UndoSince plans what takes back every upload that was applied on a day or later
// and still stands: one plan that does what undoing them from the newest to the
// oldest does, shown and applied like the undo of one (SPEC S17.6). Errors:
// *UndoSinceError, *plan.UsageError.
func (a *App) UndoSince(ctx context.Context, day time.Time, choice data.Options, p Progress) (*Simulation, error) {
	return a.undoBack(ctx, plan.Past{Choice: choice}, p, func(uploads []data.Upload) ([]data.Upload, error) {
		return standingSince(uploads, day)
	})
}

// UndoFrom is UndoSince for an upload and everything that was applied after it.
func (a *App) UndoFrom(ctx context.Context, id int64, p Progress) (*Simulation, error) {
	return a.undoBack(ctx, plan.Past{}, p, func(uploads []data.Upload) ([]data.Upload, error) {
		at := slices.IndexFunc(uploads, func(u data.Upload) bool { return u.ID == id })
		switch {
		case at < 0:
			return nil, data.ErrNotFound
		case uploads[at].Mode != data.Applied:
			return nil, &UndoError{uploads[at]}
		}
		return standingFrom(uploads, uploads[at])
	})
}

// undoBack plans the undo of the uploads that standing chooses, oldest first.
func (a *App) undoBack(ctx context.Context, past plan.Past, p Progress, standing func([]data.Upload) ([]data.Upload, error)) (*Simulation, error) {
	var err error
	if past.Uploads, err = a.Uploads(ctx, 0, 0); err != nil {
		return nil, err
	}
	back, err := standing(past.Uploads)
	if err != nil {
		return nil, err
	}
	p.at(0, 0, "progress.undoing")
	base, err := a.Base(ctx)
	if err != nil {
		return nil, err
	}
	past.Upload = back[0]
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
		return nil, &UndoSinceError{Day: past.Upload.At.Local()}
	}
	s.Plan.At = a.now()
	s.Upload = a.uploadOf(s.Plan, data.Simulated)
	return s, ctx.Err()
}

// standingSince are the applied uploads from the first one of a day on, oldest
// first: by revision, not by clock. It is an error if there are none, or if roles
// would have to go back.
func standingSince(uploads []data.Upload, day time.Time) ([]data.Upload, error) {
	first := firstSince(uploads, day)
	if first == nil {
		return nil, &UndoSinceError{Day: day}
	}
	back, err := standingFrom(uploads, *first)
	if refused := new(UndoSinceError); errors.As(err, &refused) {
		refused.Day = day
	}
	return back, err
}

// firstSince is the first applied upload of a day or later, by revision; nil if there
// is none.
func firstSince(uploads []data.Upload, day time.Time) *data.Upload {
	var first *data.Upload
	for i := range uploads {
		if u := &uploads[i]; u.Mode == data.Applied && !u.At.Before(day) && (first == nil || u.Revision < first.Revision) {
			first = u
		}
	}
	return first
}

// standingFrom are the applied uploads from one on, oldest first. It is an error if
// roles would have to go back.
func standingFrom(uploads []data.Upload, first data.Upload) ([]data.Upload, error) {
	back := slices.DeleteFunc(slices.Clone(uploads), func(u data.Upload) bool {
		return u.Mode != data.Applied || u.Revision < first.Revision
	})
	slices.SortFunc(back, func(a, b data.Upload) int { return cmp.Compare(a.Revision, b.Revision) })
	for i := range back {
		u := &back[i]
		took := func(other data.Upload) bool { return other.ID == u.Undoes }
		if u.Options.Hierarchy && (u.UndoneBy == 0 || u.UndonePartly) && !slices.ContainsFunc(back, took) {
			return nil, &UndoSinceError{Day: first.At.Local(), Hierarchy: u.ID, Order: newestFirst(StandingFrom(uploads, first))}
		}
	}
	return back, nil
}

// newestFirst are the numbers of uploads in the order in which they can be undone.
func newestFirst(uploads []data.Upload) []int64 {
	slices.SortFunc(uploads, func(a, b data.Upload) int { return cmp.Compare(b.Revision, a.Revision) })
	ids := make([]int64, len(uploads))
	for i := range uploads {
		ids[i] = uploads[i].ID
	}
	return ids
}

// UndoDay is a day back to which everything that was applied can be undone.
type UndoDay struct {
	Day time.Time
	// Applied are the uploads of that day that go back, Back all of that day and
	// later, each newest first.
	Applied, Back []data.Upload
	// Err is why it cannot be done, nil if it can.
	Err error
}

// UndoDays are the days on which something was applied that still stands, newest
// first.
func UndoDays(uploads []data.Upload) []UndoDay {
	var days []UndoDay
	for _, day := range appliedDays(uploads) {
		_, err := standingSince(uploads, day)
		if refused := new(UndoSinceError); err != nil && (!errors.As(err, &refused) || refused.Hierarchy == 0) {
			continue
		}
		d := UndoDay{Day: day, Back: StandingFrom(uploads, *firstSince(uploads, day)), Err: err}
		for _, u := range d.Back {
			if midnight(u.At).Equal(day) {
				d.Applied = append(d.Applied, u)
			}
		}
		if len(d.Applied) > 0 {
			days = append(days, d)
		}
	}
	return days
}

// StandingFrom are the uploads that undoing one and everything after it takes back, in
// the order of uploads: those that stand, but for undos of uploads that go back
// themselves.
func StandingFrom(uploads []data.Upload, first data.Upload) []data.Upload {
	return slices.DeleteFunc(slices.Clone(uploads), func(u data.Upload) bool {
		return u.Mode != data.Applied || u.Revision < first.Revision || u.UndoneBy != 0 && !u.UndonePartly ||
			undoneWithin(&u, uploads, first.Revision)
	})
}

// undoneWithin reports whether an undo is of uploads that go back themselves: those
// from a revision on.
func undoneWithin(u *data.Upload, uploads []data.Upload, from data.Revision) bool {
	before := func(id int64) bool {
		return !slices.ContainsFunc(uploads, func(b data.Upload) bool { return b.ID == id && b.Revision >= from })
	}
	return u.Undoes != 0 && !slices.ContainsFunc(u.Undone(), before)
}

// appliedDays are the days on which something was applied, newest first.
func appliedDays(uploads []data.Upload) []time.Time {
	var days []time.Time
	for i := range uploads {
		if u := &uploads[i]; u.Mode == data.Applied && !slices.ContainsFunc(days, midnight(u.At).Equal) {
			days = append(days, midnight(u.At))
		}
	}
	slices.SortFunc(days, func(a, b time.Time) int { return b.Compare(a) })
	return days
}

// midnight is when the day of a time begins here.
func midnight(t time.Time) time.Time {
	y, m, d := t.Local().Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.Local)
}
