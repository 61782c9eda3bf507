package export

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

// previewLines are the lines shown as the file will hold them.
const previewLines = 5

// exportState is all that Export list shows.
type exportState struct {
	options app.ExportOptions
	// shown is what search and filter showed in Manage users.
	shown     app.Query
	everybody bool
	counts    app.UserCounts
	header    []string
	lines     [][]string
	total     int
	busy      *desk.Progress
	err       error
	saved     string // the path saved last, "" before
}

// exportScreen is Export list (SPEC S7.1).
type exportScreen struct {
	desk   *desk.Desk
	state  exportState
	handle *task.Handle

	page    fyne.CanvasObject
	status  *widgets.Segments
	which   *widgets.Choices
	format  *widgets.Choices
	comma   *widgets.Segments
	commas  fyne.CanvasObject
	number  *widgets.Text
	preview *widgets.DataList
	columns int // of the preview
	box     *fyne.Container
	form    *fyne.Container
	foot    *fyne.Container
	scroll  *widgets.Scroll
	save    *widgets.Button
	bar     *widgets.Progress
	failed  *widgets.ErrorBox
	done    *fyne.Container
	saved   *widgets.Text
}

// New makes Export list.
func New(s *desk.Desk) desk.Export { return newExportScreen(s) }

func newExportScreen(s *desk.Desk) *exportScreen {
	e := &exportScreen{desk: s, state: exportState{everybody: true}}
	e.state.options = app.ExportOptions{Format: "xlsx", Words: s.Words, Query: app.Query{Order: app.Order{By: data.LastName}}}
	w := s.Words
	e.status = widgets.NewSegments(nil, "active", func(id string) { e.change(func(st *exportState) { st.options.Query.Status = desk.StatusNamed(id) }) })
	e.which = widgets.NewChoices(nil, "all", func(id string) { e.change(func(st *exportState) { st.everybody = id == "all" }) })
	e.format = widgets.NewChoices([]widgets.Choice{
		{ID: "xlsx", Title: w.T("export.xlsx"), Caption: w.T("export.xlsx.text")},
		{ID: "csv", Title: w.T("export.csv"), Caption: w.T("export.csv.text")},
	}, "xlsx", func(id string) { e.change(func(st *exportState) { st.options.Format = id }) })
	e.comma = widgets.NewSegments([]widgets.Segment{
		{ID: ";", Text: w.T("export.semicolon")}, {ID: ",", Text: w.T("export.comma")},
	}, ",", func(id string) { e.change(func(st *exportState) { st.options.Comma = rune(id[0]) }) })
	e.number = widgets.NewText(widgets.Caption, "").CutBelow(100)
	e.box = container.NewStack()
	e.save = widgets.NewButton(widgets.Primary, w.T("button.saveas"), e.ask)
	e.bar = desk.NewBar(w, func() { e.handle.Cancel() })
	e.failed = desk.NewErrorBox(w)
	e.saved = widgets.NewText(widgets.Body, "").CutBelow(80)
	e.done = widgets.HStack(
		8, widgets.NewIconView(widgets.IconCheck, widgets.KindCreated.Color(), 18), widgets.Grow(80, e.saved),
		widgets.NewButton(widgets.Secondary, w.T("button.open"), func() { s.OpenFile(e.state.saved) }).Sized(widgets.Small),
		widgets.NewButton(widgets.Secondary, w.T("menu.folder"), func() { s.ShowInFolder(e.state.saved) }).Sized(widgets.Small),
	)
	e.build()
	e.show()
	return e
}

