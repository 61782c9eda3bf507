package upload

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"headcount.app/headcount/app"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

// uploadState is all that the form for an upload shows.
type uploadState struct {
	path     string
	last     string           // the path of the file chosen last, also once it was left
	usual    data.Options     // what files start with
	anew     bool             // the options of the file before were put back
	file     *app.File        // as recognised; there may be one beside an error
	err      error            // why the file, or the last simulation, was refused
	question *readingQuestion // of how the file is read, nil if nothing is asked
	choices  *readingChoices  // of how it can be read, nil until it was
	choosing bool             // they are shown
	options  data.Options
	mapping  map[string]string // what this person chose by hand for the columns
	real     bool              // Simulation mode is off
	email    bool              // a copy of the report is mailed to
	to       string
	wrongTo  string // what is wrong with the address
	counts   app.UserCounts
	busy     *desk.Progress
}

// uploadScreen is Upload a file of users: first the form, then the report in its place.
type uploadScreen struct {
	desk   *desk.Desk
	state  uploadState
	handle *task.Handle
	begun  bool // the options were set for the first time
	roles  bool // it is about a hierarchy file (SPEC S13.2)

	page    *fyne.Container
	form    fyne.CanvasObject
	file    *uploadFile
	options *uploadOptions
	wide    *widgets.RightColumn
	report  desk.Report // nil while the form is shown
}

// New makes the upload of users.
func New(s *desk.Desk) desk.Upload { return newUploadScreen(s, false) }

// NewHierarchy makes the upload of a hierarchy.
func NewHierarchy(s *desk.Desk) desk.Upload { return newUploadScreen(s, true) }

func newUploadScreen(s *desk.Desk, roles bool) *uploadScreen {
	u := &uploadScreen{desk: s, roles: roles}
	u.state.options.Hierarchy = roles
	u.state.to = s.Prefs().String(desk.PrefMailTo)
	u.file = newUploadFile(u)
	u.options = newUploadOptions(u)
	u.wide = &widgets.RightColumn{Width: 372, Gap: 16}
	body := container.New(u.wide, u.file.content, u.options.content)
	title := widgets.PageHeader(widgets.NewText(widgets.PageTitle, s.Words.T(u.word("nav.upload"))), u.leave())
	u.form = container.New(desk.PageMargin{}, widgets.Framed(widgets.Inset(0, 0, 10, 0, title), nil, nil, nil, body))
	u.page = container.NewStack(u.form)
	u.show()
	return u
}

// word is the key of a text that says something else of a hierarchy file.
func (u *uploadScreen) word(key string) string {
	if u.roles {
		return "roles." + key
	}
	return key
}

// leave leads from the upload of a hierarchy file back to the hierarchy.
func (u *uploadScreen) leave() fyne.CanvasObject {
	if !u.roles {
		return nil
	}
	return widgets.NewIconButton(widgets.Secondary, widgets.IconHierarchy, u.desk.Words.T("nav.hierarchy"), func() { u.desk.Go.Open(desk.PlaceHierarchy) })
}

func (u *uploadScreen) Content() fyne.CanvasObject { return u.page }

// Shown loads what the options say and start with.
func (u *uploadScreen) Shown() {
	u.loadFacts()
	if u.report != nil {
		u.report.Shown()
	}
}

// loadFacts loads how many users there are, for the captions of the options, and what a
// file starts with.
func (u *uploadScreen) loadFacts() {
	a := u.desk.App
	type facts struct {
		counts  app.UserCounts
		options data.Options
	}
	task.Start(u.desk.Run, task.Task[facts]{
		Key: "upload facts",
		Work: func(ctx context.Context, _ task.Progress) (facts, error) {
			d, err := a.Directory(ctx)
			if err != nil {
				return facts{}, err
			}
			options, err := a.DefaultOptions(ctx)
			return facts{d.Counts(), options}, err
		},
		Done: func(f facts, err error) {
			if err != nil {
				u.Fail(err)
				return
			}
			u.state.counts, u.state.usual = f.counts, f.options
			if !u.begun {
				u.begun = true
				u.state.options.CreateRoles = f.options.CreateRoles
			}
			u.show()
		},
	})
}

// Sized gives the options less room in a narrow window.
func (u *uploadScreen) Sized(size fyne.Size) {
	u.wide.Width = 372
	if size.Width+desk.SidebarWidth < 1100 {
		u.wide.Width = 320
	}
	if u.report != nil {
		u.report.Sized(size)
	}
}

func (u *uploadScreen) Key(name fyne.KeyName) bool {
	if u.report != nil {
		return u.report.Key(name)
	}
	if name == fyne.KeyEscape && u.state.busy != nil {
		u.cancel()
		return true
	}
	return false
}

func (u *uploadScreen) Search() {
	if u.report != nil {
		u.report.Search()
	}
}

// show sets every widget of the form from the state.
func (u *uploadScreen) show() {
	u.file.show(&u.state)
	u.options.show(&u.state)
	front := u.form
	if u.report != nil {
		front = u.report.Content()
	}
	if len(u.page.Objects) != 1 || u.page.Objects[0] != front {
		u.page.Objects = []fyne.CanvasObject{front}
		u.page.Refresh()
	}
}

// Fail shows an error beside the file.
func (u *uploadScreen) Fail(err error) {
	u.state.busy = nil
	if !errors.Is(err, context.Canceled) {
		u.state.err = err
	}
	u.show()
}

// start shows that something is under way; the bar comes once patience is over. While
// a file is only read the form may be used.
func (u *uploadScreen) start(free bool) {
	u.state.busy, u.state.err = &desk.Progress{Free: free}, nil
}

// locked reports whether the form waits for what was begun with it.
func (s *uploadState) locked() bool { return s.busy != nil && !s.busy.Free }

func (u *uploadScreen) progress(done, total int, step string) {
	if u.state.busy == nil {
		return
	}
	u.state.busy.Tell(done, total, step)
	u.options.show(&u.state)
}

func (u *uploadScreen) cancel() {
	if u.state.busy != nil {
		u.state.busy.Cancelling = true
		u.options.show(&u.state)
	}
	u.handle.Cancel()
}

var _ desk.Dropped = (*uploadScreen)(nil)

// Drop takes a file that was dropped while this screen is in front.
func (u *uploadScreen) Drop(path string) {
	if u.roles {
		u.Choose(path)
		return
	}
	u.desk.Go.UploadFile(path)
}

// GuidePage is the page about files, or the one that fits the report.
func (u *uploadScreen) GuidePage() string {
	if u.report == nil {
		return "file"
	}
	return u.report.GuidePage()
}
