package views

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"headcount.app/headcount/app"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/files"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

// Shell is the window: it surrounds the screens with sidebar, menus and the status
// line, and holds the organization that is open. All of it belongs to Fyne's goroutine.
type Shell struct {
	*desk.Desk
	name   string // of the organization
	opened func(path string)
	// delivers is Start.Delivers.
	delivers bool
	// last and next are what undo takes back and redo does again.
	last, next app.Action
	bar        *widgets.MenuBar // nil if the menus are the driver's

	makers Screens
	*rooms
	at     desk.Place
	side   *sidebar
	page   *fyne.Container
	tips   *widgets.Tips
	closed bool
	front  func(fyne.Window)
	about  About
	first  string // the organization to open once the window is there, "" without one
}

// New builds the window around an open organization. If a is nil it shows the first
// start, unless start names an organization or there was one last: ShowAndRun opens
// that. The shell closes the organization when the window is closed.
func New(f fyne.App, a *app.App, start Start) *Shell {
	s := &Shell{
		Desk:   &desk.Desk{Fyne: f, App: a, Run: start.Runner, Files: start.Files, Config: start.Config, OwnMenu: start.OwnMenu, PrepareReport: start.Screens.Report},
		makers: start.Screens, about: start.About, opened: start.Opened, delivers: start.Delivers,
	}
	s.Go = &way{s}
	if s.front = start.Front; s.front == nil {
		s.front = fyne.Window.RequestFocus
	}
	if s.opened == nil {
		s.opened = func(string) {}
	}
	if s.Run == nil {
		s.Run = task.New()
	}
	if s.OpenURL = start.OpenURL; s.OpenURL == nil {
		s.OpenURL = f.OpenURL
	}
	s.Words = assets.In(s.language(start))
	s.Theme = desk.Theme{
		Variant: desk.Variant(s.Prefs().StringWithFallback(prefLook, string(desk.VariantSystem))),
		Density: desk.Density(s.Prefs().StringWithFallback(prefDensity, string(desk.DensityComfortable))),
	}
	f.Settings().SetTheme(s.Theme)
	s.Window = f.NewWindow("Headcount")
	s.Window.SetPadded(false)
	if s.Files == nil {
		s.Files = files.New(s.Desk)
	}
	if start.OwnMenu {
		s.bar = widgets.NewMenuBar(s.menu(), s.shortcutWords)
	}
	s.Window.Resize(s.rememberedSize())
	f.Lifecycle().SetOnStarted(func() { s.started(start) })
	s.Window.SetCloseIntercept(s.Close)
	s.Window.SetOnDropped(func(_ fyne.Position, uris []fyne.URI) { s.dropped(uris) })
	s.Window.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { s.typed(e.Name) })
	s.begin(start.Organization)
	return s
}

// started is called when Fyne's loop runs.
func (s *Shell) started(start Start) {
	if start.Screen != nil {
		s.fit(start.Screen())
	}
	if start.Ready != nil {
		start.Ready(s)
	}
	s.checkVersion()
}

func (s *Shell) firstPlace() desk.Place {
	if s.App == nil {
		return desk.PlaceFirstStart
	}
	return desk.PlaceUsers
}

// rebuild makes everything anew: after another language or another organization.
func (s *Shell) rebuild(at desk.Place) {
	s.rooms = newRooms(s, s.makers)
	s.page = container.New(&watched{before: s.resized})
	s.Status = widgets.NewStatusLine()
	s.Status.ClearTip(s.Words.T("button.close"))
	s.tips = widgets.NewTips()
	s.side = newSidebar(s)
	s.side.showMail(s.Outbox)
	body := fyne.CanvasObject(s.page)
	if s.App != nil {
		body = widgets.Framed(nil, nil, s.side.content, nil, s.page)
	}
	s.showMenu()
	if s.bar != nil {
		body = widgets.Stacked(s.bar, body, widgets.VStack(0))
	}
	s.Window.SetContent(container.NewStack(widgets.Ground(widgets.ColorPage), body, s.Status, s.tips))
	s.at = ""
	s.refreshOrganization()
	s.open(at)
}