func (e *exportScreen) build() {
	w := e.desk.Words
	e.commas = widgets.VStack(6, widgets.NewText(widgets.CaptionText, w.T("export.separator")), widgets.HStack(0, e.comma, widgets.Spacer()))
	e.form = widgets.VStack(
		16,
		widgets.VStack(6, widgets.NewText(widgets.CaptionText, w.T("export.who")), widgets.HStack(0, e.status, widgets.Spacer()), e.which),
		widgets.VStack(6, widgets.NewText(widgets.CaptionText, w.T("export.format")), e.format),
		e.commas,
		widgets.VStack(6, e.number, e.box),
	)
	e.scroll = widgets.NewScroll(widgets.Inset(16, 20, 16, 20, e.form))
	// What was saved, or why not, stands where it was asked for and cannot be scrolled away.
	buttons := container.NewStack(widgets.HStack(12, widgets.Grow(80, container.NewStack(e.done)), e.save), e.bar)
	e.foot = widgets.VStack(10, e.failed, buttons)
	card := widgets.NewBareCard(widgets.Stacked(
		widgets.VStack(0), e.scroll,
		widgets.VStack(0, widgets.Line(), widgets.Inset(12, 20, 12, 20, e.foot)),
	))
	title := widgets.Inset(0, 0, 10, 0, widgets.PageHeader(widgets.NewText(widgets.PageTitle, w.T("nav.export")), nil))
	e.page = container.New(desk.PageMargin{}, widgets.Stacked(title, container.New(widgets.AtMost{Width: 720}, card), widgets.VStack(0)))
}

func (e *exportScreen) Content() fyne.CanvasObject { return e.page }

// Offer proposes what search and filter showed in Manage users.
func (e *exportScreen) Offer(q app.Query) {
	e.state.shown, e.state.everybody, e.state.saved, e.state.err = q, !q.Filtered(), "", nil
	e.state.options.Query.Status = q.Status
	e.load()
}

func (e *exportScreen) Shown() { e.load() }

// Keep and take hold what was chosen across a change of language.
func (e *exportScreen) Keep() any { return e.state }

func (e *exportScreen) Take(kept any) {
	e.state = kept.(exportState)
	e.state.options.Words, e.state.busy = e.desk.Words, nil
}

func (e *exportScreen) change(set func(*exportState)) {
	set(&e.state)
	e.state.saved, e.state.err = "", nil
	e.load()
}

// query is who is exported.
func (st *exportState) query() app.Query {
	if st.everybody {
		return app.Query{Status: st.options.Query.Status, Order: app.Order{By: data.LastName}}
	}
	q := st.shown
	q.Status = st.options.Query.Status
	return q
}

func (st *exportState) Chosen() app.ExportOptions {
	o := st.options
	o.Query = st.query()
	return o
}

// load counts the users and makes the preview.
func (e *exportScreen) load() {
	a, options := e.desk.App, e.state.Chosen()
	type facts struct {
		directory *app.Directory
		header    []string
		lines     [][]string
		total     int
	}
	task.Start(e.desk.Run, task.Task[facts]{
		Key: "export facts",
		Work: func(ctx context.Context, _ task.Progress) (facts, error) {
			d, err := a.Directory(ctx)
			if err != nil {
				return facts{}, err
			}
			header, lines, total, err := a.ExportPreview(ctx, options, previewLines)
			return facts{d, header, lines, total}, err
		},
		Done: func(f facts, err error) {
			if err != nil {
				e.state.err = err
			} else {
				if f.directory.Damage != nil {
					e.state.err = f.directory.Damage
				}
				e.state.counts, e.state.header, e.state.lines, e.state.total = f.directory.Counts(), f.header, f.lines, f.total
			}
			e.show()
		},
	})
}

