package app

import (
	"context"
	"strings"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// ErrNotConfirmed says that the name typed to delete a user for good is not theirs.
var ErrNotConfirmed = data.Expect("not_confirmed", "the name typed is not the user's")

// InvalidUserError says which fields of a form cannot be stored as they are.
type InvalidUserError struct {
	Issues []plan.Issue
	// Schema says what the fields are called.
	Schema *data.Schema
}

// Error is for logs; people read the issues beside the fields.
func (e *InvalidUserError) Error() string {
	codes := make([]string, len(e.Issues))
	for i := range e.Issues {
		codes[i] = e.Issues[i].Code
	}
	return "user not stored: " + strings.Join(codes, ", ")
}

// Sentence returns the code alone.
func (e *InvalidUserError) Sentence() (string, []string) { return "invalid", nil }

// Explain says every reason.
func (e *InvalidUserError) Explain(w *assets.Words) Message {
	return explainInvalid("error.invalid", e.Schema, e.Issues, w)
}

// SaveUser stores a user created (Key 0) or edited by hand and returns them as
// stored. opened is the base in which they were opened, nil for the present one:
// what the edit rests on must not have moved since (SPEC S19.5). Errors:
// *InvalidUserError, *RefusedError for the last administrator, *StaleError,
// data.ErrNotFound, data.ErrReadOnly.
func (a *App) SaveUser(ctx context.Context, opened *data.Base, u data.User) (data.User, error) {
	opened, err := a.orPresent(ctx, opened)
	if err != nil {
		return data.User{}, err
	}
	var before data.User
	if u.Key != 0 {
		stored, err := userIn(opened, u.Key)
		if err != nil {
			return data.User{}, err
		}
		before = *stored
	}
	p, err := a.applyByHand(ctx, opened, func(base *data.Base) (*plan.Plan, error) {
		p := plan.Edit(base, before, u)
		if line := &p.Lines[0]; line.Kind == plan.Problem {
			return nil, &InvalidUserError{Issues: line.Issues, Schema: base.Schema}
		}
		return p, refusal(p, Consent{})
	})
	if err != nil {
		return data.User{}, err
	}
	return a.saved(ctx, *p.Lines[0].After)
}

// saved finds a user again after storing, by key or, if new, by address.
func (a *App) saved(ctx context.Context, u data.User) (data.User, error) {
	base, err := a.Base(ctx)
	if err != nil {
		return data.User{}, err
	}
	key := data.EmailKey(u.Email)
	for i := range base.Users {
		if stored := &base.Users[i]; stored.Key == u.Key || u.Key == 0 && data.EmailKey(stored.Email) == key {
			return *stored, nil
		}
	}
	return data.User{}, data.ErrNotFound
}

// PlanStatus says what deactivating or reactivating users by hand would do,
// guards included. Users who have the status already are left out.
func (a *App) PlanStatus(ctx context.Context, keys []data.UserKey, s data.Status) (*plan.Plan, error) {
	base, err := a.Base(ctx)
	if err != nil {
		return nil, err
	}
	return planChanges(base, keys, statusTo(s))
}

func statusTo(s data.Status) func(*data.Change) {
	return func(c *data.Change) {
		c.After.Status = s
		c.Action = data.Reactivate
		if s == data.Deactivated {
			c.Action = data.Deactivate
		}
	}
}

// SetStatus deactivates or reactivates users by hand. *RefusedError if a guard
// is not passed; then nothing was changed.
func (a *App) SetStatus(ctx context.Context, keys []data.UserKey, s data.Status, c Consent) (*plan.Plan, error) {
	return a.change(ctx, keys, c, statusTo(s))
}

// Protect marks users "Keep when absent from files" (SPEC S2.3).
func (a *App) Protect(ctx context.Context, keys ...data.UserKey) error {
	return a.setProtected(ctx, keys, data.Protect)
}

// Unprotect takes the mark off.
func (a *App) Unprotect(ctx context.Context, keys ...data.UserKey) error {
	return a.setProtected(ctx, keys, data.Unprotect)
}

func (a *App) setProtected(ctx context.Context, keys []data.UserKey, action data.Action) error {
	_, err := a.change(ctx, keys, Consent{}, func(c *data.Change) {
		c.After.Protected = action == data.Protect
		c.Action = action
	})
	return err
}

// change makes one kind of change to several users, as they are now.
func (a *App) change(ctx context.Context, keys []data.UserKey, c Consent, set func(*data.Change)) (*plan.Plan, error) {
	base, err := a.orPresent(ctx, nil)
	if err != nil {
		return nil, err
	}
	return a.applyByHand(ctx, base, func(base *data.Base) (*plan.Plan, error) {
		p, err := planChanges(base, keys, set)
		if err != nil {
			return nil, err
		}
		return p, refusal(p, c)
	})
}

// planChanges plans one kind of change to several users.
func planChanges(base *data.Base, keys []data.UserKey, set func(*data.Change)) (*plan.Plan, error) {
	var changes []data.Change
	for _, key := range keys {
		stored, err := userIn(base, key)
		if err != nil {
			return nil, err
		}
		c := data.Change{Before: *stored, After: *stored}
		set(&c)
		if c.Before != c.After {
			changes = append(changes, c)
		}
	}
	return plan.ByHand(base, changes...), nil
}

func userIn(base *data.Base, key data.UserKey) (*data.User, error) {
	for i := range base.Users {
		if base.Users[i].Key == key {
			return &base.Users[i], nil
		}
	}
	return nil, data.ErrNotFound
}
