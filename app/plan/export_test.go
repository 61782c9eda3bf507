package plan

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"headcount.app/headcount/data"
)

// What the tests of the sentences see: they are outside of the package, because
// the words of a plan are app/report's.
var (
	GoldenPlans = goldenPlans
	Update      = update
)

// goldenPlans are the plans of all cases, and those of hand edits.
func goldenPlans(t *testing.T) []*Plan {
	t.Helper()
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var plans []*Plan
	for _, path := range paths {
		c := loadCase(t, path)
		if p, err := c.build(); err == nil {
			plans = append(plans, p)
		}
	}
	for _, path := range undoCases(t) {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		p, _ := undoCase(t, archive)
		plans = append(plans, p)
	}
	base := handBase()
	bea := base.Users[1]
	taken := bea
	taken.Email, taken.ID = "ada@x.fr", "001"
	eva := bea
	eva.Email = "eva@x.fr"
	plans = append(plans, hierarchyPlans(t)...)
	plans = append(plans, ByHand(base, data.Change{Action: data.Remove, Before: base.Users[3]}))
	return append(plans, Edit(base, bea, taken), Edit(base, bea, eva), Edit(base, data.User{}, data.User{Roles: "old-shop"}))
}

// The bytes of plans and tables are app/plan/stored's, which knows this package;
// stored_link_test.go hands them to its tests.
var (
	encode      func(*Plan) []byte
	decode      func([]byte) (*Plan, error)
	encodeTable func(*data.Table) []byte
	decodeTable func([]byte) (*data.Table, error)
)

// LinkStored says how plans and tables are stored.
func LinkStored(e func(*Plan) []byte, d func([]byte) (*Plan, error), et func(*data.Table) []byte, dt func([]byte) (*data.Table, error)) {
	encode, decode, encodeTable, decodeTable = e, d, et, dt
}
