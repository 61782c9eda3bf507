package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

const (
	headerHeight = 32
	gripWidth    = 8
	doubleClick  = 500 * time.Millisecond
)

// header is the top of a DataList. It is one stop of the Tab key: Left and Right go
// from title to title, Enter sorts, Space ticks all.
type header struct {
	control
	list *DataList
	// hot is the column that keys go to, -1 the box for all rows.
	hot int
	// grip is the column whose right edge is under the pointer or dragged, -1 if none.
	grip     int
	dragging bool
	pressedX float32
	pressedW float32
	lastDown time.Time
	lastGrip int
}

func newHeader(l *DataList) *header {
	h := &header{list: l, grip: -1, lastGrip: -1}
	h.extend(h, nil)
	return h
}

func (h *header) places() []place { return h.list.columns.places(h.Size().Width) }

// TypedKey moves between titles and sorts.
func (h *header) TypedKey(key *fyne.KeyEvent) {
	h.ring()
	first := 0
	if h.list.columns.ticks {
		first = -1
	}
	switch key.Name {
	case fyne.KeyLeft:
		h.hot = max(first, h.hot-1)
	case fyne.KeyRight:
		h.hot = min(len(h.places())-1, h.hot+1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		h.click(h.hot)
	case fyne.KeyDown:
		h.list.FocusRows()
	default:
		pass(h, key)
	}
	h.Refresh()
}

// Tapped ticks all or sorts by the title under the pointer.
func (h *header) Tapped(e *fyne.PointEvent) {
	if h.gripAt(e.Position.X) >= 0 {
		return
	}
	if h.list.columns.ticks && e.Position.X < tickWidth {
		h.click(-1)
		return
	}
	for i, p := range h.places() {
		if e.Position.X >= p.x && e.Position.X < p.x+p.width {
			h.click(i)
		}
	}
}

func (h *header) click(i int) {
	if i < 0 {
		if h.list.OnTickAll != nil {
			h.list.OnTickAll(h.list.tickAll() != On)
		}
		return
	}
	places := h.places()
	if i >= len(places) || !places[i].Sortable {
		return
	}
	h.list.sortBy(places[i].ID)
}

func (h *header) gripAt(x float32) int {
	places := h.places()
	for i, p := range places {
		edge := p.x + p.width
		if x >= edge-gripWidth && x < edge && p.Title != "" && i < len(places) {
			return i
		}
	}
	return -1
}

// MouseIn is called by the driver.
func (h *header) MouseIn(e *desktop.MouseEvent) { h.MouseMoved(e) }

// MouseMoved looks for the edge of a column.
func (h *header) MouseMoved(e *desktop.MouseEvent) {
	if !h.dragging {
		h.grip = h.gripAt(e.Position.X)
	}
}

// MouseOut is called by the driver.
func (h *header) MouseOut() {
	if !h.dragging {
		h.grip = -1
	}
}

// MouseDown begins to drag an edge, or fits a column on the second click.
func (h *header) MouseDown(e *desktop.MouseEvent) {
	h.grip = h.gripAt(e.Position.X)
	if h.grip < 0 {
		return
	}
	p := h.places()[h.grip]
	h.pressedX, h.pressedW = e.Position.X, p.width
	now := time.Now()
	if h.lastGrip == h.grip && now.Sub(h.lastDown) < doubleClick {
		h.list.fit(p.ID)
		h.list.reportWidths()
	}
	h.lastGrip, h.lastDown = h.grip, now
}

// MouseUp is called by the driver.
func (h *header) MouseUp(*desktop.MouseEvent) {}

// Dragged moves an edge.
func (h *header) Dragged(e *fyne.DragEvent) {
	if h.grip < 0 {
		return
	}
	h.dragging = true
	p := h.places()[h.grip]
	h.list.columns.drag(p.ID, h.pressedW+e.Position.X-h.pressedX)
	h.list.Refresh()
}

// DragEnd reports the widths.
func (h *header) DragEnd() {
	if h.dragging {
		h.dragging = false
		h.list.reportWidths()
	}
}

// Cursor tells that an edge can be dragged.
func (h *header) Cursor() desktop.Cursor {
	if h.grip >= 0 {
		return desktop.HResizeCursor
	}
	return desktop.DefaultCursor
}

// CreateRenderer is called by Fyne.
func (h *header) CreateRenderer() fyne.WidgetRenderer {
	ground, line, ring, tick := &canvas.Rectangle{}, &canvas.Rectangle{}, &plate{}, newTickBox()
	var titles []*strip
	l := &look{}
	l.min = func() fyne.Size { return fyne.NewSize(100, headerHeight) }
	l.refresh = func() {
		ground.FillColor, line.FillColor = h.color(ColorSunk), h.color(ColorLine)
		ring.dress(nil, h.color(ColorAccent), 2, 4)
		ring.Hidden = !h.ringed
		tick.paint(&h.base, h.list.tickAll(), false)
		tick.ring.Hidden = true
	}
	l.layout = func(size fyne.Size) {
		ground.Resize(size)
		line.Move(fyne.NewPos(0, size.Height-1))
		line.Resize(fyne.NewSize(size.Width, 1))
		l.objects = []fyne.CanvasObject{ground, line}
		if h.list.columns.ticks {
			tick.put(fyne.NewPos(16, (size.Height-checkSide)/2))
			l.objects = append(l.objects, tick.objects()...)
		}
		ring.put(fyne.NewPos(10, 2), fyne.NewSize(30, size.Height-4))
		for i, p := range h.places() {
			if i == len(titles) {
				titles = append(titles, &strip{})
			}
			h.lay(titles[i], p, size.Height)
			l.objects = append(l.objects, titles[i].objects()...)
			if i == h.hot {
				ring.put(fyne.NewPos(p.x+2, 2), fyne.NewSize(p.width-4, size.Height-4))
			}
		}
		l.objects = append(l.objects, &ring.Rectangle)
	}
	return newLook(h, l)
}

func (h *header) lay(title *strip, p place, height float32) {
	spans := []Span{{Text: p.Title}}
	if p.ID == h.list.sorted {
		icon := IconSortUp
		if h.list.descending {
			icon = IconSortDown
		}
		spans = []Span{{Text: p.Title + " ", Color: ColorText}, {Icon: icon, Color: ColorText}}
	}
	room := p.width - 2*cellMargin
	title.set(&h.base, CaptionBold, spans, room)
	x := p.x + cellMargin
	if p.Align == fyne.TextAlignTrailing {
		x += room - title.width
	}
	title.move(fyne.NewPos(x, (height-title.height)/2))
}
