package hierarchy

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

// roleMenu is what can be done with a role.
func (h *hierarchyScreen) roleMenu(role *data.Role) []widgets.MenuItem {
	w, r := h.desk.Words, *role
	off := h.desk.IsReadOnly()
	archive := widgets.MenuItem{Text: w.T("hierarchy.archive"), Icon: widgets.IconKept, Disabled: off, Do: func() { h.askArchive(r) }}
	if r.Archived {
		archive = widgets.MenuItem{Text: w.T("hierarchy.unarchive"), Icon: widgets.IconReactivated, Disabled: off, Do: func() { h.archive(r, false) }}
	}
	held := len(plan.RoleObstacles(h.state.hierarchy.Base, r.ID)) > 0
	return []widgets.MenuItem{
		{Text: w.T("hierarchy.edit"), Icon: widgets.IconPencil, Disabled: off, Do: func() { h.edit(r) }},
		{Text: w.T("hierarchy.create.below"), Icon: widgets.IconAdd, Disabled: off || r.Archived, Do: func() {
			h.edit(data.Role{Superiors: data.NewRoleIDs(r.ID)})
		}},
		{Text: w.T("hierarchy.assign"), Icon: widgets.IconPersonPlus, Disabled: off || r.Archived, Do: func() { h.askAssign(&r) }},
		archive,
		{Text: w.T("hierarchy.delete"), Icon: widgets.IconDelete, Dangerous: true, Disabled: off || held, Do: func() { h.askDelete(r) }},
	}
}

// do changes the hierarchy and says so.
func (h *hierarchyScreen) do(said string, work func(context.Context, *app.App) error) {
	a := h.desk.App
	task.Start(h.desk.Run, task.Task[struct{}]{
		Key:  "hierarchy write",
		Work: func(ctx context.Context, _ task.Progress) (struct{}, error) { return struct{}{}, work(ctx, a) },
		Done: func(_ struct{}, err error) {
			if err != nil {
				h.desk.Fail(err)
				return
			}
			h.desk.Go.Changed()
			h.desk.Say(said, nil)
		},
	})
}

func (h *hierarchyScreen) askArchive(r data.Role) {
	w := h.desk.Words
	own, _ := h.state.hierarchy.Users(r.ID)
	desk.Ask(h.desk.Window.Canvas(), w, desk.Question{
		Title: w.T("hierarchy.archive.title", "name", r.Title()), Text: w.N("hierarchy.archive.text", own), Yes: w.T("hierarchy.archive.yes"),
	}, func() { h.archive(r, true) })
}

func (h *hierarchyScreen) archive(r data.Role, archived bool) {
	said := desk.PickKey(archived, "hierarchy.done.archived", "hierarchy.done.unarchived")
	h.do(h.desk.Words.T(said, "name", r.Title()), func(ctx context.Context, a *app.App) error { return a.ArchiveRole(ctx, r.ID, archived) })
}

func (h *hierarchyScreen) askDelete(r data.Role) {
	w := h.desk.Words
	desk.Ask(h.desk.Window.Canvas(), w, desk.Question{
		Title: w.T("hierarchy.delete.title", "name", r.Title()), Text: w.T("hierarchy.delete.text"), Yes: w.T("hierarchy.delete.yes"), Dangerous: true,
	}, func() {
		h.do(w.T("hierarchy.done.deleted", "name", r.Title()), func(ctx context.Context, a *app.App) error { return a.DeleteRole(ctx, r.ID) })
	})
}

// memberMenu is what can be done with a member of the role in front.
func (c *roleCard) memberMenu(u *data.User) []widgets.MenuItem {
	h, w, role := c.screen, c.screen.desk.Words, *c.role
	return []widgets.MenuItem{
		{Text: w.T("hierarchy.member.show"), Icon: widgets.IconUsers, Do: func() { h.desk.Go.ShowUser(u.Email) }},
		{
			Text: w.T("hierarchy.member.remove", "name", role.Title()), Icon: widgets.IconPersonMinus,
			Disabled: h.desk.IsReadOnly() || !u.Roles.Has(role.ID), Do: func() {
				h.do(w.T("hierarchy.done.removed", "person", u.Name(), "name", role.Title()), func(ctx context.Context, a *app.App) error {
					return a.Unassign(ctx, role.ID, u.Key)
				})
			},
		},
	}
}

// askAssign lets a person choose who gets a role.
func (h *hierarchyScreen) askAssign(role *data.Role) {
	s, w, r := h.desk, h.desk.Words, *role
	var candidates, found []*data.User
	chosen := map[data.UserKey]bool{}
	for i := range h.state.hierarchy.Base.Users {
		if u := &h.state.hierarchy.Base.Users[i]; u.Status == data.Active && !u.Roles.Has(r.ID) {
			candidates = append(candidates, u)
		}
	}
	found = candidates
	d := &widgets.Dialog{Title: w.T("hierarchy.assign.title", "name", r.Title()), Width: widgets.FormWidth, Cancel: w.T("button.cancel")}
	list := widgets.NewDataList([]widgets.Column{
		{ID: "person", Min: 200, Weight: 3}, {ID: "role", Min: 120, Weight: 2},
	}, func() int { return len(found) }, func(row int, column string) widgets.Cell {
		u := found[row]
		if column == "role" {
			return widgets.MutedCell(h.card.roleNames(u))
		}
		return widgets.PersonCell(u.FirstName, u.LastName, u.Email)
	}).TwoLines().NoHeader()
	list.Name = d.Title
	list.Tick = func(row int) widgets.TickState {
		if chosen[found[row].Key] {
			return widgets.On
		}
		return widgets.Off
	}
	d.Default = widgets.NewButton(widgets.Primary, "", func() {
		var keys []data.UserKey
		for key := range chosen {
			keys = append(keys, key)
		}
		d.Hide()
		h.do(w.N("hierarchy.done.assigned", len(keys), "name", r.Title()), func(ctx context.Context, a *app.App) error { return a.Assign(ctx, r.ID, keys...) })
	})
	show := func() {
		d.Default.SetText(w.N("hierarchy.assign.yes", len(chosen)))
		widgets.Able(d.Default, len(chosen) > 0)
		list.Refresh()
	}
	tick := func(row int, on bool) {
		if on {
			chosen[found[row].Key] = true
		} else {
			delete(chosen, found[row].Key)
		}
		show()
	}
	list.OnTick = tick
	list.OnOpen = func(row int) { tick(row, !chosen[found[row].Key]) }
	list.Empty = widgets.Inset(20, 0, 0, 0, widgets.NewText(widgets.Muted, w.T("hierarchy.assign.nobody")).Align(fyne.TextAlignCenter))
	search := widgets.NewSearchEntry(w.T("hierarchy.assign.search"), "", func(text string) {
		words := strings.Fields(data.FoldSearch(text))
		found = nil
		for _, u := range candidates {
			if desk.ContainsAll(data.FoldSearch(u.FirstName+" "+u.LastName+"\n"+u.Email+"\n"+u.ID), words) {
				found = append(found, u)
			}
		}
		list.SetCurrent(0)
		show()
	}).ClearTip(w.T("search.clear"))
	d.Content = widgets.VStack(10, search, container.NewGridWrap(fyne.NewSize(widgets.FormWidth-48, 300), widgets.NewBareCard(list)))
	d.First = search
	show()
	d.Show(s.Window.Canvas())
}
