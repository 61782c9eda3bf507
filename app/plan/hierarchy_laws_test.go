package plan

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// drawHierarchy makes a base whose roles have superiors without a circle.
func drawHierarchy(t *rapid.T) *data.Base {
	b := exampleBase()
	b.Roles, b.Users = nil, nil
	n := rapid.IntRange(1, 7).Draw(t, "roles")
	for i := range n {
		var above []string
		for k := range i {
			if rapid.IntRange(0, 3).Draw(t, "above") == 0 {
				above = append(above, fmt.Sprintf("r%d", k))
			}
		}
		b.Roles = append(b.Roles, data.Role{
			ID: fmt.Sprintf("r%d", i), Name: fmt.Sprintf("Role %d", i), Level: rapid.SampledFrom([]string{"", "Shop", "Region"}).Draw(t, "level"),
			Superiors: data.NewRoleIDs(above...), Archived: rapid.IntRange(0, 5).Draw(t, "archived") == 0,
		})
		if rapid.Bool().Draw(t, "held") {
			b.Users = append(b.Users, data.User{
				Key: data.UserKey(i + 1), Email: fmt.Sprintf("u%d@x.fr", i), FirstName: "U", LastName: fmt.Sprint(i), Profile: "Manager",
				Roles: data.NewRoleIDs(fmt.Sprintf("r%d", i)), Status: data.Status(rapid.IntRange(0, 1).Draw(t, "status")),
			})
		}
	}
	return b
}

// drawHierarchyFile makes a file about those roles and a few that nobody knows.
func drawHierarchyFile(t *rapid.T) *data.Table {
	f := &data.Table{Format: "csv", HeaderRow: 1, Header: []string{"Level", "Role name", "Role ID", "Superior role ID"}}
	for n := range rapid.IntRange(1, 9).Draw(t, "rows") {
		id := func(label string) string { return fmt.Sprintf("r%d", rapid.IntRange(0, 9).Draw(t, label)) }
		var above []string
		for range rapid.IntRange(0, 2).Draw(t, "superiors") {
			above = append(above, id("superior"))
		}
		cells := []string{rapid.SampledFrom([]string{"", "Shop", "Area"}).Draw(t, "level"), rapid.SampledFrom([]string{"", "Other name"}).Draw(t, "name"), id("id"), strings.Join(above, "; ")}
		row := data.Row{Number: n + 2}
		for _, c := range cells {
			row.Cells = append(row.Cells, data.Cell{Text: c})
		}
		f.Rows = append(f.Rows, row)
	}
	return f
}

func drawHierarchyOptions(t *rapid.T) data.Options {
	return data.Options{
		Hierarchy: true, ArchiveAbsent: rapid.Bool().Draw(t, "archive"), BlankErases: rapid.Bool().Draw(t, "erases"), SkipProblems: true,
	}
}

// applyRoles is what a store makes of a plan.
func applyRoles(b *data.Base, p *Plan) *data.Base {
	after := *b
	after.Roles = slices.Clone(b.Roles)
	for _, role := range p.Roles() {
		if i := slices.IndexFunc(after.Roles, func(r data.Role) bool { return r.ID == role.ID }); i >= 0 {
			after.Roles[i] = role
		} else {
			after.Roles = append(after.Roles, role)
		}
	}
	for _, id := range p.RemovedRoles() {
		after.Roles = slices.DeleteFunc(after.Roles, func(r data.Role) bool { return r.ID == id })
	}
	slices.SortFunc(after.Roles, func(x, y data.Role) int { return strings.Compare(x.ID, y.ID) })
	return &after
}

// isCircular looks for a role above itself by walking up from every one, as
// plainly as can be.
func isCircular(roles []data.Role) bool {
	above := map[string][]string{}
	for _, r := range roles {
		above[r.ID] = r.Superiors.List()
	}
	for _, r := range roles {
		reached := map[string]bool{}
		queue := slices.Clone(above[r.ID])
		for len(queue) > 0 {
			id := queue[0]
			queue = queue[1:]
			if id == r.ID {
				return true
			}
			if !reached[id] {
				reached[id] = true
				queue = append(queue, above[id]...)
			}
		}
	}
	return false
}

// TestHierarchyLaws: whatever a file says, afterwards every superior is there,
// nothing stands above itself, nobody's role vanished, the same file changes
// nothing more, the order of the rows made no difference, and undoing it gives
// the hierarchy back (SPEC S4.12, S13.2, S13.3).
func TestHierarchyLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, f, o := drawHierarchy(t), drawHierarchyFile(t), drawHierarchyOptions(t)
		p, err := Build(b, f, o)
		if err != nil {
			t.Fatal(err)
		}
		after := applyRoles(b, p)
		checkHierarchy(t, b, after, p)
		if again, err := Build(after, f, o); err != nil || p.Counts.Problem == 0 && again.Counts.Changes() != 0 {
			t.Fatalf("planned again: %v\n%s", err, show(again, err))
		}
		shuffled := *f
		shuffled.Rows = slices.Clone(f.Rows)
		order := rapid.Permutation(slices.Collect(func(yield func(int) bool) {
			for i := range f.Rows {
				if !yield(i) {
					return
				}
			}
		})).Draw(t, "order")
		for i, k := range order {
			shuffled.Rows[i] = f.Rows[k]
			shuffled.Rows[i].Number = i + 2
		}
		other, err := Build(b, &shuffled, o)
		if err != nil || other.Counts != p.Counts || !slices.Equal(applyRoles(b, other).Roles, after.Roles) {
			t.Fatalf("in another order:\n%s\nnot\n%s", show(other, err), show(p, nil))
		}
		if got, want := saidOfRoles(other), saidOfRoles(p); !slices.Equal(got, want) {
			t.Fatalf("in another order it is said\n%s\nnot\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		decoded, err := decode(encode(p))
		if err != nil || show(decoded, nil) != show(p, nil) {
			t.Fatalf("stored and read again: %v\n%s", err, show(decoded, err))
		}
		back, err := Undo(after, Past{Upload: data.Upload{ID: 1, Options: o}, Plan: p})
		if err != nil {
			t.Fatal(err)
		}
		slices.SortFunc(b.Roles, func(x, y data.Role) int { return strings.Compare(x.ID, y.ID) })
		if undone := applyRoles(after, back); !slices.Equal(undone.Roles, b.Roles) {
			t.Fatalf("undone: %+v\nnot %+v\n%s", undone.Roles, b.Roles, show(back, nil))
		}
	})
}

