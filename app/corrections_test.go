package app

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

const correctionsHead = "Email;First name;Last name;Role ID;Permission profile\r\n"

// organizationWithAnna has one active administrator in shop-1.
func organizationWithAnna(t *testing.T) *App {
	t.Helper()
	a, ctx := newOrganization(t), context.Background()
	s, err := a.Simulate(ctx, textFile(t, "anna@x.fr;Anna;Petit;shop-1;Administrator\r\n"), data.Options{CreateRoles: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Apply(ctx, s, Consent{}, nil); err != nil {
		t.Fatal(err)
	}
	return a
}

func textFile(t *testing.T, rows string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "users.csv")
	writeText(t, path, correctionsHead+rows)
	return path
}

func writeText(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte("\uFEFF"+text), 0o600); err != nil {
		t.Fatal(err)
	}
}

const wrongRows = "anna@x.fr;Anna;Petit;shop-1;Administrator\r\n" +
	"ben@x,fr;Ben;Roux;shop-11;Sales rep\r\n" +
	"cleo@x.fr;\" Cléo \";Blanc;shop-11;Sales rep\r\n"

func TestCorrectingInTheReport(t *testing.T) {
	a, ctx := organizationWithAnna(t), context.Background()
	path := textFile(t, wrongRows)
	s, err := a.Simulate(ctx, path, data.Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	c := s.Spaces()
	if len(c) != 1 || c[CellAt{4, 1}] != "Cléo" {
		t.Errorf("spaces: %v", c)
	}
	for i := range s.Plan.Lines {
		l := &s.Plan.Lines[i]
		for k := range l.Issues {
			if issue := &l.Issues[k]; issue.Level == plan.Blocking {
				proposals := s.Proposals(l.Row, issue)
				at, ok := s.Place(l.Row, issue)
				if !ok || len(proposals) == 0 {
					t.Fatalf("no proposal for %s in row %d", issue.Code, l.Row)
				}
				c[at] = proposals[0].Text
			}
		}
	}
	if same := s.Same(CellAt{3, 3}); !slices.Equal(same, []int{4}) {
		t.Errorf("the same value is in %v", same)
	}
	if same := s.Same(CellAt{3, 0}); same != nil {
		t.Errorf("an address is the same in %v", same)
	}
	next, err := a.SimulateCorrected(ctx, s, c, data.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if n := next.Plan.Counts; n.Problem != 0 || n.Created != 2 || next.Plan.File.Corrected != 4 || next.Plan.File.SHA256 != s.Plan.File.SHA256 {
		t.Errorf("%+v, %+v", n, next.Plan.File)
	}
	if s.Plan.Counts.Problem != 2 || len(s.Corrections()) != 0 {
		t.Error("the first simulation was changed")
	}
	recorded, err := a.Simulation(ctx, next.Upload.ID)
	if err != nil || recorded.Plan.File.Corrected != 4 || recorded.table.Rows[1].Cell(0).Text != "ben@x.fr" {
		t.Errorf("recorded: %v", err)
	}
	// Planning again and applying forget nothing of it, and the history says so.
	replanned, err := a.Replan(ctx, next, data.Options{LeaveOut: []string{"cleo@x.fr"}})
	if err != nil || replanned.Plan.File.Corrected != 4 {
		t.Errorf("planned again: %v, %+v", err, replanned.Plan.File)
	}
	if u, err := a.store.Upload(ctx, next.Upload.ID); err != nil || u.File.Corrected != 4 {
		t.Errorf("in the history: %v, %+v", err, u.File)
	}
	saved := filepath.Join(t.TempDir(), "corrected.csv")
	if done, err := a.SaveCorrected(ctx, next, next.Corrections(), path, saved, "Users"); err != nil || done.Cells != 4 || done.Rows != 2 || done.Anew {
		t.Fatalf("%+v, %v", done, err)
	}
	content, _ := os.ReadFile(saved)
	want := "\uFEFF" + correctionsHead + strings.NewReplacer("x,fr", "x.fr", "shop-11", "shop-1", "\" Cléo \"", "\"Cléo\"").Replace(wrongRows)
	if string(content) != want {
		t.Errorf("saved:\n%s", content)
	}
	if again, err := a.Simulate(ctx, saved, data.Options{}, nil); err != nil || again.Plan.Counts != next.Plan.Counts {
		t.Errorf("uploaded again: %v", err)
	}
	if _, err := a.SimulateCorrected(ctx, s, Corrections{{99, 0}: "x"}, data.Options{}); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("a cell that is not there: %v", err)
	}
	if _, err := a.Apply(ctx, next, Consent{}, nil); err != nil {
		t.Errorf("applying the corrected plan: %v", err)
	}
}

func TestAnAnnotatedCopyIsUploadedLikeTheFile(t *testing.T) {
	a, ctx := organizationWithAnna(t), context.Background()
	path := textFile(t, wrongRows)
	s, err := a.Simulate(ctx, path, data.Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, language := range assets.Languages() {
		target := filepath.Join(t.TempDir(), "annotated.xlsx")
		done, err := a.Annotate(ctx, s, path, target, assets.In(language))
		if err != nil || !done.Anew || done.Rows != 2 || done.Cells != 3 {
			t.Fatalf("%+v, %v", done, err)
		}
		copied, err := a.Simulate(ctx, target, data.Options{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if copied.Plan.Counts != s.Plan.Counts {
			t.Errorf("%s: the copy gives %+v, the file %+v", language, copied.Plan.Counts, s.Plan.Counts)
		}
		second := filepath.Join(t.TempDir(), "second.xlsx")
		if _, err := a.Annotate(ctx, copied, target, second, assets.In(language)); err != nil {
			t.Fatal(err)
		}
		if again, err := a.Simulate(ctx, second, data.Options{}, nil); err != nil || len(again.Plan.File.Columns) != 6 {
			t.Errorf("annotated twice: %v", err)
		}
	}
}

func TestOnlyTheFileThatWasSimulatedIsAnnotated(t *testing.T) {
	a, ctx := organizationWithAnna(t), context.Background()
	path := textFile(t, wrongRows)
	s, err := a.Simulate(ctx, path, data.Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	target := filepath.Join(t.TempDir(), "annotated.xlsx")
	if err := os.WriteFile(target, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	content, _ := os.ReadFile(path)
	if err := os.WriteFile(path, bytes.Replace(content, []byte("Ben"), []byte("Bob"), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	var other *OtherFileError
	if _, err := a.Annotate(ctx, s, path, target, assets.In("en")); !errors.As(err, &other) {
		t.Errorf("annotating: %v", err)
	}
	if _, err := a.SaveCorrected(ctx, s, s.Corrections(), path, target, "Users"); !errors.As(err, &other) {
		t.Errorf("saving: %v", err)
	}
	if old, _ := os.ReadFile(target); string(old) != "old" {
		t.Error("the file that was there is another one")
	}
	s.table.Rows = make([]data.Row, maxAnnotated+1)
	var refused *data.FileError
	if _, err := a.Annotate(ctx, s, path, target, assets.In("en")); !errors.As(err, &refused) || refused.Code != fileTooManyRows {
		t.Errorf("too many rows: %v", err)
	}
}

// Where nothing is like the value, the few there are can be chosen (SPEC S15.6);
// none of them is offered for the whole file by itself.
func TestTheFewValuesThereAreAreProposed(t *testing.T) {
	a := example(t, "en")
	path := filepath.Join(t.TempDir(), "users.csv")
	try(t, os.WriteFile(path, []byte("Email;First name;Last name;Role ID;Permission profile;Statut\nnew@x.fr;Ann;New;direction;Xyz;parti\n"), 0o600))
	s, err := a.Simulate(t.Context(), path, data.Options{CreateRoles: false}, nil)
	try(t, err)
	base, err := a.Base(t.Context())
	try(t, err)
	seen := map[string][]Proposal{}
	for i := range s.Plan.Lines {
		l := &s.Plan.Lines[i]
		for k := range l.Issues {
			seen[l.Issues[k].Code] = s.Proposals(l.Row, &l.Issues[k])
		}
	}
	profiles := seen["profile.unknown"]
	if len(profiles) != len(base.Profiles) || slices.ContainsFunc(profiles, func(p Proposal) bool { return !p.Choice }) {
		t.Errorf("profiles: %v", profiles)
	}
	if want := []Proposal{{Text: "Actif", Choice: true}, {Text: "Désactivé", Choice: true}}; !slices.Equal(seen["status.unknown"], want) {
		t.Errorf("statuses: %v", seen["status.unknown"])
	}
}

// TestCopiesOfOtherFormats: a copy of a file that cannot be edited is an XLSX, which
// reads as the file did (SPEC S15.4).
func TestCopiesOfOtherFormats(t *testing.T) {
	ctx, a, w := context.Background(), example(t, "en"), assets.In("en")
	for _, path := range []string{"../data/sheet/testdata/formats/excel-numbers/libreoffice.ods", "../data/sheet/testdata/formats/excel-numbers/libreoffice.xls", "../data/sheet/testdata/formats/excel-plain/web-table.html"} {
		s, err := a.Simulate(ctx, path, data.Options{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.CorrectedEnding(path); got != ".xlsx" {
			t.Errorf("a corrected copy ends in %s", got)
		}
		annotated, corrected := filepath.Join(t.TempDir(), "annotated.xlsx"), filepath.Join(t.TempDir(), "corrected.xlsx")
		if done, err := a.Annotate(ctx, s, path, annotated, w); err != nil || !done.Anew {
			t.Fatalf("%+v, %v", done, err)
		}
		if done, err := a.SaveCorrected(ctx, s, Corrections{{Row: 2, Column: 1}: "Amélia"}, path, corrected, "Users"); err != nil || !done.Anew || done.Cells != 1 {
			t.Fatalf("%+v, %v", done, err)
		}
		for copied, name := range map[string]string{annotated: "Amélie", corrected: "Amélia"} {
			again, err := ReadFile(ctx, copied, data.Options{}, nil)
			if err != nil || again.Table.Format != "xlsx" || len(again.Table.Rows) != len(s.table.Rows) || again.Table.Rows[0].Cell(1).Text != name {
				t.Errorf("%s reads as %+v, %v", copied, again, err)
			}
		}
	}
}
