package app

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

const lockerFile = "Email,First name,Last name,Role ID,Permission profile,LOCKER (required)\n" +
	"anna@x.fr,Anna,Petit,shop-1,Administrator,A 1\nzoe@x.fr,Zoe,Baker,shop-1,Manager,\"é\"\"=\\;\"\nben@x.fr,Ben,Old,shop-1,Manager,B 2\n"

// withLocker is an organization with a field of its own and three people who
// have something in it.
func withLocker(t *testing.T) (*App, data.Field, data.Upload) {
	t.Helper()
	a := newOrganization(t)
	locker := data.NewOwnField("Locker")
	try(t, a.SaveFields(t.Context(), locker))
	s, upload := run(t, a, saved(t, "users.csv", lockerFile), data.Options{CreateRoles: true})
	if s.Plan.Counts.Created != 3 {
		t.Fatalf("the file leads to %+v", s.Plan.Counts)
	}
	return a, locker.Field, upload
}

func saved(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	try(t, os.WriteFile(path, []byte(content), 0o600))
	return path
}

// named is the user with an address.
func named(t *testing.T, a *App, email string) data.User {
	t.Helper()
	base, err := a.Base(t.Context())
	try(t, err)
	i := slices.IndexFunc(base.Users, func(u data.User) bool { return u.Email == email })
	if i < 0 {
		t.Fatalf("nobody is %s", email)
	}
	return base.Users[i]
}

// TestOwnFieldGoesEverywhere takes a tenth field through import, diff, report,
// history, undo and search: nothing in the program says that it exists but the
// schema (SPEC S14.2).
func TestOwnFieldGoesEverywhere(t *testing.T) {
	a, locker, _ := withLocker(t)
	if zoe := named(t, a, "zoe@x.fr"); zoe.Get(locker) != `é"=\;` {
		t.Fatalf("stored is %q", zoe.Own)
	}
	s, upload := run(t, a, saved(t, "next.csv", "Email;Locker\nanna@x.fr;A 2\nzoe@x.fr;\nben@x.fr;\n"), data.Options{BlankErases: true})
	if c := s.Plan.Counts; c.Updated != 3 {
		t.Fatalf("the file leads to %+v", c)
	}
	want := plan.FieldChange{Field: locker, Old: "A 1", New: "A 2"}
	if line := s.Plan.Lines[0]; len(line.Fields) != 1 || line.Fields[0] != want {
		t.Errorf("the line says %+v", line.Fields)
	}
	report, err := a.ReportOf(t.Context(), upload.ID, assets.In("fr"))
	try(t, err)
	for _, format := range []string{"txt", "html", "csv", "json"} {
		path := filepath.Join(t.TempDir(), "report."+format)
		try(t, a.SaveReport(t.Context(), report.Plan, data.Applied, path, assets.In("en")))
		content, err := os.ReadFile(path)
		try(t, err)
		said := "Locker: A 1 → A 2"
		if format == "json" {
			said = `"field":"own.locker","old":"A 1","new":"A 2"`
		}
		if !bytes.Contains(content, []byte(said)) {
			t.Errorf("the %s report does not say what changed:\n%s", format, content)
		}
	}
	history, err := a.UserHistory(t.Context(), named(t, a, "anna@x.fr").Key)
	try(t, err)
	base, err := a.Base(t.Context())
	try(t, err)
	if c := history[0]; !slices.Equal(c.Fields(base.Schema), []data.Field{locker}) || c.Before.Get(locker) != "A 1" {
		t.Errorf("the history says %+v", c)
	}
	ben := named(t, a, "ben@x.fr")
	ben.Set(locker, "by hand")
	_, err = a.SaveUser(t.Context(), nil, ben)
	try(t, err)
	d, err := a.Directory(t.Context())
	try(t, err)
	if found := d.Find(Query{Text: "HÁND"}); len(found) != 1 || found[0].Email != "ben@x.fr" {
		t.Errorf("search finds %d", len(found))
	}
	if sorted := d.Find(Query{Order: Order{By: locker}}); sorted[1].Email != "anna@x.fr" || sorted[2].Email != "ben@x.fr" {
		t.Error("the list cannot be sorted by it")
	}
	back, _ := undo(t, a, upload.ID)
	if anna, ben := named(t, a, "anna@x.fr"), named(t, a, "ben@x.fr"); anna.Get(locker) != "A 1" || ben.Get(locker) != "by hand" || back.Plan.Counts.Kept != 1 {
		t.Errorf("undone it is %q and %q, %+v", anna.Own, ben.Own, back.Plan.Counts)
	}
	try(t, a.store.Check(t.Context()))
}

