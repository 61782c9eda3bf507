package app

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// annotated annotates the file at path and simulates the copy.
func annotated(t *testing.T, a *App, path, language string) (copied *Simulation, target string) {
	t.Helper()
	ctx := context.Background()
	s, err := a.Simulate(ctx, path, data.Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	target = filepath.Join(t.TempDir(), "annotated.xlsx")
	if _, err := a.Annotate(ctx, s, path, target, assets.In(language)); err != nil {
		t.Fatal(err)
	}
	copied, err = a.Simulate(ctx, target, data.Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return copied, target
}

func TestAPersonsOwnColumnOfProblemsIsKept(t *testing.T) {
	a := organizationWithAnna(t)
	own := strings.ReplaceAll(correctionsHead+wrongRows, "\r\n", ";call them\r\n")
	own = strings.Replace(own, ";call them", ";Problem", 1)
	path := textFile(t, "")
	writeText(t, path, own)
	for range 2 {
		var copied *Simulation
		copied, path = annotated(t, a, path, "en")
		header := copied.table.Header
		if want := slices.Concat(header[:5], []string{"Problem", "Problem"}); !slices.Equal(header, want) {
			t.Fatalf("headers %q", header)
		}
		for _, row := range copied.table.Rows {
			if row.Cell(5).Text != "call them" || (row.Cell(6).Text == "") != (row.Number == 2) {
				t.Errorf("row %d: %q and %q", row.Number, row.Cell(5).Text, row.Cell(6).Text)
			}
		}
	}
}

func TestACorrectedCopyIsAnnotatedAgain(t *testing.T) {
	a, ctx := organizationWithAnna(t), context.Background()
	for _, language := range assets.Languages() {
		copied, path := annotated(t, a, textFile(t, wrongRows), language)
		next, err := a.SimulateCorrected(ctx, copied, Corrections{{3, 0}: "ben@x.fr", {3, 3}: "shop-1"}, data.Options{})
		if err != nil {
			t.Fatal(err)
		}
		corrected := filepath.Join(t.TempDir(), "corrected.xlsx")
		if _, err := a.SaveCorrected(ctx, next, next.Corrections(), path, corrected, "Users"); err != nil {
			t.Fatal(err)
		}
		again, _ := annotated(t, a, corrected, language)
		if n := again.Plan.Counts; n.Problem != 1 || n.Created != 1 {
			t.Errorf("%s: %+v", language, n)
		}
		if len(again.table.Header) != 6 || again.table.Rows[1].Cell(5).Text != "" || again.table.Rows[2].Cell(5).Text == "" {
			t.Errorf("%s: the column says %q of the row that is right", language, again.table.Rows[1].Cell(5).Text)
		}
	}
}

func TestARowOfTheWrongWidthStaysAProblemInTheCopy(t *testing.T) {
	a := organizationWithAnna(t)
	for _, row := range []string{"Anna;anna@x.fr;Petit;shop-1", "anna@x.fr;Anna;;Petit;shop-1;Administrator"} {
		copied, _ := annotated(t, a, textFile(t, "ben@x.fr;Ben;Roux;shop-1;Sales rep\r\n"+row+"\r\n"), "en")
		if n := copied.Plan.Counts; n.Problem != 1 || n.Created != 1 || n.Absent != 0 {
			t.Errorf("%s: the copy gives %+v", row, n)
		}
		said := copied.table.Rows[1].Cell(len(copied.table.Header) - 1).Text
		if !strings.HasPrefix(said, "This row has too many or too few cells") {
			t.Errorf("%s: the copy says %q", row, said)
		}
	}
}

func TestTheEndingOfAnAnnotatedCopy(t *testing.T) {
	for path, want := range map[string]string{"a.csv": ".xlsx", "a.XLSX": ".xlsx", "b.xlsm": ".xlsm", "a": ".xlsx"} {
		if got := AnnotatedEnding(path); got != want {
			t.Errorf("%s: %s", path, got)
		}
	}
}
