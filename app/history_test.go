package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// newOrganization makes an organization in a folder of its own.
func newOrganization(t *testing.T) *App {
	t.Helper()
	a, err := Create(filepath.Join(t.TempDir(), "o.headcount"), "Acme", assets.In("en"), Config{
		Account: "camille", Now: func() time.Time { return time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC) },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	return a
}

// TestWhatIsAppliedAtOnceIsInTheHistoryOnce: a prepared plan is not in the
// history until it is applied or recorded; recorded twice it is there once.
func TestWhatIsAppliedAtOnceIsInTheHistoryOnce(t *testing.T) {
	a, ctx := newOrganization(t), context.Background()
	file := filepath.Join(t.TempDir(), "users.csv")
	if err := os.WriteFile(file, []byte("Email,First name,Last name,Role ID,Permission profile\n"+
		"anna@x.fr,Anna,Petit,shop-1,Administrator\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	options := data.Options{CreateRoles: true}
	s, err := a.Prepare(ctx, file, options, nil)
	if err != nil {
		t.Fatal(err)
	}
	expectUploads(t, a)
	applied, err := a.Apply(ctx, s, Consent{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if applied.Simulation != 0 || applied.Account != "camille" {
		t.Errorf("applied as %+v", applied)
	}
	expectUploads(t, a, data.Applied)
	if _, err := a.Apply(ctx, s, Consent{}, nil); !errors.Is(err, data.ErrStale) {
		t.Errorf("applied twice: %v", err)
	}
	if s, err = a.Prepare(ctx, file, options, nil); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := a.Record(ctx, s); err != nil {
			t.Fatal(err)
		}
	}
	expectUploads(t, a, data.Simulated, data.Applied)
	if _, err := a.Simulation(ctx, s.Upload.ID); err != nil {
		t.Errorf("it can't be looked at: %v", err)
	}
}

func expectUploads(t *testing.T, a *App, want ...data.Mode) {
	t.Helper()
	uploads, err := a.Uploads(context.Background(), 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	got := make([]data.Mode, len(uploads))
	for i, u := range uploads {
		got[i] = u.Mode
	}
	if len(got) != len(want) {
		t.Fatalf("the history has %v, not %v", got, want)
	}
	for i := range got {
		if got[i] != want[i] {
			t.Fatalf("the history has %v, not %v", got, want)
		}
	}
}
