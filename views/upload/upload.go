package upload

import (
	"context"
	"errors"
	"maps"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/plan"
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

// Keep and take carry the form and the report over to another language.
func (u *uploadScreen) Keep() any {
	u.handle.Cancel()
	kept := keptUpload{state: u.state, begun: u.begun}
	kept.state.busy = nil
	if u.report != nil {
		kept.report = u.report.Kept()
	}
	return kept
}

type keptUpload struct {
	state  uploadState
	begun  bool
	report desk.PreparedReport
}

func (u *uploadScreen) Take(kept any) {
	k := kept.(keptUpload)
	u.state, u.begun = k.state, k.begun
	u.file.made = nil
	if k.report != nil {
		u.open(k.report)
	}
	u.show()
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

// ask lets the person choose a file.
func (u *uploadScreen) ask() {
	w := u.desk.Words
	u.desk.Files.Open(desk.FileQuestion{
		Title: w.T(u.word("files.open.users")), Accept: w.T("button.open"), Sort: "users",
		Kinds: []desk.FileKind{{Words: w.T("files.users"), Endings: []string{".xlsx", ".xlsm", ".csv", ".txt", ".tsv"}}},
	}, u.Choose)
}

// Choose reads a file and shows what was recognised; a report in front is left.
func (u *uploadScreen) Choose(path string) {
	u.report = nil
	s := &u.state
	another := s.last != "" && s.last != path
	s.path, s.last, s.file, s.err, s.question, s.mapping = path, path, nil, nil, nil, nil
	s.choices, s.choosing = nil, false
	o := s.options
	s.options = data.Options{
		DeactivateAbsent: o.DeactivateAbsent, BlankErases: o.BlankErases, CreateRoles: o.CreateRoles, RowsPerRole: o.RowsPerRole,
		ArchiveAbsent: o.ArchiveAbsent, Hierarchy: u.roles,
	}
	if another {
		u.startAnew()
	}
	u.read()
}

// startAnew gives another file the options that files start with: what was ticked for
// the one before is not meant for it. The form says so until one of them is changed.
func (u *uploadScreen) startAnew() {
	s := &u.state
	usual := data.Options{Hierarchy: u.roles, CreateRoles: s.usual.CreateRoles}
	s.anew = s.real || s.email || s.options.RowsPerRole || s.options.DeactivateAbsent || s.options.ArchiveAbsent || s.options.BlankErases ||
		s.options.CreateRoles != usual.CreateRoles
	s.options, s.real, s.email, s.wrongTo = usual, false, false, ""
	u.begun = false // there may be roles by now
	u.loadFacts()
}

// read reads the chosen file, again after another sheet was chosen.
func (u *uploadScreen) read() {
	a, path, options := u.desk.App, u.state.path, u.state.options
	u.start(true)
	u.handle = task.Start(u.desk.Run, task.Task[*app.File]{
		Key: "upload",
		Work: func(ctx context.Context, p task.Progress) (*app.File, error) {
			f, err := a.Read(ctx, path, options, p)
			if err == nil {
				err = a.ReadNames(ctx, f, options)
			}
			return f, err
		},
		Progress: u.progress,
		Done: func(f *app.File, err error) {
			u.state.busy, u.state.file, u.state.err = nil, f, err
			if errors.Is(err, context.Canceled) {
				u.state.path, u.state.err = "", nil
			}
			u.state.question = u.askReading(err, u.state.question)
			if f != nil && f.Table != nil {
				u.state.choices = choicesOf(f.Table)
			} else if refused := asFileError(err); refused != nil && refused.Reading != nil {
				u.state.choices = choicesLeft(refused.Reading, u.state.options.HeaderRow)
				u.state.choosing = u.state.choosing || u.state.question == nil // they are the way out
			}
			u.show()
		},
	})
	u.show()
}

// mapColumn reads one column as another field ("" is not at all) and remembers that for
// files with the same headers.
func (u *uploadScreen) mapColumn(key, field string) {
	a, file := u.desk.App, u.state.file
	mapping := maps.Clone(u.state.mapping)
	if mapping == nil {
		mapping = map[string]string{}
	}
	for _, c := range file.Columns {
		// Headers that are alike are told apart only if each is named.
		if c.Chosen || data.HeaderKey(c.Header) == data.HeaderKey(key) {
			mapping[columnKey(file, c)] = c.Field.Name()
		}
	}
	mapping[key] = field
	u.state.mapping, u.state.options.Mapping = mapping, mapping
	said := u.state.err
	u.start(true)
	u.state.err = said // until it is known whether it still holds
	u.handle = task.Start(u.desk.Run, task.Task[*app.File]{
		Key: "upload",
		Work: func(ctx context.Context, _ task.Progress) (*app.File, error) {
			mapped := *file
			var err error
			mapped.Columns, err = plan.Columns(file.Schema, file.Table, mapping)
			if err == nil {
				err = a.ReadNames(ctx, &mapped, data.Options{Mapping: mapping})
			}
			if err == nil && !a.ReadOnly() {
				err = a.RememberMapping(ctx, file, mapping)
			}
			return &mapped, err
		},
		Progress: u.progress,
		Done: func(f *app.File, err error) {
			u.state.busy, u.state.err = nil, err
			if f != nil && len(f.Columns) > 0 {
				u.state.file = f
			}
			u.show()
		},
	})
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
