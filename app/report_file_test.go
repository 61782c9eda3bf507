package app

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/app/report"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/data/disk"
)

// TestWriteReport: a report appears whole or not at all, in the format its
// ending names; a rehearsal leaves nothing behind.
func TestWriteReport(t *testing.T) {
	r := simpleReport("en", "Anna")
	folder := t.TempDir()
	var all []string
	for _, ending := range []string{".xlsx", ".html", ".htm", ".csv", ".txt", ".json"} {
		path := filepath.Join(folder, "report"+strings.ToUpper(ending))
		if err := RehearseReport(t.Context(), r, path); err != nil {
			t.Errorf("%s: %v", ending, err)
		}
		if disk.Exists(path) {
			t.Errorf("the rehearsal of %s is there", ending)
		}
		if err := WriteReport(t.Context(), r, path); err != nil {
			t.Errorf("%s: %v", ending, err)
		}
		if info, err := os.Stat(path); err != nil || info.Size() == 0 || (runtime.GOOS != "windows" && info.Mode().Perm() != 0o600) {
			t.Errorf("%s: %v, %v", ending, info, err)
		}
		all = append(all, filepath.Base(path))
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	old, err := os.ReadFile(filepath.Join(folder, "report.HTML"))
	if err != nil {
		t.Fatal(err)
	}
	if err := WriteReport(cancelled, simpleReport("fr", "B"), filepath.Join(folder, "report.HTML")); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if now, err := os.ReadFile(filepath.Join(folder, "report.HTML")); err != nil || !bytes.Equal(now, old) {
		t.Errorf("a cancelled report has changed the old one: %v", err)
	}
	for path, want := range map[string]string{
		filepath.Join(folder, "nowhere", "r.html"): data.FileVanished,
		filepath.Join(folder, "report.doc"):        "report_format",
	} {
		for name, write := range map[string]func(context.Context, report.Report, string) error{"write": WriteReport, "rehearse": RehearseReport} {
			if err := write(t.Context(), r, path); Code(err) != want {
				t.Errorf("%s %s: %v", name, path, err)
			}
		}
	}
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != len(all) {
		t.Errorf("%d files for %q, %v", len(entries), all, err)
	}
}

// simpleReport is about one person.
func simpleReport(lang, name string) report.Report {
	user := data.User{Key: 1, Email: "a@x.fr", FirstName: name, LastName: "B", Roles: data.NewRoleIDs("shop"), Profile: "Manager"}
	return report.Report{
		Words: assets.In(lang), Mode: data.Simulated,
		Plan: &plan.Plan{Lines: []plan.Line{{Kind: plan.Deactivated, Before: &user, After: &user}}, Counts: data.Counts{Deactivated: 1}},
	}
}
