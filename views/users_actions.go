package views

import (
	"context"
	"errors"
	"strconv"

	"fyne.io/fyne/v2"

	"headcount/app"
	"headcount/app/plan"
	"headcount/data"
	"headcount/views/task"
	"headcount/views/widgets"
)

// usersBulk is the bar in place of the filters while users are ticked.
type usersBulk struct {
	screen     *usersScreen
	content    *widgets.Card
	text       *widgets.Text
	all        *widgets.Link
	deactivate *widgets.Button
	reactivate *widgets.Button
	export     *widgets.Button
}

func newUsersBulk(u *usersScreen) *usersBulk {
	b := &usersBulk{screen: u}
	b.text = widgets.NewText(widgets.BodyBold, "").CutBelow(80)
	b.all = widgets.NewLink("", func() { u.tickAll(true) })
	b.deactivate = widgets.NewButton(widgets.Secondary, "", func() { u.askStatus(u.tickedUsers(), data.Deactivated) }).Sized(widgets.Small)
	b.reactivate = widgets.NewButton(widgets.Secondary, "", func() { u.askStatus(u.tickedUsers(), data.Active) }).Sized(widgets.Small)
	b.export = widgets.NewButton(widgets.Secondary, u.shell.words.T("users.bulk.export"), u.exportTicked).Sized(widgets.Small)
	clear := widgets.NewIconButton(widgets.Quiet, widgets.IconClose, "", u.tickNobody).Sized(widgets.Small)
	b.content = widgets.BulkBar(widgets.HStack(12, b.text, b.all), widgets.HStack(8, b.deactivate, b.reactivate, b.export, clear))
	return b
}

func (b *usersBulk) show(st *usersState) {
	w, n := b.screen.shell.words, len(st.ticked)
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
	b.text.SetText(w.N("users.bulk.count", n))
	b.all.SetText(w.N("users.bulk.all", len(st.found)))
	b.all.Hidden = n == len(st.found)
	b.deactivate.SetText(w.N("users.bulk.deactivate", active))
	b.deactivate.Hidden = active == 0 || b.screen.readOnly()
	b.reactivate.SetText(w.N("users.bulk.reactivate", deactivated))
	b.reactivate.Hidden = deactivated == 0 || b.screen.readOnly()
	b.content.Refresh()
}

func (u *usersScreen) tickAll(on bool) {
	u.state.ticked = map[data.UserKey]bool{}
	if on {
		for _, user := range u.state.found {
			u.state.ticked[user.Key] = true
		}
	}
	u.show()
}

