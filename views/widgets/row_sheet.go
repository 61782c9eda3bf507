package widgets

import (
	"fyne.io/fyne/v2"
)

// rowSheet is what is scrolled: as high as all rows, but holding those in sight only.
type rowSheet struct {
	base
	area  *rowArea
	shown map[int]*rowView
	spare []*rowView
	drawn *look
	// first and last were in sight the last time.
	first, last int
}

func newRowSheet(a *rowArea) *rowSheet {
	s := &rowSheet{area: a, shown: map[int]*rowView{}}
	s.ExtendBaseWidget(s)
	return s
}

// arrange puts rows where the scrolling wants them; all of them are set anew if asked.
func (s *rowSheet) arrange(anew bool) {
	if s.drawn == nil {
		return
	}
	first, last := s.area.shownRange()
	for row, view := range s.shown {
		if row < first || row > last {
			s.spare = append(s.spare, view)
			delete(s.shown, row)
		}
	}
	s.drawn.objects = s.drawn.objects[:0]
	for row := max(0, first); row <= last; row++ {
		view, known := s.shown[row]
		if !known {
			view = s.view()
			s.shown[row] = view
		}
		top, height := s.area.span(row)
		size := fyne.NewSize(s.Size().Width, height)
		view.row = row
		view.Move(fyne.NewPos(0, top))
		if !known || anew || view.Size() != size {
			view.BaseWidget.Resize(size)
			view.Refresh()
		}
		s.drawn.objects = append(s.drawn.objects, view)
	}
	if s.first != first || s.last != last {
		s.first, s.last = first, last
		if s.area.list.OnShown != nil {
			s.area.list.OnShown()
		}
	}
}

func (s *rowSheet) view() *rowView {
	if n := len(s.spare); n > 0 {
		view := s.spare[n-1]
		s.spare = s.spare[:n-1]
		view.hovered = false
		return view
	}
	return newRowView(s.area)
}

// CreateRenderer is called by Fyne.
func (s *rowSheet) CreateRenderer() fyne.WidgetRenderer {
	s.drawn = &look{}
	s.drawn.min = func() fyne.Size { return fyne.NewSize(1, s.area.total()) }
	s.drawn.refresh = func() {}
	s.drawn.layout = func(fyne.Size) { s.arrange(true) }
	return newLook(s, s.drawn)
}