// saidOfRoles lists what is said of the roles of a file, without the numbers of
// rows; of a role that stands in several rows, which of them holds depends on their
// order.
func saidOfRoles(p *Plan) []string {
	rows := map[string]int{}
	for i := range p.Lines {
		rows[p.Lines[i].Role.After.ID]++
	}
	var said []string
	for i := range p.Lines {
		id := p.Lines[i].Role.After.ID
		for _, issue := range p.Lines[i].Issues {
			if rows[id] > 1 {
				continue
			}
			text := id + " " + issue.Code
			for n := 0; n+1 < len(issue.Args); n += 2 {
				if issue.Args[n] != "row" {
					text += fmt.Sprintf(" %s=%q", issue.Args[n], issue.Args[n+1])
				}
			}
			said = append(said, text)
		}
	}
	slices.Sort(said)
	return said
}

func checkHierarchy(t *rapid.T, b, after *data.Base, p *Plan) {
	t.Helper()
	if isCircular(after.Roles) {
		t.Fatalf("a circle: %+v", after.Roles)
	}
	held := holders(b)
	for _, r := range after.Roles {
		if r.Archived && held[r.ID] > 0 && !slices.ContainsFunc(b.Roles, func(o data.Role) bool { return o.ID == r.ID && o.Archived }) {
			t.Fatalf("%s was archived under its users", r.ID)
		}
		for _, id := range r.Superiors.List() {
			if !slices.ContainsFunc(after.Roles, func(o data.Role) bool { return o.ID == id }) {
				t.Fatalf("%s is below %s, which is not there\n%s", r.ID, id, show(p, nil))
			}
		}
	}
}

// TestCirclesAsAModelFindsThem: a row is a problem because of a circle exactly
// where taking all rows as they are leaves one.
func TestCirclesAsAModelFindsThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := drawHierarchy(t)
		for i := range b.Roles {
			b.Roles[i].Archived = false
		}
		f := &data.Table{Format: "csv", HeaderRow: 1, Header: []string{"Role ID", "Superior"}}
		want := slices.Clone(b.Roles)
		for i := range b.Roles {
			if rapid.Bool().Draw(t, "in file") {
				above := fmt.Sprintf("r%d", rapid.IntRange(0, len(b.Roles)-1).Draw(t, "superior"))
				want[i].Superiors = data.NewRoleIDs(above)
				f.Rows = append(f.Rows, data.Row{Number: len(f.Rows) + 2, Cells: []data.Cell{{Text: want[i].ID}, {Text: above}}})
			}
		}
		if len(f.Rows) == 0 {
			return
		}
		p, err := Build(b, f, data.Options{Hierarchy: true})
		if err != nil {
			t.Fatal(err)
		}
		if circular := isCircular(want); circular != (p.Counts.Problem > 0) {
			t.Fatalf("circle %v\n%s", circular, show(p, nil))
		}
		for i := range b.Roles {
			byHand := EditRole(b, b.Roles[i], want[i])
			alone := slices.Clone(b.Roles)
			alone[i] = want[i]
			if circular := isCircular(alone); circular != (byHand.Counts.Problem > 0) {
				t.Fatalf("by hand: circle %v\n%s", circular, show(byHand, nil))
			}
		}
	})
}

// TestHierarchyExportChangesNothing: what is exported, headers and all, is read
// back as it is (SPEC S4.12); the app writes the same columns.
func TestHierarchyExportChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := drawHierarchy(t)
		for _, language := range assets.Languages() {
			f := &data.Table{Format: rapid.SampledFrom([]string{"csv", "xlsx"}).Draw(t, "format"), HeaderRow: 1}
			for _, info := range data.RoleFields {
				f.Header = append(f.Header, info.Field.Header(language))
			}
			for i := range b.Roles {
				if b.Roles[i].Archived {
					continue
				}
				row := data.Row{Number: len(f.Rows) + 2}
				for _, info := range data.RoleFields {
					row.Cells = append(row.Cells, data.Cell{Text: b.Roles[i].Get(info.Field)})
				}
				f.Rows = append(f.Rows, row)
			}
			if len(f.Rows) == 0 {
				return
			}
			p, err := Build(b, f, data.Options{Hierarchy: true, ArchiveAbsent: true, BlankErases: true})
			if err != nil || p.Counts.Unchanged != len(f.Rows) || len(p.Lines) != len(f.Rows) {
				t.Fatalf("%s: %s", language, show(p, err))
			}
		}
	})
}
