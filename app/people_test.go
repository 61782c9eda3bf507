package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"headcount.app/headcount/app/plan/stored"
	"headcount.app/headcount/app/report"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// example is the example organization in a folder of its own.
func example(t *testing.T, language string) *App {
	t.Helper()
	now := time.Date(2026, 11, 20, 14, 26, 0, 0, time.Local)
	config := Config{Now: func() time.Time { now = now.Add(time.Second); return now }, Account: "camille.roux"}
	a, err := CreateExample(t.Context(), filepath.Join(t.TempDir(), "example.headcount"), assets.In(language), config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	return a
}

// person is the user with an address.
func person(t *testing.T, a *App, email string) data.User {
	t.Helper()
	base, err := a.Base(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for i := range base.Users {
		if base.Users[i].Email == email {
			return base.Users[i]
		}
	}
	t.Fatalf("nobody has %s", email)
	return data.User{}
}

func try(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// run simulates a file and applies it.
func run(t *testing.T, a *App, path string, o data.Options) (*Simulation, data.Upload) {
	t.Helper()
	s, err := a.Simulate(t.Context(), path, o, nil)
	try(t, err)
	consent := Consent{}
	for _, g := range s.Plan.Guards {
		consent.Numbers = append(consent.Numbers, g.Number)
	}
	upload, err := a.Apply(t.Context(), s, consent, nil)
	try(t, err)
	return s, upload
}

func TestExampleIsWhatThePicturesShow(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		a := example(t, language)
		d, err := a.Directory(t.Context())
		try(t, err)
		if c := d.Counts(); c != (UserCounts{251, 18, 4}) {
			t.Errorf("%s: %+v", language, c)
		}
		w := assets.In(language)
		for key, changes := range map[string]bool{"example.file.clean": false, "example.file.changes": true, "example.file.problems": true} {
			s, err := a.Simulate(t.Context(), filepath.Join(a.ExampleFolder(), w.T(key)+".xlsx"), data.Options{DeactivateAbsent: true}, nil)
			try(t, err)
			if (s.Plan.Counts.Changes() > 0) != changes {
				t.Errorf("%s %s: %+v", language, key, s.Plan.Counts)
			}
			if (s.Plan.Counts.Problem > 0) != (key == "example.file.problems") {
				t.Errorf("%s %s: %d problems", language, key, s.Plan.Counts.Problem)
			}
		}
	}
}

func TestSearchKnowsNoAccentsAndOrdersByEveryField(t *testing.T) {
	d, err := example(t, "en").Directory(t.Context())
	try(t, err)
	found := d.Find(Query{Text: "BACKER zoe"})
	if len(found) != 1 || found[0].Name() != "Zoë Bäcker" {
		t.Errorf("found %d", len(found))
	}
	for _, by := range []data.Field{data.LastName, data.Email, data.RoleID, data.PermissionProfile, data.ID, data.JobTitle, data.Phone} {
		up, down := d.Find(Query{Order: Order{By: by}}), d.Find(Query{Order: Order{By: by, Descending: true}})
		slices.Reverse(down)
		if len(up) != 251 || !slices.Equal(up, down) {
			t.Errorf("%v: descending is not the reverse of ascending", by)
		}
		sorted := slices.IsSortedFunc(up, func(x, y *data.User) int {
			key := func(u *data.User) string {
				if by == data.RoleID {
					return data.FoldName(d.RoleNames(u.Roles))
				}
				return data.FoldName(u.Get(by))
			}
			return strings.Compare(key(x), key(y))
		})
		if !sorted {
			t.Errorf("%v is not sorted", by)
		}
	}
}

func TestFormIsRefusedFieldByField(t *testing.T) {
	a := example(t, "en")
	zoe := person(t, a, "zoe.backer@bellerive.example")
	zoe.Email, zoe.Roles, zoe.FirstName = "ines.ait-ouarab@bellerive.example", "nowhere", ""
	_, err := a.SaveUser(t.Context(), nil, zoe)
	var invalid *InvalidUserError
	if !errors.As(err, &invalid) {
		t.Fatalf("got %v", err)
	}
	var codes []string
	for _, i := range invalid.Issues {
		codes = append(codes, i.Code)
	}
	slices.Sort(codes)
	if want := []string{"email.taken", "name.missing", "role.unknown"}; !slices.Equal(codes, want) {
		t.Errorf("got %v, want %v", codes, want)
	}
	if stored := person(t, a, "zoe.backer@bellerive.example"); stored.FirstName != "Zoë" {
		t.Error("something was stored")
	}
}

func TestManyByHandAreGuardedAndNobodyIsChangedBefore(t *testing.T) {
	a := example(t, "en")
	d, err := a.Directory(t.Context())
	try(t, err)
	var keys []data.UserKey
	for _, u := range d.Find(Query{Profile: "Sales rep"}) {
		keys = append(keys, u.Key)
	}
	_, err = a.SetStatus(t.Context(), keys, data.Deactivated, Consent{})
	var refused *RefusedError
	if !errors.As(err, &refused) || refused.Guards[0].Code != "mass_deactivation" || refused.Guards[0].Number != len(keys) {
		t.Fatalf("got %v", err)
	}
	if d, _ = a.Directory(t.Context()); d.Counts().Active != 251 {
		t.Error("somebody was deactivated")
	}
	_, err = a.SetStatus(t.Context(), keys, data.Deactivated, Consent{Numbers: []int{len(keys)}})
	try(t, err)
	if d, _ = a.Directory(t.Context()); d.Counts().Active != 251-len(keys) {
		t.Errorf("%d active", d.Counts().Active)
	}
}

func TestLastAdministratorStays(t *testing.T) {
	a := example(t, "en")
	d, err := a.Directory(t.Context())
	try(t, err)
	var keys []data.UserKey
	for _, u := range d.Find(Query{Profile: "Administrator"}) {
		keys = append(keys, u.Key)
	}
	_, err = a.SetStatus(t.Context(), keys, data.Deactivated, Consent{Numbers: []int{len(keys)}})
	var refused *RefusedError
	if !errors.As(err, &refused) || refused.Passable() {
		t.Fatalf("got %v", err)
	}
	err = a.SaveProfile(t.Context(), "Administrator", data.Profile{Name: "Administrator"})
	if !errors.As(err, &refused) {
		t.Errorf("the mark could be taken away: %v", err)
	}
}

func TestHandChangesSayWhetherAFileKnowsThem(t *testing.T) {
	a := example(t, "en")
	added, err := a.SaveUser(t.Context(), nil, data.User{
		Email: "new@bellerive.example", FirstName: "Nora", LastName: "Neu", Roles: "head-office", Profile: "Manager", Status: data.Active,
	})
	try(t, err)
	zoe := person(t, a, "zoe.backer@bellerive.example")
	zoe.JobTitle = "Store manager"
	_, err = a.SaveUser(t.Context(), nil, zoe)
	try(t, err)
	path := filepath.Join(t.TempDir(), "list.csv")
	_, err = a.Export(t.Context(), path, ExportOptions{Format: "csv", Words: assets.In("en"), Query: Query{Text: "backer"}}, nil)
	try(t, err)
	run(t, a, path, data.Options{})
	changes, err := a.HandChanges(t.Context())
	try(t, err)
	if changes[0].After.Key != added.Key || changes[0].Action != data.Create || changes[0].InUploadSince {
		t.Errorf("first %+v", changes[0])
	}
	var seen bool
	for _, c := range changes {
		if c.Action == data.Update && c.After.Key == zoe.Key {
			seen = c.InUploadSince
		}
	}
	if !seen {
		t.Error("the upload contained Zoë")
	}
	out := filepath.Join(t.TempDir(), "changes.csv")
	try(t, a.ExportHandChanges(t.Context(), out, assets.In("en")))
	text, err := os.ReadFile(out)
	try(t, err)
	for _, want := range []string{"Nora Neu", "Zoë Bäcker", "Store manager", "camille.roux"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%q is not in the list", want)
		}
	}
}

func TestExportComesBackUnchanged(t *testing.T) {
	a := example(t, "en")
	for _, language := range []string{"en", "fr"} {
		for _, format := range []string{"xlsx", "csv"} {
			path := filepath.Join(t.TempDir(), "all."+format)
			o := ExportOptions{Format: format, Words: assets.In(language), Query: Query{Status: AllUsers}}
			n, err := a.Export(t.Context(), path, o, nil)
			try(t, err)
			s, err := a.Simulate(t.Context(), path, data.Options{DeactivateAbsent: true, BlankErases: true}, nil)
			try(t, err)
			if c := s.Plan.Counts; n != 269 || c.Unchanged != 269 || c.Changes()+c.Problem+c.Absent > 0 {
				t.Errorf("%s %s: %d exported, %+v", language, format, n, c)
			}
		}
	}
}

func TestPreviewIsTheBeginningOfTheFile(t *testing.T) {
	a := example(t, "en")
	o := ExportOptions{Format: "csv", Words: assets.In("fr"), Query: Query{Status: OnlyDeactivated}}
	header, lines, total, err := a.ExportPreview(t.Context(), o, 5)
	try(t, err)
	path := filepath.Join(t.TempDir(), "list.csv")
	n, err := a.Export(t.Context(), path, o, nil)
	try(t, err)
	if n != 18 || total != 18 || len(lines) != 5 || header[len(header)-1] != "Statut" {
		t.Fatalf("%d, %d, %d lines, header %v", n, total, len(lines), header)
	}
	text, err := os.ReadFile(path)
	try(t, err)
	rows := strings.Split(strings.TrimPrefix(string(text), "\ufeff"), "\r\n")
	if rows[0] != strings.Join(header, ";") || !strings.HasPrefix(rows[1], strings.Join(lines[0][:3], ";")) {
		t.Errorf("the file begins with %q and %q", rows[0], rows[1])
	}
}

func TestCancelledExportLeavesTheOldFile(t *testing.T) {
	a := example(t, "en")
	path := filepath.Join(t.TempDir(), "list.csv")
	try(t, os.WriteFile(path, []byte("old"), 0o600))
	ctx, cancel := context.WithCancel(t.Context())
	_, err := a.Export(ctx, path, ExportOptions{Format: "csv", Words: assets.In("en")}, func(int, int, string) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if text, _ := os.ReadFile(path); string(text) != "old" {
		t.Error("the old file is gone")
	}
}

// TestErasedPersonLeavesNoTraceAndReportsStay has somebody with reports, hand
// changes and problem rows deleted for good (SPEC S2.2).
func TestErasedPersonLeavesNoTraceAndReportsStay(t *testing.T) {
	a := example(t, "en")
	added, err := a.SaveUser(t.Context(), nil, data.User{
		Email: "xanthippe.qwzyx@loner.example", FirstName: "Xanthippe", LastName: "Qwzyxský", ID: "QX-77", JobTitle: "Keeper of lights",
		Roles: "head-office", Profile: "Manager", Status: data.Active,
	})
	try(t, err)
	csv := func(name string, lines ...string) string {
		path := filepath.Join(t.TempDir(), name)
		header := "Email,First name,Last name,Role ID,Permission profile,ID,Job title\n"
		try(t, os.WriteFile(path, []byte(header+strings.Join(lines, "\n")+"\n"), 0o600))
		return path
	}
	zoe := "zoe.backer@bellerive.example,Zoë,Bäcker,shop-strasbourg,Sales rep,00107,Chief"
	_, moved := run(t, a, csv("moved.csv", "xanthippe@loner.example,Xanthippe,Qwzyxský,head-office,Manager,QX-77,Keeper", zoe), data.Options{})
	problem, err := a.Simulate(t.Context(), csv("problem.csv", "xanthippe-at-loner,Xanthippe,Qwzyxský,head-office,Manager,,", zoe), data.Options{}, nil)
	try(t, err)
	named, err := a.Simulate(t.Context(), csv("named.csv", "xanthippe@loner.example,Ada,Other,head-office,Manager,A-1,", "a@x.fr,B,C,head-office,Manager,QX-77,"), data.Options{}, nil)
	try(t, err)
	_, err = a.SetStatus(t.Context(), []data.UserKey{added.Key}, data.Deactivated, Consent{})
	try(t, err)
	if err := a.Erase(t.Context(), added.Key, "somebody else"); !errors.Is(err, ErrNotConfirmed) {
		t.Errorf("another name was taken: %v", err)
	}
	try(t, a.Erase(t.Context(), added.Key, "xanthippe qwzyxsky"))
	checkReports(t, a, moved.ID, problem.Upload.ID, named.Upload.ID)
	path := a.Path()
	try(t, a.Close())
	content, err := os.ReadFile(path)
	try(t, err)
	for _, trace := range []string{"anthippe", "Qwzyx", "loner.example", "QX-77"} {
		if strings.Contains(string(content), trace) {
			t.Errorf("%q is still in the file", trace)
		}
	}
}

// checkReports opens every report that is there and sees that it says nothing
// of the person; the first two must be there.
func checkReports(t *testing.T, a *App, there ...int64) {
	t.Helper()
	uploads, err := a.Uploads(t.Context(), 0, 0)
	try(t, err)
	opened := map[int64]bool{}
	for _, u := range uploads {
		if !u.HasReport {
			continue
		}
		content, err := a.store.UploadPlan(t.Context(), u.ID)
		try(t, err)
		table, err := a.store.UploadTable(t.Context(), u.ID)
		try(t, err)
		p, err := stored.Decode(content)
		try(t, err)
		read, err := stored.DecodeTable(table)
		try(t, err)
		opened[u.ID] = true
		var words strings.Builder
		try(t, report.WriteText(&words, report.Report{Plan: p, Mode: u.Mode, Words: assets.In("en")}, report.TextOptions{}))
		for _, row := range read.Rows {
			for _, cell := range row.Cells {
				words.WriteString(cell.Text + "\n")
			}
		}
		for _, trace := range []string{"anthippe", "Qwzyx", "loner", "QX-77"} {
			if strings.Contains(words.String(), trace) {
				t.Errorf("upload %d still says %q", u.ID, trace)
			}
		}
	}
	for _, id := range there[:2] {
		if !opened[id] {
			t.Errorf("the report of upload %d is gone", id)
		}
	}
}
