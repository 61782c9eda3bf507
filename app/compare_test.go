package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"headcount.app/headcount/app/compare"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// compared simulates two files in one organization and returns their uploads.
func compared(t *testing.T, older, newer string) (a *App, first, second data.Upload) {
	t.Helper()
	folder := t.TempDir()
	clock := time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)
	config := Config{Now: func() time.Time { return clock }, Account: "camille"}
	a, err := Create(filepath.Join(folder, "o.headcount"), "O", assets.In("en"), config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	var uploads []data.Upload
	for i, text := range []string{older, newer} {
		path := filepath.Join(folder, []string{"october.csv", "november.csv"}[i])
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := a.Simulate(context.Background(), path, data.Options{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		uploads = append(uploads, s.Upload)
	}
	return a, uploads[0], uploads[1]
}

const (
	october  = "Email,First name,Last name,Role ID,ID\nann@x.fr,Ann,Ash,s1,1\nbob@x.fr,Bob,Élm,s1,2\ncy@x.fr,Cy,Fir,s1,3\n"
	november = "Email,First name,Last name,Role ID,ID,Team\nann@x.fr,Ann,Ash,\"s2, s3\",1,red\ncy@x.fr,Cy,Fir,s1,3,\ndee@x.fr,Dee,Yew,s1,4,blue\n"
)

// TestCompare lays two kept files side by side (SPEC S5.5).
func TestCompare(t *testing.T) {
	a, older, newer := compared(t, october, november)
	c, err := a.Compare(context.Background(), older.ID, newer.ID)
	if err != nil {
		t.Fatal(err)
	}
	if c.Count(compare.OnlyOlder) != 1 || c.Count(compare.OnlyNewer) != 1 || c.Count(compare.Differs) != 1 || c.Same != 1 {
		t.Errorf("counts: %+v", c.Comparison)
	}
	for _, s := range []struct {
		text  string
		kinds []compare.DifferenceKind
		want  string
	}{
		{"", nil, "Bob Élm, Dee Yew, Ann Ash"},
		{"ELM", nil, "Bob Élm"},
		{"s3 ann", nil, "Ann Ash"},
		{"x.fr", []compare.DifferenceKind{compare.OnlyNewer, compare.Differs}, "Dee Yew, Ann Ash"},
		{"x.fr nobody", nil, ""},
	} {
		var names []string
		for _, i := range c.Find(s.text, s.kinds...) {
			names = append(names, NameIn(&c.Lines[i], assets.In("en")))
		}
		if got := strings.Join(names, ", "); got != s.want {
			t.Errorf("Find(%q, %v) = %q, want %q", s.text, s.kinds, got, s.want)
		}
	}
}

// TestSavedComparison: the list can be read in both languages, as CSV and as a workbook.
func TestSavedComparison(t *testing.T) {
	a, older, newer := compared(t, october, november)
	c, err := a.Compare(context.Background(), older.ID, newer.ID)
	if err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[string]string{
		"en": "\ufeffWhat,Person,Email,Column,Older file,Newer file,\"Row, older\",\"Row, newer\"\r\n" +
			"Only in the older file,Bob Élm,bob@x.fr,,,,3,\r\n" +
			"Only in the newer file,Dee Yew,dee@x.fr,,,,,4\r\n" +
			"Changed,Ann Ash,ann@x.fr,Role ID,s1,\"s2, s3\",2,2\r\n",
		"fr": "\ufeffQuoi;Personne;Adresse email;Colonne;Ancien fichier;Nouveau fichier;\"Ligne, ancien\";\"Ligne, nouveau\"\r\n" +
			"Seulement dans l’ancien fichier;Bob Élm;bob@x.fr;;;;3;\r\n" +
			"Seulement dans le nouveau fichier;Dee Yew;dee@x.fr;;;;;4\r\n" +
			"Modifié;Ann Ash;ann@x.fr;Rôle;s1;\"s2, s3\";2;2\r\n",
	} {
		folder := t.TempDir()
		for _, name := range []string{"list.csv", "list.xlsx"} {
			if err := a.SaveComparison(context.Background(), c, filepath.Join(folder, name), assets.In(lang)); err != nil {
				t.Fatal(err)
			}
		}
		if content, _ := os.ReadFile(filepath.Join(folder, "list.csv")); string(content) != want {
			t.Errorf("%s: got\n%s\nwant\n%s", lang, content, want)
		}
		book, err := ReadFile(context.Background(), filepath.Join(folder, "list.xlsx"), data.Options{}, nil)
		if err != nil || len(book.Table.Rows) != 3 || book.Table.Rows[2].Cell(5).Text != "s2, s3" {
			t.Errorf("%s: the workbook holds %+v, %v", lang, book, err)
		}
	}
}

// TestContentsNoLongerKeptAreNotCompared: after 90 days only the counts of a simulation
// are left, and it is said so (SPEC S5.5).
func TestContentsNoLongerKeptAreNotCompared(t *testing.T) {
	a, older, newer := compared(t, october, november)
	if err := a.store.Prune(context.Background(), a.now().AddDate(0, 0, 91)); err != nil {
		t.Fatal(err)
	}
	_, err := a.Compare(context.Background(), older.ID, newer.ID)
	var gone *ContentsGoneError
	if !errors.As(err, &gone) || gone.Upload.ID != older.ID {
		t.Fatalf("got %v", err)
	}
	for lang, want := range map[string]string{
		"en": "The lines of upload 1, “october.csv”, are no longer kept; only its counts are. Choose another upload to compare with.",
		"fr": "Les lignes de l’import 1, «\u202foctober.csv\u202f», ne sont plus conservées\u202f; seuls ses nombres le sont. Choisissez un autre import pour comparer.",
	} {
		if got := Explain(err, assets.In(lang)).String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if _, err := a.Compare(context.Background(), newer.ID+1, newer.ID); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("an upload that is not there: %v", err)
	}
}
