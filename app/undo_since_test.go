package app

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"headcount.app/headcount/data"
)

// titles applies one file after the other, each giving people a job title, and
// returns the uploads.
func titles(t *testing.T, a *App, files ...map[string]string) []data.Upload {
	t.Helper()
	uploads := make([]data.Upload, len(files))
	for i, file := range files {
		text := "Email,Job title\n"
		for email, title := range file {
			text += email + "," + title + "\n"
		}
		path := filepath.Join(t.TempDir(), "titles.csv")
		try(t, os.WriteFile(path, []byte(text), 0o600))
		_, uploads[i] = run(t, a, path, data.Options{})
	}
	return uploads
}

const (
	zoe  = "zoe.backer@bellerive.example"
	ines = "ines.ait-ouarab@bellerive.example"
)

// TestUndoFrom takes an upload back and whatever came after it, as one entry; what was
// before stands, and is what Ctrl+Z would take back next.
func TestUndoFrom(t *testing.T) {
	a := example(t, "en")
	uploads := titles(t, a, map[string]string{zoe: "One"}, map[string]string{zoe: "Two", ines: "Two"}, map[string]string{zoe: "Three"})
	s, err := a.UndoFrom(t.Context(), uploads[1].ID, nil)
	try(t, err)
	upload, err := a.Apply(t.Context(), s, Consent{}, nil)
	try(t, err)
	if got := upload.Undone(); !slices.Equal(got, []int64{uploads[2].ID, uploads[1].ID}) || person(t, a, zoe).JobTitle != "One" {
		t.Errorf("undone %v, %s", got, person(t, a, zoe).JobTitle)
	}
	if last, err := a.LastAction(t.Context()); err != nil || last.Upload != uploads[0].ID {
		t.Errorf("the last action is %+v, %v", last, err)
	}
	if _, err = a.UndoFrom(t.Context(), uploads[1].ID, nil); !errors.As(err, new(*UndoSinceError)) {
		t.Errorf("once more: %v", err)
	}
	if _, err = a.UndoFrom(t.Context(), 999, nil); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("no such upload: %v", err)
	}
}

// TestUndoAgainKeepsTheChoice: an undo that is stale is planned anew with what was
// left out, but for what it is not about any more (SPEC S5.2, S17.6).
func TestUndoAgainKeepsTheChoice(t *testing.T) {
	for name, begin := range map[string]func(a *App, of []data.Upload) (*Simulation, error){
		"one":  func(a *App, of []data.Upload) (*Simulation, error) { return a.Undo(t.Context(), of[0].ID, nil) },
		"from": func(a *App, of []data.Upload) (*Simulation, error) { return a.UndoFrom(t.Context(), of[0].ID, nil) },
		"since": func(a *App, of []data.Upload) (*Simulation, error) {
			return a.UndoSince(t.Context(), of[0].At, data.Options{}, nil)
		},
	} {
		t.Run(name, func(t *testing.T) {
			a := example(t, "en")
			n := 2
			if name == "one" {
				n = 1
			}
			uploads := titles(t, a, map[string]string{zoe: "One", ines: "One"}, map[string]string{"irene.arnaud@bellerive.example": "Two"})[:n]
			before := person(t, a, zoe)
			s, err := begin(a, uploads)
			try(t, err)
			field := data.FieldChoice{Email: zoe, Field: data.JobTitle}
			s, err = a.Replan(t.Context(), s, data.Options{LeaveOut: []string{ines}, LeaveOutFields: []data.FieldChoice{field}})
			try(t, err)
			now := person(t, a, ines)
			_, err = a.SetStatus(t.Context(), []data.UserKey{now.Key}, data.Deactivated, Consent{})
			try(t, err)
			try(t, a.Erase(t.Context(), now.Key, now.Name()))
			later := titles(t, a, map[string]string{"irene.arnaud@bellerive.example": "Three"})
			_, err = a.Apply(t.Context(), s, Consent{}, nil)
			if !errors.Is(err, data.ErrStale) {
				t.Fatalf("it is not stale: %v", err)
			}
			again, err := a.UndoAgain(t.Context(), s, nil)
			try(t, err)
			o := again.Plan.Options
			if len(o.LeaveOut) != 0 || !slices.Equal(o.LeaveOutFields, []data.FieldChoice{field}) {
				t.Errorf("left out are %v, %v", o.LeaveOut, o.LeaveOutFields)
			}
			if too := slices.Contains(append(o.UndoesToo, again.Plan.Undoes.Upload), later[0].ID); too != (name != "one") {
				t.Errorf("what came in between goes back: %v", too)
			}
			if name == "one" {
				return // nothing but what is left out
			}
			_, err = a.Apply(t.Context(), again, Consent{}, nil)
			try(t, err)
			if got := person(t, a, zoe); got.JobTitle != before.JobTitle {
				t.Errorf("%s went back", got.JobTitle)
			}
		})
	}
}

// TestUndoSinceADayToCome is nothing to undo.
func TestUndoSinceADayToCome(t *testing.T) {
	a := example(t, "en")
	_, err := a.UndoSince(t.Context(), time.Now().AddDate(0, 0, 1), data.Options{}, nil)
	if refused := new(UndoSinceError); !errors.As(err, &refused) || refused.Hierarchy != 0 {
		t.Errorf("%v", err)
	}
}

// TestUndoSinceOverAHierarchy says which uploads to undo one by one instead, and in
// which order that works.
func TestUndoSinceOverAHierarchy(t *testing.T) {
	a := example(t, "en")
	before := person(t, a, zoe)
	first := titles(t, a, map[string]string{zoe: "One"})[0]
	path := filepath.Join(t.TempDir(), "roles.csv")
	try(t, os.WriteFile(path, []byte("Role ID,Role name\nnew-shop,New shop\n"), 0o600))
	_, roles := run(t, a, path, data.Options{Hierarchy: true})
	last := titles(t, a, map[string]string{zoe: "Two"})[0]
	_, err := a.UndoSince(t.Context(), first.At, data.Options{}, nil)
	refused := new(UndoSinceError)
	if !errors.As(err, &refused) || refused.Hierarchy != roles.ID || !slices.Equal(refused.Order, []int64{last.ID, roles.ID, first.ID}) {
		t.Fatalf("%+v, %v", refused, err)
	}
	for _, id := range refused.Order {
		s, err := a.Undo(t.Context(), id, nil)
		try(t, err)
		_, err = a.Apply(t.Context(), s, Consent{}, nil)
		try(t, err)
	}
	if now := person(t, a, zoe); now.JobTitle != before.JobTitle || tree(t, a).Role("new-shop") != nil {
		t.Errorf("not all went back: %s", now.JobTitle)
	}
}
