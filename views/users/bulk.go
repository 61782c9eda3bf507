package users

import (
	"fyne.io/fyne/v2"

	"headcount.app/headcount/app"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/widgets"
)

// usersBulk is the bar in place of the filters while users are ticked.
type usersBulk struct {
	screen     *usersScreen
	content    *widgets.Card
	left       *fyne.Container
	right      *fyne.Container
	text       *widgets.Text
	of         *widgets.Text
	all        *widgets.Link
	deactivate *widgets.Button
	reactivate *widgets.Button
	export     *widgets.Button
}

func newUsersBulk(u *usersScreen) *usersBulk {
	w := u.desk.Words
	b := &usersBulk{
		screen: u, text: widgets.NewText(widgets.BodyBold, ""), of: widgets.NewText(widgets.Caption, ""),
		all: widgets.NewLink("", func() { u.tickAll(true) }),
	}
	b.deactivate = widgets.NewIconButton(widgets.Secondary, widgets.IconPersonMinus, "", func() { u.askStatus(u.tickedUsers(), data.Deactivated) }).Sized(widgets.Small)
	b.reactivate = widgets.NewIconButton(widgets.Secondary, widgets.IconReactivated, "", func() { u.askStatus(u.tickedUsers(), data.Active) }).Sized(widgets.Small)
	b.export = widgets.NewIconButton(widgets.Secondary, widgets.IconDownload, "", u.exportTicked).Sized(widgets.Small)
	b.deactivate.Ink = widgets.KindDeactivated.Color()
	nobody := widgets.NewIconButton(widgets.Quiet, widgets.IconClose, "", u.tickNobody).Sized(widgets.Small)
	nobody.Tip = w.T("users.bulk.clear")
	b.left = widgets.HStack(12, b.text, b.of, b.all)
	b.right = widgets.HStack(8, b.deactivate, b.export, b.reactivate, nobody)
	b.content = widgets.BulkBar(b.left, b.right)
	return b
}

func (b *usersBulk) show(st *usersState) {
	w, n := b.screen.desk.Words, len(st.ticked)
	b.content.Hidden = n == 0
	if n == 0 {
		return
	}
	active, deactivated := 0, 0
	for _, user := range b.screen.tickedUsers() {
		if user.Status == data.Active {
			active++
		} else {
			deactivated++
		}
	}
	narrow, locked := b.screen.narrow, b.screen.readOnly()
	b.text.SetText(w.N("users.bulk.count", n))
	b.of.SetText(w.T("users.bulk.of", "n", w.Number(st.tickable())))
	b.of.Hidden = narrow
	b.all.Text = w.T("users.bulk.all", "n", w.Number(st.tickable()))
	b.all.Hidden = n == st.tickable()
	b.all.Refresh()
	b.deactivate.SetText(w.N("users.bulk.deactivate", active))
	b.deactivate.Hidden = active == 0
	widgets.Able(b.deactivate, !locked)
	b.export.SetText(w.N("users.bulk.export", n))
	b.reactivate.SetText(w.T("users.bulk.reactivate.none"))
	if deactivated > 0 {
		b.reactivate.SetText(w.N("users.bulk.reactivate", deactivated))
	}
	b.reactivate.Hidden = deactivated == 0 && narrow
	widgets.Able(b.reactivate, deactivated > 0 && !locked)
	b.left.Refresh()
	b.right.Refresh()
	b.content.Content.Refresh()
	b.content.Refresh()
}

func (u *usersScreen) tickAll(on bool) {
	u.state.ticked = map[data.UserKey]bool{}
	if on {
		for _, user := range u.state.found {
			if !u.state.gone[user.Key] {
				u.state.ticked[user.Key] = true
			}
		}
	}
	u.show()
}

// menuOf is the menu of one user (SPEC S8.2).
func (u *usersScreen) menuOf(user *data.User) []widgets.MenuItem {
	w, locked := u.desk.Words, u.readOnly()
	person := *user
	items := []widgets.MenuItem{
		{Text: w.T("users.menu.edit"), Icon: widgets.IconPencil, Shortcut: w.T("key.enter"), Disabled: locked, Do: func() { u.edit(person) }},
		{Text: w.T("users.menu.history"), Icon: widgets.IconHistory, Do: func() { u.desk.Go.ShowUserHistory(person) }},
		{Text: w.T("users.menu.keep"), Icon: widgets.IconKept, Ticked: person.Protected, Disabled: locked, Do: func() { u.protect(person) }},
		{},
	}
	if person.Status == data.Active {
		return append(items, widgets.MenuItem{
			Text: w.T("users.menu.deactivate"), Icon: widgets.IconPersonMinus, Dangerous: true, Disabled: locked,
			Do: func() { u.askStatus([]*data.User{&person}, data.Deactivated) },
		})
	}
	return append(
		items,
		widgets.MenuItem{
			Text: w.T("users.menu.reactivate"), Icon: widgets.IconReactivated, Disabled: locked,
			Do: func() { u.setStatus([]*data.User{&person}, data.Active, app.Consent{}) },
		},
		widgets.MenuItem{
			Text: w.T("users.menu.erase"), Icon: widgets.IconDelete, Dangerous: true, Disabled: locked,
			Do: func() { u.askErase(person) },
		},
	)
}

// exportTicked saves just the ticked users.
func (u *usersScreen) exportTicked() {
	q := u.state.query
	q.Only = keysOf(u.tickedUsers())
	u.desk.Go.Export(q)
}
