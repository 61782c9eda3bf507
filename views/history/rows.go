package history

import (
	"strings"

	"fyne.io/fyne/v2"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/widgets"
)

// historyRows are the uploads that filter and search leave, newest first.
func historyRows(s *historyState) []int {
	words := strings.Fields(data.FoldSearch(s.words))
	var rows []int
	for i := range s.all {
		u := &s.all[i]
		if s.applied && u.Mode != data.Applied {
			continue
		}
		if desk.ContainsAll(data.FoldSearch(u.File.Name+"\n"+u.Account), words) {
			rows = append(rows, i)
		}
	}
	return rows
}

// Chosen is the upload of the current line, nil if there is none in sight.
func (h *historyScreen) Chosen() *data.Upload {
	for _, i := range h.state.rows {
		if h.state.all[i].ID == h.state.chosen {
			return &h.state.all[i]
		}
	}
	return nil
}

func (h *historyScreen) emptyState() fyne.CanvasObject {
	w := h.desk.Words
	if len(h.state.all) > 0 {
		return widgets.EmptyState(widgets.KindUnchanged, widgets.IconSearch, w.T("history.nothing"),
			w.T("history.nothing.text", "words", h.state.words), widgets.NewButton(widgets.Secondary, w.T("history.clear"), func() {
				h.state.words, h.state.applied = "", false
				h.show()
			}))
	}
	return widgets.EmptyState(widgets.KindAccent, widgets.IconHistory, w.T("history.empty"), w.T("history.empty.text"),
		widgets.NewIconButton(widgets.Primary, widgets.IconUpload, w.T("nav.upload"), func() { h.desk.Go.Open(desk.PlaceUpload) }))
}
