package history

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

// historyState is all that the history shows.
type historyState struct {
	loaded  bool
	all     []data.Upload
	days    []app.UndoDay // back to which all can be undone
	rows    []int         // of the list, as indexes of all
	applied bool          // applied ones only
	words   string
	chosen  int64 // the upload's number, 0 for none
	err     error
	report  desk.PreparedReport // nil while the list is shown
}

// historyScreen lists the uploads, simulated and applied, and opens each as the report
// it was.
type historyScreen struct {
	desk  *desk.Desk
	state historyState

	page        *fyne.Container
	table       fyne.CanvasObject
	segment     *widgets.Segments
	searchEntry *widgets.SearchEntry
	error       *widgets.ErrorBox
	errorIn     *fyne.Container
	list        *widgets.DataList
	empty       *fyne.Container
	open        *widgets.Button
	save        *widgets.Button
	apply       *widgets.Button
	compare     *widgets.Button
	undoing     *widgets.Button
	why         *widgets.Text
	email       *widgets.Button
	report      desk.Report // nil while the list is shown
	since       *widgets.Button
	narrow      bool
}

// New makes the history.
func New(s *desk.Desk) desk.History { return newHistoryScreen(s) }

func newHistoryScreen(s *desk.Desk) *historyScreen {
	h := &historyScreen{desk: s}
	w := s.Words
	h.segment = widgets.NewSegments([]widgets.Segment{
		{ID: "all", Text: w.T("history.filter.all")}, {ID: "applied", Text: w.T("history.filter.applied")},
	}, "all", func(id string) {
		h.state.applied = id == "applied"
		h.show()
	})
	h.searchEntry = widgets.NewSearchEntry(w.T("history.search"), s.ShortcutText(fyne.KeyF), func(text string) {
		h.state.words = text
		h.show()
	}).ClearTip(w.T("search.clear"))
	h.error = desk.NewErrorBox(w)
	h.buildList()
	h.open = widgets.NewIconButton(widgets.Primary, widgets.IconEye, w.T("history.open"), h.openChosen)
	h.save = widgets.NewIconButton(widgets.Secondary, widgets.IconSave, w.T("history.save"), h.saveChosen)
	h.apply = widgets.NewIconButton(widgets.Secondary, widgets.IconApplied, w.T("history.apply"), h.openChosen)
	h.compare = widgets.NewIconButton(widgets.Secondary, widgets.IconCompare, w.T("history.compare"), h.compareChosen)
	h.undoing = widgets.NewIconButton(widgets.Secondary, widgets.IconUndo, w.T("history.undo"), h.undoChosen)
	h.email = widgets.NewIconButton(widgets.Secondary, widgets.IconMail, w.T("mail.ask"), h.emailChosen)
	for _, b := range []*widgets.Button{h.save, h.apply, h.compare, h.email} {
		b.Tip = b.Text
	}
	h.why = widgets.NewText(widgets.Caption, "").Align(fyne.TextAlignTrailing).CutBelow(40)
	h.since = widgets.NewIconButton(widgets.Secondary, widgets.IconUndo, w.T("history.since"), h.chooseDay)
	head := widgets.Inset(16, 20, 12, 20, widgets.HStack(12,
		widgets.NewText(widgets.PageTitle, w.T("nav.history")), widgets.Spacer(), h.since, h.segment, widgets.Wide(220, h.searchEntry)))
	foot := widgets.Framed(widgets.Line(), nil, nil, nil, widgets.Inset(10, 20, 10, 20, widgets.HStack(8, h.open, h.save, h.email, h.compare, widgets.Spacer(), h.why, h.apply, h.undoing)))
	h.errorIn = widgets.Inset(0, 20, 12, 20, h.error)
	above := widgets.VStack(0, head, h.errorIn, widgets.Line())
	h.empty = container.NewStack()
	card := widgets.NewBareCard(widgets.Framed(above, foot, nil, nil, container.NewStack(h.list, h.empty)))
	h.table = container.New(desk.PageMargin{}, card)
	h.page = container.NewStack(h.table)
	h.show()
	return h
}

func (h *historyScreen) Content() fyne.CanvasObject { return h.page }

