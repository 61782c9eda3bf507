package app

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// hierarchyOf makes an organization with a small hierarchy and two users.
func hierarchyOf(t *testing.T) *App {
	t.Helper()
	a, err := Create(filepath.Join(t.TempDir(), "o.headcount"), "O", assets.In("en"), Config{Account: "kim"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	for _, role := range []data.Role{
		{ID: "company", Name: "Company"},
		{ID: "north", Name: "North", Level: "Region", Superiors: "company"},
		{ID: "south", Name: "South", Level: "Region", Superiors: "company"},
		{ID: "shop", Name: "Shop", Level: "Shop", Superiors: "north, south"},
	} {
		if _, err := a.SaveRole(t.Context(), nil, "", role); err != nil {
			t.Fatal(err)
		}
	}
	for _, u := range []data.User{
		{Email: "a@x.fr", FirstName: "Ada", LastName: "Zola", Roles: "shop", Profile: "Administrator"},
		{Email: "b@x.fr", FirstName: "Bea", LastName: "Ayme", Roles: "north, shop", Profile: "Manager"},
	} {
		if _, err := a.SaveUser(t.Context(), nil, u); err != nil {
			t.Fatal(err)
		}
	}
	return a
}

func tree(t *testing.T, a *App) *Hierarchy {
	t.Helper()
	h, err := a.Hierarchy(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func TestHierarchyAsATree(t *testing.T) {
	h := tree(t, hierarchyOf(t))
	var shown []string
	for _, n := range h.Nodes(func(string) bool { return true }) {
		mark := ""
		if n.Shared {
			mark = "*"
		}
		shown = append(shown, strings.Repeat(".", n.Depth)+n.Role.ID+mark)
	}
	if got := strings.Join(shown, " "); got != "company .north ..shop* .south ..shop*" {
		t.Errorf("open: %s", got)
	}
	if nodes := h.Nodes(func(string) bool { return false }); len(nodes) != 1 || !nodes[0].Below {
		t.Errorf("shut: %+v", nodes)
	}
	if own, all := h.Users("company"); own != 0 || all != 2 {
		t.Errorf("company: %d, %d", own, all)
	}
	if own, all := h.Users("north"); own != 1 || all != 2 {
		t.Errorf("north: %d, %d: who holds two roles counts once", own, all)
	}
	if got := h.FirstPath("shop"); got != "company\nnorth\nshop" {
		t.Errorf("path %q", got)
	}
	if got := h.Levels(); !slices.Equal(got, []string{"Region", "Shop"}) {
		t.Errorf("levels %v", got)
	}
	if m := h.Members("company", true); len(m) != 2 || m[0].LastName != "Ayme" {
		t.Errorf("members %v", m)
	}
	if m := h.Members("north", false); len(m) != 1 {
		t.Errorf("members of north itself: %v", m)
	}
}

func TestRolesOfUsersByHand(t *testing.T) {
	a := hierarchyOf(t)
	ctx := t.Context()
	ada := tree(t, a).Base.Users[0].Key
	if err := a.Assign(ctx, "south", ada); err != nil {
		t.Fatal(err)
	}
	history, err := a.UserHistory(ctx, ada)
	if err != nil || len(history) != 2 || history[0].After.Roles != "shop, south" || history[0].Origin != data.ByHand {
		t.Errorf("history %+v, %v", history, err)
	}
	var invalid *InvalidUserError
	if err := a.Unassign(ctx, "shop", ada); err != nil {
		t.Error(err)
	}
	if err := a.Unassign(ctx, "south", ada); !errors.As(err, &invalid) {
		t.Errorf("the last role: %v", err)
	}
	if err := a.ArchiveRole(ctx, "shop", true); err != nil {
		t.Fatal(err)
	}
	if err := a.Assign(ctx, "shop", ada); !errors.As(err, &invalid) {
		t.Errorf("an archived role: %v", err)
	}
	var refused *InvalidRoleError
	if err := a.DeleteRole(ctx, "shop"); !errors.As(err, &refused) || len(refused.Issues) != 1 {
		t.Errorf("held: %v", err)
	}
	if _, err := a.SaveRole(ctx, nil, "company", data.Role{Name: "Company", Superiors: "shop"}); !errors.As(err, &refused) {
		t.Errorf("circle: %v", err)
	}
	if _, err := a.SaveRole(ctx, nil, "gone", data.Role{Name: "x"}); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("gone: %v", err)
	}
	id, err := a.SaveRole(ctx, nil, "", data.Role{ID: "Été", Name: "Summer"})
	if err != nil || id != "ete" {
		t.Fatalf("%q, %v", id, err)
	}
	if err := a.DeleteRole(ctx, id); err != nil || tree(t, a).Role(id) != nil {
		t.Errorf("delete: %v", err)
	}
	if err := a.store.Check(ctx); err != nil {
		t.Error(err)
	}
}

// TestUploadsOfRolesHideNoHandChanges: what was done by hand since the last file
// of users stays known when only roles are uploaded (SPEC S4.9 since_export).
func TestUploadsOfRolesHideNoHandChanges(t *testing.T) {
	a := hierarchyOf(t)
	path := filepath.Join(t.TempDir(), "roles.xlsx")
	for _, language := range assets.Languages() {
		if n, err := a.ExportHierarchy(t.Context(), path, assets.In(language)); err != nil || n != 4 {
			t.Fatal(n, err)
		}
		s, err := a.Simulate(t.Context(), path, data.Options{Hierarchy: true, ArchiveAbsent: true, BlankErases: true}, nil)
		if err != nil || s.Plan.Counts.Unchanged != 4 || len(s.Plan.Lines) != 4 {
			t.Fatalf("%s: %+v, %v", language, s, err)
		}
		if _, err := a.Apply(t.Context(), s, Consent{}, nil); err != nil {
			t.Fatal(err)
		}
	}
	if base := tree(t, a).Base; base.LastApplied() != 0 {
		t.Errorf("the last upload of users made revision %d", base.LastApplied())
	}
	changes, err := a.HandChanges(t.Context())
	if err != nil || len(changes) != 2 || changes[0].InUploadSince {
		t.Errorf("%+v, %v", changes, err)
	}
	uploads, err := a.Uploads(t.Context(), 0, 0)
	if err != nil || uploads[0].File.Columns[3].Field != data.RoleSuperiors || !uploads[0].Options.Hierarchy {
		t.Errorf("%+v, %v", uploads, err)
	}
	if _, err := a.Compare(t.Context(), uploads[0].ID, uploads[1].ID); err == nil {
		t.Error("roles compared like people")
	}
}
