package desk

import (
	"context"
	"errors"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"headcount.app/headcount/app"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

// AskRestore lists the automatic backups of the organization, to put one in its place
// (SPEC S9.2).
func (desk *Desk) AskRestore() {
	if desk.App == nil {
		return
	}
	if desk.IsReadOnly() {
		desk.Say(desk.Words.T("organization.readonly"), nil)
		return
	}
	path, a := desk.App.Path(), desk.App
	var active int
	desk.inspectBackups(path, func(ctx context.Context) error {
		base, _, err := a.List(ctx)
		if err == nil {
			active = base.ActiveUsers()
		}
		return err
	}, func(all []app.Inspected) {
		desk.ChooseBackup(all, func(b app.Inspected) {
			desk.ConfirmRestore(b, desk.Words.N("restore.now", active), func() { desk.Restore(path, b) })
		})
	})
}

// inspectBackups looks into every backup behind a bar that can be cancelled.
func (desk *Desk) inspectBackups(path string, first func(context.Context) error, then func([]app.Inspected)) {
	var handle *task.Handle
	bar := NewBar(desk.Words, func() { handle.Cancel() })
	given := false
	d := &widgets.Dialog{Title: desk.Words.T("restore.title"), Content: bar, OnCancel: func() {
		given = true
		handle.Cancel()
	}}
	state := &Progress{}
	handle = task.Start(desk.Run, task.Task[[]app.Inspected]{
		Key: "backups",
		Work: func(ctx context.Context, p task.Progress) ([]app.Inspected, error) {
			if err := first(ctx); err != nil {
				return nil, err
			}
			return app.InspectBackups(ctx, path, app.Progress(p))
		},
		Progress: func(done, total int, step string) {
			if given {
				return
			}
			state.Tell(done, total, step)
			ShowProgress(desk.Words, bar, state)
			d.Show(desk.Window.Canvas())
		},
		Done: func(all []app.Inspected, err error) {
			d.Hide()
			if err != nil {
				desk.Fail(err)
				return
			}
			then(all)
		},
	})
}

// ChooseBackup lists backups with date, users and size; damaged ones are named and cannot
// be chosen.
func (desk *Desk) ChooseBackup(all []app.Inspected, chosen func(app.Inspected)) {
	w := desk.Words
	d := &widgets.Dialog{Title: w.T("restore.title"), Width: widgets.FormWidth}
	first := NewestSound(all)
	if first < 0 {
		d.Content = widgets.NewParagraph(widgets.Body, w.T("restore.none"))
		d.Default = widgets.NewButton(widgets.Primary, w.T("button.close"), d.Hide)
		d.Show(desk.Window.Canvas())
		return
	}
	d.Caption, d.Cancel = w.T("restore.caption"), w.T("button.cancel")
	list := desk.BackupList(all)
	open := func() {
		if row := list.Current(); row >= 0 && all[row].Err == nil {
			d.Hide()
			chosen(all[row])
		}
	}
	d.Default = widgets.NewIconButton(widgets.Primary, widgets.IconUndo, w.T("restore.choose"), open)
	list.OnCurrent = func(row int) { widgets.Able(d.Default, all[row].Err == nil) }
	list.OnOpen = func(int) { open() }
	list.SetCurrent(first)
	d.Content = container.NewGridWrap(fyne.NewSize(widgets.FormWidth-48, BackupsHeight(len(all))), widgets.NewBareCard(list))
	d.First = list.Focus()
	d.Show(desk.Window.Canvas())
}

// NewestSound is the first backup that can be restored, -1 if there is none.
func NewestSound(all []app.Inspected) int {
	return slices.IndexFunc(all, func(b app.Inspected) bool { return b.Err == nil })
}

// BackupsHeight is how high a list of backups stands.
func BackupsHeight(n int) float32 { return min(360, float32(36+40*n)) }

// BackupList lists backups with their date, their users and their size.
func (desk *Desk) BackupList(all []app.Inspected) *widgets.DataList {
	w := desk.Words
	columns := []widgets.Column{
		{ID: "when", Title: w.T("history.when"), Min: 170},
		{ID: "users", Title: w.T("restore.users"), Min: 220, Weight: 1},
		{ID: "size", Title: w.T("restore.size"), Min: 90},
	}
	list := widgets.NewDataList(columns, func() int { return len(all) }, func(row int, column string) widgets.Cell {
		b := &all[row]
		switch column {
		case "when":
			at := b.At.Local()
			return widgets.Cell{Line: []widgets.Span{widgets.Bold(w.Date(at)), widgets.Dim(" " + w.Time(at))}}
		case "users":
			if b.Err != nil {
				return widgets.MutedCell(Pick(w, app.Unsound(b.Err), "restore.damaged", "restore.unusable"))
			}
			return widgets.TextCell(usersWords(desk, b))
		}
		return widgets.MutedCell(w.T("restore.kilobytes", "n", w.Number(int((b.Size+1023)/1024))))
	})
	list.Faded = func(row int) bool { return all[row].Err != nil }
	return list
}

// usersWords say how many users a backup holds.
func usersWords(s *Desk, b *app.Inspected) string {
	if b.Users == b.Active {
		return s.Words.N("restore.active", b.Active)
	}
	return s.Words.N("restore.active", b.Active) + ", " + s.Words.N("restore.deactivated", b.Users-b.Active)
}

// ConfirmRestore asks once, with how many users there were then and are now.
func (desk *Desk) ConfirmRestore(b app.Inspected, now string, yes func()) {
	w := desk.Words
	Ask(desk.Window.Canvas(), w, Question{
		Title: w.T("restore.question"),
		Text:  w.N("restore.then", b.Active, "at", w.DateTime(b.At.Local())) + " " + now + " " + w.T("restore.kept"),
		Yes:   w.T("restore.yes"),
	}, yes)
}

// restored is what putting a backup in place leaves: the organization open again, the
// former one if it failed.
type restored struct {
	app  *app.App
	done app.Restored
}

// Restore lets the organization go, puts the backup in its place and opens it. Nothing
// else can be done meanwhile.
func (desk *Desk) Restore(path string, b app.Inspected) {
	d := &widgets.Dialog{Title: desk.Words.T("restore.title"), Content: widgets.NewText(widgets.Body, desk.Words.T("progress.restoring"))}
	done := false
	d.OnCancel = func() {
		if !done {
			d.Show(desk.Window.Canvas())
		}
	}
	desk.Run.CancelAll()
	was, config := desk.App, desk.Config
	d.Show(desk.Window.Canvas())
	task.Start(desk.Run, task.Task[restored]{
		Key: "open",
		Work: func(context.Context, task.Progress) (restored, error) {
			if was != nil && was.Path() == path {
				if err := was.Close(); err != nil {
					return restored{}, err
				}
			}
			// From here on it is carried through: half of it would leave nothing open.
			done, err := app.Restore(context.Background(), path, b.Path, config)
			a, failed := app.Open(path, config)
			return restored{a, done}, errors.Join(err, failed)
		},
		Done: func(r restored, err error) {
			done = true
			d.Hide()
			switch {
			case r.app != nil:
				desk.Go.Adopt(r.app)
			case desk.App != nil && desk.App.Path() == path:
				desk.Go.Leave()
			}
			if err != nil {
				desk.Fail(err)
				return
			}
			desk.Say(desk.Words.N("restore.done", r.done.Active, "at", desk.Words.DateTime(b.At.Local())), nil)
		},
	})
}

// OfferBackup tells of a damaged organization and offers the newest backup that is sound
// (SPEC S9.3); without one, failed tells of the damage alone.
func (desk *Desk) OfferBackup(path string, damage error, failed func(error)) {
	w := desk.Words
	task.Start(desk.Run, task.Task[app.Inspected]{
		Key:  "backups",
		Work: func(ctx context.Context, _ task.Progress) (app.Inspected, error) { return app.NewestSound(ctx, path) },
		Done: func(b app.Inspected, err error) {
			if err != nil {
				failed(damage)
				return
			}
			if desk.App == nil {
				desk.Go.Open(PlaceFirstStart)
			}
			d := &widgets.Dialog{Title: w.T("restore.damaged.title"), Cancel: w.T("button.close"), Width: widgets.FormWidth}
			d.Content = widgets.NewParagraph(widgets.Body,
				w.N("restore.damaged.text", b.Active, "name", filepath.Base(path), "at", w.DateTime(b.At.Local()))+" "+w.T("restore.kept"))
			d.Default = widgets.NewButton(widgets.Primary, w.T("restore.yes"), func() {
				d.Hide()
				desk.Restore(path, b)
			})
			other := widgets.NewButton(widgets.Secondary, w.T("restore.others"), func() {
				d.Hide()
				desk.inspectBackups(path, func(context.Context) error { return nil }, func(all []app.Inspected) {
					desk.ChooseBackup(all, func(b app.Inspected) { desk.ConfirmRestore(b, "", func() { desk.Restore(path, b) }) })
				})
			})
			d.Others = []*widgets.Button{other}
			d.Show(desk.Window.Canvas())
		},
	})
}
