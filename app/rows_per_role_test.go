package app

import (
	"context"
	"slices"
	"strings"
	"testing"

	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet"
	"headcount.app/headcount/data/sheet/edit"
)

// A problem in a further row of a person is pointed out in that row (SPEC S15.2).
func TestAnnotatedCopyPointsAtTheRowOfARole(t *testing.T) {
	path := textFile(t, "neu@x.fr;Neu;Neumann;shop-1;Manager\r\nneu@x.fr;Neu;Neumann;nowhere;Manager\r\n")
	s, err := organizationWithAnna(t).Simulate(context.Background(), path, data.Options{RowsPerRole: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	e := annotations(s, assets.In("en"), -1)
	pointed := slices.ContainsFunc(e.Cells, func(c edit.Edit) bool { return c.Row == 3 && c.Column == 3 && c.Tone == sheet.Problem })
	told := slices.ContainsFunc(e.Cells, func(c edit.Edit) bool { return c.Row == 3 && strings.Contains(c.Cell.Text, "nowhere") })
	first := slices.ContainsFunc(e.Cells, func(c edit.Edit) bool { return c.Row == 2 })
	if !pointed || !told || first {
		t.Errorf("row 3: cell %v, column %v; row 2: %v", pointed, told, first)
	}
}
