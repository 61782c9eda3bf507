package users

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/plan"
	reports "headcount.app/headcount/app/report"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

// userForm creates or edits one user (SPEC S2.1).
type userForm struct {
	screen *usersScreen
	user   data.User
	opened *data.Base // what the user was read from
	dialog *widgets.Dialog
	texts  map[data.Field]*widgets.Entry
	fields map[data.Field]*widgets.Field
	roles  *desk.RolePicker
	choose *widgets.Select
	keep   *widgets.OptionRow
	note   *widgets.Text
	failed *widgets.ErrorBox
	handle *task.Handle
}

// Create opens the form for somebody new.
func (u *usersScreen) Create() { u.edit(data.User{}) }

// edit opens the form for a user.
func (u *usersScreen) edit(user data.User) {
	if u.state.directory == nil || u.readOnly() {
		return
	}
	f := &userForm{
		screen: u, user: user, opened: u.state.directory.Base, texts: map[data.Field]*widgets.Entry{}, fields: map[data.Field]*widgets.Field{},
	}
	f.build()
	u.form = f
	f.dialog.Show(u.desk.Window.Canvas())
}

func (f *userForm) build() {
	w := f.screen.desk.Words
	for _, field := range f.order() {
		f.addText(field)
	}
	f.addRoles()
	f.addProfile()
	f.keep = widgets.NewOptionRow(w.T("users.menu.keep"), w.T("users.form.keep.text"), nil, nil)
	f.keep.SetChecked(f.user.Protected)
	f.note = widgets.NewText(widgets.Body.In(widgets.KindProblem.Color()), "").CutBelow(60)
	f.failed = desk.NewErrorBox(w)
	f.dialog = &widgets.Dialog{
		Title: w.T("users.form.new"), Width: widgets.FormWidth, Cancel: w.T("button.cancel"), Note: widgets.Wide(300, f.note),
		Content: widgets.VStack(10, f.rows()...), First: f.texts[data.FirstName], OnCancel: func() { f.handle.Cancel() },
	}
	save := "users.form.create"
	if f.user.Key != 0 {
		save = "users.form.save"
		f.dialog.Title = w.T("users.form.edit")
		f.dialog.Caption = w.T(desk.PickKey(f.user.Status == data.Active, "users.form.active", "users.form.deactivated"), "name", f.user.Name())
		f.dialog.Before = widgets.NewAvatar(widgets.InitialsOf(f.user.FirstName, f.user.LastName), 44)
	}
	f.dialog.Default = widgets.NewButton(widgets.Primary, w.T(save), f.save)
}

// rows lay the fields out: those that every user has, then the rest of the
// schema, two in a row.
func (f *userForm) rows() []fyne.CanvasObject {
	rows := []fyne.CanvasObject{
		f.failed,
		widgets.HFill(16, f.grow(data.FirstName), f.grow(data.LastName)),
		f.fields[data.Email],
		widgets.HFill(16, widgets.Wide(desk.RolesWidth, f.fields[data.RoleID]), widgets.Grow(100, widgets.VStack(0, f.fields[data.PermissionProfile]))),
		widgets.HFill(16, f.grow(data.JobTitle), widgets.Wide(130, f.fields[data.ID]), widgets.Wide(190, f.fields[data.Phone])),
	}
	for more := f.order()[len(formOrder):]; len(more) > 0; more = more[min(2, len(more)):] {
		var row []fyne.CanvasObject
		for _, field := range more[:min(2, len(more))] {
			row = append(row, f.grow(field))
		}
		rows = append(rows, widgets.HFill(16, row...))
	}
	return append(rows, widgets.NewBareCard(f.keep))
}

// order is the order in which the fields are read; the status is none that is
// typed.
func (f *userForm) order() []data.Field {
	order := slices.Clone(formOrder)
	for _, info := range f.schema().Fields() {
		if info.Field != data.StatusField && !slices.Contains(formOrder, info.Field) {
			order = append(order, info.Field)
		}
	}
	return order
}

