package users

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"headcount.app/headcount/app"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

// nobody is what the list says when it is empty.
func (u *usersScreen) nobody() fyne.CanvasObject {
	w, st := u.desk.Words, &u.state
	switch {
	case st.directory == nil:
		return nil
	case len(st.directory.Base.Users) == 0:
		upload := widgets.NewButton(widgets.Primary, w.T("nav.upload"), func() { u.desk.Go.Open(desk.PlaceUpload) })
		create := widgets.NewButton(widgets.Secondary, w.T("users.create"), u.Create)
		upload.Icon, create.Icon = widgets.IconUpload, widgets.IconAdd
		return widgets.EmptyState(widgets.KindAccent, widgets.IconUsers, w.T("users.empty"), w.T("users.empty.text"), upload, create)
	case st.query.Filtered():
		return widgets.EmptyState(widgets.KindUnchanged, widgets.IconSearch, u.nobodyTitle(), u.nobodyText(), u.nobodyWays()...)
	}
	return widgets.EmptyState(widgets.KindUnchanged, widgets.IconUsers, w.T("users.none."+desk.StatusName(st.query.Status)), "")
}

func (u *usersScreen) nobodyTitle() string {
	if text := u.state.query.Text; text != "" {
		return u.desk.Words.T("users.nobody", "text", text)
	}
	return u.desk.Words.T("users.nobody.filter")
}

// nobodyText says where was searched, and how many there are elsewhere.
func (u *usersScreen) nobodyText() string {
	w, st := u.desk.Words, &u.state
	text := w.T("users.nobody.text")
	if st.query.Text != "" && st.query.Role == "" && st.query.Profile == "" {
		c := st.counts
		looked := map[app.StatusFilter]int{app.OnlyActive: c.Active, app.OnlyDeactivated: c.Deactivated, app.AllUsers: c.Active + c.Deactivated}
		text = w.N("users.nobody.where."+desk.StatusName(st.query.Status), looked[st.query.Status])
	}
	if st.query.Text == "" {
		return w.T("users.nobody.filter.text")
	}
	if st.others > 0 {
		text += " " + w.N("users.nobody.others", st.others)
	}
	return text
}

// nobodyWays are the buttons that lead out of a search without a hit.
func (u *usersScreen) nobodyWays() []*widgets.Button {
	w, st := u.desk.Words, &u.state
	way := func(key string, change func(*app.Query)) *widgets.Button {
		return widgets.NewButton(widgets.Secondary, w.T(key), func() { u.filter(change) })
	}
	var ways []*widgets.Button
	if st.others > 0 && st.query.Text != "" {
		ways = append(ways, way("users.nobody.widen", func(q *app.Query) { q.Status, q.Role, q.Profile = app.AllUsers, "", "" }))
	}
	if st.query.Role != "" || st.query.Profile != "" {
		return append(ways, way("users.nobody.clear", func(q *app.Query) { q.Text, q.Role, q.Profile = "", "", "" }))
	}
	return append(ways, way("search.clear", func(q *app.Query) { q.Text = "" }))
}

// askErase asks for the name before somebody is deleted for good (SPEC S2.2).
func (u *usersScreen) askErase(user data.User) {
	w, a := u.desk.Words, u.desk.App
	entry := widgets.NewEntry(user.Name())
	field := widgets.NewField(w.T("users.erase.name"), "", entry)
	d := &widgets.Dialog{
		Title: w.T("users.erase.title", "name", user.Name()), Cancel: w.T("button.cancel"),
		Content: widgets.VStack(12, widgets.NewParagraph(widgets.Body, w.T("users.erase.text", "name", user.Name())), field),
	}
	d.Default = widgets.NewButton(widgets.DangerousPrimary, w.T("users.erase.verb"), func() {
		task.Start(u.desk.Run, task.Task[struct{}]{
			Key: "users write",
			Work: func(ctx context.Context, _ task.Progress) (struct{}, error) {
				return struct{}{}, a.Erase(ctx, user.Key, entry.Text)
			},
			Done: func(_ struct{}, err error) {
				if err != nil {
					field.SetWrong(desk.Message(err, w).Sentence)
					return
				}
				d.Hide()
				u.desk.Go.Changed()
				u.desk.Say(w.T("users.done.erased"), nil)
			},
		})
	})
	d.Default.Disable()
	entry.OnChanged = func(text string) {
		if data.FoldName(text) == data.FoldName(user.Name()) {
			d.Default.Enable()
			return
		}
		d.Default.Disable()
	}
	d.First = entry
	d.Show(u.desk.Window.Canvas())
}