// TestOwnFieldComesBackFromAnExport: in both formats and languages, template
// and list of manual changes too (SPEC S4.12, S7).
func TestOwnFieldComesBackFromAnExport(t *testing.T) {
	a, locker, _ := withLocker(t)
	for _, language := range assets.Languages() {
		for _, format := range []string{"xlsx", "csv"} {
			path := filepath.Join(t.TempDir(), "export."+format)
			o := ExportOptions{Format: format, Query: Query{Status: AllUsers}, Words: assets.In(language)}
			_, err := a.Export(t.Context(), path, o, nil)
			try(t, err)
			s, err := a.Simulate(t.Context(), path, data.Options{DeactivateAbsent: true, BlankErases: true}, nil)
			try(t, err)
			columns := s.Plan.File.Columns
			if last := columns[len(columns)-1]; s.Plan.Counts.Unchanged != 3 || last.Field != locker || last.Header != "Locker" {
				t.Errorf("%s %s: %+v of %+v", language, format, s.Plan.Counts, columns)
			}
			template := filepath.Join(t.TempDir(), "template."+format)
			try(t, a.Template(t.Context(), template, assets.In(language)))
			f, err := a.Read(t.Context(), template, data.Options{}, nil)
			try(t, err)
			if !slices.ContainsFunc(f.Columns, func(c plan.Column) bool { return c.Field == locker }) {
				t.Errorf("the template has no such column: %+v", f.Columns)
			}
		}
	}
	anna := named(t, a, "anna@x.fr")
	anna.Set(locker, "")
	_, err := a.SaveUser(t.Context(), nil, anna)
	try(t, err)
	path := filepath.Join(t.TempDir(), "changes.csv")
	try(t, a.ExportHandChanges(t.Context(), path, assets.In("en")))
	if content, err := os.ReadFile(path); err != nil || !strings.Contains(string(content), "Locker,A 1,,") {
		t.Errorf("the changes by hand are\n%s%v", content, err)
	}
}

// TestOwnFieldIsErasedWithItsUser: no byte of what somebody had in it is left
// (SPEC S2.2), and a field that is no more leaves what is stored readable.
func TestOwnFieldIsErasedWithItsUser(t *testing.T) {
	a, locker, upload := withLocker(t)
	ben := named(t, a, "ben@x.fr")
	ben.Set(locker, "very own words")
	ben, err := a.SaveUser(t.Context(), nil, ben)
	try(t, err)
	try(t, a.SaveFields(t.Context()))
	if again := named(t, a, "ben@x.fr"); again != ben {
		t.Errorf("without the field he is %+v", again)
	}
	report, err := a.ReportOf(t.Context(), upload.ID, assets.In("en"))
	try(t, err)
	if report.Plan.Schema.Header(locker, "en") != "Locker" {
		t.Error("the old report does not know what the field was called")
	}
	_, err = a.SetStatus(t.Context(), []data.UserKey{ben.Key}, data.Deactivated, Consent{})
	try(t, err)
	try(t, a.Erase(t.Context(), ben.Key, "Ben Old"))
	content, err := os.ReadFile(a.Path())
	try(t, err)
	if bytes.Contains(content, []byte("very own words")) {
		t.Error("it is still in the file")
	}
	try(t, a.store.Check(t.Context()))
}

// TestSaveFieldsRefuses: too many fields are none, and each change of them is a
// revision.
func TestSaveFieldsRefuses(t *testing.T) {
	a := newOrganization(t)
	before, _, err := a.store.Revision(t.Context())
	try(t, err)
	var many []data.FieldInfo
	for i := range data.MostOwnFields + 1 {
		many = append(many, data.NewOwnField(fmt.Sprint("Field ", i)))
	}
	if err := a.SaveFields(t.Context(), many...); err == nil {
		t.Error("too many are stored")
	}
	if after, _, err := a.store.Revision(t.Context()); err != nil || after != before {
		t.Errorf("refused, but at revision %d", after)
	}
	try(t, a.SaveFields(t.Context(), many[1:]...))
	base, err := a.Base(t.Context())
	try(t, err)
	if len(base.Schema.Own()) != data.MostOwnFields || base.Revision != before+1 {
		t.Errorf("%d fields at revision %d", len(base.Schema.Own()), base.Revision)
	}
}
