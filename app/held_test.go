package app

import (
	"path/filepath"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/sheettest"
)

// TestHeld reads what has no file like one: shown, simulated, corrected, annotated and
// simulated again; a copy of it is an XLSX (SPEC S15.3).
func TestHeld(t *testing.T) {
	ctx, a := t.Context(), example(t, "en")
	pasted := "Email\tFirst name\tLast name\tRole ID\tPermission profile\tJob title\tPassword\r\n" +
		"new@x.fr\tNora\tNew\tshop-lyon\tSales rep\t\"two \"\"quoted\"\"\nlines\"\tsecret\r\n" +
		"old@x.fr\tOle\tOld\tnowhere\tSales rep\tChef, adjoint\tsecret\r\n"
	path := Hold("Pasted on 27 Nov 2026, 14:05", []byte(pasted))
	file, err := a.Read(ctx, path, data.Options{}, nil)
	if err != nil || file.Table.Format != "tsv" || len(file.Table.Rows) != 2 || file.Table.Rows[0].Cell(5).Text != "two \"quoted\"\nlines" {
		t.Fatalf("%+v, %v", file, err)
	}
	s, err := a.Simulate(ctx, path, data.Options{}, nil)
	if err != nil || s.Plan.File.Name != "Pasted on 27 Nov 2026, 14:05" || s.Upload.ID == 0 {
		t.Fatalf("%+v, %v", s, err)
	}
	if got := s.CorrectedEnding(path); got != ".xlsx" {
		t.Errorf("a corrected copy ends in %s", got)
	}
	opened, err := a.Simulation(ctx, s.Upload.ID)
	if err != nil {
		t.Fatal(err)
	}
	target := filepath.Join(t.TempDir(), FileNameFor(s.Plan.File.Name)+".xlsx")
	if done, err := a.SaveCorrected(ctx, opened, Corrections{{Row: 3, Column: 3}: "shop-lyon"}, path, target, "Users"); err != nil || !done.Anew {
		t.Fatalf("%+v, %v", done, err)
	}
	again, err := ReadFile(ctx, target, data.Options{}, nil)
	if err != nil || again.Table.Format != "xlsx" || again.Table.Rows[1].Cell(3).Text != "shop-lyon" || again.Table.Rows[1].Cell(6).Text != "secret" {
		t.Errorf("%+v, %v", again, err)
	}
	// Four later ones make it be forgotten.
	for range maxHeld {
		Hold("Pasted later", nil)
	}
	_, err = a.Simulate(ctx, path, data.Options{}, nil)
	if sheettest.Code(err) != data.FileVanished {
		t.Errorf("forgotten: %v", err)
	}
}

// TestNamesOfCopies makes names of files that every system allows.
func TestNamesOfCopies(t *testing.T) {
	for name, want := range map[string]string{
		"users.xlsx": "users", "v1.2 users.csv": "v1.2 users", "Pasted on 27 Nov 2026, 14:05": "Pasted on 27 Nov 2026, 14-05",
		"Collé le 27 nov. 2026, 14 h 05": "Collé le 27 nov. 2026, 14 h 05", "a:b?.ods": "a-b-",
	} {
		if got := FileNameFor(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}
