package hierarchy

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

// roleForm creates or edits one role (SPEC S13.1).
type roleForm struct {
	screen *hierarchyScreen
	role   data.Role  // its ID is empty for a new one
	opened *data.Base // what the role was read from
	dialog *widgets.Dialog
	texts  map[data.Field]*widgets.Entry
	fields map[data.Field]*widgets.Field
	above  *desk.RolePicker
	failed *widgets.ErrorBox
	handle *task.Handle
}

// edit opens the form for a role, or for a new one if it has no ID yet.
func (h *hierarchyScreen) edit(role data.Role) {
	if h.state.directory == nil || h.desk.IsReadOnly() {
		return
	}
	f := &roleForm{screen: h, role: role, opened: h.state.hierarchy.Base, texts: map[data.Field]*widgets.Entry{}, fields: map[data.Field]*widgets.Field{}}
	f.build()
	h.form = f
	f.dialog.Show(h.desk.Window.Canvas())
}

func (f *roleForm) build() {
	w := f.screen.desk.Words
	for _, field := range []data.Field{data.RoleName, data.RoleKey, data.RoleLevel} {
		entry := widgets.NewEntry("")
		entry.Put(f.role.Get(field))
		needed := ""
		if field != data.RoleLevel {
			needed = w.T("form.needed")
		}
		f.texts[field] = entry
		f.fields[field] = widgets.NewField(w.T("hierarchy.form."+field.Name()), needed, entry)
		entry.OnLeft = func() { f.check(field) }
	}
	f.above = desk.NewRolePicker(w, f.screen.state.directory, f.role.Superiors)
	f.fields[data.RoleSuperiors] = widgets.NewField(w.T("hierarchy.form.superior_ids"), "", f.above)
	f.fields[data.RoleSuperiors].Help(w.T("hierarchy.form.superior_ids.help"))
	f.above.OnChanged = func() {
		f.check(data.RoleSuperiors)
		f.dialog.Refresh()
	}
	f.failed = desk.NewErrorBox(w)
	f.dialog = &widgets.Dialog{
		Title: w.T("hierarchy.form.new"), Cancel: w.T("button.cancel"),
		Content: widgets.VStack(10, f.failed, f.fields[data.RoleName], f.fields[data.RoleKey], f.fields[data.RoleLevel], f.fields[data.RoleSuperiors]),
		First:   f.texts[data.RoleName], OnCancel: func() { f.handle.Cancel() },
	}
	save := "hierarchy.form.create"
	f.fields[data.RoleKey].Help(w.T("hierarchy.form.role_id.help"))
	if f.role.ID != "" {
		save, f.dialog.Title = "hierarchy.form.save", w.T("hierarchy.form.edit")
		f.texts[data.RoleKey].Disable()
		f.fields[data.RoleKey].Help(w.T("hierarchy.form.role_id.fixed"))
	}
	f.fields[data.RoleLevel].Help(f.levels())
	f.dialog.Default = widgets.NewButton(widgets.Primary, w.T(save), f.save)
}

// levels names those that there are, so that they are spelled alike.
func (f *roleForm) levels() string {
	levels := f.screen.state.hierarchy.Levels()
	if len(levels) == 0 {
		return ""
	}
	w := f.screen.desk.Words
	return w.T("hierarchy.form.level.help", "levels", w.List(levels[:min(len(levels), 5)]))
}

// Typed is the role as the form says. A superior that was typed and not found is
// among the superiors, so that it is said to be unknown.
func (f *roleForm) Typed() data.Role {
	role := f.role
	for field, entry := range f.texts {
		role.Set(field, entry.Text)
	}
	role.Superiors = f.above.Chosen()
	if unknown := f.above.Typed(); unknown != "" {
		role.Superiors = data.NewRoleIDs(append(role.Superiors.List(), unknown)...)
	}
	return role
}

// check says what is wrong with one field once it was left.
func (f *roleForm) check(field data.Field) {
	typed := f.Typed()
	var before data.Role
	if f.role.ID != "" {
		before = f.role
	}
	p := plan.EditRole(f.opened, before, typed)
	issues := p.Lines[0].Issues
	if typed.Get(field) == "" {
		issues = nil // what is missing is said when the form is saved
	}
	if !f.Tell(issues, field) && field == data.RoleKey {
		f.noteFolding(typed.ID, p.Lines[0].Role.After.ID)
	}
}

// noteFolding says how a Role ID that was typed otherwise is kept (SPEC S13.3).
func (f *roleForm) noteFolding(typed, kept string) {
	note := ""
	if typed != kept {
		note = f.screen.desk.Words.T("hierarchy.form.role_id.folded", "id", kept)
	}
	f.fields[data.RoleKey].SetFine(note)
}

// Tell says at a field what is wrong with it and reports whether something is.
func (f *roleForm) Tell(issues []plan.Issue, field data.Field) bool {
	i := slices.IndexFunc(issues, func(i plan.Issue) bool { return i.Field == field })
	if i < 0 {
		f.fields[field].SetWrong("")
		return false
	}
	f.fields[field].SetWrong(reports.IssueText(f.screen.desk.Words, data.RoleSchema, &issues[i]))
	return true
}

// save stores the role, or goes to the first field that is wrong.
func (f *roleForm) save() {
	f.above.Settle()
	a, opened, typed, stored := f.screen.desk.App, f.opened, f.Typed(), f.role.ID
	f.dialog.Default.Disable()
	f.handle = task.Start(f.screen.desk.Run, task.Task[string]{
		Key: "hierarchy write",
		Work: func(ctx context.Context, _ task.Progress) (string, error) {
			return a.SaveRole(ctx, opened, stored, typed)
		},
		Done: f.saved,
	})
}

func (f *roleForm) saved(id string, err error) {
	h, w := f.screen, f.screen.desk.Words
	f.dialog.Default.Enable()
	var invalid *app.InvalidRoleError
	switch {
	case errors.As(err, &invalid):
		f.showWrong(invalid.Issues)
		return
	case err != nil:
		desk.SayError(f.failed, err, w)
		f.dialog.Refresh()
		return
	}
	f.dialog.Hide()
	h.state.wanted = id
	h.desk.Go.Changed()
	h.desk.Say(w.T(desk.PickKey(f.role.ID == "", "hierarchy.done.created", "hierarchy.done.saved"), "name", f.Typed().Name), h.desk.UndoLast)
}

// showWrong says at each field what is wrong, and goes to the first.
func (f *roleForm) showWrong(issues []plan.Issue) {
	var first fyne.Focusable
	for _, field := range []data.Field{data.RoleName, data.RoleKey, data.RoleLevel, data.RoleSuperiors} {
		if !f.Tell(issues, field) || first != nil {
			continue
		}
		first = f.above.Entry
		if entry := f.texts[field]; entry != nil {
			first = entry
		}
	}
	if first != nil {
		f.screen.desk.Window.Canvas().Focus(first)
	}
	f.dialog.Refresh()
}
