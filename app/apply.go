package app

import (
	"context"
	"errors"
	"fmt"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/app/plan/stored"
	"headcount.app/headcount/app/report"
	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
)

// Consent is what a person typed to pass the guards (SPEC S4.9): the numbers
// of people. A number that no guard asks for does no harm.
type Consent struct {
	Numbers []int
}

// RefusedError says why a plan is not applied: problem rows, or guards that
// were not passed.
type RefusedError struct {
	// Problems is the number of rows with problems that are not skipped.
	Problems int
	// Guards are the guards that stand in the way.
	Guards []plan.Guard
	// Hierarchy: it is about roles and not about people.
	Hierarchy bool
}

// Error is for logs; people read the guards and problems themselves.
func (e *RefusedError) Error() string {
	return fmt.Sprintf("refused: %d problem rows, %d guards", e.Problems, len(e.Guards))
}

// Sentence returns the code alone.
func (e *RefusedError) Sentence() (string, []string) { return "refused", nil }

// Passable reports whether typing numbers would be enough.
func (e *RefusedError) Passable() bool {
	for _, g := range e.Guards {
		if g.Impossible {
			return false
		}
	}
	return e.Problems == 0
}

// StaleError is data.ErrStale with what moved since the plan was built
// (SPEC S5.2).
type StaleError struct {
	// ByHand: it was a change by hand. Nobody but the users whom it touches is
	// among Moved then (SPEC S19.5).
	ByHand bool
	// Applied is the upload that applied this very plan already, 0 if none.
	Applied int64
	// Moved are the changes made since, oldest first.
	Moved []data.Recorded
	// Rested names the roles and profiles that a change by hand rests on and that
	// moved.
	Rested []string
	// Revisions says how the base moved since, oldest first.
	Revisions []store.Record
}

// Error is for logs.
func (e *StaleError) Error() string {
	return fmt.Sprintf("%v: %d changes", data.ErrStale, len(e.Moved))
}

// Sentence tells apart what was applied already.
func (e *StaleError) Sentence() (string, []string) {
	if e.Applied != 0 {
		return "applied", nil
	}
	return "stale", nil
}

// Unwrap makes errors.Is(err, data.ErrStale) true.
func (e *StaleError) Unwrap() error { return data.ErrStale }

// refusal is Refusal as an error.
func refusal(p *plan.Plan, c Consent) error {
	if refused := Refusal(p, c); refused != nil {
		return refused
	}
	return nil
}

// Refusal returns why the plan would not be applied with this consent, nil if
// it would. It is the same simulated as applied (SPEC S12.1).
func Refusal(p *plan.Plan, c Consent) *RefusedError {
	refused := &RefusedError{Guards: p.OpenGuards(c.Numbers), Hierarchy: p.Options.Hierarchy}
	if p.Blocked() {
		refused.Problems = p.Counts.Problem
	}
	if refused.Problems == 0 && len(refused.Guards) == 0 {
		return nil
	}
	return refused
}

// Apply applies exactly the plan of s, in one transaction, after an automatic
// backup (SPEC S5.2, S5.3). Errors: *RefusedError, *StaleError,
// data.ErrReadOnly, data.ErrUnknownOutcome. If any is returned nothing was
// applied, but for ErrUnknownOutcome, which says so: applying once more finds
// out and answers as if it had been known.
func (a *App) Apply(ctx context.Context, s *Simulation, c Consent, p Progress) (data.Upload, error) {
	if a.ReadOnly() {
		return data.Upload{}, data.ErrReadOnly
	}
	if done, err := a.attempted(ctx, s); !errors.Is(err, data.ErrNotFound) {
		if err == nil {
			a.applied(s, done)
		}
		return done, err
	}
	if err := a.stale(ctx, s); err != nil {
		return data.Upload{}, err
	}
	if refused := Refusal(s.Plan, c); refused != nil {
		return data.Upload{}, refused
	}
	p.at(0, 0, "progress.backup")
	if err := a.backup(ctx); err != nil {
		return data.Upload{}, err
	}
	commit, err := a.commitOf(ctx, s)
	if err != nil {
		return data.Upload{}, err
	}
	stored, err := a.store.Commit(ctx, commit, func(done, total int) { p.at(done, total, "progress.applying") })
	switch {
	case errors.Is(err, data.ErrUnknownOutcome):
		s.attempt = commit.Identity
	case errors.Is(err, data.ErrStale):
		return data.Upload{}, a.staleSince(ctx, s)
	case err == nil:
		a.applied(s, stored)
	}
	return stored, err
}

