package plan

import (
	"slices"
	"strings"
	"testing"

	"headcount.app/headcount/data"
)

func hierarchyBase() *data.Base {
	b := exampleBase()
	b.Roles = []data.Role{
		{ID: "company", Name: "Company"},
		{ID: "region", Name: "Region", Superiors: "company"},
		{ID: "shop", Name: "Shop", Superiors: "region"},
		{ID: "old", Name: "Old", Archived: true},
	}
	b.Users = []data.User{
		{Key: 1, Email: "a@x.fr", Roles: "shop", Profile: "Manager"},
		{Key: 2, Email: "b@x.fr", Roles: "old", Profile: "Manager", Status: data.Deactivated},
	}
	return b
}

func allCodes(p *Plan) string {
	var all []string
	for i := range p.Lines {
		for k := range p.Lines[i].Issues {
			all = append(all, p.Lines[i].Issues[k].Code)
		}
	}
	return strings.Join(all, " ")
}

func TestRolesByHand(t *testing.T) {
	b := hierarchyBase()
	for _, c := range []struct {
		name   string
		plan   *Plan
		kind   Kind
		issues string
	}{
		{"new", EditRole(b, data.Role{}, data.Role{ID: "Shop Élan", Name: "Élan", Superiors: "region"}), Created, ""},
		{"no name, no ID", EditRole(b, data.Role{}, data.Role{}), Problem, "role_name.missing role_id.missing"},
		{"taken", EditRole(b, data.Role{}, data.Role{ID: "SHOP", Name: "Other"}), Problem, "role_id.taken"},
		{"separator", EditRole(b, data.Role{}, data.Role{ID: "a;b", Name: "Other"}), Problem, "role_id.separator"},
		{"control", EditRole(b, data.Role{}, data.Role{ID: "a\x01", Name: "b\x01"}), Problem, "cell.control_characters cell.control_characters"},
		{"unknown superior", EditRole(b, data.Role{}, data.Role{ID: "x", Name: "X", Superiors: "nowhere"}), Problem, "superior.unknown"},
		{"archived superior", EditRole(b, data.Role{}, data.Role{ID: "x", Name: "X", Superiors: "old"}), Problem, "superior.archived"},
		{"above itself", EditRole(b, data.Role{}, data.Role{ID: "x", Name: "X", Superiors: "x"}), Problem, "superior.circle"},
		{"circle", EditRole(b, b.Roles[0], data.Role{ID: "company", Name: "Company", Superiors: "shop"}), Problem, "superior.circle"},
		{"renamed", EditRole(b, b.Roles[2], data.Role{ID: "ignored", Name: "Store", Superiors: "region"}), Updated, ""},
		{"as it was", EditRole(b, b.Roles[2], b.Roles[2]), Unchanged, ""},
		{"archived", ArchiveRole(b, b.Roles[2], true), Deactivated, ""},
		{"brought back", ArchiveRole(b, b.Roles[3], false), Reactivated, ""},
		{"held", RemoveRole(b, b.Roles[2]), Problem, "role_delete.users"},
		{"above", RemoveRole(b, b.Roles[1]), Problem, "role_delete.below"},
		{"held by somebody deactivated", RemoveRole(b, b.Roles[3]), Problem, "role_delete.deactivated"},
	} {
		if got := c.plan.Lines[0].Kind; got != c.kind || allCodes(c.plan) != c.issues {
			t.Errorf("%s: %v %s", c.name, got, allCodes(c.plan))
		}
		if changes := len(c.plan.Roles())+len(c.plan.RemovedRoles()) > 0; changes != c.kind.Changes() {
			t.Errorf("%s changes: %v", c.name, changes)
		}
	}
	if role := EditRole(b, data.Role{}, data.Role{ID: "Shop Élan", Name: "Élan"}).Roles()[0]; role.ID != "shop-elan" {
		t.Errorf("the ID is %q", role.ID)
	}
	b.Users = nil
	if p := RemoveRole(b, b.Roles[2]); !slices.Equal(p.RemovedRoles(), []string{"shop"}) {
		t.Errorf("removed %v", p.RemovedRoles())
	}
}

