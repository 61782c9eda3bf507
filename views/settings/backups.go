package settings

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"headcount.app/headcount/app"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

// backupsPage lists the automatic backups with what can be done with them, and offers a
// copy for another place (SPEC S9.2).
type backupsPage struct {
	screen *settingsScreen
	// loaded is the loading of Settings that the backups were looked into for; all
	// are those found.
	loaded int
	all    []app.Inspected
	list   *widgets.DataList
	handle *task.Handle
	given  bool // looking into them was given up

	bar     *widgets.Progress
	none    *widgets.Paragraph
	in      *fyne.Container
	restore *widgets.Button
	folder  *widgets.Button
	again   *widgets.Button
	box     *fyne.Container
}

func newBackupsPage(t *settingsScreen) *backupsPage {
	s, w := t.desk, t.desk.Words
	p := &backupsPage{screen: t, none: widgets.NewParagraph(widgets.Body, w.T("restore.none")), in: container.NewStack()}
	p.bar = desk.NewBar(w, func() {
		p.given = true
		p.handle.Cancel()
	})
	p.restore = widgets.NewIconButton(widgets.Primary, widgets.IconUndo, w.T("restore.choose"), p.ask)
	p.folder = widgets.NewButton(widgets.Secondary, w.T("menu.folder"), func() {
		if b, ok := p.current(); ok {
			s.ShowInFolder(b.Path)
		}
	})
	p.again = widgets.NewButton(widgets.Secondary, w.T("settings.backups.again"), p.inspect)
	duplicate := widgets.NewButton(widgets.Secondary, w.T("menu.copy"), s.AskCopy)
	p.box = widgets.VStack(
		14, heading(w.T("settings.backups"), w.T("settings.backups.text")),
		p.bar, p.none, p.in,
		widgets.HStack(8, p.folder, p.again, widgets.Spacer(), p.restore),
		widgets.Line(),
		heading(w.T("settings.backups.copy"), w.T("settings.backups.copy.text")),
		widgets.HStack(0, duplicate, widgets.Spacer()),
	)
	p.bar.Hide()
	return p
}

func (p *backupsPage) content() fyne.CanvasObject { return p.box }

// show looks into the backups once for every time that Settings are loaded.
func (p *backupsPage) show(st *settingsState) {
	if p.loaded != st.loaded {
		p.loaded = st.loaded
		p.inspect()
	}
	p.Tell()
}

// Tell sets the page from what was found.
func (p *backupsPage) Tell() {
	busy := p.handle.Running()
	p.none.Hidden = busy || p.given || len(p.all) > 0
	p.in.Hidden = len(p.all) == 0
	p.again.Hidden = busy || !p.given
	b, chosen := p.current()
	p.restore.Hidden, p.folder.Hidden = len(p.all) == 0, len(p.all) == 0
	widgets.Able(p.restore, chosen && b.Err == nil && !p.screen.desk.IsReadOnly())
	widgets.Able(p.folder, chosen)
	p.box.Refresh()
}

// current is the backup that is chosen in the list.
func (p *backupsPage) current() (app.Inspected, bool) {
	if p.list == nil {
		return app.Inspected{}, false
	}
	row := p.list.Current()
	if row < 0 || row >= len(p.all) {
		return app.Inspected{}, false
	}
	return p.all[row], true
}

// inspect looks into every backup, behind a bar that can be cancelled.
func (p *backupsPage) inspect() {
	s, path := p.screen.desk, p.screen.desk.App.Path()
	state := &desk.Progress{}
	p.given = false
	p.handle = task.Start(s.Run, task.Task[[]app.Inspected]{
		Key: "settings backups",
		Work: func(ctx context.Context, report task.Progress) ([]app.Inspected, error) {
			return app.InspectBackups(ctx, path, app.Progress(report))
		},
		Progress: func(done, total int, step string) {
			if p.given {
				return
			}
			state.Tell(done, total, step)
			desk.ShowProgress(s.Words, p.bar, state)
			p.bar.Show()
			p.Tell()
		},
		Done: func(all []app.Inspected, err error) {
			p.bar.Hide()
			if err == nil {
				p.put(all)
			} else if !p.given {
				p.screen.state.err = err
				p.screen.show()
			}
			p.Tell()
		},
	})
}

// put lists backups; the newest sound one is chosen.
func (p *backupsPage) put(all []app.Inspected) {
	p.all = all
	p.list = p.screen.desk.BackupList(all)
	p.list.OnCurrent = func(int) { p.Tell() }
	p.list.OnOpen = func(int) { p.ask() }
	p.list.SetCurrent(desk.NewestSound(all))
	p.in.Objects = []fyne.CanvasObject{widgets.Tall(desk.BackupsHeight(len(all)), widgets.NewBareCard(p.list))}
	p.in.Refresh()
}

// ask asks before the chosen backup is restored.
func (p *backupsPage) ask() {
	s := p.screen.desk
	b, ok := p.current()
	if !ok || b.Err != nil || s.IsReadOnly() {
		return
	}
	path := s.App.Path()
	s.ConfirmRestore(b, s.Words.N("restore.now", p.screen.state.active), func() { s.Restore(path, b) })
}
