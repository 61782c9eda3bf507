package hierarchy

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"headcount.app/headcount/app"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/viewtest"
)

// hierarchy opens the hierarchy, in which the roles of viewtest.HierarchyRows stand.
func (f *fixture) hierarchy() *hierarchyScreen {
	f.T.Helper()
	path := f.Put("hierarchy.csv", viewtest.HierarchyRows())
	s, err := f.App.Simulate(context.Background(), path, data.Options{Hierarchy: true}, nil)
	if err != nil {
		f.T.Fatal(err)
	}
	p := s.Plan
	for _, role := range p.Roles() {
		if _, err := f.App.SaveRole(context.Background(), nil, storedID(f, role.ID), role); err != nil {
			f.T.Fatal(err)
		}
	}
	f.Go.Open(desk.PlaceHierarchy)
	return f.Go.Front().(*hierarchyScreen)
}

func storedID(f *fixture, id string) string {
	h, err := f.App.Hierarchy(context.Background())
	if err != nil {
		f.T.Fatal(err)
	}
	if h.Role(id) == nil {
		return ""
	}
	return id
}

func (h *hierarchyScreen) press(name fyne.KeyName) {
	h.tree.Focus().TypedKey(&fyne.KeyEvent{Name: name})
}

func TestHierarchyScreens(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language, Empty: true})
		f.Go.Open(desk.PlaceHierarchy)
		viewtest.Golden(t, "hierarchy-empty-"+language, f.Desk)
		f = open(t, viewtest.Want{Language: language})
		h := f.hierarchy()
		viewtest.Golden(t, "hierarchy-"+language, f.Desk)
		h.goTo("warehouse")
		viewtest.Golden(t, "hierarchy-role-"+language, f.Desk)
		h.edit(data.Role{})
		viewtest.Golden(t, "hierarchy-form-"+language, f.Desk)
		h.form.dialog.Hide()
		h.askAssign(h.state.hierarchy.Role("warehouse"))
		viewtest.Golden(t, "hierarchy-assign-"+language, f.Desk)
	}
	f := open(t, viewtest.Want{Language: "fr", Size: fyne.NewSize(1024, 672)})
	f.hierarchy().goTo("region-south")
	viewtest.Golden(t, "hierarchy-narrow-fr", f.Desk)
}

func TestTheTreeIsWalkedByKeys(t *testing.T) {
	f := open(t, viewtest.Want{})
	h := f.hierarchy()
	h.goTo("region-south")
	open := len(h.state.nodes)
	h.press(fyne.KeyRight)
	viewtest.Expect(t, "it did not open", len(h.state.nodes) > open && roleOfPath(h.state.path) == "region-south")
	h.press(fyne.KeyRight)
	viewtest.Expect(t, "it did not go down to "+h.state.path, roleOfPath(h.state.path) == "shop-lyon-1")
	h.press(fyne.KeyLeft)
	viewtest.Expect(t, "it did not go back up", roleOfPath(h.state.path) == "region-south")
	h.press(fyne.KeyLeft)
	viewtest.Expect(t, "it did not close", len(h.state.nodes) == open)
	h.press(fyne.KeyReturn)
	viewtest.Expect(t, "Enter does not edit it", h.form != nil && h.form.role.ID == "region-south")
}

func TestRolesAreSearchedAndFilteredByLevel(t *testing.T) {
	f := open(t, viewtest.Want{})
	h := f.hierarchy()
	test.Type(h.searchBox, "LYON")
	viewtest.Expect(t, "not found", len(h.state.nodes) > 0 && strings.Contains(h.state.nodes[0].Role.ID, "lyon"))
	test.Type(h.searchBox, "xyz")
	viewtest.Golden(t, "hierarchy-nothing-en", f.Desk)
	h.state.words = ""
	h.level.Pick("Region")
	viewtest.Expect(t, "other levels are listed", len(h.state.nodes) == 2)
	h.tree.OnSideways(0, true)
	viewtest.Expect(t, "a list opened like a tree", len(h.state.nodes) == 2)
}

func TestARoleIsCreatedChangedArchivedAndDeleted(t *testing.T) {
	f := open(t, viewtest.Want{})
	h := f.hierarchy()
	h.edit(data.Role{Superiors: "region-south"})
	h.form.save()
	viewtest.Golden(t, "hierarchy-form-wrong-en", f.Desk)
	h.form.texts[data.RoleName].Put("Élan")
	h.form.texts[data.RoleKey].Put("Shop Élan")
	h.form.check(data.RoleKey)
	viewtest.Golden(t, "hierarchy-form-folded-en", f.Desk)
	h.form.save()
	role := h.Chosen()
	viewtest.Expect(t, "it is not chosen", role != nil && role.ID == "shop-elan" && role.Superiors == "region-south")
	h.edit(*h.state.hierarchy.Role("bellerive"))
	h.form.above.IDs = []string{"shop-elan"}
	h.form.save()
	viewtest.Expect(t, "a circle was saved", strings.Contains(h.form.fields[data.RoleSuperiors].Wrong(), "bellerive › shop-elan › region-south › bellerive"))
	h.form.dialog.Hide()
	h.askArchive(*h.state.hierarchy.Role("shop-elan"))
	viewtest.Golden(t, "hierarchy-archive-en", f.Desk)
	f.Window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
	viewtest.Expect(t, "not archived", h.state.hierarchy.Role("shop-elan").Archived)
	h.archive(*h.state.hierarchy.Role("shop-elan"), false)
	viewtest.Expect(t, "not brought back", !h.state.hierarchy.Role("shop-elan").Archived)
	h.askDelete(*h.state.hierarchy.Role("shop-elan"))
	viewtest.Golden(t, "hierarchy-delete-en", f.Desk)
	f.Window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
	viewtest.Expect(t, "not deleted", h.state.hierarchy.Role("shop-elan") == nil)
}

func TestMembersComeAndGo(t *testing.T) {
	f := open(t, viewtest.Want{})
	h := f.hierarchy()
	h.goTo("warehouse")
	u := h.state.hierarchy.Base.Users[0]
	if err := f.App.Assign(context.Background(), "warehouse", u.Key); err != nil {
		t.Fatal(err)
	}
	f.Go.Changed()
	viewtest.Expect(t, "nobody came", len(h.card.people) == 1)
	h.card.memberMenu(h.card.people[0])[1].Do()
	viewtest.Expect(t, "nobody went", len(h.card.people) == 0)
}

func TestThousandsOfRolesDrawOnlyWhatIsSeen(t *testing.T) {
	f := open(t, viewtest.Want{})
	rows := "Role ID;Role name;Superior\ntop;Top;\n"
	for i := range 5000 {
		rows += fmt.Sprintf("r-%d;Role %d;top\n", i, i)
	}
	s, err := f.App.Simulate(context.Background(), f.Put("many.csv", rows), data.Options{Hierarchy: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if s.Plan.Counts.Created != 5001 {
		t.Fatalf("%+v", s.Plan.Counts)
	}
	for _, code := range s.Plan.Guards {
		t.Errorf("guard %s", code.Code)
	}
	if _, err := f.App.Apply(context.Background(), s, app.Consent{}, nil); err != nil {
		t.Fatal(err)
	}
	f.Go.Open(desk.PlaceHierarchy)
	h := f.Go.Front().(*hierarchyScreen)
	h.goTo("r-4999")
	first, last := h.tree.Shown()
	viewtest.Expect(t, fmt.Sprintf("%d to %d of %d are drawn", first, last, len(h.state.nodes)), len(h.state.nodes) > 5000 && last-first < 40)
}
