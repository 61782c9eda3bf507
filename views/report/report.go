package report

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

// report shows a plan: what it would do to whom, and why. It stands in the place of the
// upload form, or of the history.
type report struct {
	desk   *desk.Desk
	state  *reportState
	handle *task.Handle

	ways desk.ReportWays
	// applied is when the button that now leaves the report applied it.
	applied time.Time
	// skipped is when a row was left out, or read after all, last.
	skipped time.Time
	// cells are those to correct in the row chosen, in the pane.
	cells []*cellForm
	// paneFirst takes the keys of the pane, nil if nothing there can.
	paneFirst fyne.Focusable

	content     fyne.CanvasObject
	band        *widgets.Band
	tiles       map[widgets.Kind]*widgets.Tile
	tileRow     *fyne.Container
	groups      *undoGroups
	notices     *reportNotices
	error       *widgets.ErrorBox
	count       *widgets.Text
	countLine   *fyne.Container
	unfold      *widgets.Link
	searchEntry *widgets.SearchEntry
	info        *widgets.Button
	list        *widgets.DataList
	forms       *widgets.DataList
	listCard    fyne.CanvasObject
	// formsCard holds the forms, which show the rows formRows of formsOf.
	formsCard fyne.CanvasObject
	formsOf   *reportLines
	formRows  []int
	trim      *widgets.Button
	protect   *widgets.Check
	pane      *fyne.Container
	split     *widgets.RightColumn
	body      *fyne.Container
	nothing   *fyne.Container
	actions   *reportActions
	narrow    bool
	wide      bool
	lowWidth  bool
	width     float32
}

// Content is the whole of the report.
func (r *report) Content() fyne.CanvasObject { return r.content }

func (r *report) build() {
	w := r.words()
	r.band = widgets.NewBand()
	r.tiles = map[widgets.Kind]*widgets.Tile{}
	var tiles []*widgets.Tile
	for _, kind := range widgets.Kinds {
		tile := widgets.NewTile(kind, "", func(on bool) { r.choose(kind, on) })
		r.tiles[kind] = tile
		tiles = append(tiles, tile)
	}
	r.tileRow = widgets.TileRow(tiles...)
	r.error = desk.NewErrorBox(w)
	r.notices = newReportNotices(r)
	r.groups = newUndoGroups(r)
	r.count = widgets.NewSpans(widgets.Muted).CutBelow(60)
	r.unfold = widgets.NewLink("", r.fold)
	r.searchEntry = widgets.NewSearchEntry(w.T("screen.report.search"), "", func(text string) {
		r.state.filter.words = text
		r.desk.Run.Debounce("report search", searchDelay, r.refilter)
	}).ClearTip(w.T("search.clear"))
	r.info = widgets.NewIconButton(widgets.Secondary, widgets.IconInfo, w.T("screen.report.detail"), func() {
		r.state.detail = !r.state.detail
		r.show()
	})
	r.buildList()
	r.buildForms()
	r.protect = widgets.NewCheck("", func(on bool) { r.remember(r.state.rows, on) })
	r.trim = widgets.NewIconButton(widgets.Secondary, widgets.IconPencil, "", r.takeSpaces).Sized(widgets.Small)
	r.pane = container.NewStack()
	r.split = &widgets.RightColumn{Width: 312, Gap: 12}
	r.listCard = widgets.NewBareCard(r.list)
	r.body = container.New(r.split, container.NewStack(r.listCard, r.formsCard), r.pane)
	r.nothing = container.NewStack()
	r.actions = newReportActions(r)
	r.countLine = widgets.HStack(8, r.count, r.unfold, r.protect, widgets.Spacer(), r.trim, widgets.Wide(236, r.searchEntry), r.info)
	above := widgets.VStack(10, r.tileRow, r.groups.content, r.error, r.notices.content, r.countLine)
	page := container.New(reportMargin{}, widgets.Framed(widgets.Inset(0, 0, 9, 0, above), nil, nil, nil, container.NewStack(r.body, r.nothing)))
	r.content = widgets.Framed(r.band, r.actions.content, nil, nil, page)
}

// Shown gives the keys to the first guard that waits, else to the list.
func (r *report) Shown() {
	if !r.correcting() {
		r.showList()
	}
	if first := r.notices.first(); first != nil {
		r.desk.Window.Canvas().Focus(first)
		return
	}
	r.focusRows()
}

// focusRows gives the keys to the rows.
func (r *report) focusRows() {
	if r.correcting() {
		r.forms.FocusRows()
		return
	}
	r.list.FocusRows()
}