func (f *userForm) schema() *data.Schema { return f.opened.Schema }

func (f *userForm) grow(field data.Field) fyne.CanvasObject {
	return widgets.Grow(100, f.fields[field])
}

func (f *userForm) caption(field data.Field) (caption, needed string) {
	w := f.screen.desk.Words
	mandatory := f.schema().Info(field).Mandatory && (field != data.RoleID || !f.opened.Settings.RolesOptional)
	switch {
	case mandatory && field == data.RoleID:
		needed = w.T("form.needed.more")
	case mandatory:
		needed = w.T("form.needed")
	}
	return f.schema().Header(field, w.Language()), needed
}

func (f *userForm) addText(field data.Field) {
	if field == data.RoleID || field == data.PermissionProfile { // chosen, not typed
		return
	}
	entry := widgets.NewEntry("")
	entry.Put(f.user.Get(field))
	caption, needed := f.caption(field)
	f.texts[field] = entry
	f.fields[field] = widgets.NewField(caption, needed, entry)
	entry.OnLeft = func() { f.check(field) }
}

func (f *userForm) addRoles() {
	f.roles = desk.NewRolePicker(f.screen.desk.Words, f.screen.state.directory, f.user.Roles)
	caption, needed := f.caption(data.RoleID)
	f.fields[data.RoleID] = widgets.NewField(caption, needed, f.roles)
	f.fields[data.RoleID].Help(f.roleNames())
	f.roles.OnChanged = func() {
		f.fields[data.RoleID].Help(f.roleNames())
		f.check(data.RoleID)
		f.dialog.Refresh()
	}
}

// roleNames are the names of the chosen roles, as far as they say more than the IDs.
func (f *userForm) roleNames() string {
	names := f.screen.state.directory.RoleNames(f.roles.Chosen())
	if names == string(f.roles.Chosen()) {
		return ""
	}
	return names
}

func (f *userForm) addProfile() {
	var options []widgets.Option
	for _, p := range f.opened.Profiles {
		options = append(options, widgets.Option{ID: p.Name, Text: p.Name})
	}
	f.choose = widgets.NewSelect(options, f.user.Profile, nil)
	f.choose.Hint = f.screen.desk.Words.T("users.form.choose")
	f.choose.OnChanged = func(string) { f.check(data.PermissionProfile) }
	caption, needed := f.caption(data.PermissionProfile)
	f.fields[data.PermissionProfile] = widgets.NewField(caption, needed, f.choose)
}

// Typed is the user as the form says. A role that was typed and not found is
// among the roles, so that it is said to be unknown.
func (f *userForm) Typed() data.User {
	u := f.user
	for field, entry := range f.texts {
		u.Set(field, entry.Text)
	}
	u.Roles, u.Profile, u.Protected = f.roles.Chosen(), f.choose.Chosen(), f.keep.Checked()
	if unknown := f.roles.Typed(); unknown != "" {
		u.Roles = data.NewRoleIDs(append(u.Roles.List(), unknown)...)
	}
	return u
}

// check says what is wrong with one field once it was left.
func (f *userForm) check(field data.Field) {
	p := plan.Edit(f.opened, f.before(), f.Typed())
	issues := p.Lines[0].Issues
	if typed := f.Typed(); f.note.Words() == "" && typed.Get(field) == "" {
		issues = nil // what is missing is said when the form is saved
	}
	f.Tell(issues, field)
	if f.note.Words() != "" {
		f.count()
	}
}

func (f *userForm) before() data.User {
	if f.user.Key == 0 {
		return data.User{}
	}
	return f.user
}