// showHandChanges lists the changes made by hand (SPEC S2.5).
func (u *usersScreen) showHandChanges() {
	a := u.desk.App
	task.Start(u.desk.Run, task.Task[[]app.HandChange]{
		Key: "users hand",
		Work: func(ctx context.Context, _ task.Progress) ([]app.HandChange, error) {
			return a.HandChanges(ctx)
		},
		Done: func(changes []app.HandChange, err error) {
			if err != nil {
				u.desk.Fail(err)
				return
			}
			u.listHandChanges(changes)
		},
	})
}

func (u *usersScreen) listHandChanges(changes []app.HandChange) {
	w := u.desk.Words
	columns := []widgets.Column{
		{ID: "person", Title: w.T("handchanges.name"), Min: 200, Weight: 2},
		{ID: "what", Title: w.T("handchanges.kind"), Min: 200, Weight: 3},
		{ID: "upload", Title: w.T("handchanges.in_upload"), Min: 150, Weight: 1},
	}
	list := widgets.NewDataList(columns, func() int { return len(changes) }, func(row int, column string) widgets.Cell {
		c := changes[row]
		person := c.After
		if c.Action == data.Remove {
			person = c.Before
		}
		switch column {
		case "person":
			return widgets.PersonCell(person.FirstName, person.LastName, person.Email)
		case "what":
			return widgets.TwoLineCell(u.handWords(c), w.DateTime(c.At.Local())+" · "+c.Account)
		}
		return widgets.TextCell(w.T(desk.PickKey(c.InUploadSince, "handchanges.yes", "handchanges.no")))
	}).TwoLines()
	u.desk.KeepWidths("handchanges", list)
	d := &widgets.Dialog{
		Title: w.T("handchanges.title"), Caption: w.T("handchanges.caption"), Width: 900,
		Content: container.NewGridWrap(fyne.NewSize(852, 380), list),
	}
	save := widgets.NewButton(widgets.Secondary, w.T("button.exportlist"), func() {
		d.Hide()
		u.saveHandChanges()
	})
	d.Others = []*widgets.Button{save}
	d.Default = widgets.NewButton(widgets.Primary, w.T("button.close"), d.Hide)
	d.Show(u.desk.Window.Canvas())
}

// handWords says what was changed, field by field.
func (u *usersScreen) handWords(c app.HandChange) string {
	w := u.desk.Words
	if c.Action != data.Update {
		return w.T("handchanges.action." + c.Action.String())
	}
	text := ""
	for _, f := range c.Fields(u.schema()) {
		if text != "" {
			text += " · "
		}
		text += u.schema().Header(f, w.Language()) + " → " + c.After.Get(f)
	}
	return text
}

func (u *usersScreen) saveHandChanges() {
	w, a := u.desk.Words, u.desk.App
	u.desk.Files.Save(desk.FileQuestion{
		Title: w.T("handchanges.title"), Accept: w.T("button.save"), Sort: "export", Name: w.T("handchanges.file") + ".xlsx",
		Kinds: []desk.FileKind{{Words: w.T("files.xlsx"), Endings: []string{".xlsx"}}, {Words: w.T("files.csv"), Endings: []string{".csv"}}},
	}, func(path string) {
		fail := u.desk.Late()
		task.Start(u.desk.Run, task.Task[struct{}]{
			Key: "users save",
			Work: func(ctx context.Context, _ task.Progress) (struct{}, error) {
				return struct{}{}, a.ExportHandChanges(ctx, path, w)
			},
			Done: func(_ struct{}, err error) {
				if err != nil {
					fail(err)
					return
				}
				u.desk.Say(w.T("done.saved", "file", filepath.Base(path)), nil)
			},
		})
	})
}