// Shown loads the list anew.
func (h *historyScreen) Shown() {
	a := h.desk.App
	type history struct {
		all  []data.Upload
		days []app.UndoDay
	}
	task.Start(h.desk.Run, task.Task[history]{
		Key: "history",
		Work: func(ctx context.Context, _ task.Progress) (history, error) {
			all, err := a.Uploads(ctx, 0, 0)
			return history{all, app.UndoDays(all)}, err
		},
		Done: func(now history, err error) {
			h.state.err = err
			if err == nil {
				h.state.all, h.state.days, h.state.loaded = now.all, now.days, true
			}
			h.show()
			if h.state.report == nil && h.desk.InFront(h) {
				h.list.FocusRows()
			}
		},
	})
}

func (h *historyScreen) Sized(size fyne.Size) {
	if h.report != nil {
		h.report.Sized(size)
	}
	narrow := size.Width+desk.SidebarWidth < 1100
	h.setColumns(narrow)
	roomy := size.Width+desk.SidebarWidth >= 1240
	// In less room some buttons have only their icons, and their words as tips.
	h.narrow = narrow
	h.showSince()
	for b, keep := range map[*widgets.Button]bool{
		h.save: roomy, h.email: roomy, h.compare: !narrow, h.apply: !narrow,
	} {
		words := ""
		if keep {
			words = b.Tip
		}
		b.SetText(words)
	}
}

func (h *historyScreen) Search() {
	if h.report != nil {
		h.report.Search()
		return
	}
	h.desk.Window.Canvas().Focus(h.searchEntry)
}

func (h *historyScreen) Key(name fyne.KeyName) bool {
	if h.report == nil {
		return false
	}
	if h.report.Key(name) {
		return true
	}
	if name == fyne.KeyEscape {
		h.back()
		return true
	}
	return false
}

func (h *historyScreen) Keep() any {
	kept := h.state
	if h.report != nil {
		kept.report = h.report.Kept()
	}
	return kept
}

func (h *historyScreen) Take(kept any) {
	h.state = kept.(historyState)
	if h.state.report != nil {
		h.openReport(h.state.report)
	}
	h.show()
}

// show sets every widget from the state.
func (h *historyScreen) show() {
	s := &h.state
	s.rows = historyRows(s)
	id := "all"
	if s.applied {
		id = "applied"
	}
	h.segment.Choose(id)
	if h.searchEntry.Text != s.words {
		h.searchEntry.Put(s.words)
	}
	desk.SayError(h.error, s.err, h.desk.Words)
	h.errorIn.Hidden = s.err == nil
	h.empty.Objects = nil
	if len(s.rows) == 0 && s.loaded {
		h.empty.Objects = []fyne.CanvasObject{h.emptyState()}
	}
	h.list.Hidden = len(h.empty.Objects) > 0
	h.empty.Refresh()
	chosen := h.Chosen()
	for row, i := range s.rows {
		if chosen == nil || s.all[i].ID == chosen.ID {
			s.chosen = s.all[i].ID
			h.list.SetCurrent(row)
			break
		}
	}
	h.list.Refresh()
	h.showButtons(h.Chosen())
	front := h.table
	if h.report != nil {
		front = h.report.Content()
	}
	h.page.Objects = []fyne.CanvasObject{front}
	h.page.Refresh()
}

// showButtons lets do what can be done about the chosen upload, nil for none.
func (h *historyScreen) showButtons(chosen *data.Upload) {
	reported := chosen != nil && chosen.HasReport
	widgets.Able(h.open, reported)
	widgets.Able(h.save, reported)
	widgets.Able(h.compare, reported && chosen.Undoes == 0 && !chosen.Options.Hierarchy)
	h.showSince()
	widgets.Able(h.email, chosen != nil && !h.desk.IsReadOnly())
	h.apply.Hidden = chosen == nil || !canStillApply(h.desk, chosen)
	h.showUndoButton()
}

// opened is a report as it was.
type opened struct {
	plan   *plan.Plan
	upload data.Upload
}

// GuidePage is the page about what can go wrong, or the one that fits the report.
func (h *historyScreen) GuidePage() string {
	if h.report == nil {
		return "wrong"
	}
	return h.report.GuidePage()
}

// ShowUpload opens the report of one of all uploads.
func (h *historyScreen) ShowUpload(id int64, all []data.Upload) {
	h.state.all, h.state.loaded, h.state.applied, h.state.words, h.state.chosen = all, true, false, "", id
	h.show()
	h.openChosen()
}
