package views

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"

	"headcount/app"
	"headcount/app/plan"
	"headcount/data"
	"headcount/views/task"
	"headcount/views/widgets"
)

// userForm creates or edits one user (SPEC S2.1).
type userForm struct {
	screen *usersScreen
	user   data.User
	dialog *widgets.Dialog
	texts  map[data.Field]*widgets.Entry
	fields map[data.Field]*widgets.Field
	roles  *rolePicker
	choose *widgets.Select
	keep   *widgets.Check
	note   *widgets.Text
	failed *widgets.ErrorBox
}

// create opens the form for somebody new.
func (u *usersScreen) create() { u.edit(data.User{}) }

// edit opens the form for a user.
func (u *usersScreen) edit(user data.User) {
	if u.state.directory == nil || u.readOnly() {
		return
	}
	f := &userForm{
		screen: u, user: user, texts: map[data.Field]*widgets.Entry{}, fields: map[data.Field]*widgets.Field{},
	}
	f.build()
	f.dialog.Show(u.shell.window.Canvas())
}

func (f *userForm) build() {
	w := f.screen.shell.words
	for _, field := range []data.Field{data.FirstName, data.LastName, data.Email, data.ID, data.JobTitle, data.Phone} {
		f.addText(field)
	}
	f.addRoles()
	f.addProfile()
	f.keep = widgets.NewCheck(w.T("users.menu.keep"), nil)
	f.keep.SetChecked(f.user.Protected)
	f.note = widgets.NewText(widgets.Caption.In(widgets.KindProblem.Color()), "").CutBelow(60)
	f.failed = newErrorBox(w)
	f.dialog = &widgets.Dialog{
		Title: w.T("users.form.new"), Width: widgets.FormWidth, Cancel: w.T("button.cancel"), Note: f.note,
		Content: widgets.VStack(
			12, f.failed,
			f.pair(data.FirstName, data.LastName), f.pair(data.Email, data.ID), f.fields[data.RoleID],
			f.pair(data.PermissionProfile, data.JobTitle), f.pair(data.Phone, data.NoField),
			f.keep, widgets.Inset(0, 0, 0, 26, widgets.NewParagraph(widgets.Caption, w.T("users.form.keep.text"))),
		),
		First: f.texts[data.FirstName],
	}
	if f.user.Key != 0 {
		f.dialog.Title = f.user.Name()
		f.dialog.Caption = w.T(pickKey(f.user.Status == data.Active, "users.form.active", "users.form.deactivated"))
		f.dialog.Before = widgets.NewAvatar(initialsOf(f.user.FirstName, f.user.LastName), 40)
	}
	f.dialog.Default = widgets.NewButton(widgets.Primary, w.T("button.save"), f.save)
}

// pair puts two fields beside each other; data.NoField leaves the right one open.
func (f *userForm) pair(left, right data.Field) fyne.CanvasObject {
	var beside fyne.CanvasObject = widgets.Spacer()
	if right != data.NoField {
		beside = f.fields[right]
	}
	return widgets.HStack(16, widgets.Grow(200, f.fields[left]), widgets.Grow(200, beside))
}

func (f *userForm) caption(field data.Field) (caption, needed string) {
	w := f.screen.shell.words
	mandatory := field.Info().Mandatory && (field != data.RoleID || !f.screen.state.directory.Base.Settings.RolesOptional)
	if mandatory {
		needed = w.T("form.needed")
	}
	return field.Header(w.Language()), needed
}

func (f *userForm) addText(field data.Field) {
	entry := widgets.NewEntry("")
	entry.Put(f.user.Get(field))
	caption, needed := f.caption(field)
	f.texts[field] = entry
	f.fields[field] = widgets.NewField(caption, needed, entry)
	entry.OnLeft = func() { f.check(field) }
}

func (f *userForm) addRoles() {
	f.roles = newRolePicker(f.screen.shell.words, f.screen.state.directory, f.user.Roles)
	caption, needed := f.caption(data.RoleID)
	f.fields[data.RoleID] = widgets.NewField(caption, needed, f.roles)
}

func (f *userForm) addProfile() {
	var options []widgets.Option
	for _, p := range f.screen.state.directory.Base.Profiles {
		options = append(options, widgets.Option{ID: p.Name, Text: p.Name})
	}
	f.choose = widgets.NewSelect(options, f.user.Profile, nil)
	f.choose.Hint = f.screen.shell.words.T("users.form.choose")
	f.choose.OnChanged = func(string) { f.check(data.PermissionProfile) }
	caption, needed := f.caption(data.PermissionProfile)
	f.fields[data.PermissionProfile] = widgets.NewField(caption, needed, f.choose)
}

// typed is the user as the form says.
func (f *userForm) typed() data.User {
	u := f.user
	for field, entry := range f.texts {
		u.Set(field, entry.Text)
	}
	u.Roles, u.Profile, u.Protected = f.roles.chosen(), f.choose.Chosen(), f.keep.Checked()
	return u
}

// check says what is wrong with one field once it was left.
func (f *userForm) check(field data.Field) {
	p := plan.Edit(f.screen.state.directory.Base, f.before(), f.typed())
	f.fields[field].SetWrong(f.wrong(p.Lines[0].Issues, field))
}

func (f *userForm) before() data.User {
	if f.user.Key == 0 {
		return data.User{}
	}
	return f.user
}

// wrong is the sentence about a field, "" if nothing is wrong with it.
func (f *userForm) wrong(issues []plan.Issue, field data.Field) string {
	i := slices.IndexFunc(issues, func(i plan.Issue) bool { return i.Field == field && i.Level == plan.Blocking })
	if i < 0 {
		return ""
	}
	return issues[i].Sentence(f.screen.shell.words)
}

// save stores the user, or goes to the first field that is wrong.
func (f *userForm) save() {
	a, typed := f.screen.shell.app, f.typed()
	f.dialog.Default.Disable()
	task.Start(f.screen.shell.run, task.Task[data.User]{
		Key: "users write",
		Work: func(ctx context.Context, _ task.Progress) (data.User, error) {
			return a.SaveUser(ctx, typed)
		},
		Done: f.saved,
	})
}

func (f *userForm) saved(stored data.User, err error) {
	u, w := f.screen, f.screen.shell.words
	f.dialog.Default.Enable()
	var invalid *app.InvalidUserError
	var refused *app.RefusedError
	switch {
	case errors.As(err, &invalid):
		f.showWrong(invalid.Issues)
		return
	case errors.As(err, &refused) && len(refused.Guards) > 0:
		f.failed.Say(refused.Guards[0].Sentence(w, nil), "", "")
		f.dialog.Refresh()
		return
	case err != nil:
		sayError(f.failed, err, w)
		f.dialog.Refresh()
		return
	}
	f.dialog.Hide()
	u.shell.changed()
	u.shell.say(w.T(pickKey(f.user.Key == 0, "users.done.created", "users.done.saved"), "name", stored.Name()), nil)
}

// showWrong says at each field what is wrong, counts it, and goes to the first.
func (f *userForm) showWrong(issues []plan.Issue) {
	var first fyne.Focusable
	n := 0
	for _, info := range data.Fields {
		field := f.fields[info.Field]
		if field == nil {
			continue
		}
		text := f.wrong(issues, info.Field)
		field.SetWrong(text)
		if text == "" {
			continue
		}
		n++
		if entry := f.texts[info.Field]; entry != nil && first == nil {
			first = entry
		}
	}
	f.note.SetText(f.screen.shell.words.N("users.form.wrong", n))
	if first != nil {
		f.screen.shell.window.Canvas().Focus(first)
	}
	f.dialog.Refresh()
}