// Sized folds the pane away in a narrow or low window.
func (r *report) Sized(size fyne.Size) {
	width := size.Width + desk.SidebarWidth
	narrow := width < 1100 || size.Height < 700
	wide := width >= 1600
	low := width < 1100
	r.width = size.Width
	r.split.Width = 312
	if wide {
		r.split.Width = 380
	}
	if narrow == r.narrow && wide == r.wide && low == r.lowWidth {
		r.actions.show()
		return
	}
	r.narrow, r.wide, r.lowWidth = narrow, wide, low
	r.show()
}

// show sets every widget from the state.
func (r *report) show() {
	s := r.state
	r.showBand()
	r.showTiles()
	r.groups.show()
	r.notices.show()
	r.error.Hide()
	if s.err != nil {
		r.showError()
	}
	r.showCount()
	if r.searchEntry.Text != s.filter.words {
		r.searchEntry.Put(s.filter.words)
	}
	r.info.Hidden = !r.folds()
	r.listCard.Show()
	r.formsCard.Hide()
	if r.correcting() {
		r.listCard.Hide()
		r.formsCard.Show()
		r.showForms()
	} else {
		r.showList()
	}
	r.showPane()
	empty := s.plan.Counts.Changes() == 0 && len(s.rows) == 0 && s.filter == (filter{})
	r.body.Hidden, r.nothing.Hidden = empty, !empty
	r.nothing.Objects = nil
	if empty {
		r.nothing.Objects = []fyne.CanvasObject{widgets.NewCard(r.emptyState())}
	}
	r.actions.show()
	r.content.Refresh()
}

func (r *report) showError() {
	m := desk.Message(r.state.err, r.words())
	var ways []*widgets.Button
	if r.stale() && r.state.simulation != nil {
		ways = append(ways, widgets.NewButton(widgets.Secondary, r.words().T("button.again"), r.simulateAgain))
	}
	r.error.Say(m.Sentence, m.WayOut, m.Details, ways...)
}

func (r *report) emptyState() fyne.CanvasObject {
	w := r.words()
	if r.undoing() {
		return r.undoneState()
	}
	var buttons []*widgets.Button
	if r.ways.Another != nil {
		buttons = append(buttons, widgets.NewButton(widgets.Secondary, w.T("screen.report.another"), r.ways.Another))
	}
	buttons = append(buttons, widgets.NewIconButton(widgets.Secondary, widgets.IconSave, w.T("screen.report.save"), r.save))
	return widgets.EmptyState(widgets.KindCreated, widgets.IconUnchanged, w.T("screen.report.nochanges"),
		w.N("screen.report.nochanges.text", r.state.plan.File.Rows), buttons...)
}

// choose filters by a tile, or shows all again.
func (r *report) choose(kind widgets.Kind, on bool) {
	f := &r.state.filter
	f.kind, f.guard = "", ""
	if on {
		f.kind = kind
	}
	r.refilter()
}

// look filters by the people a guard lists.
func (r *report) look(guard string) {
	r.state.filter = filter{guard: guard}
	r.refilter()
	r.focusRows()
}

// refilter lists what the filter leaves, from its first line on.
func (r *report) refilter() {
	v := r.view()
	v.chosen, v.fresh = "", false
	r.relist(v, r.toFirst)
}

// toFirst shows other lines from the first one on.
func (r *report) toFirst() {
	r.list.SetCurrent(0)
	r.show()
}

// folds reports whether the pane is folded away until it is asked for: in small windows,
// and beside rows to correct, which need the room.
func (r *report) folds() bool { return r.narrow || r.correcting() }

// sort lists the same lines in another order; who is chosen stays.
func (r *report) sort(column string, descending bool) {
	r.state.order = order{column, descending}
	v := r.view()
	v.fresh = false
	r.relist(v, func() { r.show(); r.list.Reveal() })
}

func (r *report) Search() { r.desk.Window.Canvas().Focus(r.searchEntry) }

// Key shows all again with Escape, and jumps between the parts with F6.
func (r *report) Key(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyEscape:
		if r.state.filter != (filter{}) {
			r.state.filter = filter{}
			r.refilter()
			return true
		}
	case fyne.KeyF6:
		r.jump()
		return true
	case fyne.KeyF8:
		r.nextProblem()
		return true
	}
	return false
}

// GuidePage is what a report asks for: the checks that stand above it, or else what its
// words mean.
func (r *report) GuidePage() string {
	if len(r.state.plan.Guards) > 0 && r.state.simulation != nil {
		return "guards"
	}
	return "kinds"
}