// Tell says at a field what is wrong with it, with the way to who has the value
// already. It reports whether something is wrong.
func (f *userForm) Tell(issues []plan.Issue, field data.Field) bool {
	w, shown := f.screen.desk.Words, f.fields[field]
	i := slices.IndexFunc(issues, func(i plan.Issue) bool { return i.Field == field && i.Level == plan.Blocking })
	shown.SetWayOut("", nil)
	if i < 0 {
		shown.SetWrong("")
		return false
	}
	issue := issues[i]
	text := reports.IssueText(w, f.schema(), &issue)
	if key := "users.form.issue." + issue.Code; w.Has(key) {
		text = w.T(key, "value", issue.Arg("value"))
	}
	shown.SetWrong(text)
	if holder := issue.Arg("holder"); holder != "" {
		search := issue.Arg("email")
		if search == "" {
			search = issue.Arg("id")
		}
		shown.SetWayOut(w.T("users.form.show", "name", holder), func() { f.goTo(search) })
	}
	return true
}

// goTo leaves the form for the user who has an address or an ID.
func (f *userForm) goTo(words string) {
	f.dialog.Hide()
	f.screen.filter(func(q *app.Query) { *q = app.Query{Text: words, Status: app.AllUsers, Order: q.Order} })
	f.screen.list.list.SetCurrent(0)
	f.screen.list.list.FocusRows()
}

// count says in the foot how many fields are wrong.
func (f *userForm) count() {
	n := 0
	for _, field := range f.fields {
		if field.Wrong() != "" {
			n++
		}
	}
	if n == 0 {
		f.note.SetText("")
		return
	}
	f.note.SetSpans(widgets.Span{Icon: widgets.IconProblem, Text: f.screen.desk.Words.N("users.form.wrong", n), Color: widgets.KindProblem.Color()})
}

// save stores the user, or goes to the first field that is wrong.
func (f *userForm) save() {
	f.roles.Settle()
	a, opened, typed := f.screen.desk.App, f.opened, f.Typed()
	f.dialog.Default.Disable()
	f.handle = task.Start(f.screen.desk.Run, task.Task[data.User]{
		Key: "users write",
		Work: func(ctx context.Context, _ task.Progress) (data.User, error) {
			return a.SaveUser(ctx, opened, typed)
		},
		Done: f.saved,
	})
}

func (f *userForm) saved(stored data.User, err error) {
	u, w := f.screen, f.screen.desk.Words
	f.dialog.Default.Enable()
	var invalid *app.InvalidUserError
	var refused *app.RefusedError
	switch {
	case errors.As(err, &invalid):
		f.showWrong(invalid.Issues)
		return
	case errors.As(err, &refused) && len(refused.Guards) > 0:
		f.failed.Say(reports.GuardText(w, nil, &refused.Guards[0]), "", "")
		f.dialog.Refresh()
		return
	case err != nil:
		desk.SayError(f.failed, err, w)
		f.dialog.Refresh()
		return
	}
	f.dialog.Hide()
	if f.user.Key == 0 {
		u.desk.Go.Changed()
	} else {
		u.changed()
	}
	u.desk.Say(w.T(desk.PickKey(f.user.Key == 0, "users.done.created", "users.done.saved"), "name", stored.Name()), u.desk.UndoLast)
}

// formOrder is the order in which the fields that every user has are read.
var formOrder = []data.Field{
	data.FirstName, data.LastName, data.Email, data.RoleID, data.PermissionProfile, data.JobTitle, data.ID, data.Phone,
}

// showWrong says at each field what is wrong, counts it, and goes to the first.
func (f *userForm) showWrong(issues []plan.Issue) {
	var first fyne.Focusable
	for _, field := range f.order() {
		if !f.Tell(issues, field) || first != nil {
			continue
		}
		switch field {
		case data.RoleID:
			first = f.roles.Entry
		case data.PermissionProfile:
			first = f.choose
		default:
			first = f.texts[field]
		}
	}
	f.count()
	if first != nil {
		f.screen.desk.Window.Canvas().Focus(first)
	}
	f.dialog.Refresh()
}
