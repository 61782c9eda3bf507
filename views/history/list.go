package history

import (
	"strings"

	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/widgets"
)

func (h *historyScreen) buildList() {
	h.list = widgets.NewDataList(nil, func() int { return len(h.state.rows) }, h.cell).TwoLines()
	h.list.OnCurrent = func(row int) {
		h.state.chosen = h.state.all[h.state.rows[row]].ID
		h.show()
	}
	h.list.OnOpen = func(row int) {
		h.state.chosen = h.state.all[h.state.rows[row]].ID
		h.openChosen()
	}
	h.list.Menu = h.menu
	h.list.MenuTip = h.desk.Words.T("history.menu")
	h.desk.KeepWidths("history", h.list)
	h.setColumns(false)
}

// setColumns leaves out the two counts that are mostly empty in a narrow window.
func (h *historyScreen) setColumns(narrow bool) {
	w := h.desk.Words
	columns := []widgets.Column{
		{ID: "when", Title: w.T("history.when"), Min: 128},
		{ID: "file", Title: w.T("history.file"), Min: 150, Weight: 1},
		{ID: "result", Title: w.T("history.result"), Min: 116},
	}
	for _, kind := range historyKinds {
		hidden := narrow && (kind == widgets.KindReactivated || kind == widgets.KindProblem)
		columns = append(columns, widgets.Column{
			ID: string(kind), Title: w.N("tile."+strings.ToLower(string(kind)), 2), Min: historyWidths[kind], Hidden: hidden,
		})
	}
	h.list.SetColumns(columns)
}

// historyKinds are the counts that the history shows.
var historyKinds = []widgets.Kind{
	widgets.KindDeactivated, widgets.KindReactivated, widgets.KindCreated, widgets.KindMoved, widgets.KindUpdated, widgets.KindProblem,
}

// historyWidths fit the titles in both languages.
var historyWidths = map[widgets.Kind]float32{
	widgets.KindDeactivated: 88, widgets.KindReactivated: 88, widgets.KindCreated: 70,
	widgets.KindMoved: 74, widgets.KindUpdated: 72, widgets.KindProblem: 80,
}

func (h *historyScreen) menu(row int) []widgets.MenuItem {
	u, w := &h.state.all[h.state.rows[row]], h.desk.Words
	items := []widgets.MenuItem{
		{Text: w.T("history.open"), Icon: widgets.IconEye, Disabled: !u.HasReport, Do: func() { h.list.OnOpen(row) }},
		{Text: w.T("history.save"), Icon: widgets.IconSave, Disabled: !u.HasReport, Do: func() {
			h.list.OnCurrent(row)
			h.saveChosen()
		}},
	}
	items = append(items, widgets.MenuItem{Text: w.T("history.compare"), Icon: widgets.IconCompare, Disabled: !u.HasReport || u.Undoes != 0 || u.Options.Hierarchy, Do: func() {
		h.list.OnCurrent(row)
		h.compareChosen()
	}})
	items = append(items, widgets.MenuItem{Text: w.T("mail.ask"), Icon: widgets.IconMail, Disabled: h.desk.IsReadOnly(), Do: func() {
		h.list.OnCurrent(row)
		h.emailChosen()
	}})
	items = append(items, widgets.MenuItem{Text: desk.UndoWords(h.desk, u), Icon: widgets.IconUndo, Disabled: desk.CannotUndo(h.desk, u) != "", Do: func() {
		h.list.OnCurrent(row)
		h.undoChosen()
	}})
	if h.standsAfter(u.ID) {
		items = append(items, widgets.MenuItem{Text: w.T("history.from"), Icon: widgets.IconUndo, Do: func() {
			h.list.OnCurrent(row)
			h.undoFrom(u.ID)
		}})
	}
	if canStillApply(h.desk, u) {
		items = append(items, widgets.MenuItem{Text: w.T("history.apply"), Icon: widgets.IconApplied, Do: func() { h.list.OnOpen(row) }})
	}
	return items
}

func (h *historyScreen) cell(row int, column string) widgets.Cell {
	u, w := &h.state.all[h.state.rows[row]], h.desk.Words
	switch column {
	case "when":
		at := u.At.Local()
		return widgets.Cell{
			Line:  []widgets.Span{widgets.Bold(desk.Day(w, at, h.desk.Now())), widgets.Dim(" " + w.Time(at))},
			Below: []widgets.Span{widgets.Plain(u.Account)},
		}
	case "file":
		return h.historyFile(u)
	case "result":
		return widgets.BadgeCell(desk.ResultBadge(w, u))
	}
	n := uploadCount(u, widgets.Kind(column))
	if n == 0 {
		return widgets.CountCell(widgets.Kind(column), "")
	}
	return widgets.CountCell(widgets.Kind(column), w.Number(n))
}

// aboutUpload says how many rows there were and what was ticked.
func aboutUpload(w *assets.Words, u *data.Upload) string {
	parts := []string{w.N("history.rows", u.File.Rows)}
	for _, option := range []struct {
		on  bool
		key string
	}{
		{u.Options.Hierarchy, "history.option.hierarchy"},
		{u.Options.ArchiveAbsent, "history.option.archive"},
		{u.Options.DeactivateAbsent, "history.option.deactivate"},
		{u.Options.BlankErases, "history.option.blank"},
		{u.Options.SkipProblems, "history.option.skip"},
		{u.Options.CreateRoles, "history.option.create"},
	} {
		if option.on {
			parts = append(parts, w.T(option.key))
		}
	}
	if !u.HasReport {
		parts = append(parts, w.T("history.onlycounts"))
	}
	return strings.Join(parts, ", ")
}

// uploadCount is one number of an upload; moved people are not among the updated, as in
// the report.
func uploadCount(u *data.Upload, kind widgets.Kind) int {
	switch kind {
	case widgets.KindDeactivated:
		return u.Counts.Deactivated + u.Counts.Removed
	case widgets.KindReactivated:
		return u.Counts.Reactivated
	case widgets.KindCreated:
		return u.Counts.Created
	case widgets.KindMoved:
		return u.Counts.Moved
	case widgets.KindUpdated:
		return max(0, u.Counts.Updated-u.Counts.Moved)
	}
	return u.Counts.Problem
}
