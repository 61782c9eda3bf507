package files

import (
	"context"
	"fmt"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"headcount.app/headcount/assets"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

// fileDialog is our own dialog, where the system has none for us: it opens in the last
// folder, lists folders and what fits, and takes a path typed or pasted.
type fileDialog struct {
	desk     *desk.Desk
	question desk.FileQuestion
	save     bool
	chosen   func(path string)
	state    fileDialogState

	dialog *widgets.Dialog
	where  *widgets.Text
	up     *widgets.Button
	list   *widgets.DataList
	name   *widgets.Entry
	field  *widgets.Field
	accept *widgets.Button
}

type fileDialogState struct {
	folder  string
	entries []fileEntry
	wrong   string // what is said below the entry
	replace string // the path that was asked about: pressing again replaces it
}

const fileListHeight = 300

// showFileDialog asks for a path; chosen is not called if the person cancels.
func showFileDialog(s *desk.Desk, q desk.FileQuestion, save bool, chosen func(string)) *fileDialog {
	d := &fileDialog{desk: s, question: q, save: save, chosen: chosen}
	w := s.Words
	d.where = widgets.NewText(widgets.Caption, "").CutBelow(60)
	d.up = widgets.NewIconButton(widgets.Secondary, widgets.IconFolder, w.T("filedialog.up"), d.goUp).Sized(widgets.Small)
	d.list = widgets.NewDataList([]widgets.Column{
		{ID: "name", Title: w.T("filedialog.name"), Min: 200, Weight: 1},
		{ID: "changed", Title: w.T("filedialog.changed"), Min: 150},
		{ID: "size", Title: w.T("filedialog.size"), Min: 84, Align: fyne.TextAlignTrailing},
	}, func() int { return len(d.state.entries) }, d.cell)
	s.KeepWidths("files", d.list)
	d.list.Empty = container.NewCenter(widgets.NewText(widgets.Muted, w.T("filedialog.empty")))
	d.list.OnCurrent = d.point
	d.list.OnOpen = d.openRow
	d.name = widgets.NewEntry(w.T("filedialog.hint"))
	d.name.Name = w.T("filedialog.path")
	d.name.OnChanged = func(string) {
		d.state.wrong, d.state.replace = "", ""
		d.show()
	}
	d.field = widgets.NewField(w.T("filedialog.path"), "", d.name)
	d.accept = widgets.NewButton(widgets.Primary, q.Accept, d.take)
	head := widgets.HStack(8, d.up, d.places(), widgets.Grow(40, d.where))
	d.dialog = &widgets.Dialog{
		Title: q.Title, Width: widgets.FormWidth, Cancel: w.T("button.cancel"), Default: d.accept, First: d.name,
		Content: widgets.VStack(10, head,
			container.New(fixedHeight{fileListHeight}, widgets.NewBareCard(d.list)), d.field),
	}
	if save {
		d.name.Put(q.Name)
	}
	d.dialog.OnCancel = func() { s.TakeDrop = nil }
	s.TakeDrop = d.dropped
	d.enter(q.Folder)
	d.dialog.Show(s.Window.Canvas())
	d.name.TypedShortcut(&fyne.ShortcutSelectAll{})
	return d
}

// places is the button that leads to the usual folders.
func (d *fileDialog) places() fyne.CanvasObject {
	var button *widgets.Button
	button = widgets.NewIconButton(widgets.Secondary, widgets.IconChevronDown, d.desk.Words.T("filedialog.places"), func() {
		var items []widgets.MenuItem
		names, paths := usualFolders()
		for i, path := range paths {
			items = append(items, widgets.MenuItem{Text: names[i], Icon: widgets.IconFolder, Do: func() { d.enter(path) }})
		}
		widgets.ShowMenuBelow(button, items)
	}).Sized(widgets.Small)
	return button
}

func (d *fileDialog) cell(row int, column string) widgets.Cell {
	e, w := d.state.entries[row], d.desk.Words
	switch column {
	case "changed":
		return widgets.MutedCell(desk.When(w, e.modified.Local(), d.desk.Now()))
	case "size":
		if e.folder {
			return widgets.MutedCell("")
		}
		return widgets.MutedCell(fileSize(w, e.size))
	}
	icon, color := widgets.IconSheet, widgets.KindCreated.Color()
	if e.folder {
		icon, color = widgets.IconFolder, widgets.ColorMuted
	}
	return widgets.SpanCell(widgets.Span{Icon: icon, Color: color}, widgets.Plain("  "+e.name))
}

// fileSize is a size as people read it.
func fileSize(w *assets.Words, n int64) string {
	if n < 1_000_000 {
		return w.T("size.kb", "n", w.Number(int((n+999)/1000)))
	}
	return w.T("size.mb", "n", fmt.Sprint((n+500_000)/1_000_000))
}

// enter lists another folder.
func (d *fileDialog) enter(folder string) {
	kinds := d.question.Kinds
	task.Start(d.desk.Run, task.Task[[]fileEntry]{
		Key:  "folder",
		Work: func(context.Context, task.Progress) ([]fileEntry, error) { return listFolder(folder, kinds) },
		Done: func(entries []fileEntry, err error) {
			if err != nil {
				d.state.wrong = d.desk.Words.T("filedialog.unreadable", "folder", filepath.Base(folder))
			} else {
				d.state = fileDialogState{folder: folder, entries: entries}
				d.list.SetCurrent(0)
			}
			d.show()
		},
	})
}

func (d *fileDialog) goUp() { d.enter(filepath.Dir(d.state.folder)) }

// point puts the name of a file into the entry.
func (d *fileDialog) point(row int) {
	if e := d.state.entries[row]; !e.folder {
		d.name.Put(e.name)
		d.state.wrong, d.state.replace = "", ""
		d.show()
	}
}

// openRow goes into a folder or takes a file.
func (d *fileDialog) openRow(row int) {
	e := d.state.entries[row]
	if e.folder {
		if !d.save {
			d.name.Put("")
		}
		d.enter(filepath.Join(d.state.folder, e.name))
		return
	}
	d.name.Put(e.name)
	d.take()
}

// take accepts what stands in the entry: a folder is gone into, a file is chosen.
func (d *fileDialog) take() {
	w := d.desk.Words
	path := typedPath(d.state.folder, d.name.Text)
	if path == "" {
		if row := d.list.Current(); !d.save && row >= 0 && d.state.entries[row].folder {
			d.openRow(row)
			return
		}
		d.Say(w.T("filedialog.choose"))
		return
	}
	kind := WhatIs(path)
	if kind == FolderThere {
		d.name.Put("")
		d.enter(path)
		return
	}
	if !d.save {
		if kind == NothingThere {
			d.Say(w.T("filedialog.missing", "name", filepath.Base(path)))
			return
		}
		d.done(path)
		return
	}
	path = desk.WithEnding(path, d.question.Kinds)
	switch {
	case WhatIs(filepath.Dir(path)) != FolderThere:
		d.Say(w.T("filedialog.nofolder", "folder", filepath.Dir(path)))
	case WhatIs(path) != NothingThere && d.state.replace != path:
		d.state.replace = path
		d.Say(w.T("filedialog.replace", "name", filepath.Base(path)))
	default:
		d.done(path)
	}
}

func (d *fileDialog) Say(text string) {
	d.state.wrong = text
	d.show()
}

// dropped takes a file that is dropped on the window while the dialog asks for one. Where
// to save is only proposed.
func (d *fileDialog) dropped(path string) {
	d.name.Put(path)
	if d.save {
		d.show()
		return
	}
	d.take()
}

func (d *fileDialog) done(path string) {
	d.dialog.Hide()
	d.desk.TakeDrop = nil
	d.chosen(path)
}

// show sets every widget from the state.
func (d *fileDialog) show() {
	d.where.SetText(d.state.folder)
	widgets.Able(d.up, filepath.Dir(d.state.folder) != d.state.folder)
	d.list.Refresh()
	d.field.SetWrong(d.state.wrong)
	accept := d.question.Accept
	if d.state.replace != "" {
		accept = d.desk.Words.T("button.replace")
	}
	d.accept.SetText(accept)
	d.dialog.Refresh()
}

// fixedHeight gives an object this height.
type fixedHeight struct{ height float32 }

// Layout is called by Fyne.
func (f fixedHeight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.Position{})
	objects[0].Resize(size)
}

// MinSize is called by Fyne.
func (f fixedHeight) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objects[0].MinSize().Width, f.height)
}