// menuOf is the menu of one user (SPEC S8.2).
func (u *usersScreen) menuOf(user *data.User) []widgets.MenuItem {
	w, locked := u.shell.words, u.readOnly()
	person := *user
	items := []widgets.MenuItem{
		{Text: w.T("users.menu.edit"), Icon: widgets.IconPencil, Shortcut: w.T("key.enter"), Disabled: locked, Do: func() { u.edit(person) }},
		{Text: w.T("users.menu.history"), Icon: widgets.IconHistory, Do: func() { u.showHistory(person) }},
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

func keysOf(users []*data.User) []data.UserKey {
	keys := make([]data.UserKey, len(users))
	for i, user := range users {
		keys[i] = user.Key
	}
	return keys
}

// askStatus asks before users are deactivated or reactivated, with the guards
// that this would trip.
func (u *usersScreen) askStatus(users []*data.User, to data.Status) {
	a := u.shell.app
	users = withoutStatus(users, to)
	task.Start(u.shell.run, task.Task[*plan.Plan]{
		Key: "users plan",
		Work: func(ctx context.Context, _ task.Progress) (*plan.Plan, error) {
			return a.PlanStatus(ctx, keysOf(users), to)
		},
		Done: func(p *plan.Plan, err error) {
			if err != nil {
				u.shell.fail(err)
				return
			}
			u.showStatusQuestion(users, to, p)
		},
	})
}

func withoutStatus(users []*data.User, s data.Status) []*data.User {
	var others []*data.User
	for _, user := range users {
		if user.Status != s {
			others = append(others, user)
		}
	}
	return others
}

// showStatusQuestion asks once; a guard wants its number typed first.
func (u *usersScreen) showStatusQuestion(users []*data.User, to data.Status, p *plan.Plan) {
	w := u.shell.words
	key := "users.ask.deactivate"
	if to == data.Active {
		key = "users.ask.reactivate"
	}
	name := users[0].Name()
	d := &widgets.Dialog{
		Title:  w.N(key, len(users), "name", name),
		Cancel: w.T("button.cancel"),
	}
	text := widgets.NewParagraph(widgets.Body, w.N(key+".text", len(users)))
	content := widgets.VStack(12, text)
	var consent app.Consent
	d.Default = widgets.NewButton(importanceOf(to), w.N(key+".verb", len(users)), func() {
		d.Hide()
		u.setStatus(users, to, consent)
	})
	for _, g := range p.Guards {
		content.Add(u.guardLine(g, p, d.Default, &consent))
	}
	d.Content = content
	d.Show(u.shell.window.Canvas())
}

func importanceOf(to data.Status) widgets.Importance {
	if to == data.Deactivated {
		return widgets.DangerousPrimary
	}
	return widgets.Primary
}

// guardLine is a guard with the entry for its number; the button waits for it.
func (u *usersScreen) guardLine(g plan.Guard, p *plan.Plan, button *widgets.Button, consent *app.Consent) fyne.CanvasObject {
	w := u.shell.words
	button.Disable()
	line := widgets.IssueLine(widgets.KindWarning, g.Sentence(w, p))
	if g.Impossible {
		return widgets.IssueLine(widgets.KindProblem, g.Sentence(w, p))
	}
	entry := widgets.NewNumberEntry()
	entry.OnChanged = func(text string) {
		n, err := strconv.Atoi(text)
		if err == nil && n == g.Number {
			consent.Numbers = []int{n}
			button.Enable()
			return
		}
		button.Disable()
	}
	ask := widgets.NewText(widgets.CaptionText, w.T("guard.type", "n", w.Number(g.Number)))
	return widgets.NewTinted(widgets.KindWarning, widgets.VStack(8, line, widgets.HStack(8, widgets.Spacer(), ask, entry)))
}

// setStatus does it and offers to take one person's change back.
func (u *usersScreen) setStatus(users []*data.User, to data.Status, c app.Consent) {
	a, w := u.shell.app, u.shell.words
	task.Start(u.shell.run, task.Task[*plan.Plan]{
		Key: "users write",
		Work: func(ctx context.Context, _ task.Progress) (*plan.Plan, error) {
			return a.SetStatus(ctx, keysOf(users), to, c)
		},
		Done: func(p *plan.Plan, err error) {
			if u.refused(err, p) {
				return
			}
			key := "users.done.deactivated"
			if to == data.Active {
				key = "users.done.reactivated"
			}
			u.state.ticked = map[data.UserKey]bool{}
			u.shell.changed()
			u.shell.say(w.N(key, len(users), "name", users[0].Name()), u.backTo(users, to))
		},
	})
}

// backTo undoes a change of status, nil if it was of several people.
func (u *usersScreen) backTo(users []*data.User, to data.Status) func() {
	if len(users) != 1 {
		return nil
	}
	before := data.Active
	if to == data.Active {
		before = data.Deactivated
	}
	return func() { u.setStatus(users, before, app.Consent{}) }
}

// refused tells of an error; a guard speaks for itself.
func (u *usersScreen) refused(err error, p *plan.Plan) bool {
	var refused *app.RefusedError
	if errors.As(err, &refused) && len(refused.Guards) > 0 && p != nil {
		showFailure(u.shell, app.Message{Sentence: refused.Guards[0].Sentence(u.shell.words, p)})
		return true
	}
	u.shell.fail(err)
	return err != nil
}

// protect marks a user "Keep when absent from files", or takes the mark off.
func (u *usersScreen) protect(user data.User) {
	a, w := u.shell.app, u.shell.words
	task.Start(u.shell.run, task.Task[struct{}]{
		Key: "users write",
		Work: func(ctx context.Context, _ task.Progress) (struct{}, error) {
			if user.Protected {
				return struct{}{}, a.Unprotect(ctx, user.Key)
			}
			return struct{}{}, a.Protect(ctx, user.Key)
		},
		Done: func(_ struct{}, err error) {
			if err != nil {
				u.shell.fail(err)
				return
			}
			u.shell.changed()
			u.shell.say(w.T(pickKey(user.Protected, "users.done.unprotected", "users.done.protected"), "name", user.Name()), nil)
		},
	})
}

func pickKey(first bool, one, other string) string {
	if first {
		return one
	}
	return other
}

// exportTicked saves just the ticked users.
func (u *usersScreen) exportTicked() {
	u.shell.open(placeExport)
	if e, ok := u.shell.screens[placeExport].(*exportScreen); ok {
		q := u.state.query
		q.Only = keysOf(u.tickedUsers())
		e.offer(q)
	}
}
