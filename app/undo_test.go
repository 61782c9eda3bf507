package app

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// undo plans and applies the undo of an upload, every number typed.
func undo(t *testing.T, a *App, id int64) (*Simulation, data.Upload) {
	t.Helper()
	s, err := a.Undo(t.Context(), id, nil)
	try(t, err)
	consent := Consent{}
	for _, g := range s.Plan.Guards {
		consent.Numbers = append(consent.Numbers, g.Number)
	}
	upload, err := a.Apply(t.Context(), s, consent, nil)
	try(t, err)
	return s, upload
}

// people is the base but for what every write changes.
func people(t *testing.T, a *App) data.Base {
	t.Helper()
	base, err := a.Base(t.Context())
	try(t, err)
	return data.Base{Users: base.Users, Roles: base.Roles, Profiles: base.Profiles, Settings: base.Settings}
}

// TestUndoGivesTheBaseBack applies the example file, undoes it, and undoes the
// undo, through the store: SPEC S4.12, field for field.
func TestUndoGivesTheBaseBack(t *testing.T) {
	a := example(t, "en")
	before := people(t, a)
	file := filepath.Join(a.ExampleFolder(), assets.In("en").T("example.file.changes")+".xlsx")
	s, upload := run(t, a, file, data.Options{DeactivateAbsent: true, CreateRoles: true})
	after := people(t, a)
	if s.Plan.Counts.Changes() == 0 || reflect.DeepEqual(before, after) {
		t.Fatalf("the file changes nothing: %+v", s.Plan.Counts)
	}
	back, undone := undo(t, a, upload.ID)
	if got := people(t, a); !reflect.DeepEqual(got, before) {
		t.Errorf("undone it is not what it was")
	}
	if back.Plan.Counts.Changes() != s.Plan.Counts.Changes() || back.Plan.Counts.Kept != 0 || undone.Undoes != upload.ID {
		t.Errorf("%+v of %+v, %+v", back.Plan.Counts, s.Plan.Counts, undone)
	}
	// What it changed is recorded as an undo: guards and the history of a person go by it.
	recorded, err := a.store.Changes(t.Context(), undone.Base)
	try(t, err)
	if len(recorded) == 0 || slices.ContainsFunc(recorded, func(r data.Recorded) bool { return r.Origin != data.ByUndo || r.Upload != undone.ID }) {
		t.Errorf("%d changes are recorded, not all as those of an undo", len(recorded))
	}
	history, err := a.Uploads(t.Context(), 2, 0)
	try(t, err)
	if history[0].ID != undone.ID || history[0].Undoes != upload.ID || history[1].UndoneBy != undone.ID || !history[0].HasReport {
		t.Errorf("the history says %+v", history)
	}
	_, err = a.Undo(t.Context(), upload.ID, nil)
	var refused *UndoError
	if !errors.As(err, &refused) || refused.Simulated() || !errors.Is(err, data.ErrStale) || Code(err) != "undo_done" {
		t.Errorf("undone twice: %v", err)
	}
	_, redone := undo(t, a, undone.ID)
	if got := people(t, a); !reflect.DeepEqual(got, after) {
		t.Errorf("redone it is not what it was")
	}
	if again, err := a.store.Upload(t.Context(), upload.ID); err != nil || again.UndoneBy != 0 {
		t.Errorf("made again, the upload is undone by %d, %v", again.UndoneBy, err)
	}
	undo(t, a, redone.ID)
	if got := people(t, a); !reflect.DeepEqual(got, before) {
		t.Errorf("undone once more it is not what it was")
	}
	try(t, a.store.Check(t.Context()))
}

// TestUndoKeepsWhatCameAfter: a hand and the deletion for good are told, and
// what was planned before them is stale.
func TestUndoKeepsWhatCameAfter(t *testing.T) {
	a := example(t, "en")
	file := filepath.Join(t.TempDir(), "users.csv")
	try(t, os.WriteFile(file, []byte("Email,Job title,First name,Last name,Role ID,Permission profile\n"+
		"zoe.backer@bellerive.example,Boss,,,,\nines.ait-ouarab@bellerive.example,Boss,,,,\nnew@bellerive.example,Boss,Nora,Neu,fresh,Fresh\n"), 0o600))
	_, upload := run(t, a, file, data.Options{CreateRoles: true})
	planned, err := a.Undo(t.Context(), upload.ID, nil)
	try(t, err)
	if p := planned.Plan; len(p.DropRoles) != 1 || len(p.DropProfiles) != 1 || p.Counts.Removed != 1 || p.Counts.Updated != 2 {
		t.Fatalf("%+v, %v, %v", p.Counts, p.DropRoles, p.DropProfiles)
	}
	zoe := person(t, a, "zoe.backer@bellerive.example")
	zoe.JobTitle = "Queen"
	_, err = a.SaveUser(t.Context(), nil, zoe)
	try(t, err)
	var stale *StaleError
	if _, err = a.Apply(t.Context(), planned, Consent{}, nil); !errors.As(err, &stale) || len(stale.Moved) != 1 {
		t.Errorf("an old plan: %v", err)
	}
	ines := person(t, a, "ines.ait-ouarab@bellerive.example")
	_, err = a.SetStatus(t.Context(), []data.UserKey{ines.Key}, data.Deactivated, Consent{})
	try(t, err)
	try(t, a.Erase(t.Context(), ines.Key, ines.Name()))
	s, _ := undo(t, a, upload.ID)
	if c := s.Plan.Counts; c.Removed != 1 || c.Kept != 1 || c.Updated != 0 || len(s.Plan.FileIssues) != 1 || s.Plan.FileIssues[0].Code != "undo.erased" {
		t.Errorf("%+v, %+v", c, s.Plan.FileIssues)
	}
	if got := person(t, a, "zoe.backer@bellerive.example"); got.JobTitle != "Queen" {
		t.Errorf("the hand was undone: %+v", got)
	}
	base, err := a.Base(t.Context())
	try(t, err)
	if slices.ContainsFunc(base.Roles, func(r data.Role) bool { return r.ID == "fresh" }) ||
		slices.ContainsFunc(base.Profiles, func(p data.Profile) bool { return p.Name == "Fresh" }) {
		t.Error("what it made is still there")
	}
	uploads, err := a.Uploads(t.Context(), 0, 0)
	try(t, err)
	for _, u := range uploads {
		if u.Mode == data.Simulated {
			_, err = a.Undo(t.Context(), u.ID, nil)
			var refused *UndoError
			if !errors.As(err, &refused) || !refused.Simulated() || errors.Is(err, data.ErrStale) || Code(err) != "undo_simulated" {
				t.Errorf("a simulation: %v", err)
			}
		}
	}
	if _, err = a.Undo(t.Context(), 999, nil); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("no such upload: %v", err)
	}
}
