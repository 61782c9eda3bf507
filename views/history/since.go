package history

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"headcount.app/headcount/app"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/widgets"
)

// showSince sets the button that undoes back to a date; in little room it has only its
// icon, and its words as tip.
func (h *historyScreen) showSince() {
	w := h.desk.Words
	words, tip := w.T("history.since"), ""
	if h.desk.IsReadOnly() {
		tip = w.T("screen.report.reason.readonly")
	} else if h.state.loaded && len(h.state.days) == 0 {
		tip = w.T("history.undo.none")
	}
	widgets.Able(h.since, h.state.loaded && tip == "")
	if h.narrow {
		words, tip = "", desk.Joined(". ", words, tip)
	}
	h.since.Tip = tip
	h.since.SetText(words)
}

// standsAfter reports whether something that was applied after an upload goes back with
// it, so that both can be undone at once (SPEC S17.6).
func (h *historyScreen) standsAfter(id int64) bool {
	u := h.upload(id)
	if u == nil || u.Mode != data.Applied || h.desk.IsReadOnly() {
		return false
	}
	back := app.StandingFrom(h.state.all, *u)
	return len(back) > 1 || len(back) == 1 && back[0].ID != id
}

// undoFrom shows what undoing an upload and everything after it would change.
func (h *historyScreen) undoFrom(id int64) {
	a := h.desk.App
	h.showPlanned(id, func(ctx context.Context, p app.Progress) (*app.Simulation, error) { return a.UndoFrom(ctx, id, p) })
}

// chooseDay asks for the day back to which all is undone: one on which something was
// applied that stands. What is undone then is shown before it happens.
func (h *historyScreen) chooseDay() {
	s, days := h.desk, h.state.days
	if len(days) == 0 {
		return
	}
	w := s.Words
	said := widgets.NewParagraph(widgets.Body, "")
	list := h.dayList(days)
	d := &widgets.Dialog{
		Title: w.T("history.since.title"), Caption: w.T("history.since.caption"), Cancel: w.T("button.cancel"), Width: widgets.FormWidth,
	}
	show := func() {
		if row := list.Current(); row >= 0 && days[row].Err == nil {
			d.Hide()
			a, day := s.App, days[row].Day
			h.showPlanned(0, func(ctx context.Context, p app.Progress) (*app.Simulation, error) {
				return a.UndoSince(ctx, day, data.Options{}, p)
			})
		}
	}
	d.Default = widgets.NewIconButton(widgets.Primary, widgets.IconEye, w.T("history.since.verb"), show)
	choose := func(row int) {
		widgets.Able(d.Default, days[row].Err == nil)
		said.SetText(h.sinceWords(&days[row]))
	}
	list.OnCurrent = choose
	list.OnOpen = func(int) { show() }
	list.SetCurrent(0)
	choose(0)
	width := widgets.FormWidth - 48
	d.Content = widgets.VStack(12,
		container.NewGridWrap(fyne.NewSize(width, min(282, float32(36+46*len(days)))), widgets.NewBareCard(list)),
		container.NewGridWrap(fyne.NewSize(width, 60), said))
	d.First = list.Focus()
	d.Show(s.Window.Canvas())
}

// sinceWords say what goes back with a day, or why nothing does.
func (h *historyScreen) sinceWords(d *app.UndoDay) string {
	w := h.desk.Words
	if d.Err != nil {
		m := desk.Message(d.Err, w)
		return m.Sentence + " " + m.WayOut
	}
	return w.N("history.since.back", len(d.Back), "date", w.Date(d.Day), "files", w.List(h.filesOf(d.Back, 6)))
}

// filesOf are the files of uploads, each once, and how many more there are.
func (h *historyScreen) filesOf(uploads []data.Upload, most int) []string {
	w := h.desk.Words
	var files []string
	for i := range uploads {
		name := uploads[i].File.Name
		if uploads[i].Undoes != 0 {
			name, _ = h.undoTitle(&uploads[i])
		}
		if !slices.Contains(files, name) {
			files = append(files, name)
		}
	}
	if more := len(files) - most; more > 0 {
		files = append(files[:most], w.N("history.since.more", more))
	}
	return files
}

// dayList lists the days; one back to which nothing can be undone is faded.
func (h *historyScreen) dayList(days []app.UndoDay) *widgets.DataList {
	w := h.desk.Words
	columns := []widgets.Column{
		{ID: "day", Title: w.T("history.since.day"), Min: 150},
		{ID: "file", Title: w.T("history.since.applied"), Min: 200, Weight: 1},
		{ID: "back", Title: w.T("history.since.goback"), Min: 130},
	}
	list := widgets.NewDataList(columns, func() int { return len(days) }, func(row int, column string) widgets.Cell {
		d := &days[row]
		switch column {
		case "day":
			return widgets.Cell{Line: []widgets.Span{widgets.Bold(desk.Day(w, d.Day, h.desk.Now()))}}
		case "file":
			return widgets.TextCell(w.List(h.filesOf(d.Applied, 3)))
		}
		if d.Err != nil {
			return widgets.MutedCell(w.T("history.since.cannot"))
		}
		return widgets.TextCell(w.N("history.since.uploads", len(d.Back)))
	})
	h.desk.KeepWidths("history.since", list)
	list.Faded = func(row int) bool { return days[row].Err != nil }
	return list
}
