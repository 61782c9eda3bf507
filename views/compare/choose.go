package compare

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/widgets"
)

// Choose asks with which other upload one is compared.
func Choose(s *desk.Desk, one data.Upload, all []data.Upload) {
	w := s.Words
	others := make([]*data.Upload, 0, len(all))
	first := -1
	for i := range all {
		if all[i].ID == one.ID {
			continue
		}
		if first < 0 && all[i].HasReport {
			first = len(others)
		}
		others = append(others, &all[i])
	}
	d := &widgets.Dialog{
		Title: w.T("compare.choose"), Caption: w.T("compare.choose.caption", "file", one.File.Name, "date", w.DateTime(one.At.Local())),
		Cancel: w.T("button.cancel"), Width: widgets.FormWidth,
	}
	if first < 0 {
		d.Content, d.Cancel = widgets.NewParagraph(widgets.Body, w.T("compare.choose.none")), ""
		d.Default = widgets.NewButton(widgets.Primary, w.T("button.close"), d.Hide)
		d.Show(s.Window.Canvas())
		return
	}
	list := uploadList(s, others)
	open := func() {
		if row := list.Current(); row >= 0 && others[row].HasReport {
			d.Hide()
			s.Go.Compare(one.ID, others[row].ID)
		}
	}
	d.Default = widgets.NewIconButton(widgets.Primary, widgets.IconCompare, w.T("compare.choose.verb"), open)
	list.OnCurrent = func(row int) { widgets.Able(d.Default, others[row].HasReport) }
	list.OnOpen = func(int) { open() }
	list.SetCurrent(first)
	d.Content = container.NewGridWrap(fyne.NewSize(widgets.FormWidth-48, min(330, float32(36+46*len(others)))), widgets.NewBareCard(list))
	d.First = list.Focus()
	d.Show(s.Window.Canvas())
}

// uploadList lists uploads to choose from; those of which only the counts are left say so.
func uploadList(s *desk.Desk, uploads []*data.Upload) *widgets.DataList {
	w := s.Words
	columns := []widgets.Column{
		{ID: "when", Title: w.T("history.when"), Min: 128},
		{ID: "file", Title: w.T("history.file"), Min: 180, Weight: 1},
		{ID: "result", Title: w.T("history.result"), Min: 124},
	}
	list := widgets.NewDataList(columns, func() int { return len(uploads) }, func(row int, column string) widgets.Cell {
		u := uploads[row]
		switch column {
		case "when":
			at := u.At.Local()
			return widgets.Cell{
				Line:  []widgets.Span{widgets.Bold(desk.Day(w, at, s.Now())), widgets.Dim(" " + w.Time(at))},
				Below: []widgets.Span{widgets.Plain(u.Account)},
			}
		case "file":
			if !u.HasReport {
				return widgets.TwoLineCell(u.File.Name, w.T("compare.gone"))
			}
			return widgets.TwoLineCell(u.File.Name, w.N("history.rows", u.File.Rows))
		}
		return widgets.BadgeCell(desk.ResultBadge(w, u))
	}).TwoLines()
	s.KeepWidths("compare.choose", list)
	list.Faded = func(row int) bool { return !uploads[row].HasReport }
	return list
}
