package assets_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/terminal"
)

// german is a file of words that somebody has begun.
const german = `{
  "language.name": "Deutsch",
  "csv.separator": ";",
  "number.form": "1.234",
  "percent.form": "5,6 %",
  "time.form": "9.05 Uhr",
  "header.email": "E-Mail-Adresse | Mailadresse",
  "header.first_name": "Vorname",
  "header.last_name": "Nachname | Familienname",
  "header.status": "Zustand",
  "header.role_name": "Rollenname",
  "header.word.need": "Pflichtfeld",
  "header.word.last": "Nachname",
  "file.status.active": "Aktiv | Ja",
  "file.status.deactivated": "Ausgeschieden | Nein",
  "standard.profile.administrator": "Verwaltung",
  "standard.profile.manager": "Leitung",
  "example.user.email": "camille.beispiel@headcount.example",
  "example.user.last_name": "Beispiel",
  "example.role.role_name": "Beispielladen"
}`

// TestThirdLanguage: one more file in words/ is one more language, in the window, the
// terminal, and in files (SPEC S12.3). What it lacks is English.
func TestThirdLanguage(t *testing.T) {
	assets.AddLanguage(t, "de", german)
	if got := assets.Languages(); !slices.Equal(got, []string{"en", "de", "fr"}) {
		t.Errorf("the languages are %v", got)
	}
	w, en := assets.In("de-AT"), assets.In("en")
	five := time.Date(2026, 11, 20, 9, 5, 0, 0, time.UTC)
	for _, c := range []struct{ got, want string }{
		{w.Language(), "de"},
		{w.T("language.name"), "Deutsch"},
		{w.T("nav.users"), en.T("nav.users")},
		{w.N("error.more", 2000), strings.Replace(en.N("error.more", 2000), "2,000", "2.000", 1)},
		{w.Number(-1234567), "−1.234.567"},
		{w.Percent(14, 251), "5,6 %"},
		{w.DateTime(five), "20\u00a0Nov\u00a02026, 9.05 Uhr"},
		{data.LastName.Header("de"), "Nachname"},
		{data.Phone.Header("de"), "Phone"},
		{data.StatusWord(data.Deactivated, "de"), "Ausgeschieden"},
		{data.ExampleRole("de").Name, "Beispielladen"},
		{data.ExampleRole("de").ID, "example-shop"},
		{data.StandardProfiles("fr")[0].Name + " " + strings.Join(data.StandardProfiles("fr")[0].Aliases, " "), "Administrateur Administrator Verwaltung"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	if !w.Has("nav.users") || w.Has("no.such.key") {
		t.Error("what is said in English is not told from what is not said")
	}
	for _, language := range assets.Languages() {
		if email := data.ExampleRow(language)[data.Email]; !data.IsExampleEmail(email) || !data.IsExampleRole(data.ExampleRole(language)) {
			t.Errorf("the example rows in %s are not known", language)
		}
	}
}

// TestThirdLanguageInFiles: its headers and words are written and understood.
func TestThirdLanguageInFiles(t *testing.T) {
	assets.AddLanguage(t, "de", german)
	folder := t.TempDir()
	run := func(args ...string) string {
		t.Helper()
		var out bytes.Buffer
		status := terminal.Run(t.Context(), terminal.System{Args: append(args, "--db", filepath.Join(folder, "o.headcount"), "--lang", "de"), Out: &out, Err: &out})
		if status != 0 {
			t.Fatalf("%v: status %d: %s", args, status, &out)
		}
		return out.String()
	}
	users := filepath.Join(folder, "users.csv")
	const header, rows = "E-Mail-Adresse;Vorname;Nachname;Role ID;Permission profile;ID;Job title;Phone;Zustand\r\n",
		"zoe@x.fr;Zoe;Baker;shop-1;Leitung;;;;Ausgeschieden\r\nanna@x.fr;Anna;Petit;shop-1;Verwaltung;;;;Aktiv\r\n"
	if err := os.WriteFile(users, []byte("MAILADRESSE;Vorname (Pflichtfeld);Familienname;Rôle;Profil;Zustand\n"+
		"anna@x.fr;Anna;Petit;shop-1;Administrateur;ja\nzoe@x.fr;Zoe;Baker;shop-1;Leitung;Nein\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	run("upload", users, "--create-roles", "--apply")
	run("export", users, "--status", "all")
	if content, err := os.ReadFile(users); err != nil || string(content) != "\uFEFF"+header+rows {
		t.Errorf("%v: exported is %q", err, content)
	}
	before := run("users", "--status", "all", "--format", "json")
	run("template", users)
	if content, err := os.ReadFile(users); err != nil || !strings.Contains(string(content), ";Beispiel;shop-1;Sales rep;") {
		t.Errorf("%v: the template is %q", err, content)
	}
	if err := os.WriteFile(users, []byte("\uFEFF"+header+rows+"camille.beispiel@headcount.example;Camille;Beispiel;shop-1;Sales rep;;;;\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	run("upload", users, "--apply")
	if after := run("users", "--status", "all", "--format", "json"); after != before {
		t.Errorf("the same file made of\n%s\nthis:\n%s", before, after)
	}
}
