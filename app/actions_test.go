package app

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"headcount.app/headcount/data"
)

// state is what undo and redo have to bring back: users and roles.
func state(t *testing.T, a *App) string {
	t.Helper()
	base, err := a.Base(t.Context())
	try(t, err)
	roles := slices.Clone(base.Roles)
	slices.SortFunc(roles, func(x, y data.Role) int { return compareText(x.ID, y.ID) })
	return fmt.Sprintf("%+v\n%+v", base.Users, roles)
}

func compareText(x, y string) int {
	switch {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return 0
}

// handActions are what can be done by hand, to a person or role of the example.
var handActions = map[string]func(t *testing.T, a *App, n int){
	"create": func(t *testing.T, a *App, n int) {
		_, err := a.SaveUser(t.Context(), nil, data.User{
			Email: fmt.Sprintf("new%d@bellerive.example", n), FirstName: "New", LastName: fmt.Sprint("Person ", n), Roles: someone(t, a, 1).Roles, Profile: someone(t, a, 1).Profile,
		})
		if !errors.As(err, new(*InvalidUserError)) { // who is there already
			try(t, err)
		}
	},
	"edit": func(t *testing.T, a *App, n int) {
		u := someone(t, a, n)
		u.JobTitle, u.Phone = fmt.Sprint("Job ", n), fmt.Sprint("+33 ", n)
		_, err := a.SaveUser(t.Context(), nil, u)
		try(t, err)
	},
	"status": func(t *testing.T, a *App, n int) {
		u, other := someone(t, a, n), someone(t, a, n+1)
		to := data.Deactivated
		if u.Status == data.Deactivated {
			to = data.Active
		}
		p, err := a.PlanStatus(t.Context(), []data.UserKey{u.Key, other.Key}, to)
		try(t, err)
		var consent Consent
		for _, g := range p.Guards {
			consent.Numbers = append(consent.Numbers, g.Number)
		}
		if _, err = a.SetStatus(t.Context(), []data.UserKey{u.Key, other.Key}, to, consent); !errors.As(err, new(*RefusedError)) {
			try(t, err)
		}
	},
	"protect":   func(t *testing.T, a *App, n int) { try(t, a.Protect(t.Context(), someone(t, a, n).Key)) },
	"unprotect": func(t *testing.T, a *App, n int) { try(t, a.Unprotect(t.Context(), someone(t, a, n).Key)) },
	"role": func(t *testing.T, a *App, n int) {
		base, err := a.Base(t.Context())
		try(t, err)
		role := base.Roles[n%len(base.Roles)]
		role.Name = fmt.Sprint("Role ", n)
		_, err = a.SaveRole(t.Context(), nil, role.ID, role)
		try(t, err)
	},
	"new role": func(t *testing.T, a *App, n int) {
		_, err := a.SaveRole(t.Context(), nil, "", data.Role{ID: fmt.Sprint("new-", n), Name: fmt.Sprint("New ", n)})
		if !errors.As(err, new(*InvalidRoleError)) {
			try(t, err)
		}
	},
	"assign": func(t *testing.T, a *App, n int) {
		base, err := a.Base(t.Context())
		try(t, err)
		try(t, a.Assign(t.Context(), base.Roles[n%len(base.Roles)].ID, someone(t, a, n).Key))
	},
}

func someone(t *testing.T, a *App, n int) data.User {
	base, err := a.Base(t.Context())
	try(t, err)
	return base.Users[n%len(base.Users)]
}

// TestUndoAndRedoAreTheLastAction: whatever is done by hand, undo goes back step by
// step through every state there was, and redo forward again (SPEC S8.1).
func TestUndoAndRedoAreTheLastAction(t *testing.T) {
	names := make([]string, 0, len(handActions))
	for name := range handActions {
		names = append(names, name)
	}
	slices.Sort(names)
	a := example(t, "en")
	rapid.Check(t, func(r *rapid.T) {
		a.actions = actions{}
		_, err := a.LastAction(t.Context()) // the history begins here
		try(t, err)
		states := []string{state(t, a)}
		for range rapid.IntRange(1, 6).Draw(r, "actions") {
			name, n := rapid.SampledFrom(names).Draw(r, "action"), rapid.IntRange(0, 40).Draw(r, "whom")
			handActions[name](t, a, n)
			if now := state(t, a); now != states[len(states)-1] {
				states = append(states, now)
			}
		}
		for at := len(states) - 2; at >= 0; at-- {
			if _, err := a.UndoAction(t.Context()); err != nil || state(t, a) != states[at] {
				r.Fatalf("undo to state %d of %d: %v", at, len(states), err)
			}
		}
		for at := 1; at < len(states); at++ {
			if _, err := a.RedoAction(t.Context()); err != nil || state(t, a) != states[at] {
				r.Fatalf("redo to state %d of %d: %v", at, len(states), err)
			}
		}
		if next := a.NextAction(); next.Kind != "" {
			r.Fatalf("%+v is left to be done again", next)
		}
	})
}

// TestUploadsAreActionsToo: between changes by hand an upload is named, and undone and
// made again by its own shown undo; after a new start the history is asked.
func TestUploadsAreActionsToo(t *testing.T) {
	a := example(t, "en")
	ctx := t.Context()
	person := someone(t, a, 3)
	try(t, a.Protect(ctx, person.Key))
	_, upload := run(t, a, exampleFile(t, a), data.Options{SkipProblems: true})
	last, err := a.LastAction(ctx)
	try(t, err)
	if last.Kind != "upload" || last.Upload != upload.ID {
		t.Fatalf("%+v is the last action", last)
	}
	if _, err := a.UndoAction(ctx); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("an upload was undone unseen: %v", err)
	}
	undoing, err := a.Undo(ctx, upload.ID, nil)
	try(t, err)
	undone, err := a.Apply(ctx, undoing, everything(undoing), nil)
	try(t, err)
	if last, _ = a.LastAction(ctx); last.Kind != "protect" || last.Name != person.Name() {
		t.Errorf("%+v is the last action after the undo", last)
	}
	if next := a.NextAction(); next.Upload != undone.ID {
		t.Errorf("%+v can be done again", next)
	}
	path := a.Path()
	try(t, a.Close())
	again, err := Open(path, Config{Account: "camille.roux"})
	try(t, err)
	defer again.Close()
	if last, err = again.UndoAction(ctx); err != nil || last.Kind != "protect" || someone(t, again, 3).Protected {
		t.Errorf("after a new start: %+v, %v", last, err)
	}
	if before, err := again.LastAction(ctx); err != nil || before.revision >= last.revision {
		t.Errorf("what was taken back is offered again: %+v, %v", before, err)
	}
}

// everything passes every guard of a plan.
func everything(s *Simulation) (c Consent) {
	for _, g := range s.Plan.Guards {
		c.Numbers = append(c.Numbers, g.Number)
	}
	return c
}

// TestWhatChangedSinceIsNotUndone: an action whose person is another one now is refused
// and not offered again.
func TestWhatChangedSinceIsNotUndone(t *testing.T) {
	a := example(t, "en")
	u := someone(t, a, 5)
	u.JobTitle = "Boss"
	_, err := a.SaveUser(t.Context(), nil, u)
	try(t, err)
	act, err := a.LastAction(t.Context())
	try(t, err)
	u.JobTitle = "Chief"
	_, err = a.SaveUser(t.Context(), nil, u)
	try(t, err)
	a.actions.done = []Action{act} // as if the second change were another program's
	if _, err := a.UndoAction(t.Context()); !errors.Is(err, ErrChangedSince) {
		t.Fatal(err)
	}
	if now := someone(t, a, 5); now.JobTitle != "Chief" || len(a.actions.done) != 0 {
		t.Errorf("%q, %d actions", now.JobTitle, len(a.actions.done))
	}
}