// open brings a screen to the front; nothing happens for no place.
func (s *Shell) open(p desk.Place) {
	if p == "" {
		return
	}
	next := s.screen(p)
	if s.at != p {
		s.leaveText()
	}
	s.at = p
	s.tips.Clear()
	s.side.choose(p)
	if f, ok := next.(desk.Sized); ok {
		f.Sized(s.page.Size())
	}
	s.page.Objects = []fyne.CanvasObject{next.Content()}
	s.page.Refresh()
	next.Shown()
}

// leaveText takes the keys from a text of the screen that is left: what is typed or
// pasted would go where nobody sees it.
func (s *Shell) leaveText() {
	if _, text := s.Window.Canvas().Focused().(interface{ SelectedText() string }); text {
		s.Window.Canvas().Unfocus()
	}
}

// changed is called after every write to the organization: the sidebar follows, and so
// does the screen in front.
func (s *Shell) changed() {
	s.refreshOrganization()
	if now := s.screens[s.at]; now != nil {
		now.Shown()
	}
}

// refreshOrganization loads what the sidebar says.
func (s *Shell) refreshOrganization() {
	a := s.App
	if a == nil {
		s.Window.SetTitle("Headcount")
		return
	}
	type facts struct {
		name    string
		backups []app.Backup
		last    app.Action
	}
	task.Start(s.Run, task.Task[facts]{
		Key: "organization",
		Work: func(ctx context.Context, _ task.Progress) (facts, error) {
			settings, err := a.Settings(ctx)
			if err != nil {
				return facts{}, err
			}
			backups, err := a.Backups()
			if err != nil {
				return facts{}, err
			}
			last, err := a.LastAction(ctx)
			return facts{settings.Name, backups, last}, err
		},
		Done: func(f facts, err error) {
			// Damaged history is told by whatever screen reads it.
			if err != nil && !errors.Is(err, data.ErrDamaged) {
				s.Warn(err)
				return
			}
			s.name = f.name
			if s.name == "" {
				s.name = app.NameFor(a.Path())
			}
			s.Window.SetTitle(s.name + " – Headcount")
			s.last, s.next = f.last, a.NextAction()
			s.showMenu()
			s.side.show(s.name, filepath.Base(a.Path()), f.backups)
		},
	})
}

func (s *Shell) resized(size fyne.Size) {
	if now, ok := s.screens[s.at].(desk.Sized); ok {
		now.Sized(size)
	}
}

// typed hears the keys that no focused widget has a use for.
func (s *Shell) typed(name fyne.KeyName) {
	switch {
	case name == fyne.KeyF1:
		s.openGuide("")
		return
	case name == fyne.KeyF10 && s.bar != nil:
		s.bar.Activate()
		return
	}
	if now, ok := s.screens[s.at].(desk.Keyed); ok {
		now.Key(name)
	}
}

// search goes to the search box of the screen in front, or to Manage users.
func (s *Shell) search() {
	if _, ok := s.screens[s.at].(desk.Searcher); !ok {
		s.open(desk.PlaceUsers)
	}
	if now, ok := s.screens[s.at].(desk.Searcher); ok {
		now.Search()
	}
}

// paste gives cells on the clipboard to the screen in front, if that takes any.
func (s *Shell) paste() {
	if now, ok := s.screens[s.at].(desk.Paster); ok && s.Window.Canvas().Overlays().Top() == nil {
		now.Paste()
	}
}

// watched lays its one object out over everything and tells the room first.
type watched struct{ before func(fyne.Size) }

// Layout is called by Fyne.
func (w *watched) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	w.before(size)
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
}

// MinSize is called by Fyne.
func (w *watched) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(leastWidth-desk.SidebarWidth, leastHeight)
}