// applied tells those who wait for it that s was applied.
func (a *App) applied(s *Simulation, stored data.Upload) {
	a.actions.begin(s.Plan.Base.Revision)
	a.actions.uploaded(stored, s.Plan.Undoes)
	a.Outbox.Posted()
}

// attempted returns the upload of an earlier try to apply s whose outcome was
// unknown then, data.ErrNotFound if there was none or it changed nothing.
func (a *App) attempted(ctx context.Context, s *Simulation) (data.Upload, error) {
	if s.attempt == "" {
		return data.Upload{}, data.ErrNotFound
	}
	done, err := a.store.Committed(ctx, s.attempt)
	if err == nil || errors.Is(err, data.ErrNotFound) {
		s.attempt = ""
	}
	return done, err
}

// commitOf is the commit that applies the plan of s.
func (a *App) commitOf(ctx context.Context, s *Simulation) (store.Commit, error) {
	upload := a.uploadOf(s.Plan, data.Applied)
	upload.Simulation, upload.Recall = s.Upload.ID, s.Plan.Recall
	letters, err := a.letters(ctx, s.Copy, report.Report{Plan: s.Plan, Mode: data.Applied}, &upload)
	if err != nil {
		return store.Commit{}, err
	}
	commit := store.Commit{
		Identity: upload.Identity, Expect: store.Whole(s.Plan.Base.Revision, s.Plan.Base.Digest), Origin: data.ByUpload, Account: a.account,
		Changes: s.Plan.Changes(), Roles: s.Plan.Roles(), Profiles: s.Plan.NewProfiles,
		DropRoles: s.Plan.RemovedRoles(), Upload: &upload, Plan: stored.Encode(s.Plan), Letters: letters,
	}
	if s.table != nil {
		commit.Table = stored.EncodeTable(s.Plan.Kept(s.table))
	}
	if s.Plan.Undoes != nil {
		commit.Origin = data.ByUndo
	}
	for _, profile := range s.Plan.DropProfiles {
		commit.DropProfiles = append(commit.DropProfiles, profile.Name)
	}
	return commit, nil
}

// stale returns a *StaleError if the base moved since the plan was built or
// the plan was applied already.
func (a *App) stale(ctx context.Context, s *Simulation) error {
	revision, digest, err := a.store.Revision(ctx)
	if err != nil {
		return err
	}
	stamp := s.Plan.Base
	if stamp.Organization == a.store.Organization() && stamp.Revision == revision && stamp.Digest == digest {
		if s.Upload.ID == 0 {
			return nil
		}
		recorded, err := a.store.Upload(ctx, s.Upload.ID)
		if err != nil || (recorded.AppliedAs == 0 && recorded.Mode != data.Applied) {
			return err
		}
	}
	return a.staleSince(ctx, s)
}

func (a *App) staleSince(ctx context.Context, s *Simulation) error {
	stale := &StaleError{}
	if s.Upload.Mode == data.Applied {
		stale.Applied = s.Upload.ID
	} else if s.Upload.ID != 0 {
		if recorded, err := a.store.Upload(ctx, s.Upload.ID); err == nil {
			stale.Applied = recorded.AppliedAs
		}
	}
	if s.Plan.Base.Organization == a.store.Organization() {
		moved, err := a.store.Changes(ctx, s.Plan.Base.Revision)
		if err != nil {
			return err
		}
		stale.Moved = moved
		if stale.Revisions, err = a.store.Revisions(ctx, s.Plan.Base.Revision); err != nil {
			return err
		}
	}
	return stale
}
