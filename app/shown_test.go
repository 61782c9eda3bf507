package app

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"headcount.app/headcount/data"
)

// TestLinkedNames: a name that is linked to an address stays a name, in the
// columns shown before an upload and in the plan (SPEC S3.5).
func TestLinkedNames(t *testing.T) {
	a, ctx := organizationWithAnna(t), context.Background()
	f := excelize.NewFile()
	defer f.Close()
	for cell, text := range map[string]string{
		"A1": "Email", "B1": "First name", "C1": "Colleague", "A2": "write", "B2": "Anna", "C2": "Petit",
	} {
		if err := f.SetCellStr("Sheet1", cell, text); err != nil {
			t.Fatal(err)
		}
	}
	for _, cell := range []string{"A2", "B2", "C2"} {
		if err := f.SetCellHyperLink("Sheet1", cell, "mailto:anna@x.fr", "External"); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "linked.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	o := data.Options{Mapping: map[string]string{"Colleague": "last_name"}}
	read, err := a.Read(ctx, path, o, nil)
	if err != nil {
		t.Fatal(err)
	}
	if c := read.Columns; c[0].Samples[0] != "anna@x.fr" || c[1].Samples[0] != "Anna" || c[2].Samples[0] != "Petit" {
		t.Errorf("columns %v", c)
	}
	s, err := a.Simulate(ctx, path, o, nil)
	if err != nil {
		t.Fatal(err)
	}
	if s.Plan.Counts.Unchanged != 1 || s.Plan.Counts.Updated != 0 {
		t.Errorf("counts %+v, lines %+v", s.Plan.Counts, s.Plan.Lines)
	}
}