// show sets every widget from the state.
func (e *exportScreen) show() {
	st, w := &e.state, e.desk.Words
	e.status.SetSegments(desk.StatusSegments(w, st.counts, st.header != nil, false))
	e.status.Choose(desk.StatusName(st.options.Query.Status))
	e.which.Hidden = !st.shown.Filtered()
	e.which.Choices = []widgets.Choice{
		{ID: "all", Title: w.T("export.everybody"), Caption: w.T("export.everybody.text")},
		{ID: "shown", Title: w.T("export.shown"), Caption: w.T("export.shown.text")},
	}
	e.which.Choose(desk.PickKey(st.everybody, "all", "shown"))
	e.format.Choose(st.options.Format)
	e.commas.(*fyne.Container).Hidden = st.options.Format != "csv"
	e.comma.Choose(string(st.options.Separator()))
	e.number.SetText(w.N("export.number", st.total))
	e.showPreview()
	e.number.Hidden, e.box.Hidden = st.header == nil, st.header == nil
	desk.SayError(e.failed, st.err, w)
	e.done.Hidden = st.saved == ""
	e.saved.SetText(w.T("done.saved", "file", filepath.Base(st.saved)))
	busy := st.busy != nil
	widgets.Able(e.save, !busy && st.total > 0)
	for _, option := range []fyne.Disableable{e.status, e.which, e.format, e.comma} {
		widgets.Able(option, !busy)
	}
	e.save.Hidden, e.bar.Hidden = busy && st.busy.Shown, !busy || !st.busy.Shown
	if busy && st.busy.Shown {
		desk.ShowProgress(w, e.bar, st.busy)
	}
	e.form.Refresh()
	e.foot.Refresh()
	e.scroll.Refresh()
	e.page.Refresh()
}

// showPreview shows the first lines as the file will hold them.
func (e *exportScreen) showPreview() {
	if e.preview == nil || len(e.state.header) != e.columns {
		e.columns = len(e.state.header)
		columns := make([]widgets.Column, len(e.state.header))
		width := float32(0)
		for i, h := range e.state.header {
			columns[i] = widgets.Column{ID: h, Title: h, Min: 150, Weight: 1}
			if i == 0 {
				columns[i].Min = 260 // addresses are long
			}
			width += columns[i].Min
		}
		e.preview = widgets.NewDataList(columns, func() int { return len(e.state.lines) }, func(row int, column string) widgets.Cell {
			for i, h := range e.state.header {
				if h == column && row < len(e.state.lines) {
					return widgets.MutedCell(e.state.lines[row][i])
				}
			}
			return widgets.Cell{}
		})
		e.preview.Chosen = func(int) bool { return false }
		wide := container.NewGridWrap(fyne.NewSize(max(680, width+24), 32+40*previewLines+16), e.preview)
		e.box.Objects = []fyne.CanvasObject{widgets.NewBareCard(widgets.NewSideways(wide))}
	}
	e.preview.Refresh()
}

// ask asks where to save and saves.
func (e *exportScreen) ask() {
	w, format := e.desk.Words, e.state.options.Format
	kind := desk.FileKind{Words: w.T("files.xlsx"), Endings: []string{".xlsx"}}
	if format == "csv" {
		kind = desk.FileKind{Words: w.T("files.csv"), Endings: []string{".csv"}}
	}
	e.desk.Files.Save(desk.FileQuestion{
		Title: w.T("nav.export"), Accept: w.T("button.save"), Sort: "export", Kinds: []desk.FileKind{kind}, Name: w.T("export.file") + kind.Endings[0],
	}, e.Write)
}

func (e *exportScreen) Write(path string) {
	a, options := e.desk.App, e.state.Chosen()
	e.state.busy, e.state.err, e.state.saved = &desk.Progress{}, nil, ""
	e.handle = task.Start(e.desk.Run, task.Task[int]{
		Key: "export",
		Work: func(ctx context.Context, p task.Progress) (int, error) {
			return a.Export(ctx, path, options, p)
		},
		Progress: func(done, total int, step string) {
			e.state.busy = &desk.Progress{Step: step, Done: done, Total: total, Shown: true}
			e.show()
		},
		Done: func(_ int, err error) {
			e.state.busy, e.state.err = nil, err
			if err == nil {
				e.state.saved = path
			}
			e.show()
		},
	})
	e.show()
}

// GuidePage is the page about files.
func (e *exportScreen) GuidePage() string { return "file" }
