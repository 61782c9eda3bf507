package upload

import (
	"cmp"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/widgets"
)

// uploadNames shows below the column of full names how they are split, and asks which
// name stands first where the file does not show it (SPEC S15.1).
type uploadNames struct {
	made    *plan.Names // what it was made for
	content fyne.CanvasObject
	title   *widgets.Text
	order   *widgets.Segments
	samples *fyne.Container
}

func newUploadNames(u *uploadScreen) *uploadNames {
	w := u.desk.Words
	n := &uploadNames{made: u.state.file.Names, title: widgets.NewText(widgets.CaptionText, "").CutBelow(60), samples: widgets.VStack(2)}
	n.order = widgets.NewSegments([]widgets.Segment{
		{ID: string(data.FirstLast), Text: w.T("upload.names.first_last")},
		{ID: string(data.LastFirst), Text: w.T("upload.names.last_first")},
	}, "", func(id string) {
		u.state.options.Names = data.NameOrder(id)
		u.show()
	})
	n.content = widgets.Inset(2, 16, 10, 16, widgets.VStack(8, n.title, widgets.HStack(0, n.order, widgets.Spacer()), n.samples))
	return n
}

// show sets the question, the answer and the names split by it, seen at once.
func (n *uploadNames) show(w *assets.Words, s *uploadState) {
	order := s.nameOrder()
	key := "upload.names.split"
	if order == "" {
		key = "upload.names.ask"
	}
	n.title.SetText(w.T(key, "header", n.made.Header))
	n.order.Choose(string(order))
	widgets.Able(n.order, !s.locked())
	n.samples.Objects = nil
	for _, sample := range n.made.Samples(cmp.Or(order, data.FirstLast)) {
		text := sample.Text
		if order != "" {
			text = w.T("upload.names.sample", "text", sample.Text, "first", sample.First, "last", sample.Last)
		}
		n.samples.Add(widgets.NewText(widgets.Caption, text).CutBelow(60))
	}
	n.samples.Refresh()
}

// nameOrder is the order of full names: as chosen, or as the file shows it.
func (s *uploadState) nameOrder() data.NameOrder {
	if s.file == nil || s.file.Names == nil {
		return ""
	}
	return cmp.Or(s.options.Names, s.file.Names.Order)
}

// asksNames reports whether the person has to say which name stands first.
func (s *uploadState) asksNames() bool {
	return s.file != nil && s.file.Names != nil && s.file.Names.Asked && s.options.Names == ""
}
