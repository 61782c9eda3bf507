package widgets

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// rowView draws one row after the other as the list is scrolled.
type rowView struct {
	base
	area    *rowArea
	row     int
	hovered bool
	onMenu  bool
	cells   []*cellView
	tip     tip
	tipped  int
	tapped  time.Time
	last    int
}

// onMenuButton stands for ⋮ among the numbers of cells.
const onMenuButton = -2

func newRowView(a *rowArea) *rowView {
	v := &rowView{area: a, tipped: -1, last: -1}
	v.ExtendBaseWidget(v)
	return v
}

// Tapped ticks, opens the menu, or moves here; the second click opens.
func (v *rowView) Tapped(e *fyne.PointEvent) {
	v.tip.gone()
	if v.gone() || !heard(v, e) {
		return
	}
	list := v.area.list
	v.area.grab()
	row := v.row
	if list.OnTapped != nil && list.OnTapped(row, e.Position.X) {
		return
	}
	if list.OnTickRange != nil && v.area.shifted() {
		v.area.move(row)
		v.area.tickTo(row)
		return
	}
	if list.Tick != nil && e.Position.X < tickWidth {
		v.area.tick(row)
		return
	}
	v.area.move(row)
	if list.dots() && e.Position.X >= v.Size().Width-menuWidth {
		v.area.menu(row, nil)
		return
	}
	now := time.Now()
	if v.last == row && now.Sub(v.tapped) < doubleClick {
		v.last = -1
		v.area.open(row)
		return
	}
	v.last, v.tapped = row, now
}

// TappedSecondary opens the menu under the pointer.
func (v *rowView) TappedSecondary(e *fyne.PointEvent) {
	v.tip.gone()
	if v.gone() {
		return
	}
	v.area.grab()
	v.area.move(v.row)
	v.area.menu(v.row, &e.AbsolutePosition)
}

// MouseIn is called by the driver.
func (v *rowView) MouseIn(e *desktop.MouseEvent) {
	v.hovered = true
	v.MouseMoved(e)
	v.Refresh()
}

// MouseMoved waits to show what was cut in the cell under the pointer.
func (v *rowView) MouseMoved(e *desktop.MouseEvent) {
	if on := v.area.list.dots() && e.Position.X >= v.Size().Width-menuWidth; on != v.onMenu {
		v.onMenu = on
		v.Refresh()
	}
	over := -1
	if v.onMenu {
		over = onMenuButton
	}
	for i, p := range v.places() {
		if e.Position.X >= p.x && e.Position.X < p.x+p.width {
			over = i
		}
	}
	if over == v.tipped {
		return
	}
	v.tipped = over
	v.tip.gone()
	if over == onMenuButton && v.area.list.MenuTip != "" {
		v.tip.soon(v, v.area.list.MenuTip, e.AbsolutePosition)
	}
	if over >= 0 && over < len(v.cells) && v.cells[over].cut() {
		v.tip.soon(v, v.cells[over].cell.words(), e.AbsolutePosition)
	}
}

// MouseOut is called by the driver.
func (v *rowView) MouseOut() {
	v.hovered, v.onMenu, v.tipped = false, false, -1
	v.tip.gone()
	v.Refresh()
}

// gone reports whether the list has become shorter than where the view stands: the
// pointer may leave a row that a search has taken away.
func (v *rowView) gone() bool { return v.row >= v.area.count || v.row >= v.area.list.Rows() }

func (v *rowView) places() []place { return v.area.list.columns.places(v.Size().Width) }

// CreateRenderer is called by Fyne.
func (v *rowView) CreateRenderer() fyne.WidgetRenderer {
	ground, line, ring, tick := &canvas.Rectangle{}, &canvas.Rectangle{}, &plate{}, newTickBox()
	behind, more := &plate{}, newImage()
	l := &look{}
	l.min = func() fyne.Size { return fyne.NewSize(10, 10) }
	l.refresh = func() {
		if v.gone() {
			return
		}
		ground.FillColor = v.ground()
		line.FillColor = v.color(ColorLine)
		ring.dress(nil, v.color(ColorAccent), 2, 0)
		ring.Hidden = !v.area.ringed || v.row != v.area.current
		behind.dress(color.Transparent, nil, 0, 7)
		ink := ColorMuted
		if v.onMenu {
			behind.FillColor, ink = v.color(ColorPressed), ColorText
		}
		setImage(more, IconMore.In(v.color(ink)))
	}
	l.layout = func(size fyne.Size) {
		if v.gone() {
			return
		}
		ground.Resize(size)
		line.Move(fyne.NewPos(0, size.Height-1))
		line.Resize(fyne.NewSize(size.Width, 1))
		ring.put(fyne.NewPos(1, 0), size.SubtractWidthHeight(2, 0))
		l.objects = append(l.objects[:0], ground, line)
		l.objects = v.layTick(l.objects, tick, size.Height)
		l.objects = v.lay(l.objects, size.Height)
		if v.area.list.dots() {
			center := fyne.NewPos(size.Width-menuWidth/2-4, size.Height/2)
			behind.put(center.SubtractXY(14, 14), fyne.NewSquareSize(28))
			more.Move(center.SubtractXY(9, 9))
			more.Resize(fyne.NewSquareSize(18))
			l.objects = append(l.objects, &behind.Rectangle, more)
		}
		l.objects = append(l.objects, &ring.Rectangle)
	}
	return newLook(v, l)
}

func (v *rowView) layTick(objects []fyne.CanvasObject, tick *tickBox, height float32) []fyne.CanvasObject {
	list := v.area.list
	if list.Tick == nil || list.Tick(v.row) == NoTick {
		return objects
	}
	tick.paint(&v.base, list.Tick(v.row), false)
	tick.ring.Hidden = true
	tick.put(fyne.NewPos(16, (height-checkSide)/2))
	return append(objects, tick.objects()...)
}

func (v *rowView) lay(objects []fyne.CanvasObject, height float32) []fyne.CanvasObject {
	list := v.area.list
	faded := list.Faded != nil && list.Faded(v.row)
	for i, p := range v.places() {
		if i == len(v.cells) {
			v.cells = append(v.cells, newCellView())
		}
		v.cells[i].set(&v.base, list.Cell(v.row, p.ID), p, height-1, faded)
		objects = append(objects, v.cells[i].objects...)
	}
	return objects
}

func (v *rowView) ground() color.Color {
	chosen := v.row == v.area.current
	if v.area.list.Chosen != nil {
		chosen = v.area.list.Chosen(v.row)
	}
	ground := color.Color(color.Transparent)
	switch {
	case chosen:
		ground = v.color(ColorSelection)
	case v.hovered:
		return v.color(ColorHover)
	}
	return ground
}
