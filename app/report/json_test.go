package report

import (
	"encoding/json"
	"strings"
	"testing"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// pieces counts what is written without keeping it.
type pieces struct{ largest, total int }

func (p *pieces) Write(b []byte) (int, error) {
	p.largest, p.total = max(p.largest, len(b)), p.total+len(b)
	return len(b), nil
}

// TestReportsStream: a large report is written piece by piece, so that a
// million lines need no more memory than one.
func TestReportsStream(t *testing.T) {
	user := data.User{Email: "anna@x.fr", FirstName: "Anna", LastName: "Petit"}
	p := &plan.Plan{Lines: make([]plan.Line, 50_000), Counts: data.Counts{Absent: 50_000}}
	for i := range p.Lines {
		p.Lines[i] = plan.Line{Kind: plan.Absent, Before: &user, After: &user}
	}
	r := Report{Plan: p, Mode: data.Simulated, Words: assets.In("en")}
	for name, write := range map[string]func(*pieces) error{
		"JSON": func(w *pieces) error { return WriteJSON(w, r) },
		"text": func(w *pieces) error { return WriteText(w, r, TextOptions{}) },
	} {
		var w pieces
		if err := write(&w); err != nil || w.total < 50_000*20 {
			t.Errorf("%s: %d bytes, %v", name, w.total, err)
		}
		if w.largest > 1<<17 {
			t.Errorf("%s: %d bytes at once", name, w.largest)
		}
	}
}

// TestJSONOrder: the fields stand in the order of SPEC S6.6.
func TestJSONOrder(t *testing.T) {
	r := Report{Plan: &plan.Plan{Lines: []plan.Line{{Kind: plan.Problem, Row: 3}}}, Mode: data.Applied, Upload: 12, Words: assets.In("en")}
	var b strings.Builder
	if err := WriteJSON(&b, r); err != nil {
		t.Fatal(err)
	}
	if !json.Valid([]byte(b.String())) {
		t.Fatalf("no JSON: %s", b.String())
	}
	rest := b.String()
	for _, name := range []string{
		"version", "mode", "upload", "file", "name", "sha256", "format", "sheet", "header_row", "rows", "columns",
		"options", "deactivate_absent", "blank_erases", "skip_problems", "create_roles", "revision",
		"counts", "created", "updated", "moved", "reactivated", "deactivated", "unchanged", "absent", "kept", "ignored", "problem", "warnings",
		"guards", "new_roles", "new_profiles", "pairs", "lines", "kind", "row", "moved", "user", "email", "first_name", "last_name", "role_ids",
		"permission_profile", "id", "job_title", "phone", "status", "fields", "issues",
	} {
		_, after, found := strings.Cut(rest, `"`+name+`":`)
		if !found {
			t.Fatalf("%q is not behind the others in %s", name, b.String())
		}
		rest = after
	}
}

// TestGroups: the groups are in report order, and the counts add up to what
// the headline says.
func TestGroups(t *testing.T) {
	user := &data.User{}
	var p plan.Plan
	for _, k := range plan.Kinds {
		if k == plan.Updated {
			p.Lines = append(p.Lines, plan.Line{Kind: k, Before: user, After: user, Moved: true})
		}
		p.Lines = append(p.Lines, plan.Line{Kind: k, Before: user, After: user, Moved: k == plan.Reactivated})
	}
	p.Counts = data.Counts{Created: 1, Updated: 2, Moved: 2, Reactivated: 1, Deactivated: 1, Unchanged: 1, Absent: 1, Kept: 1, Ignored: 1, Problem: 1}
	var names []string
	for _, g := range Groups(&p) {
		names = append(names, g.Name())
	}
	if got, want := strings.Join(names, " "), "problem deactivated reactivated created moved updated kept absent ignored unchanged"; got != want {
		t.Errorf("groups %s, not %s", got, want)
	}
	changes := 0
	for _, c := range CountLines(assets.In("fr"), Report{Plan: &p, Mode: data.Simulated, Words: assets.In("fr")}) {
		switch c.Group {
		case "created", "moved", "updated", "reactivated", "deactivated":
			changes += c.N
		}
	}
	if changes != p.Counts.Changes() {
		t.Errorf("the counts say %d changes, the headline %d", changes, p.Counts.Changes())
	}
}