// undoHierarchy applies a file to the base, lets something happen, and plans
// what takes the file back.
func undoHierarchy(t *testing.T, file string, o data.Options, happens func(*data.Base)) *Plan {
	t.Helper()
	b := hierarchyBase()
	o.Hierarchy, o.SkipProblems = true, true
	p, err := Build(b, parseTable(t, "Role ID;Role name;Superior\n"+file), o)
	if err != nil {
		t.Fatal(err)
	}
	after := applyRoles(b, p)
	happens(after)
	undo, err := Undo(after, Past{Upload: data.Upload{ID: 3, Options: o}, Plan: p})
	if err != nil {
		t.Fatal(err)
	}
	return undo
}

func TestUndoOfAHierarchyKeepsWhatWasTouchedSince(t *testing.T) {
	role := func(b *data.Base, id string) *data.Role { return roleNamed(b, id) }
	for _, c := range []struct {
		name, file string
		happens    func(*data.Base)
		want       string
	}{
		{"renamed since", "region;West;\n", func(b *data.Base) { role(b, "region").Name = "East" }, "kept undo.role_touched"},
		{"renamed back", "region;West;\n", func(b *data.Base) { role(b, "region").Name = "Region" }, ""},
		{"deleted since", "region;West;\n", func(b *data.Base) { b.Roles = slices.Delete(b.Roles, 2, 3) }, "kept undo.role_missing"},
		{"new, held", "new;New;company\n", func(b *data.Base) { b.Users[0].Roles = "new" }, "kept undo.role_held"},
		{"new, above another", "new;New;company\n", func(b *data.Base) { role(b, "shop").Superiors = "new" }, "kept undo.role_above"},
		{"new, changed", "new;New;company\n", func(b *data.Base) { role(b, "new").Level = "x" }, "kept undo.role_touched"},
		{"new, gone", "new;New;company\n", func(b *data.Base) { b.Roles = slices.Delete(b.Roles, 1, 2) }, ""},
		{"superior gone", "shop;Shop;company\n", func(b *data.Base) {
			b.Roles = slices.DeleteFunc(b.Roles, func(r data.Role) bool { return r.ID == "region" })
		}, "kept undo.superior_gone"},
		{"circle since", "shop;Shop;company\n", func(b *data.Base) { role(b, "region").Superiors = "shop" }, "kept undo.superior_gone"},
		{"new under new", "a;A;b\nb;B;company\n", func(*data.Base) {}, "removed  removed "},
	} {
		p := undoHierarchy(t, c.file, data.Options{}, c.happens)
		var got []string
		for i := range p.Lines {
			codes := []string{}
			for _, issue := range p.Lines[i].Issues {
				codes = append(codes, issue.Code)
			}
			got = append(got, p.Lines[i].Kind.String()+" "+strings.Join(codes, " "))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q", c.name, got)
		}
	}
	p := undoHierarchy(t, "a;A;b\nb;B;company\n", data.Options{}, func(*data.Base) {})
	if !slices.Equal(p.RemovedRoles(), []string{"a", "b"}) {
		t.Errorf("removed in the order %v: a superior goes last", p.RemovedRoles())
	}
}

// hierarchyPlans are plans by hand and of undoing, for the sentences.
func hierarchyPlans(t *testing.T) []*Plan {
	b := hierarchyBase()
	plans := []*Plan{
		EditRole(b, data.Role{}, data.Role{}), EditRole(b, data.Role{}, data.Role{ID: "shop", Name: "x"}),
		RemoveRole(b, b.Roles[1]), RemoveRole(b, b.Roles[2]), RemoveRole(b, b.Roles[3]),
		undoHierarchy(t, "region;West;\n", data.Options{}, func(b *data.Base) { roleNamed(b, "region").Name = "East" }),
		undoHierarchy(t, "region;West;\n", data.Options{}, func(b *data.Base) { b.Roles = slices.Delete(b.Roles, 2, 3) }),
		undoHierarchy(t, "new;New;company\n", data.Options{}, func(b *data.Base) { b.Users[0].Roles = "new" }),
		undoHierarchy(t, "new;New;company\n", data.Options{}, func(b *data.Base) { roleNamed(b, "shop").Superiors = "new" }),
		undoHierarchy(t, "shop;Shop;company\n", data.Options{}, func(b *data.Base) { roleNamed(b, "region").Superiors = "shop" }),
		undoHierarchy(t, "a;A;b\nb;B;company\n", data.Options{}, func(*data.Base) {}),
	}
	return plans
}
