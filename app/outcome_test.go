package app

import (
	"context"
	"errors"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
)

// torn is a store whose next commits end without an answer; stores says whether
// they are stored all the same.
type torn struct {
	store.Store
	commits, stores bool
}

func (s *torn) Commit(ctx context.Context, c store.Commit, progress func(done, total int)) (data.Upload, error) {
	if !s.commits {
		return s.Store.Commit(ctx, c, progress)
	}
	if s.stores {
		if _, err := s.Store.Commit(ctx, c, progress); err != nil {
			return data.Upload{}, err
		}
	}
	return data.Upload{}, data.ErrUnknownOutcome
}

// TestApplyingOnceMoreFindsOut: after an unknown outcome the same plan is
// applied once, whether it had been stored or not, and so is an undo, which no
// simulation in the history stands for (SPEC S5.3).
func TestApplyingOnceMoreFindsOut(t *testing.T) {
	for name, stores := range map[string]bool{"stored": true, "not stored": false} {
		t.Run(name, func(t *testing.T) {
			a := example(t, "en")
			s, err := a.Simulate(t.Context(), exampleFile(t, a), data.Options{}, nil)
			try(t, err)
			broken := &torn{a.store, true, stores}
			a.store = broken
			again := func(s *Simulation) data.Upload {
				t.Helper()
				var consent Consent
				for _, g := range s.Plan.Guards {
					consent.Numbers = append(consent.Numbers, g.Number)
				}
				broken.commits = true
				if _, err := a.Apply(t.Context(), s, consent, nil); !errors.Is(err, data.ErrUnknownOutcome) {
					t.Fatalf("no answer: %v", err)
				}
				broken.commits = false
				done, err := a.Apply(t.Context(), s, consent, nil)
				try(t, err)
				return done
			}
			before, err := a.Base(t.Context())
			try(t, err)
			done := again(s)
			if done.Revision != before.Revision+1 || done.Simulation != s.Upload.ID || done.Counts.Changes() == 0 {
				t.Errorf("applied once more: %+v on revision %d", done, before.Revision)
			}
			undo, err := a.Undo(t.Context(), done.ID, nil)
			try(t, err)
			back := again(undo)
			if back.Revision != before.Revision+2 || back.Undoes != done.ID {
				t.Errorf("undone once more: %+v", back)
			}
			var stale *StaleError
			if _, err := a.Apply(t.Context(), s, Consent{}, nil); !errors.As(err, &stale) || stale.Applied != done.ID {
				t.Errorf("a plan that is known to be applied: %v", err)
			}
		})
	}
}
